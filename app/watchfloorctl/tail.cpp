// watchfloorctl tail: what changes on the wall, as it changes.
#include <absl/strings/str_cat.h>

#include <cstdio>

#include "client/past.h"
#include "commands.h"
#include "engine_options.h"
#include "export/frame_json.h"
#include "export/frame_table.h"
#include "history_times.h"
#include "selection_options.h"

namespace watchfloor {
namespace {

constexpr const char* kFooter = R"(
Prints what changes from now on, a line a figure (with what it was in brackets); with --json a line a cell, in the shape
of `snapshot --json`. With --at the past is played, from that moment on and with the configuration of then; every line says
so, and the end of the records ends it. When the engine is lost, and when it is back, standard error says so. Ends with Ctrl-C.

Examples:
  watchfloorctl tail
  watchfloorctl tail --brand acme --window 1m --metric offered,abandoned
  watchfloorctl tail --at 2026-03-02T10:00Z --speed 10 --window 5m --by brand
  watchfloorctl tail --window now --by none --json | jq --unbuffered .metrics.waiting)";

struct Options {
  std::string engine = kDefaultEngine;
  SelectionOptions selection;
  double maxRateHz = 0, speed = 1;
  std::string at;
  int64_t seconds = 0;
  bool isJson = false;
};

// Only the cells of `after` that differ from `before`; those that are gone are there without figures.
Frame changes(const Frame& before, const Frame& after) {
  Frame changed;
  changed.asOf = after.asOf;
  changed.replayed = after.replayed;
  for (const FrameCell& cell : after.cells) {
    const FrameCell* old = before.find(cell.brand, cell.channel, cell.window);
    if (!old || old->figures != cell.figures) changed.cells.push_back(cell);
  }
  for (const FrameCell& old : before.cells) {
    if (after.find(old.brand, old.channel, old.window)) continue;
    changed.cells.push_back({old.brand, old.channel, old.window, false, {}});
  }
  return changed;
}

void printFigures(const Frame& before, const Frame& changed) {
  for (const FrameCell& cell : changed.cells) {
    const FrameCell* old = before.find(cell.brand, cell.channel, cell.window);
    for (const MetricInfo& info : metricInfos()) {
      const Figure was = old ? old->figure(info.metric) : zeroOf(info.metric);
      const Figure is = cell.figure(info.metric);
      if (was == is) continue;
      const std::string metric(info.name);
      std::puts(absl::StrCat(changed.replayed ? "replay  " : "", formatTime(changed.asOf), "  ",
                             inWords(cell), "  ", metric, "  ", inWords(is, changed.asOf), "  (",
                             inWords(was, before.asOf), ")")
                    .c_str());
    }
  }
}

// Says on standard error when the connection comes and goes.
void tellConnection(const WallView& view, bool& wasConnected) {
  if (view.isConnected == wasConnected) return;
  wasConnected = view.isConnected;
  std::fprintf(stderr, "watchfloorctl: %s\n",
               view.isConnected ? "connected" : absl::StrCat("connection lost: ", view.problem).c_str());
}

void print(const Frame& before, const Frame& after, const Options& options, const Selection& selection) {
  const Frame changed = changes(before, after);
  if (options.isJson) {
    CellJsonLines lines(selection);
    lines.add(changed);
    std::fputs(lines.text().c_str(), stdout);
  } else {
    printFigures(before, changed);
  }
  std::fflush(stdout);
}

absl::Status replay(const Options& options, const Selection& selection) {
  const absl::StatusOr<Time> at = pastMoment(options.at);
  if (!at.ok()) return at.status();
  const auto limit =
      options.seconds > 0 ? std::chrono::seconds(options.seconds) : std::chrono::hours(24 * 365);
  FramePtr before;
  auto end = std::chrono::steady_clock::time_point::max();
  absl::Status windows;
  const absl::Status status = playPast(
      options.engine, selection, {.moment = {.at = *at}, .speed = options.speed}, std::chrono::hours(1),
      [&](const FramePtr& frame) {
        const auto now = std::chrono::steady_clock::now();
        windows = checkWindows(selection, *frame);
        if (!before) {
          end = now + limit;
          std::fprintf(
              stderr, "watchfloorctl: a replay, %g times as fast, from %s on%s\n", options.speed,
              formatTime(frame->asOf).c_str(),
              frame->replayed->isWhole ? "" : "; what was recorded before is gone, so it is not whole");
        } else {
          print(*before, *frame, options, selection);
        }
        before = frame;
        return windows.ok() && now < end;
      });
  return windows.ok() ? status : windows;
}

absl::Status tail(const Options& options) {
  Selection selection = options.selection.selection();
  selection.maxRateHz = options.maxRateHz;
  if (!options.at.empty()) return replay(options, selection);
  endOnSignals();
  WallClient::Options client = clientOptions(options.engine);
  client.onNews = wake;
  WallClient wall(client, selection);
  using Clock = std::chrono::steady_clock;
  const auto end =
      options.seconds > 0 ? Clock::now() + std::chrono::seconds(options.seconds) : Clock::time_point::max();
  FramePtr before;
  bool wasConnected = false;
  absl::Status windows;
  for (auto now = Clock::now(); !isEnding() && now < end; now = Clock::now()) {
    const WallView view = wall.newest();
    tellConnection(view, wasConnected);
    if (view.frame && view.frame != before) {
      windows = checkWindows(selection, *view.frame);
      if (!windows.ok()) return windows;
      if (before) print(*before, *view.frame, options, selection);
      before = view.frame;
    }
    sleepFor(std::chrono::ceil<std::chrono::milliseconds>(end - now));
  }
  return before ? absl::OkStatus()
                : absl::UnavailableError(
                      absl::StrCat("no answer from ", options.engine, "; is watchfloord running there?"));
}

}  // namespace

void addTail(CLI::App& app, Command& chosen) {
  CLI::App* command = app.add_subcommand("tail", "Print what changes on the wall, as it changes");
  command->footer(kFooter);
  const auto options = std::make_shared<Options>();
  addEngine(*command, options->engine);
  options->selection.addWindow(*command, {"15m", "now"});
  options->selection.addNames(*command);
  options->selection.addBreakdown(*command);
  command
      ->add_option("--rate", options->maxRateHz,
                   "at most so many times a second; 0: as often as the engine publishes")
      ->type_name("HZ")
      ->check(CLI::Range(0.0, 60.0));
  CLI::Option* at =
      command->add_option("--at", options->at, "play the past from there on: \"-90m\", \"2026-03-02T10:00Z\"")
          ->type_name("TIME");
  command->add_option("--speed", options->speed, "of the replay: 0.25 to 60 times that of then")
      ->type_name("X")
      ->check(CLI::Range(kSlowest, kFastest))
      ->capture_default_str()
      ->needs(at);
  command->add_option("--seconds", options->seconds, "end after so long; 0: never")
      ->type_name("N")
      ->check(CLI::Range(0, 1'000'000'000));
  command->add_flag("--json", options->isJson, "print JSON Lines");
  command->callback([options, &chosen] { chosen = [options] { return tail(*options); }; });
}

}  // namespace watchfloor
