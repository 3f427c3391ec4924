#include "board_charts.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "models/figure_tile.h"
#include "models/format.h"
#include "models/names.h"
#include "models/text_room.h"
#include "models/titles.h"

namespace watchfloor {
namespace {

constexpr size_t kMostChannels = ChannelRoster::kColors;
constexpr std::array<int, 8> kTickMinutes = {5, 10, 20, 30, 60, 120, 180, 240};
constexpr int kTicks = 6;

struct Say {
  Q_DECLARE_TR_FUNCTIONS(Charts)
};

Slots slotsOf(const TileSpec& spec, const Situation& at) {
  return {at.hasFrame() ? at.view.frame->asOf : Time{}, spec.span};
}

const Series* seriesOf(const TileSpec& spec, const Situation& at, const std::string& channel) {
  return at.hasFrame() ? at.view.frame->findSeries(at.choice.brand, channel, spec.span) : nullptr;
}
const Series* chosen(const TileSpec& spec, const Situation& at) {
  return seriesOf(spec, at, at.choice.channel);
}

// Round times by the board's clocks: each ten minutes of an hour, each four hours of a day. A change to
// summer time leaves a longer or shorter way between two of them. What is counted in a step stands at the
// step's beginning, what is asked at its last tick at its end; the running one has none.
void addTimes(const TileSpec& spec, const Situation& at, ChartData& data) {
  if (!at.hasPresent()) return;
  const bool isLevel = spec.subject.isNow();
  const Slots slots = isLevel ? levelSlots(at.view.frame->asOf, spec.span) : slotsOf(spec, at);
  const int least = static_cast<int>(spec.span.length.count()) / kTicks;
  const int every = *std::ranges::lower_bound(kTickMinutes, std::min(least, kTickMinutes.back()));
  for (size_t slot = 0; slot + (isLevel ? 1 : 0) < slots.count; ++slot) {
    const Time when = slots.at(isLevel ? slot + 1 : slot);
    const int64_t minute = civilMinute(when, at.zone);
    if (minute % every != 0) continue;
    data.times.push_back({static_cast<int>(slot), formatClock(when, at.zone), minute / every});
  }
}

// When the last complete step ended, as a part of a title.
QString untilText(const TileSpec& spec, const Situation& at) {
  return at.hasPresent() ? Say::tr("5 min to %1").arg(formatClock(slotsOf(spec, at).end(), at.zone))
                         : Say::tr("5 min");
}

// "unanswered" of the last hour, of longer spans "unanswered, 24 h"; "offered a minute", of longer steps
// "offered in 5 min".
QString perStep(const TileSpec& spec) {
  const minutes step = spec.span.step;
  if (spec.subject.isNow()) {
    return spec.span == SeriesSpan()
               ? QStringLiteral("%1")
               : Say::tr("%1, %2").arg(QStringLiteral("%1"), formatSpan(spec.span.length));
  }
  return step == minutes(1)
             ? Say::tr("%1 a minute")
             : Say::tr("%1 in %2", "a count in some minutes").arg(QStringLiteral("%1"), formatSpan(step));
}

ChartData start(const TileSpec& spec, const Situation& at, const QString& title, ChartData::Unit unit,
                double high) {
  ChartData data;
  data.title = title;
  data.unit = unit;
  data.high = high;
  data.slots = static_cast<int>(spec.span.steps());
  addTimes(spec, at, data);
  if (!at.coversSeries({at.choice.brand, at.choice.channel, spec.span})) return data;
  const std::optional<Time> began = at.doubtFrom(slotsOf(spec, at).at(1));  // the first is over by now
  if (spec.span != SeriesSpan() && !chosen(spec, at)) {  // it answers for each series that it knows of
    data.nothing = Say::tr("this engine tells the last hour only");
  } else if (began) {
    data.nothing = Say::tr("nothing since %1").arg(formatMoment(*began, at.view.frame->asOf, at.zone));
  } else {
    data.nothing = spec.span == SeriesSpan()
                       ? Say::tr("nothing in the last hour")
                       : Say::tr("nothing in the last %1").arg(formatSpan(spec.span.length));
  }
  return data;
}

void addTarget(ChartData& data, std::optional<double> target) {
  Hour hour(static_cast<size_t>(data.slots));
  if (target) std::ranges::fill(hour, target);
  data.lines.push_back({QString(), std::move(hour), false});
}

// What enough stand behind, named by its last value.
ChartData::Line judged(const std::vector<Ratio>& ratios, Shown (*format)(std::optional<double>)) {
  Hour hour = valuesOf(ratios, kEnough);
  const QString name = hour.back() ? one(format(hour.back())) : QString();
  return {name, std::move(hour)};
}

// The rest, named by how many there were at last.
ChartData::Line tooFew(const std::vector<Ratio>& ratios) {
  Hour hour = valuesOf(ratios, 1, kEnough - 1);
  const QString name = hour.back() ? Say::tr("n %1").arg(formatWhole(ratios.back().den)) : QString();
  return {name, std::move(hour)};
}

// The title: the tile's own, or what it shows.
QString titleOf(const TileSpec& spec, const QString& pattern) {
  return spec.title.empty() ? pattern.arg(labelOf(spec.subject)) : titleText(spec.title);
}

ChartData rateData(const TileSpec& spec, const Situation& at) {
  const Metric metric = spec.subject.metric;
  const double high = metric == Metric::kAbandonRate ? 0.1 : 1;
  ChartData data =
      start(spec, at, titleOf(spec, Say::tr("%1, %2").arg(QStringLiteral("%1"), untilText(spec, at))),
            ChartData::Unit::Percent, high);
  const std::vector<Ratio> ratios =
      ratiosOf(chosen(spec, at), metric, slotsOf(spec, at), pooledSteps(spec.span));
  data.lines.push_back(judged(ratios, formatPercent));
  addTarget(data, thresholdOf(spec, at.targets).mark());
  data.lines.push_back(tooFew(ratios));
  return data;
}

// How long the oldest has waited that is unanswered now: a single mark at the end.
ChartData::Line oldestUnanswered(const Situation& at, size_t slots) {
  const auto since = std::get<Age>(at.figure(Metric::kOldestUnanswered)).since;
  if (!since) return {QString(), Hour(slots)};
  const Duration age = std::max(at.present - *since, Duration::zero());
  Hour hour(slots);
  hour.back() = toSeconds(age);
  return {.name = Say::tr("oldest %1").arg(formatWait(age)), .values = std::move(hour), .isAtMostTop = true};
}

double total(const Hour& hour) {
  return std::accumulate(hour.begin(), hour.end(), 0.0,
                         [](double sum, const auto& v) { return sum + v.value_or(0); });
}

// The counts of one series, of what is asked at the tick as well.
Hour hourOf(const TileSpec& spec, const Situation& at, const std::string& channel) {
  const Slots slots = slotsOf(spec, at);
  if (!at.hasFrame()) return Hour(slots.count);
  const Series* series = seriesOf(spec, at, channel);
  if (spec.subject.isNow()) return levelsOf(*at.view.frame, series, spec.subject.metric, spec.span);
  std::vector<Metric> metrics = {spec.subject.metric};
  if (spec.subject.plus) metrics.push_back(*spec.subject.plus);
  return countsOf(series, std::move(metrics), slots, firstKnown(*at.view.frame, spec.span));
}

ChartData countData(const TileSpec& spec, const Situation& at) {
  ChartData data = start(spec, at, titleOf(spec, perStep(spec)), ChartData::Unit::Count, 4);
  Hour hour = hourOf(spec, at, at.choice.channel);
  const QString last = hour.back() ? one(formatCount(std::llround(*hour.back()))) : QString();
  data.lines.push_back({last, std::move(hour)});
  addTarget(data, thresholdOf(spec, at.targets).mark());
  return data;
}

ChartData stackData(const TileSpec& spec, const Situation& at, ChannelRoster& roster, double labelRoom) {
  const QString pattern = spec.span == SeriesSpan() && !spec.subject.isNow()
                              ? Say::tr("%1 a minute, by channel")
                              : Say::tr("%1, by channel").arg(perStep(spec));
  ChartData data = start(spec, at, titleOf(spec, pattern), ChartData::Unit::Count, 4);
  data.form = ChartData::Form::Stack;
  if (!at.hasFrame()) return data;
  const Frame& frame = *at.view.frame;
  const std::vector<std::string> channels =
      at.choice.isAllChannels() ? frame.channels : std::vector<std::string>{at.choice.channel};
  roster.busiest().settle(channels, at.now,
                          [&](const std::string& name) { return total(hourOf(spec, at, name)); });
  const QStringList names = apart(channels);
  data.nameLines = mostLines(names, ChartData::kNameWidth);
  const auto room = static_cast<size_t>(labelRoom / (HourChart::kLabelTall * data.nameLines));
  const size_t most = std::min(kMostChannels, std::max<size_t>(room, 3) - 1);
  const std::vector<std::string> own = roster.busiest().of(most, at.choice.channel);
  const std::vector<int> colors = roster.colorsOf(own);
  ChartData::Line other{.name = Say::tr("other"),
                        .values = Hour(static_cast<size_t>(data.slots)),
                        .color = ChannelRoster::kColors};
  for (size_t i = 0; i < channels.size(); ++i) {
    Hour hour = hourOf(spec, at, channels[i]);
    if (const auto found = std::ranges::find(own, channels[i]); found != own.end()) {
      data.lines.push_back({.name = names[static_cast<qsizetype>(i)],
                            .values = std::move(hour),
                            .color = colors[static_cast<size_t>(found - own.begin())]});
      continue;
    }
    for (size_t slot = 0; slot < hour.size(); ++slot) {
      if (hour[slot]) other.values[slot] = other.values[slot].value_or(0) + *hour[slot];
    }
  }
  if (data.lines.size() < channels.size()) data.lines.push_back(std::move(other));
  return data;
}

ChartData columnsData(const TileSpec& spec, const Situation& at) {
  ChartData data =
      start(spec, at, titleOf(spec, Say::tr("%1, %2").arg(QStringLiteral("%1"), untilText(spec, at))),
            ChartData::Unit::Sentiment, 0.5);
  data.form = ChartData::Form::Columns;
  data.low = -0.5;
  const std::vector<Ratio> ratios =
      ratiosOf(chosen(spec, at), spec.subject.metric, slotsOf(spec, at), pooledSteps(spec.span));
  data.lines.push_back(judged(ratios, formatSentiment));
  data.lines.push_back(tooFew(ratios));
  return data;
}

ChartData bandData(const TileSpec& spec, const Situation& at) {
  const Metric metric = spec.subject.metric;
  ChartData data = start(spec, at, titleOf(spec, perStep(spec)), ChartData::Unit::Seconds, 60);
  const Slots slots = slotsOf(spec, at);
  data.form = ChartData::Form::Band;
  const auto line = [&](const QString& name, int percent) {
    Hour hour = quantilesOf(chosen(spec, at), metric, percent, slots, kEnoughDurations);
    const auto last = hour.back();
    data.lines.push_back(
        {last ? name.arg(formatWait(Duration(std::llround(*last * 1e6)))) : QString(), std::move(hour)});
  };
  line(Say::tr("p25 %1"), 25);
  line(Say::tr("p90 %1"), 90);
  line(Say::tr("median %1"), 50);
  addTarget(data, thresholdOf(spec, at.targets).mark());
  data.lines.push_back(metric == Metric::kFirstResponseTime ? oldestUnanswered(at, slots.count)
                                                            : ChartData::Line{QString(), Hour(slots.count)});
  data.lines.push_back(
      {QString(), quantilesOf(chosen(spec, at), metric, 50, slots, 1, kEnoughDurations - 1)});
  return data;
}

}  // namespace

ChartData chartData(const TileSpec& spec, const Situation& at, ChannelRoster& roster, double labelRoom) {
  switch (spec.subject.shape()) {
    case Shape::kSpread:
      return bandData(spec, at);
    case Shape::kRatio:
      return spec.subject.metric == Metric::kNetSentiment ? columnsData(spec, at) : rateData(spec, at);
    default:
      return spec.isByChannel ? stackData(spec, at, roster, labelRoom) : countData(spec, at);
  }
}

}  // namespace watchfloor
