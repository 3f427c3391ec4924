#include "model/history.h"

#include <algorithm>

namespace watchfloor {

const HistoryFigure* HistoryPoint::find(Metric metric) const {
  const auto it =
      std::find_if(figures.begin(), figures.end(), [metric](const auto& f) { return f.metric == metric; });
  return it == figures.end() ? nullptr : &*it;
}

std::optional<HistoryStep> historyStepNamed(std::string_view name) {
  const auto it = std::find(kHistoryStepNames.begin(), kHistoryStepNames.end(), name);
  if (it == kHistoryStepNames.end()) return std::nullopt;
  return static_cast<HistoryStep>(it - kHistoryStepNames.begin());
}

std::optional<double> plain(const HistoryFigure& figure) {
  if (const auto* count = std::get_if<Count>(&figure.value)) return static_cast<double>(count->n);
  if (const auto* ratio = std::get_if<Ratio>(&figure.value)) return ratio->value();
  if (const auto* spread = std::get_if<Spread>(&figure.value)) return spread->mean();
  const std::optional<double> mean = std::get<Sampled>(figure.value).mean();
  if (!mean || info(figure.metric).shape != Shape::kAge) return mean;
  return *mean / 1e6;
}

}  // namespace watchfloor
