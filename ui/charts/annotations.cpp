#include "annotations.h"

#include <algorithm>

#include "models/format.h"
#include "models/names.h"
#include "models/trends_model.h"

namespace watchfloor {
namespace {

struct Occurrence {
  Time when;
  QString text;
};

// The moments of a time of day, by the board's clocks: one that summer time leaves out stands where it would
// have been, and one that comes twice in the span stands there once. `civil` has the minutes of the slots'
// beginnings, and of their end.
std::vector<Time> momentsOf(minutes ofDay, const Slots& slots, const std::vector<int64_t>& civil) {
  constexpr int64_t kDayMinutes = 24 * 60;
  const auto daysBefore = [&](int64_t minute) { return (minute - 1 - ofDay.count()) / kDayMinutes; };
  std::vector<Time> moments;
  int64_t most = daysBefore(civil.front());
  for (size_t slot = 0; slot < slots.count; ++slot) {
    const int64_t days = daysBefore(civil[slot + 1]);
    if (days <= most) continue;
    most = days;
    const int64_t since = days * kDayMinutes + ofDay.count() - civil[slot];
    moments.push_back(slots.at(slot) + std::min(minutes(since), slots.step));
  }
  return moments;
}

std::vector<int64_t> civilMinutes(const Slots& slots, const QTimeZone& zone) {
  std::vector<int64_t> civil;
  for (size_t slot = 0; slot <= slots.count; ++slot) civil.push_back(civilMinute(slots.at(slot), zone));
  return civil;
}

bool isOf(const Annotation& annotation, const Choice& choice) {
  return (!annotation.brand || choice.isAllBrands() || *annotation.brand == choice.brand) &&
         (!annotation.channel || choice.isAllChannels() || *annotation.channel == choice.channel);
}

// "#delay rises"; of all brands together "Alder · #delay rises".
QString changeText(const Trend& trend, const Situation& at) {
  return watchfloor::changeText(trend, trend.topic && !at.choice.isAllBrands()
                                           ? shortened(trend.topic->text)
                                           : trendName(trend, kLongest, at.view.frame.get()));
}

// Of what the chart counts: competitors are no part of all brands together, and no trend is of one channel.
bool isOf(const Trend& trend, const Choice& choice) {
  return choice.isAllChannels() &&
         (choice.isAllBrands() ? !trend.isWatchedOnly : trend.brand == choice.brand);
}

}  // namespace

std::vector<ChartData::Mark> marksOf(const Board& board, const TileSpec& spec, const Situation& at) {
  if (!at.hasPresent()) return {};
  const bool isLevel = spec.subject.isNow();
  const Slots slots =
      isLevel ? levelSlots(at.view.frame->asOf, spec.span) : Slots(at.view.frame->asOf, spec.span);
  std::vector<Occurrence> events;
  const auto add = [&](Time when, const QString& text) {
    if (when >= slots.start && when < slots.end()) events.push_back({when, text});
  };
  std::vector<int64_t> civil;
  for (const Annotation& annotation : board.annotations) {
    if (!isOf(annotation, at.choice)) continue;
    const QString text = isolated(shortened(annotation.text));
    if (const auto* moment = std::get_if<Time>(&annotation.when)) add(*moment, text);
    if (const auto* ofDay = std::get_if<minutes>(&annotation.when)) {
      if (civil.empty()) civil = civilMinutes(slots, at.zone);
      for (const Time when : momentsOf(*ofDay, slots, civil)) add(when, text);
    }
  }
  const bool isOfTalk = (kindsOf(spec.subject) & bit(EventKind::kMessage)) != 0;
  if (isOfTalk && at.trends && !at.isPast()) {
    for (const Trend& trend : at.trends->trends) {
      if (isUnusual(trend) && isOf(trend, at.choice)) add(*trend.since, changeText(trend, at));
    }
  }
  std::ranges::stable_sort(events, std::greater(), &Occurrence::when);
  std::vector<ChartData::Mark> marks;
  for (const Occurrence& event : events) {
    // As the texts of the axis: a count stands where its step begins, a level where it ends.
    const double steps = static_cast<double>((event.when - slots.start).count()) /
                         static_cast<double>(Duration(slots.step).count());
    const double position = (steps + (isLevel ? -0.5 : 0.5)) / static_cast<double>(slots.count);
    if (position < 0 || position > 1) continue;
    marks.push_back({.position = position, .text = event.text, .when = formatClock(event.when, at.zone)});
  }
  return marks;
}

}  // namespace watchfloor
