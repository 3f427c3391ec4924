#include "export/history_text.h"

#include "export/csv_text.h"
#include "export/figure_json.h"

namespace watchfloor {
namespace {

using json::Object;

struct Claim {
  const char* name;
  bool HistoryPeriod::*holds;
};
constexpr Claim kClaims[] = {{"before_began", &HistoryPeriod::isBeforeBegan},
                             {"deleted", &HistoryPeriod::isDeleted},
                             {"gap", &HistoryPeriod::hasGap},
                             {"unfinished", &HistoryPeriod::isUnfinished}};

// Of an age microseconds, of all else as they are.
double unitOf(Metric metric) { return info(metric).shape == Shape::kAge ? 1e6 : 1; }

// None of no sample.
std::optional<double> largest(const HistoryFigure& figure) {
  const auto& sampled = std::get<Sampled>(figure.value);
  if (sampled.n == 0) return std::nullopt;
  return static_cast<double>(sampled.max) / unitOf(figure.metric);
}

void appendSampled(std::string& out, const HistoryFigure& figure) {
  const auto& sampled = std::get<Sampled>(figure.value);
  const std::optional<double> mean = plain(figure);
  Object object(out);
  object.addReal("mean", mean ? std::optional(json::rounded(*mean, 1e6)) : std::nullopt);
  object.addReal("max", largest(figure));
  object.add("n", sampled.n);
  object.close();
}

void appendValue(std::string& out, const HistoryFigure& figure) {
  if (const auto* count = std::get_if<Count>(&figure.value)) {
    json::appendNumber(out, count->n);
  } else if (const auto* ratio = std::get_if<Ratio>(&figure.value)) {
    json::appendRatio(out, *ratio, figure.metric == Metric::kOccupancy);
  } else if (const auto* spread = std::get_if<Spread>(&figure.value)) {
    json::appendSpread(out, *spread);
  } else {
    appendSampled(out, figure);
  }
}

// In brackets, with f(out, item) for each.
template <typename List, typename F>
void appendList(std::string& out, const List& list, std::string_view between, F f) {
  out += '[';
  bool isFirst = true;
  for (const auto& item : list) {
    if (!std::exchange(isFirst, false)) out += between;
    f(out, item);
  }
  out += ']';
}

std::vector<std::string> claimsOf(const HistoryPeriod& period) {
  std::vector<std::string> claims;
  for (const Claim& claim : kClaims) {
    if (period.*claim.holds) claims.emplace_back(claim.name);
  }
  return claims;
}

bool isEstimated(const HistoryFigure& figure) {
  const auto* count = std::get_if<Count>(&figure.value);
  return count && count->isEstimated;
}

void appendPoint(std::string& out, const HistoryPoint& point) {
  out += "\n  ";
  Object object(out);
  object.add("brand", point.brand);
  object.add("channel", point.channel);
  Object metrics(object.key("metrics"));
  std::vector<std::string_view> estimated;
  for (const HistoryFigure& figure : point.figures) {
    appendValue(metrics.key(name(figure.metric)), figure);
    if (isEstimated(figure)) estimated.push_back(name(figure.metric));
  }
  metrics.close();
  if (!estimated.empty()) {
    appendList(object.key("estimated"), estimated, ", ",
               [](std::string& to, auto text) { json::appendString(to, text); });
  }
  object.close();
}

void appendPeriod(std::string& out, const HistoryPeriod& period, const Calendar& calendar) {
  out += "\n ";
  Object object(out);
  object.add("from", calendar.format(period.from));
  object.add("to", calendar.format(period.to));
  object.add("minutes", period.minutes);
  object.add("observed", period.observed);
  appendList(object.key("incomplete"), claimsOf(period), ", ",
             [](std::string& to, const std::string& claim) { json::appendString(to, claim); });
  object.add("definition_id", period.definitionId);
  object.key("redefined") += period.isRedefined ? "true" : "false";
  appendList(object.key("groups"), period.points, ",", appendPoint);
  object.close();
}

csv::Row rowOf(const HistoryFigure& figure) {
  if (const auto* ratio = std::get_if<Ratio>(&figure.value)) return csv::rowOf(figure.metric, *ratio);
  if (const auto* spread = std::get_if<Spread>(&figure.value)) return csv::rowOf(*spread);
  csv::Row row;
  row.value = plain(figure);
  if (const auto* sampled = std::get_if<Sampled>(&figure.value)) {
    row.mean = row.value;
    row.max = largest(figure);
    row.n = static_cast<double>(sampled->n);
  }
  return row;
}

}  // namespace

std::string historyJson(const HistoryHead& head, const std::vector<HistoryPeriod>& periods, HistoryStep step,
                        const Calendar& calendar) {
  std::string out;
  Object object(out);
  if (head.asOf) object.add("as_of", calendar.format(*head.asOf));
  if (head.began) object.add("began", calendar.format(*head.began));
  object.add("step", name(step));
  appendList(object.key("periods"), periods, ",",
             [&](std::string& to, const HistoryPeriod& period) { appendPeriod(to, period, calendar); });
  object.close();
  return out + "\n";
}

std::string historyCsv(const std::vector<HistoryPeriod>& periods, const Calendar& calendar) {
  std::string out =
      "from,to,brand,channel,metric,value,num,den,excluded,n,mean,p50,p90,p95,p99,max,estimated,incomplete,"
      "definition_id\n";
  for (const HistoryPeriod& period : periods) {
    const std::string times = calendar.format(period.from) + "," + calendar.format(period.to) + ",";
    std::string claims;
    for (const std::string& claim : claimsOf(period)) claims += (claims.empty() ? "" : " ") + claim;
    for (const HistoryPoint& point : period.points) {
      for (const HistoryFigure& figure : point.figures) {
        out += times;
        csv::appendName(out, point.brand);
        out += ',';
        csv::appendName(out, point.channel);
        out += ',';
        out += name(figure.metric);
        rowOf(figure).appendTo(out);
        out += isEstimated(figure) ? ",true," : ",,";
        out += claims + "," + period.definitionId + "\n";
      }
    }
  }
  return out;
}

}  // namespace watchfloor
