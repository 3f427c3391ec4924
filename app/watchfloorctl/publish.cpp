// watchfloorctl publish: events of files, or of standard input, to an engine.
#include <algorithm>

#include "commands.h"
#include "engine_options.h"
#include "progress.h"
#include "publishing.h"
#include "recording.h"

namespace watchfloor {
namespace {

constexpr const char* kFooter = R"(
Events that arrive twice count once, so a file may be published again. When the connection breaks it is made again, and
what was not acknowledged is sent again: for half a minute, and of a pipe or with --follow for as long as it takes. What
comes through a pipe is sent as it comes. Lines that cannot be read are named on standard error, counted, and skipped.

Examples:
  watchfloorctl publish events.jsonl
  my-exporter | watchfloorctl publish -
  watchfloorctl publish --engine wall:7411 --profile my_pbx.toml monday.csv tuesday.csv
  watchfloorctl publish --profile asterisk_queue_log --follow /var/log/asterisk/queue_log)";

struct Options {
  RecordingOptions recording;
  PublishingOptions publishing;
  bool isFollowing = false;
};

// Sends the next part of a file. True: there is nothing more, for now.
absl::StatusOr<bool> sendPart(Source& source, Publishing& publishing) {
  absl::StatusOr<Source::Part> part = readPart(source);
  if (!part.ok()) return part.status();
  publishing.addUnreadable(static_cast<int64_t>(part->problems.size()));
  for (Event& event : part->events) {
    if (absl::Status added = publishing.add(std::move(event)); !added.ok()) return added;
  }
  if (part->isPaused) {
    if (absl::Status sent = publishing.flush(); !sent.ok()) return sent;
  }
  return part->isEnd;
}

absl::Status publish(const Options& options) {
  const absl::StatusOr<Profile> profile = profileOf(options.recording);
  if (!profile.ok()) return profile.status();
  std::vector<Source> sources;
  for (const std::string& file : options.recording.files) {
    absl::StatusOr<Source> source =
        openFile(*profile, file, options.isFollowing ? LineFile::Mode::kFollow : LineFile::Mode::kWhole);
    if (!source.ok()) return source.status();
    sources.push_back(*std::move(source));
  }
  endOnSignals();
  const bool isAnyPipe =
      std::any_of(sources.begin(), sources.end(), [](const Source& s) { return s.isPipe(); });
  Publishing publishing(options.publishing, profile->source, options.isFollowing || isAnyPipe);
  do {
    for (size_t i = 0; i < sources.size(); ++i) {
      Progress progress("publishing " + options.recording.files[i]);
      for (bool isEnd = false; !isEnd && !isEnding();) {
        const absl::StatusOr<bool> sent = sendPart(sources[i], publishing);
        if (!sent.ok()) return sent.status();
        isEnd = *sent;
        progress.show(sources[i].bytesRead(), sources[i].bytesTotal());
      }
    }
    if (absl::Status sent = publishing.flush(); !sent.ok()) return sent;
    if (options.isFollowing) waitUntil(std::chrono::milliseconds(200), isEnding);
  } while (options.isFollowing && !isEnding());
  return publishing.finish();
}

}  // namespace

void addPublish(CLI::App& app, Command& chosen) {
  CLI::App* command = app.add_subcommand("publish", "Publish the events of files to an engine");
  command->footer(kFooter);
  const auto options = std::make_shared<Options>();
  options->recording.add(*command);
  options->publishing.add(*command);
  command->add_flag("--follow", options->isFollowing,
                    "go on with what is written to the files, until Ctrl-C");
  command->callback([options, &chosen] { chosen = [options] { return publish(*options); }; });
}

}  // namespace watchfloor
