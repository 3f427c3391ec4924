// watchfloorctl detect: where series of counts rise or collapse as they seldom do.
#include <absl/strings/str_cat.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <optional>

#include "commands.h"
#include "detection_writer.h"
#include "listen/surge_detector.h"
#include "model/shown_text.h"
#include "progress.h"
#include "recording.h"

namespace watchfloor {
namespace {

constexpr const char* kFooter = R"(
Each file is a series of counts, one row a pane, in order of time. Prints the timestamp, as the file writes it, of each
row at which an unusual rise begins; nothing later than the row has a say in it. What is usual is learnt from the series
itself: its rate at each hour of the day, and how much it scatters. A row is unusual when as much is seen by chance less
than once in --rarity. Rows that cannot be read, or that are not later than the one before, are named on standard error,
counted and skipped. A pipe is read as it comes.

Examples:
  watchfloorctl detect --profile mention_volume mentions_AAPL.csv
  watchfloorctl detect --profile mention_volume --explain --direction both mentions_AAPL.csv
  watchfloorctl detect --profile mention_volume --rarity 30d --json *.csv | jq '{file, timestamp, expected, observed}'
  watchfloorctl detect --profile mention_volume --all mentions_AAPL.csv > scores.csv
  tail -n +1 -f mentions.csv | watchfloorctl detect --profile mention_volume -)";

enum class Direction : uint8_t { kRising, kCollapsing, kBoth };

struct Options {
  RecordingOptions recording;
  Direction direction = Direction::kRising;
  std::string rarity = "5d";
  std::string rest = "12h";
  bool isJson = false, isAll = false, isExplained = false;
};

bool isMeant(Direction direction, const Surge& surge) {
  if (!surge.isOnset) return false;
  return direction == Direction::kBoth ||
         (direction == Direction::kRising) == (surge.state == Surge::State::kRising);
}

DetectionForm formOf(const Options& options) {
  if (options.isJson) return DetectionForm::kJson;
  if (options.isAll) return DetectionForm::kCsv;
  return options.isExplained ? DetectionForm::kSentences : DetectionForm::kTimestamps;
}

// One file; how many rows were skipped.
absl::StatusOr<int64_t> detectIn(const std::string& file, const Profile& profile, const Options& options) {
  absl::StatusOr<Source> source = openFile(profile, file, LineFile::Mode::kWhole);
  if (!source.ok()) return source.status();
  SurgeOptions surgeOptions;
  surgeOptions.pane = profile.count->pane;
  surgeOptions.shortScale = std::max(surgeOptions.shortScale, surgeOptions.pane);
  surgeOptions.longScale = std::max(surgeOptions.longScale, 9 * surgeOptions.shortScale);
  surgeOptions.rarity = *parseDuration(options.rarity);
  surgeOptions.rest = *parseDuration(options.rest);
  SurgeDetector detector(surgeOptions);
  const DetectionForm form = formOf(options);
  Progress progress(absl::StrCat("detecting in ", file));
  std::optional<CountRow> before;
  int64_t skipped = 0;
  for (bool isEnd = false; !isEnd;) {
    const absl::StatusOr<Source::Part> part = readPart(*source);
    if (!part.ok()) return part.status();
    skipped += static_cast<int64_t>(part->problems.size());
    for (const CountRow& row : part->counts) {
      if (before && row.time <= before->time) {
        std::fprintf(stderr, "%s:%lld: %s is not later than %s in line %lld (skipped)\n",
                     shownText(file).c_str(), static_cast<long long>(row.line),
                     shownText(row.timeText).c_str(), shownText(before->timeText).c_str(),
                     static_cast<long long>(before->line));
        ++skipped;
        continue;
      }
      before = row;
      const Surge surge = detector.add(row.time, row.count);
      if (options.isAll || isMeant(options.direction, surge))
        std::fputs(detectionLine(form, file, row, surge).c_str(), stdout);
    }
    isEnd = part->isEnd;
    if (part->isPaused) {
      std::fflush(stdout);
      waitForPipes({source->pipe()}, std::chrono::seconds(1));
    }
    progress.show(source->bytesRead(), source->bytesTotal());
  }
  if (!before) return absl::NotFoundError(absl::StrCat("there is no row of counts in ", file));
  return skipped;
}

absl::Status detect(const Options& options) {
  const absl::StatusOr<Profile> profile = countProfileOf(options.recording);
  if (!profile.ok()) return profile.status();
  std::fputs(detectionHeader(formOf(options)).c_str(), stdout);
  int64_t skipped = 0;
  for (const std::string& file : options.recording.files) {
    const absl::StatusOr<int64_t> inFile = detectIn(file, *profile, options);
    if (!inFile.ok()) return inFile.status();
    skipped += *inFile;
  }
  if (skipped > 0)
    std::fprintf(stderr, "watchfloorctl: %lld rows were skipped\n", static_cast<long long>(skipped));
  return absl::OkStatus();
}

std::string checkDuration(const std::string& text) {
  const absl::StatusOr<Duration> duration = parseDuration(text);
  if (!duration.ok()) return std::string(duration.status().message());
  return *duration > Duration::zero() ? "" : "must be above 0";
}

}  // namespace

void addDetect(CLI::App& app, Command& chosen) {
  CLI::App* command = app.add_subcommand("detect", "Find unusual rises and collapses in series of counts");
  command->footer(kFooter);
  const auto options = std::make_shared<Options>();
  options->recording.profile = "mention_volume";
  options->recording.add(*command);
  const std::map<std::string, Direction> directions = {
      {"rising", Direction::kRising}, {"collapsing", Direction::kCollapsing}, {"both", Direction::kBoth}};
  command->add_option("--direction", options->direction, "rising, collapsing or both; default: rising")
      ->transform(CLI::CheckedTransformer(directions))
      ->type_name("DIRECTION");
  command->add_option("--rarity", options->rarity, "fire on what is seen by chance less than once in so long")
      ->check(checkDuration)
      ->type_name("DURATION")
      ->capture_default_str();
  command->add_option("--rest", options->rest, "between one rise and the next, at least")
      ->check(checkDuration)
      ->type_name("DURATION")
      ->capture_default_str();
  CLI::Option* all = command->add_flag("--all", options->isAll, "every row with its score, as CSV, or JSON");
  command->add_flag("--explain", options->isExplained, "say in words what was seen, and what is usual")
      ->excludes(all)
      ->excludes(command->add_flag("--json", options->isJson, "JSON Lines, with the explanation"));
  command->callback([options, &chosen] { chosen = [options] { return detect(*options); }; });
}

}  // namespace watchfloor
