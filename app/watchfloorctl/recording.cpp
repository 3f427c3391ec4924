#include "recording.h"

#include <absl/strings/str_cat.h>
#include <poll.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "model/shown_text.h"
#include "progress.h"

namespace watchfloor {
namespace {

namespace fs = std::filesystem;

// Where profiles are found by name: installed beside the program, or in the source tree that it was built
// from.
std::string profileFolder() {
  std::error_code failed;
  const fs::path program = fs::read_symlink("/proc/self/exe", failed);
  const fs::path installed = program.parent_path().parent_path() / "share/watchfloor/profiles";
  if (fs::is_directory(installed, failed)) return installed;
  for (fs::path folder = program.parent_path(); folder.has_relative_path(); folder = folder.parent_path()) {
    if (fs::is_directory(folder / "resources/profiles", failed)) return folder / "resources/profiles";
  }
  return installed;
}

}  // namespace

void RecordingOptions::add(CLI::App& command) {
  command
      .add_option("--profile", profile,
                  "how the files are read: jsonl, the name of a profile, or the path of one")
      ->type_name("NAME-or-FILE")
      ->capture_default_str();
  command.add_option("files", files, "files of events; - is standard input")->type_name("FILE")->required();
}

absl::StatusOr<Profile> profileOf(const RecordingOptions& options) {
  absl::StatusOr<Profile> profile = findProfile(options.profile, profileFolder());
  if (profile.ok() && profile->count) {
    return absl::InvalidArgumentError(absl::StrCat(
        "profile ", options.profile, " gives counts, not events: watchfloorctl detect reads them"));
  }
  return profile;
}

absl::StatusOr<Profile> countProfileOf(const RecordingOptions& options) {
  absl::StatusOr<Profile> profile = findProfile(options.profile, profileFolder());
  if (profile.ok() && !profile->count) {
    return absl::InvalidArgumentError(
        absl::StrCat("profile ", options.profile, " gives no counts: it has no [count]"));
  }
  return profile;
}

absl::StatusOr<Source> openFile(const Profile& profile, const std::string& file, LineFile::Mode mode) {
  return Source::open(profile, file == "-" ? "/dev/stdin" : file, mode);
}

absl::StatusOr<Source::Part> readPart(Source& source) {
  absl::StatusOr<Source::Part> part = source.read();
  if (!part.ok()) return part;
  for (const Problem& problem : part->problems) {
    const std::string message = absl::StrCat(shownText(problem.file), ":", problem.line, ": ",
                                             shownText(problem.reason), " (skipped)\n");
    std::fputs(message.c_str(), stderr);
  }
  return part;
}

void waitForPipes(const std::vector<int>& pipes, std::chrono::milliseconds limit) {
  std::vector<pollfd> polled;
  polled.reserve(pipes.size());
  for (const int pipe : pipes) polled.push_back({.fd = pipe, .events = POLLIN, .revents = 0});
  ::poll(polled.data(), polled.size(), static_cast<int>(limit.count()));
}

absl::Status forEachEvent(const Profile& profile, const std::string& file,
                          const std::function<void(Event)>& use, int64_t* unreadable) {
  absl::StatusOr<Source> source = openFile(profile, file, LineFile::Mode::kWhole);
  if (!source.ok()) return source.status();
  Progress progress(absl::StrCat("reading ", file));
  for (bool isEnd = false; !isEnd;) {
    absl::StatusOr<Source::Part> part = readPart(*source);
    if (!part.ok()) return part.status();
    for (Event& event : part->events) use(std::move(event));
    if (unreadable) *unreadable += static_cast<int64_t>(part->problems.size());
    isEnd = part->isEnd;
    if (part->isPaused) waitForPipes({source->pipe()}, std::chrono::seconds(1));
    progress.show(source->bytesRead(), source->bytesTotal());
  }
  return absl::OkStatus();
}

absl::StatusOr<Recording> readRecording(const Profile& profile, const std::vector<std::string>& files) {
  Recording recording;
  const auto keep = [&](Event event) { recording.events.push_back(std::move(event)); };
  for (const std::string& file : files) {
    const absl::Status status = forEachEvent(profile, file, keep, &recording.unreadable);
    if (!status.ok()) return status;
  }
  return recording;
}

}  // namespace watchfloor
