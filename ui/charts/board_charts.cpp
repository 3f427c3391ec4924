#include "board_charts.h"

#include <QCoreApplication>
#include <algorithm>
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
constexpr int kPooledMinutes = 5;
constexpr int kTickMinutes = 10;

struct Say {
  Q_DECLARE_TR_FUNCTIONS(Charts)
};

Time asOf(const Situation& at) { return at.hasFrame() ? at.view.frame->asOf : Time{}; }

const Series* seriesOf(const Situation& at, const std::string& channel) {
  return at.hasFrame() ? at.view.frame->findSeries(at.choice.brand, channel) : nullptr;
}
const Series* chosen(const Situation& at) { return seriesOf(at, at.choice.channel); }

// Each round ten minutes by the board's clocks.
std::vector<std::pair<int, QString>> timesOf(const Situation& at) {
  std::vector<std::pair<int, QString>> times;
  if (!at.hasPresent()) return times;
  for (int slot = 0; slot < kSlots; ++slot) {
    const QString text = formatClock(hourStart(asOf(at)) + minutes(slot), at.zone);
    if (text.right(2).toInt() % kTickMinutes == 0) times.emplace_back(slot, text);
  }
  return times;
}

// When the last complete minute ended, as a part of a title.
QString untilText(const Situation& at) {
  return at.hasPresent()
             ? Say::tr("5 min to %1").arg(formatClock(hourStart(asOf(at)) + minutes(kSlots), at.zone))
             : Say::tr("5 min");
}

ChartData start(const Situation& at, const QString& title, ChartData::Unit unit, double high) {
  ChartData data;
  data.title = title;
  data.unit = unit;
  data.high = high;
  data.times = timesOf(at);
  if (!at.coversSeries({at.choice.brand, at.choice.channel})) return data;
  const std::optional<Time> began = at.doubtBefore(Window::k60m);
  data.nothing = began ? Say::tr("nothing since %1").arg(formatMoment(*began, asOf(at), at.zone))
                       : Say::tr("nothing in the last hour");
  return data;
}

void addTarget(ChartData& data, std::optional<double> target) {
  Hour hour(kSlots);
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
  ChartData data = start(at, titleOf(spec, Say::tr("%1, %2").arg(QStringLiteral("%1"), untilText(at))),
                         ChartData::Unit::Percent, high);
  const std::vector<Ratio> ratios = ratiosOf(chosen(at), metric, asOf(at), kPooledMinutes);
  data.lines.push_back(judged(ratios, formatPercent));
  addTarget(data, thresholdOf(spec, at.targets).mark());
  data.lines.push_back(tooFew(ratios));
  return data;
}

// How long the oldest has waited that is unanswered now: a single mark at the end.
ChartData::Line oldestUnanswered(const Situation& at) {
  const auto since = std::get<Age>(at.figure(Metric::kOldestUnanswered)).since;
  if (!since) return {QString(), Hour(kSlots)};
  const Duration age = std::max(at.present - *since, Duration::zero());
  Hour hour(kSlots);
  hour.back() = toSeconds(age);
  return {.name = Say::tr("oldest %1").arg(formatWait(age)), .values = std::move(hour), .isAtMostTop = true};
}

double total(const Hour& hour) {
  return std::accumulate(hour.begin(), hour.end(), 0.0,
                         [](double sum, const auto& v) { return sum + v.value_or(0); });
}

// The counts of one series, of what is asked at the tick as well.
Hour hourOf(const TileSpec& spec, const Situation& at, const std::string& channel) {
  if (!at.hasFrame()) return Hour(kSlots);
  const Series* series = seriesOf(at, channel);
  if (spec.subject.isNow()) return levelsOf(*at.view.frame, series, spec.subject.metric);
  std::vector<Metric> metrics = {spec.subject.metric};
  if (spec.subject.plus) metrics.push_back(*spec.subject.plus);
  return countsOf(series, std::move(metrics), asOf(at), firstKnown(*at.view.frame));
}

ChartData countData(const TileSpec& spec, const Situation& at) {
  const QString pattern = spec.subject.isNow() ? QStringLiteral("%1") : Say::tr("%1 a minute");
  ChartData data = start(at, titleOf(spec, pattern), ChartData::Unit::Count, 4);
  Hour hour = hourOf(spec, at, at.choice.channel);
  const QString last = hour.back() ? one(formatCount(std::llround(*hour.back()))) : QString();
  data.lines.push_back({last, std::move(hour)});
  addTarget(data, thresholdOf(spec, at.targets).mark());
  return data;
}

ChartData stackData(const TileSpec& spec, const Situation& at, ChannelRoster& roster, double labelRoom) {
  const QString pattern =
      spec.subject.isNow() ? Say::tr("%1, by channel") : Say::tr("%1 a minute, by channel");
  ChartData data = start(at, titleOf(spec, pattern), ChartData::Unit::Count, 4);
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
  ChartData::Line other{.name = Say::tr("other"), .values = Hour(kSlots), .color = ChannelRoster::kColors};
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
  ChartData data = start(at, titleOf(spec, Say::tr("%1, %2").arg(QStringLiteral("%1"), untilText(at))),
                         ChartData::Unit::Sentiment, 0.5);
  data.form = ChartData::Form::Columns;
  data.low = -0.5;
  const std::vector<Ratio> ratios = ratiosOf(chosen(at), spec.subject.metric, asOf(at), kPooledMinutes);
  data.lines.push_back(judged(ratios, formatSentiment));
  data.lines.push_back(tooFew(ratios));
  return data;
}

ChartData bandData(const TileSpec& spec, const Situation& at) {
  const Metric metric = spec.subject.metric;
  ChartData data = start(at, titleOf(spec, Say::tr("%1 a minute")), ChartData::Unit::Seconds, 60);
  data.form = ChartData::Form::Band;
  const auto line = [&](const QString& name, int percent) {
    Hour hour = quantilesOf(chosen(at), metric, percent, asOf(at), kEnoughDurations);
    const auto last = hour.back();
    data.lines.push_back(
        {last ? name.arg(formatWait(Duration(std::llround(*last * 1e6)))) : QString(), std::move(hour)});
  };
  line(Say::tr("p25 %1"), 25);
  line(Say::tr("p90 %1"), 90);
  line(Say::tr("median %1"), 50);
  addTarget(data, thresholdOf(spec, at.targets).mark());
  data.lines.push_back(metric == Metric::kFirstResponseTime ? oldestUnanswered(at)
                                                            : ChartData::Line{QString(), Hour(kSlots)});
  data.lines.push_back({QString(), quantilesOf(chosen(at), metric, 50, asOf(at), 1, kEnoughDurations - 1)});
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
