#include "board_charts.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/format.h"
#include "models/names.h"
#include "models/text_room.h"

namespace watchfloor {
namespace {

constexpr size_t kMostChannels = ChannelRoster::kColors;
constexpr int kPooledMinutes = 5;
constexpr int kTickMinutes = 10;

QString translated(const char* text) { return QCoreApplication::translate("Charts", text); }

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
             ? translated("5 min to %1").arg(formatClock(hourStart(asOf(at)) + minutes(kSlots), at.zone))
             : translated("5 min");
}

ChartData start(const Situation& at, const QString& title, ChartData::Unit unit, double high) {
  ChartData data;
  data.title = title;
  data.unit = unit;
  data.high = high;
  data.times = timesOf(at);
  if (!at.coversSeries({at.choice.brand, at.choice.channel})) return data;
  const std::optional<Time> began = at.doubtBefore(Window::k60m);
  data.nothing = began ? translated("nothing since %1").arg(formatMoment(*began, asOf(at), at.zone))
                       : translated("nothing in the last hour");
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
  const QString name = hour.back() ? translated("n %1").arg(ratios.back().den) : QString();
  return {name, std::move(hour)};
}

ChartData rateData(const Situation& at, const QString& title, Metric metric, double high,
                   std::optional<double> target) {
  ChartData data = start(at, title.arg(untilText(at)), ChartData::Unit::Percent, high);
  const std::vector<Ratio> ratios = ratiosOf(chosen(at), metric, asOf(at), kPooledMinutes);
  data.lines.push_back(judged(ratios, formatPercent));
  addTarget(data, target);
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
  return {
      .name = translated("oldest %1").arg(formatWait(age)), .values = std::move(hour), .isAtMostTop = true};
}

double total(const Hour& hour) {
  return std::accumulate(hour.begin(), hour.end(), 0.0,
                         [](double sum, const auto& v) { return sum + v.value_or(0); });
}

}  // namespace

ChartData volumeData(const Situation& at, ChannelRoster& roster, double labelRoom) {
  ChartData data = start(at, translated("Volume a minute, by channel"), ChartData::Unit::Count, 4);
  data.isStacked = true;
  if (!at.hasFrame()) return data;
  const Frame& frame = *at.view.frame;
  const std::vector<std::string> channels =
      at.choice.isAllChannels() ? frame.channels : std::vector<std::string>{at.choice.channel};
  const auto hourOf = [&](const std::string& channel) {
    return countsOf(seriesOf(at, channel), {Metric::kMessagesInbound, Metric::kOffered}, frame.asOf,
                    firstKnown(frame));
  };
  roster.busiest().settle(channels, at.now, [&](const std::string& name) { return total(hourOf(name)); });
  const QStringList names = apart(channels);
  data.nameLines = mostLines(names, ChartData::kNameWidth);
  const auto room = static_cast<size_t>(labelRoom / (HourChart::kLabelTall * data.nameLines));
  const size_t most = std::min(kMostChannels, std::max<size_t>(room, 3) - 1);
  const std::vector<std::string> own = roster.busiest().of(most, at.choice.channel);
  const std::vector<int> colors = roster.colorsOf(own);
  ChartData::Line other{.name = translated("other"), .values = Hour(kSlots), .color = ChannelRoster::kColors};
  for (size_t i = 0; i < channels.size(); ++i) {
    Hour hour = hourOf(channels[i]);
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

ChartData sentimentData(const Situation& at) {
  ChartData data =
      start(at, translated("Net sentiment, %1").arg(untilText(at)), ChartData::Unit::Sentiment, 0.5);
  data.low = -0.5;
  const std::vector<Ratio> ratios = ratiosOf(chosen(at), Metric::kNetSentiment, asOf(at), kPooledMinutes);
  data.lines.push_back(judged(ratios, formatSentiment));
  data.lines.push_back(tooFew(ratios));
  return data;
}

ChartData responseData(const Situation& at) {
  ChartData data = start(at, translated("First response a minute"), ChartData::Unit::Seconds, 60);
  const auto line = [&](const QString& name, int percent) {
    Hour hour = quantilesOf(chosen(at), Metric::kFirstResponseTime, percent, asOf(at), kEnoughDurations);
    const auto last = hour.back();
    data.lines.push_back(
        {last ? name.arg(formatWait(Duration(std::llround(*last * 1e6)))) : QString(), std::move(hour)});
  };
  line(translated("p25 %1"), 25);
  line(translated("p90 %1"), 90);
  line(translated("median %1"), 50);
  addTarget(data,
            at.targets.firstResponse ? std::optional(toSeconds(*at.targets.firstResponse)) : std::nullopt);
  data.lines.push_back(oldestUnanswered(at));
  data.lines.push_back({QString(), quantilesOf(chosen(at), Metric::kFirstResponseTime, 50, asOf(at), 1,
                                               kEnoughDurations - 1)});
  return data;
}

ChartData abandonData(const Situation& at) {
  return rateData(at, translated("Abandon rate, %1"), Metric::kAbandonRate, 0.1, at.targets.abandonRate);
}

ChartData serviceLevelData(const Situation& at) {
  return rateData(at, translated("Service level, %1"), Metric::kServiceLevel, 1, at.targets.serviceLevel);
}

}  // namespace watchfloor
