// What several commands read: files of events, through a profile. Lines that cannot be read are named on
// standard error, counted, and skipped.
#pragma once

#include <absl/status/statusor.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "sources/profile.h"
#include "sources/source.h"

namespace watchfloor {

struct RecordingOptions {
  std::string profile = "jsonl";
  std::vector<std::string> files;

  // Defines --profile and FILE….
  void add(CLI::App& command);
};

// A profile by name, from those installed beside the program or in the source tree, or by path.
// InvalidArgument when it does not give what is needed, events or counts.
absl::StatusOr<Profile> profileOf(const RecordingOptions& options);
absl::StatusOr<Profile> countProfileOf(const RecordingOptions& options);

// "-" is standard input.
absl::StatusOr<Source> openFile(const Profile& profile, const std::string& file, LineFile::Mode mode);

// The next part; its problems have been named.
absl::StatusOr<Source::Part> readPart(Source& source);

// Waits until one of the pipes has more, or ends, or `limit` has passed, or a signal came. -1 is no pipe.
void waitForPipes(const std::vector<int>& pipes, std::chrono::milliseconds limit);

// Reads a whole file, and shows how far it is.
absl::Status forEachEvent(const Profile& profile, const std::string& file,
                          const std::function<void(Event)>& use, int64_t* unreadable = nullptr);

// All files, in memory.
struct Recording {
  std::vector<Event> events;  // in the order of the files
  int64_t unreadable = 0;     // lines that were skipped
};
absl::StatusOr<Recording> readRecording(const Profile& profile, const std::vector<std::string>& files);

}  // namespace watchfloor
