// watchfloorctl publish: events of files, or of standard input, to an engine.
#include <algorithm>
#include <chrono>

#include "commands.h"
#include "engine_options.h"
#include "progress.h"
#include "publishing.h"
#include "recording.h"

namespace watchfloor {
namespace {

using std::chrono::steady_clock;

constexpr auto kFlushEvery = std::chrono::milliseconds(200);

constexpr const char* kFooter = R"(
Events that arrive twice count once, so a file may be published again. When the connection breaks it is made again, and
what was not acknowledged is sent again: ten times in about 24 seconds, and of a pipe or with --follow for as long as it
takes. What comes through a pipe is sent as it comes; several files or pipes are read in turn, and none waits for another.
Lines that cannot be read are named on standard error, counted, and skipped.

Every ten seconds each source whose events were published is said to be there, so that a quiet one is not taken for a
silent one (the 100 that came last). Ctrl-C sends what was read; what an engine that is away does not get is counted.

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

struct Input {
  Source source;
  size_t number;
  bool isPaused = false;  // a pipe that says nothing for now
  bool isEnd = false;     // nothing more; when following: for now
};

// Takes the next part of an input. True: there may be more at once.
absl::StatusOr<bool> takePart(Input& input, Publishing& publishing) {
  absl::StatusOr<Source::Part> part = readPart(input.source);
  if (!part.ok()) return part.status();
  input.isPaused = part->isPaused;
  input.isEnd = part->isEnd;
  publishing.addUnreadable(static_cast<int64_t>(part->problems.size()));
  publishing.add(std::move(part->events), input.number);
  return !part->isPaused && !part->isEnd;
}

void waitForMore(const std::vector<Input>& inputs, steady_clock::duration limit) {
  std::vector<int> pipes;
  for (const Input& input : inputs) {
    if (input.isPaused) pipes.push_back(input.source.pipe());
  }
  waitForPipes(pipes, std::chrono::ceil<std::chrono::milliseconds>(limit));
}

// How far the files are; of a pipe nobody knows.
void show(const std::vector<Input>& inputs, Progress& progress) {
  int64_t done = 0, total = 0;
  for (const Input& input : inputs) {
    if (input.source.isPipe()) continue;
    done += input.source.bytesRead();
    total += input.source.bytesTotal();
  }
  progress.show(done, total);
}

// Publishes what comes, of each input a part in its turn, until all have ended or the program is to end.
absl::Status publishAll(std::vector<Input>& inputs, bool isFollowing, Publishing& publishing) {
  Progress progress("publishing");
  const auto isDone = [&](const Input& input) { return input.isEnd && !isFollowing; };
  steady_clock::time_point nextFlush = steady_clock::now() + kFlushEvery;
  for (bool isMore = true; !isEnding() && !std::all_of(inputs.begin(), inputs.end(), isDone);) {
    if (!isMore) waitForMore(inputs, std::max(nextFlush - steady_clock::now(), steady_clock::duration{}));
    isMore = false;
    for (Input& input : inputs) {
      if (isDone(input)) continue;
      const absl::StatusOr<bool> isMoreHere = takePart(input, publishing);
      if (!isMoreHere.ok()) return isMoreHere.status();
      isMore |= *isMoreHere;
      if (input.isEnd && (!isFollowing || input.source.isPipe())) publishing.ended(input.number);
    }
    show(inputs, progress);
    if (steady_clock::now() < nextFlush) continue;
    if (absl::Status sent = publishing.flush(); !sent.ok()) return sent;
    nextFlush = steady_clock::now() + kFlushEvery;
  }
  return absl::OkStatus();
}

// What was read of the inputs is published too, or counted, when the end came before.
absl::Status publishRest(std::vector<Input>& inputs, Publishing& publishing) {
  absl::Status status;
  for (Input& input : inputs) {
    input.source.stop();
    for (bool isMore = true; isMore;) {
      const absl::StatusOr<bool> isMoreHere = takePart(input, publishing);
      status.Update(isMoreHere.status());
      isMore = isMoreHere.ok() && *isMoreHere;
    }
  }
  return status;
}

absl::Status publish(const Options& options) {
  const absl::StatusOr<Profile> profile = profileOf(options.recording);
  if (!profile.ok()) return profile.status();
  std::vector<Input> inputs;
  for (const std::string& file : options.recording.files) {
    absl::StatusOr<Source> source =
        openFile(*profile, file, options.isFollowing ? LineFile::Mode::kFollow : LineFile::Mode::kWhole);
    if (!source.ok()) return source.status();
    inputs.push_back({.source = *std::move(source), .number = inputs.size()});
  }
  endOnSignals();
  const bool isAnyPipe =
      std::any_of(inputs.begin(), inputs.end(), [](const Input& i) { return i.source.isPipe(); });
  Publishing publishing(options.publishing, profile->source, options.isFollowing || isAnyPipe);
  absl::Status read = publishAll(inputs, options.isFollowing, publishing);
  read.Update(publishRest(inputs, publishing));
  const absl::Status published = publishing.finish();
  return published.ok() ? read : published;
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
