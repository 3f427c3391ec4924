// What a board is drawn from: the newest frame, what was chosen, and how old it all is. A value, built once a
// tick; everything that is displayed is a pure function of it.
#pragma once

#include <QString>
#include <QTimeZone>
#include <algorithm>
#include <optional>

#include "choice.h"
#include "client/wall_client.h"
#include "model/frame.h"

namespace watchfloor {

// What the board's ratios are held against. They belong to the wall, not to the engine: a room may be
// stricter.
struct BoardTargets {
  std::optional<double> serviceLevel = 0.8;  // at least
  std::optional<double> abandonRate = 0.05;  // at most
  std::optional<double> netSentiment;        // at least, -1 .. 1
  std::optional<Duration> firstResponse;     // the median, at most
};

// Fewer than these behind a ratio judge nothing: it is shown as too few, and raises no alarm.
inline constexpr int64_t kEnough = 30;

struct Situation {
  WallView view;
  Choice choice;
  BoardTargets targets;
  QTimeZone zone{QTimeZone::utc()};
  Freshness freshness = Freshness::kConnecting;
  Duration silence{0};  // since the engine was last heard
  Time present{};       // the engine's tick, grown by the time since it came; stands still once stale

  bool hasFrame() const { return view.frame != nullptr; }
  // Whether the frame answers for a window: not yet, right after another one was chosen.
  bool covers(Window window) const {
    return hasFrame() && (view.selection.windows.empty() ||
                          std::ranges::find(view.selection.windows, window) != view.selection.windows.end());
  }
  // Since when a window counts, when the engine began within it: it is not whole.
  std::optional<Time> countsSince(Window window) const {
    const std::optional<Duration> length = lengthOf(window);
    if (!hasFrame() || !length || !view.frame->began) return {};
    const bool isWhole = view.frame->asOf - *length >= *view.frame->began - paneOf(window);
    return isWhole ? std::nullopt : view.frame->began;
  }
  // The figure of the chosen cell; zero when there was no activity.
  Figure figure(Metric metric) const {
    const FrameCell* cell = cellOf(metric);
    return cell ? cell->figure(metric) : zeroOf(metric);
  }
  // Against one window ago; none when there is nothing to compare with.
  std::optional<double> delta(Metric metric) const {
    const FrameCell* cell = cellOf(metric);
    if (!cell || !cell->hasDelta) return {};
    const Measured* measured = cell->find(metric);
    return measured                              ? measured->delta
           : info(metric).shape == Shape::kCount ? std::optional(0.0)
                                                 : std::nullopt;
  }

 private:
  const FrameCell* cellOf(Metric metric) const {
    if (!hasFrame()) return nullptr;
    return view.frame->find(choice.brand, choice.channel, info(metric).isNow ? Window::kNow : choice.window);
  }
};

// A silent source among those that feed the chosen cell with one of these kinds of events (bits
// 1 << EventKind); the one heard longest ago. Null when all of them speak.
const SourceHealth* silentSource(const Situation& situation, uint32_t kinds);

// "15 min"; "since 10:28" when the engine has not lived through all of it. Within a day the clock says
// enough.
QString basisText(Window window, const Situation& situation);

// "acd silent 2 min"
QString silentText(const SourceHealth& source, const Situation& situation);

}  // namespace watchfloor
