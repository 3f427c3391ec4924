// A recording on disk: events of one or several files, read through a profile.
#pragma once

#include <absl/status/statusor.h>

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "model/config.h"
#include "model/event.h"

namespace watchfloor {

struct Recording {
  std::vector<Event> events;  // in the order of the files
  int64_t unreadable = 0;     // lines that are no events: each was named on standard error
  EngineConfig config;        // the profile's definitions, or the defaults
};

struct RecordingOptions {
  std::string profile;
  std::vector<std::string> files;

  // Defines --profile and FILE….
  void add(CLI::App& command);
};

// Reads all of it into memory. Errors name the file.
absl::StatusOr<Recording> readRecording(const RecordingOptions& options);

}  // namespace watchfloor
