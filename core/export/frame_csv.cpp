#include "export/frame_csv.h"

#include "export/json_text.h"

namespace watchfloor {
namespace {

constexpr std::string_view kHeader =
    "at,brand,channel,window,metric,value,num,den,excluded,n,mean,p50,p90,p95,p99,max,delta\n";

// The columns after `metric`.
struct Row {
  std::optional<double> value, num, den, excluded, n, mean, p50, p90, p95, p99, max, delta;
};

std::optional<double> secondsOf(std::optional<Duration> d) {
  return d ? std::optional(toSeconds(*d)) : std::nullopt;
}

Row rowOf(Metric metric, const Figure& figure, Time asOf) {
  Row row;
  row.value = plain(figure);
  if (const auto* ratio = std::get_if<Ratio>(&figure)) {
    const double unit = metric == Metric::kOccupancy ? 1e6 : 1;
    row.num = static_cast<double>(ratio->num) / unit;
    row.den = static_cast<double>(ratio->den) / unit;
    row.excluded = static_cast<double>(ratio->excluded) / unit;
  } else if (const auto* spread = std::get_if<Spread>(&figure)) {
    row.n = static_cast<double>(spread->n);
    row.mean = spread->mean();
    row.p50 = secondsOf(spread->quantile(50));
    row.p90 = secondsOf(spread->quantile(90));
    row.p95 = secondsOf(spread->quantile(95));
    row.p99 = secondsOf(spread->quantile(99));
    row.max = spread->n == 0 ? std::nullopt : secondsOf(spread->max);
  } else if (const auto* age = std::get_if<Age>(&figure)) {
    row.value = age->since ? secondsOf(asOf - *age->since) : std::nullopt;
  }
  return row;
}

void appendName(std::string& out, std::string_view name) {
  if (name.find_first_of(",\"\r\n") == std::string_view::npos) {
    out += name;
    return;
  }
  out += '"';
  for (const char c : name) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  out += '"';
}

}  // namespace

FrameCsv::FrameCsv(Selection selection) : FrameWriter(std::move(selection)), m_text(kHeader) {}

void FrameCsv::addCell(const Frame& frame, const FrameCell& cell) {
  std::string place = formatTime(frame.asOf);
  for (const std::string_view part :
       {std::string_view(cell.brand), std::string_view(cell.channel), name(cell.window)}) {
    place += ',';
    appendName(place, part);
  }
  for (const Metric metric : metricsOf(cell)) {
    Row row = rowOf(metric, cell.figure(metric), frame.asOf);
    if (const Measured* measured = cell.find(metric)) row.delta = measured->delta;
    m_text += place;
    m_text += ',';
    m_text += name(metric);
    for (const auto& column : {row.value, row.num, row.den, row.excluded, row.n, row.mean, row.p50, row.p90,
                               row.p95, row.p99, row.max, row.delta}) {
      m_text += ',';
      if (column) json::appendNumber(m_text, *column);
    }
    m_text += '\n';
  }
}

}  // namespace watchfloor
