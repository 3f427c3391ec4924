#include "export/frame_json.h"

#include <cassert>
#include <cmath>

#include "export/json_text.h"

namespace watchfloor {
namespace {

// A JSON object, written member by member: key() and then whatever value.
class Object {
 public:
  explicit Object(std::string& out) : m_out(out) { m_out += '{'; }

  std::string& key(std::string_view name) {
    if (!m_isEmpty) m_out += ", ";
    m_isEmpty = false;
    json::appendString(m_out, name);
    return m_out += ": ";
  }
  void add(std::string_view name, std::string_view text) { json::appendString(key(name), text); }
  void add(std::string_view name, int64_t number) { json::appendNumber(key(name), number); }
  void addReal(std::string_view name, std::optional<double> number) {
    std::string& out = key(name);
    if (number) {
      json::appendNumber(out, *number);
    } else {
      out += "null";
    }
  }
  void close() { m_out += '}'; }

 private:
  std::string& m_out;
  bool m_isEmpty = true;
};

double rounded(double number, double scale) { return std::round(number * scale) / scale; }
double secondsOf(Duration d) { return rounded(toSeconds(d), 1e6); }

void appendRatio(std::string& out, const Ratio& ratio, bool isTime) {
  Object object(out);
  if (isTime) {
    object.addReal("num", secondsOf(Duration(ratio.num)));
    object.addReal("den", secondsOf(Duration(ratio.den)));
    object.addReal("excluded", secondsOf(Duration(ratio.excluded)));
  } else {
    object.add("num", ratio.num);
    object.add("den", ratio.den);
    object.add("excluded", ratio.excluded);
  }
  object.addReal("value", ratio.value());
  object.close();
}

void appendSpread(std::string& out, const Spread& spread) {
  const auto orNull = [](std::optional<Duration> d) {
    return d ? std::optional(secondsOf(*d)) : std::nullopt;
  };
  const std::optional<double> mean = spread.mean();
  Object object(out);
  object.add("n", spread.n);
  object.addReal("mean", mean ? std::optional(rounded(*mean, 1e6)) : std::nullopt);
  object.addReal("max", spread.n == 0 ? std::nullopt : std::optional(secondsOf(spread.max)));
  object.addReal("p50", orNull(spread.quantile(50)));
  object.addReal("p90", orNull(spread.quantile(90)));
  object.addReal("p95", orNull(spread.quantile(95)));
  object.addReal("p99", orNull(spread.quantile(99)));
  if (spread.isOver) object.key("over") += "true";
  object.close();
}

void appendFigure(std::string& out, Metric metric, const Figure& figure, Time asOf) {
  if (const auto* count = std::get_if<Count>(&figure)) {
    json::appendNumber(out, count->n);
  } else if (const auto* ratio = std::get_if<Ratio>(&figure)) {
    appendRatio(out, *ratio, metric == Metric::kOccupancy);
  } else if (const auto* spread = std::get_if<Spread>(&figure)) {
    appendSpread(out, *spread);
  } else if (const std::optional<Time> since = std::get<Age>(figure).since) {
    json::appendNumber(out, secondsOf(asOf - *since));
  } else {
    out += "null";
  }
}

std::optional<double> deltaOf(const FrameCell& cell, Metric metric) {
  const Measured* measured = cell.find(metric);
  if (!measured) return info(metric).shape == Shape::kCount ? std::optional(0.0) : std::nullopt;
  return measured->delta ? std::optional(rounded(*measured->delta, 1e9)) : std::nullopt;
}

void appendCell(std::string& out, Time asOf, const FrameCell& cell, const std::vector<Metric>& metrics) {
  Object object(out);
  object.add("at", formatTime(asOf));
  object.add("brand", cell.brand);
  object.add("channel", cell.channel);
  object.add("window", name(cell.window));
  std::vector<Metric> estimated;
  Object figures(object.key("metrics"));
  for (const Metric metric : metrics) {
    const Figure figure = cell.figure(metric);
    appendFigure(figures.key(name(metric)), metric, figure, asOf);
    const auto* count = std::get_if<Count>(&figure);
    if (count && count->isEstimated) estimated.push_back(metric);
  }
  figures.close();
  if (cell.hasDelta) {
    Object delta(object.key("delta"));
    for (const Metric metric : metrics) delta.addReal(name(metric), deltaOf(cell, metric));
    delta.close();
  }
  if (!estimated.empty()) {
    object.key("estimated");
    for (const Metric metric : estimated) {
      out += metric == estimated.front() ? "[" : ", ";
      json::appendString(out, name(metric));
    }
    out += ']';
  }
  object.close();
}

}  // namespace

void FrameJson::begin(const Frame& frame) {
  m_head.clear();
  Object head(m_head);
  head.add("as_of", formatTime(frame.asOf));
  // Of a recording it depends on the order in which it was read.
  if (frame.watermark && !frame.isEventClock) head.add("watermark", formatTime(*frame.watermark));
  if (frame.setBack > Duration::zero()) head.addReal("set_back", secondsOf(frame.setBack));
  head.add("definition_id", frame.definitionId);
  Object counters(head.key("counters"));
  counters.add("duplicates", frame.counters.duplicates);
  counters.add("late_dropped", frame.counters.lateDropped);
  counters.add("future_rejected", frame.counters.futureRejected);
  counters.add("clock_skew", frame.counters.clockSkew);
  counters.add("rejected", frame.counters.rejected);
  counters.add("start_unknown", frame.counters.startUnknown);
  counters.add("lost", frame.counters.lost);
  if (frame.counters.forgotten > 0) counters.add("forgotten", frame.counters.forgotten);
  counters.close();
  head.key("cells");
}

void FrameJson::addCell(const Frame& frame, const FrameCell& cell) {
  m_cells += m_cells.empty() ? "\n " : ",\n ";
  appendCell(m_cells, frame.asOf, cell, metricsOf(cell));
}

std::string FrameJson::text() const {
  assert(!m_head.empty());
  return m_head + "[" + m_cells + "\n]}\n";
}

void CellJsonLines::addCell(const Frame& frame, const FrameCell& cell) {
  appendCell(m_lines, frame.asOf, cell, metricsOf(cell));
  m_lines += '\n';
}

}  // namespace watchfloor
