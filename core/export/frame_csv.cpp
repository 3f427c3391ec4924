#include "export/frame_csv.h"

#include "export/csv_text.h"

namespace watchfloor {
namespace {

constexpr std::string_view kHeader =
    "at,brand,channel,window,metric,value,num,den,excluded,n,mean,p50,p90,p95,p99,max,delta\n";

}  // namespace

FrameCsv::FrameCsv(Selection selection) : FrameWriter(std::move(selection)), m_text(kHeader) {}

void FrameCsv::addCell(const Frame& frame, const FrameCell& cell) {
  std::string place = formatTime(frame.asOf);
  for (const std::string_view part :
       {std::string_view(cell.brand), std::string_view(cell.channel), name(cell.window)}) {
    place += ',';
    csv::appendName(place, part);
  }
  for (const Metric metric : metricsOf(cell)) {
    const csv::Row row = csv::rowOf(metric, cell.figure(metric), frame.asOf);
    const Measured* measured = cell.find(metric);
    m_text += place;
    m_text += ',';
    m_text += name(metric);
    row.appendTo(m_text);
    csv::appendCell(m_text, measured ? measured->delta : std::nullopt);
    m_text += '\n';
  }
}

}  // namespace watchfloor
