#include "export/frame_json.h"

#include <cassert>
#include <cmath>

#include "export/counter_names.h"
#include "export/figure_json.h"
#include "export/json_text.h"

namespace watchfloor {
namespace {

using json::Object;
using json::rounded;
using json::secondsOf;

void appendFigure(std::string& out, Metric metric, const Figure& figure, Time asOf) {
  if (const auto* count = std::get_if<Count>(&figure)) {
    json::appendNumber(out, count->n);
  } else if (const auto* ratio = std::get_if<Ratio>(&figure)) {
    json::appendRatio(out, *ratio, metric == Metric::kOccupancy);
  } else if (const auto* spread = std::get_if<Spread>(&figure)) {
    json::appendSpread(out, *spread);
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

void appendCell(std::string& out, const Frame& frame, const FrameCell& cell,
                const std::vector<Metric>& metrics) {
  const Time asOf = frame.asOf;
  Object object(out);
  object.add("at", formatTime(asOf));
  if (frame.replayed) object.addReal("replay_speed", frame.replayed->speed);
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
  for (const auto& [counter, n] : countersByName(frame.counters)) counters.add(counter, n);
  counters.close();
  if (!m_more.empty()) m_head += ", " + m_more;
  head.key("cells");
}

void FrameJson::addCell(const Frame& frame, const FrameCell& cell) {
  m_cells += m_cells.empty() ? "\n " : ",\n ";
  appendCell(m_cells, frame, cell, metricsOf(cell));
}

std::string FrameJson::text() const {
  assert(!m_head.empty());
  return m_head + "[" + m_cells + "\n]}\n";
}

void CellJsonLines::addCell(const Frame& frame, const FrameCell& cell) {
  appendCell(m_lines, frame, cell, metricsOf(cell));
  m_lines += '\n';
}

}  // namespace watchfloor
