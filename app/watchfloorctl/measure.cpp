// watchfloorctl measure: what the engine says about a recording, under the event clock.
#include <algorithm>
#include <cstdio>
#include <numeric>
#include <optional>

#include "commands.h"
#include "engine/engine.h"
#include "listening_options.h"
#include "progress.h"
#include "recording.h"
#include "selection_options.h"
#include "sources/config_file.h"

namespace watchfloor {
namespace {

constexpr const char* kEachDay = "each-day";
constexpr size_t kBatch = 5000;

constexpr const char* kFooter = R"(
Runs recordings through the engine under the event clock and prints the figures: nothing is late or in the future, and
the same recording always gives the same figures. Definitions (targets, zone, switches) come from the profile, or from
--config. Lines that cannot be read are named on standard error, counted, and skipped. The order of lines and files does
not matter, but for the lines of an Asterisk queue log: what agents do follows from the lines before, in the same file.

Examples:
  watchfloorctl measure --profile bank_calls calls_1999_02.tsv
  watchfloorctl measure --profile bank_calls --window today --at each-day --json calls_1999_02.tsv
  watchfloorctl measure --profile jsonl --config engine.toml --window 15m --window now --at 2026-03-02T10:00:00Z a.jsonl
  watchfloorctl measure --profile support_tweets --sentiment lexicon --by brand conversations.csv
  watchfloorctl measure --profile airline_tweets --by brand --json tweets.csv | jq '.cells[].metrics.net_sentiment')";

struct Options {
  RecordingOptions recording;
  std::string config;
  SelectionOptions selection;
  std::vector<std::string> at;
  bool isAsIs = false;
  ListeningOptions listening;
  Form form = Form::kTable;
};

// The last microsecond of each local day from `first` to `last`.
absl::StatusOr<std::vector<Time>> dayEnds(const EngineConfig& config, Time first, Time last) {
  const absl::StatusOr<DayStart> dayStart = DayStart::make(config.zone, config.resetMinutes);
  if (!dayStart.ok()) return dayStart.status();
  std::vector<Time> ends;
  Time day = dayStart->at(first);
  while (day <= last) {
    day = dayStart->at(day + hours(36));  // a day has 23 to 25 hours
    ends.push_back(day - Duration(1));
  }
  return ends;
}

// When frames are asked for, oldest first. REQUIRES: `events` is not empty.
absl::StatusOr<std::vector<Time>> ticksOf(const std::vector<std::string>& at, const EngineConfig& config,
                                          const std::vector<Event>& events) {
  const auto [first, last] = std::minmax_element(
      events.begin(), events.end(), [](const Event& a, const Event& b) { return a.time < b.time; });
  std::vector<Time> ticks;
  for (const std::string& text : at) {
    if (text == kEachDay) {
      const auto ends = dayEnds(config, first->time, last->time);
      if (!ends.ok()) return ends.status();
      ticks.insert(ticks.end(), ends->begin(), ends->end());
    } else {
      ticks.push_back(*parseTime(text));  // checked when the command line was parsed
    }
  }
  if (ticks.empty()) ticks.push_back(last->time);
  std::sort(ticks.begin(), ticks.end());
  ticks.erase(std::unique(ticks.begin(), ticks.end()), ticks.end());
  return ticks;
}

BatchRecord listened(Batch batch, const Listener& listener) {
  BatchRecord record(std::move(batch));
  std::vector<uint32_t> places(record.events.size());
  std::iota(places.begin(), places.end(), 0);
  record.annotations = listener.listen(record.events, places);
  apply(record.annotations, places, record.events);
  return record;
}

absl::Status measure(const Options& options) {
  const absl::StatusOr<Profile> profile = profileOf(options.recording);
  if (!profile.ok()) return profile.status();
  const absl::StatusOr<EngineConfig> config =
      options.config.empty() ? profile->engine : readEngineConfigFile(options.config);
  if (!config.ok()) return config.status();
  const absl::StatusOr<std::unique_ptr<const Listener>> listener = options.listening.listener();
  if (!listener.ok()) return listener.status();
  absl::StatusOr<Recording> recording = readRecording(*profile, options.recording.files);
  if (!recording.ok()) return recording.status();
  std::vector<Event>& events = recording->events;
  if (events.empty()) return absl::NotFoundError("there is no event in these files");
  const absl::StatusOr<std::vector<Time>> ticks = ticksOf(options.at, *config, events);
  if (!ticks.ok()) return ticks.status();
  if (!options.isAsIs) {
    std::stable_sort(events.begin(), events.end(),
                     [](const Event& a, const Event& b) { return order(a) < order(b); });
  }
  // Each tick is fed what happened up to it; what happened after the last one is not fed at all.
  std::stable_sort(events.begin(), events.end(), [&](const Event& a, const Event& b) {
    const auto tickOf = [&](Time t) { return std::lower_bound(ticks->begin(), ticks->end(), t); };
    return tickOf(a.time) < tickOf(b.time);
  });

  Engine engine(*config, ClockKind::kEvent);
  const std::unique_ptr<FrameWriter> writer = makeWriter(options.form, options.selection.selection());
  Progress progress("measuring");
  size_t fed = 0;
  Batch batch;
  batch.unreadable = recording->unreadable;
  for (const Time tick : *ticks) {
    while (fed < events.size() && events[fed].time <= tick) {
      batch.events.push_back(std::move(events[fed++]));
      if (batch.events.size() == kBatch) {
        engine.apply(listened(std::exchange(batch, {}), **listener));
        progress.show(static_cast<int64_t>(fed), static_cast<int64_t>(events.size()));
      }
    }
    engine.apply(listened(std::exchange(batch, {}), **listener));
    writer->add(*engine.advance(tick));
  }
  std::fputs(writer->text().c_str(), stdout);
  return absl::OkStatus();
}

std::string checkAt(const std::string& text) {
  if (text == kEachDay) return "";
  const std::string wrong = checkTime(text);
  return wrong.empty() ? "" : wrong + ", or each-day";
}

}  // namespace

void addMeasure(CLI::App& app, Command& chosen) {
  CLI::App* command = app.add_subcommand("measure", "Measure recordings: what the engine says about them");
  command->footer(kFooter);
  const auto options = std::make_shared<Options>();
  options->recording.add(*command);
  command
      ->add_option("--config", options->config,
                   "engine configuration (TOML), instead of the profile's definitions")
      ->type_name("FILE");
  options->selection.addWindow(*command, {"total"});
  options->selection.addNames(*command);
  options->selection.addBreakdown(*command);
  command
      ->add_option("--at", options->at,
                   "when: a time, or each-day (the end of each local day); default: the last event")
      ->allow_extra_args(false)
      ->check(checkAt)
      ->type_name("TIME");
  command->add_flag("--as-is", options->isAsIs,
                    "keep the order of the file instead of sorting by time, source and id");
  options->listening.add(*command);
  addForm(*command, options->form);
  command->callback([options, &chosen] { chosen = [options] { return measure(*options); }; });
}

}  // namespace watchfloor
