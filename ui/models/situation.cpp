#include "situation.h"

#include <QCoreApplication>

#include "format.h"

namespace watchfloor {
namespace {

struct Say {
  Q_DECLARE_TR_FUNCTIONS(Situation)
};

// The end of the last pane that a window holds at a tick (METRICS.md, Time).
Time endOf(Time tick, Duration pane) {
  const auto size = pane.count();
  const int64_t last = std::chrono::floor<Duration>(tick.time_since_epoch()).count() / size;
  return Time(Duration((last + 1) * size));
}

}  // namespace

bool Situation::covers(Window window) const {
  const std::vector<Window>& windows = view.selection.windows;
  return hasFrame() && (windows.empty() || std::ranges::find(windows, window) != windows.end());
}

bool Situation::coversSeries(const SeriesName& name) const {
  return hasFrame() && std::ranges::find(view.selection.series, name) != view.selection.series.end();
}

TimeSpan Situation::spanOf(Window window) const {
  const Frame& frame = *view.frame;
  if (window == Window::kNow) return {frame.asOf - kNowReach, frame.asOf};
  const Time end = endOf(frame.asOf, paneOf(window));
  if (window == Window::kToday) return {frame.todayStart, end};
  const std::optional<Duration> length = lengthOf(window);
  return {length ? std::optional(end - *length) : std::nullopt, end};
}

std::optional<Time> Situation::doubtBefore(Window window) const {
  if (!hasFrame() || !view.frame->began) return {};
  const std::optional<Time> start = spanOf(window).from;
  return start ? doubtFrom(*start) : std::nullopt;
}

std::optional<Time> Situation::doubtFrom(Time start) const {
  return hasFrame() && view.frame->began && start < *view.frame->began ? view.frame->began : std::nullopt;
}

bool Situation::isYoung(Window window) const {
  const std::optional<Time> began = doubtBefore(window);
  return began && view.frame->asOf < *began + kFirstSight;
}

Figure Situation::figure(Metric metric) const {
  const FrameCell* cell = cellOf(metric);
  return cell ? cell->figure(metric) : zeroOf(metric);
}

bool Situation::isDeltaWhole() const {
  if (!hasFrame() || !view.frame->began) return true;
  const Frame& frame = *view.frame;
  if (choice.window == Window::kToday) return frame.todayStart && *frame.todayStart - kDay >= *frame.began;
  const std::optional<Duration> length = lengthOf(choice.window);
  return length && frame.asOf - 2 * *length >= *frame.began;
}

std::optional<double> Situation::delta(Metric metric) const {
  if (!isDeltaWhole()) return {};
  const FrameCell* cell = cellOf(metric);
  if (!cell || !cell->hasDelta) return {};
  const Measured* measured = cell->find(metric);
  return measured ? measured->delta : info(metric).shape == Shape::kCount ? std::optional(0.0) : std::nullopt;
}

const FrameCell* Situation::cellOf(Metric metric) const {
  if (!hasFrame()) return nullptr;
  return view.frame->find(choice.brand, choice.channel, info(metric).isNow ? Window::kNow : choice.window);
}

QString basisText(Window window, const Situation& at) {
  return at.doubtBefore(window) ? Say::tr("%1?").arg(windowText(window)) : windowText(window);
}

QString spokenBasis(Window window, const Situation& at) {
  const std::optional<Time> began = at.doubtBefore(window);
  return began ? Say::tr("%1, may lack events before %2")
                     .arg(windowText(window), formatMoment(*began, at.view.frame->asOf, at.zone))
               : windowText(window);
}

QString ageText(const Situation& at) {
  if (!at.hasPresent()) return {};
  return formatSpan(at.isReplay() ? at.now - at.view.frame->asOf : at.silence);
}

QString nothingText(Window window, const Situation& at) {
  if (!at.covers(window)) return {};
  const std::optional<Time> began = at.doubtBefore(window);
  return began ? Say::tr("nothing since %1").arg(formatMoment(*began, at.view.frame->asOf, at.zone))
               : Say::tr("nothing in this window");
}

}  // namespace watchfloor
