#include "export/frame_writer.h"

#include <algorithm>

#include "model/event.h"

namespace watchfloor {
namespace {

// A list that is empty means everything.
template <typename T>
bool isWanted(const std::vector<T>& list, const T& value) {
  return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
}

}  // namespace

void FrameWriter::add(const Frame& frame) {
  begin(frame);
  for (const FrameCell& cell : frame.cells) {
    if (isWanted(m_selection.brands, cell.brand) && isWanted(m_selection.channels, cell.channel) &&
        isWanted(m_selection.windows, cell.window)) {
      addCell(frame, cell);
    }
  }
}

std::vector<Metric> FrameWriter::metricsOf(const FrameCell& cell) const {
  std::vector<Metric> metrics;
  for (const MetricInfo& info : metricInfos()) {
    const bool isShareOfAll = info.metric == Metric::kShareOfVoice && cell.brand == kAll;
    if (info.isNow == (cell.window == Window::kNow) && !isShareOfAll &&
        isWanted(m_selection.metrics, info.metric)) {
      metrics.push_back(info.metric);
    }
  }
  return metrics;
}

}  // namespace watchfloor
