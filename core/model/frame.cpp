#include "model/frame.h"

#include <algorithm>
#include <tuple>

namespace watchfloor {

FigureSet::FigureSet(const std::vector<Measured>& figures) : m_size(figures.size()) {
  if (m_size == 0) return;
  auto copy = std::make_shared_for_overwrite<Measured[]>(m_size);
  std::copy(figures.begin(), figures.end(), copy.get());
  m_figures = std::move(copy);
}

bool FigureSet::operator==(const FigureSet& other) const {
  return m_figures == other.m_figures || std::equal(begin(), end(), other.begin(), other.end());
}

const Measured* FigureSet::find(Metric metric) const {
  const auto it = std::lower_bound(begin(), end(), metric,
                                   [](const Measured& m, Metric wanted) { return m.metric < wanted; });
  return it != end() && it->metric == metric ? it : nullptr;
}

Figure FigureSet::figure(Metric metric) const {
  const Measured* found = find(metric);
  return found ? found->figure : zeroOf(metric);
}

bool Frame::isWatchedOnly(std::string_view brand) const {
  return std::binary_search(watchedOnly.begin(), watchedOnly.end(), brand);
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

const Series* Frame::findSeries(std::string_view brand, std::string_view channel, SeriesSpan span) const {
  for (const Series& s : series) {
    if (s.brand == brand && s.channel == channel && s.span == span) return &s;
  }
  return nullptr;
}

}  // namespace watchfloor
