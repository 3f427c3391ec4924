#include "board_charts.h"

#include <QCoreApplication>
#include <algorithm>
#include <numeric>

#include "models/format.h"

namespace watchfloor {
namespace {

constexpr size_t kMostChannels = 8;
constexpr int kPooledMinutes = 5;
constexpr int kTickMinutes = 10;

QString translated(const char* text) { return QCoreApplication::translate("Charts", text); }

Time asOf(const Situation& at) { return at.hasFrame() ? at.view.frame->asOf : at.present; }

const Series* seriesOf(const Situation& at, const std::string& channel) {
  return at.hasFrame() ? at.view.frame->findSeries(at.choice.brand, channel) : nullptr;
}
const Series* chosen(const Situation& at) { return seriesOf(at, at.choice.channel); }

// Each round ten minutes by the board's clocks.
std::vector<std::pair<int, QString>> timesOf(const Situation& at) {
  std::vector<std::pair<int, QString>> times;
  for (int slot = 0; slot < kSlots; ++slot) {
    const QString text = formatClock(hourStart(asOf(at)) + minutes(slot), at.zone);
    if (text.right(2).toInt() % kTickMinutes == 0) times.emplace_back(slot, text);
  }
  return times;
}

// A title with "%1" for the end of the last complete minute.
ChartData start(const Situation& at, const char* title, ChartData::Unit unit, double high) {
  ChartData data;
  data.title = translated(title);
  if (data.title.contains(QStringLiteral("%1")))
    data.title = data.title.arg(formatClock(hourStart(asOf(at)) + minutes(kSlots), at.zone));
  data.unit = unit;
  data.high = high;
  data.times = timesOf(at);
  return data;
}

void addTarget(ChartData& data, std::optional<double> target) {
  Hour hour(kSlots);
  if (target) std::ranges::fill(hour, target);
  data.lines.push_back({QString(), std::move(hour), false});
}

// The last minute's text, as the line's name.
QString lastText(const Hour& hour) { return hour.back() ? one(formatPercent(hour.back())) : QString(); }

ChartData rateData(const Situation& at, const char* title, Metric metric, double high,
                   std::optional<double> target) {
  ChartData data = start(at, title, ChartData::Unit::Percent, high);
  Hour hour = ratiosOf(chosen(at), metric, asOf(at), kPooledMinutes);
  const QString name = lastText(hour);
  data.lines.push_back({name, std::move(hour)});
  addTarget(data, target);
  return data;
}

double total(const Hour& hour) {
  return std::accumulate(hour.begin(), hour.end(), 0.0,
                         [](double sum, const auto& v) { return sum + v.value_or(0); });
}

}  // namespace

ChartData volumeData(const Situation& at) {
  ChartData data =
      start(at, QT_TRANSLATE_NOOP("Charts", "Volume a minute, by channel"), ChartData::Unit::Count, 4);
  data.isStacked = true;
  if (!at.hasFrame()) return data;
  const Frame& frame = *at.view.frame;
  const std::vector<std::string> channels =
      at.choice.isAllChannels() ? frame.channels : std::vector<std::string>{at.choice.channel};
  for (const std::string& channel : channels) {
    data.lines.push_back({shortened(channel, kNarrow),
                          countsOf(seriesOf(at, channel), {Metric::kMessagesInbound, Metric::kOffered},
                                   frame.asOf, firstKnown(frame))});
  }
  if (data.lines.size() <= kMostChannels) return data;
  // The largest keep their order; the smallest go together.
  std::vector<double> sizes;
  for (const ChartData::Line& line : data.lines) sizes.push_back(total(line.values));
  std::ranges::sort(sizes, std::greater<>());
  const double least = sizes[kMostChannels - 1];
  ChartData::Line other{translated("other"), Hour(kSlots)};
  std::vector<ChartData::Line> kept;
  for (ChartData::Line& line : data.lines) {
    if (kept.size() < kMostChannels && total(line.values) >= least) {
      kept.push_back(std::move(line));
      continue;
    }
    for (size_t i = 0; i < other.values.size(); ++i) {
      if (line.values[i]) other.values[i] = other.values[i].value_or(0) + *line.values[i];
    }
  }
  kept.push_back(std::move(other));
  data.lines = std::move(kept);
  return data;
}

ChartData sentimentData(const Situation& at) {
  ChartData data =
      start(at, QT_TRANSLATE_NOOP("Charts", "Net sentiment, 5 min to %1"), ChartData::Unit::Sentiment, 0.5);
  data.low = -0.5;
  data.lines.push_back({QString(), ratiosOf(chosen(at), Metric::kNetSentiment, asOf(at), kPooledMinutes)});
  return data;
}

ChartData responseData(const Situation& at) {
  ChartData data =
      start(at, QT_TRANSLATE_NOOP("Charts", "First response a minute"), ChartData::Unit::Seconds, 60);
  const auto line = [&](const QString& name, int percent) {
    data.lines.push_back({name, quantilesOf(chosen(at), Metric::kFirstResponseTime, percent, asOf(at))});
  };
  line(translated("p25"), 25);
  line(translated("p90"), 90);
  line(translated("median"), 50);
  addTarget(data,
            at.targets.firstResponse ? std::optional(toSeconds(*at.targets.firstResponse)) : std::nullopt);
  return data;
}

ChartData abandonData(const Situation& at) {
  return rateData(at, QT_TRANSLATE_NOOP("Charts", "Abandon rate, 5 min to %1"), Metric::kAbandonRate, 0.1,
                  at.targets.abandonRate);
}

ChartData serviceLevelData(const Situation& at) {
  return rateData(at, QT_TRANSLATE_NOOP("Charts", "Service level, 5 min to %1"), Metric::kServiceLevel, 1,
                  at.targets.serviceLevel);
}

}  // namespace watchfloor
