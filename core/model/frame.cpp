#include "model/frame.h"

#include <algorithm>
#include <tuple>

namespace watchfloor {

FigureSet::FigureSet(std::vector<Measured> figures) {
  if (!figures.empty()) m_all = std::make_shared<const std::vector<Measured>>(std::move(figures));
}

const std::vector<Measured>& FigureSet::all() const {
  static const std::vector<Measured> kNone;
  return m_all ? *m_all : kNone;
}

const Measured* FigureSet::find(Metric metric) const {
  const auto it = std::lower_bound(begin(), end(), metric,
                                   [](const Measured& m, Metric wanted) { return m.metric < wanted; });
  return it != end() && it->metric == metric ? &*it : nullptr;
}

Figure FigureSet::figure(Metric metric) const {
  const Measured* found = find(metric);
  return found ? found->figure : zeroOf(metric);
}

const FrameCell* Frame::find(std::string_view brand, std::string_view channel, Window window) const {
  const auto key = [](const FrameCell& c) {
    return std::tuple(std::string_view(c.brand), std::string_view(c.channel), c.window);
  };
  const std::tuple wanted(brand, channel, window);
  const auto it = std::lower_bound(cells.begin(), cells.end(), wanted,
                                   [&](const FrameCell& c, const auto& w) { return key(c) < w; });
  return it != cells.end() && key(*it) == wanted ? &*it : nullptr;
}

const Series* Frame::findSeries(std::string_view brand, std::string_view channel) const {
  for (const Series& s : series) {
    if (s.brand == brand && s.channel == channel) return &s;
  }
  return nullptr;
}

}  // namespace watchfloor
