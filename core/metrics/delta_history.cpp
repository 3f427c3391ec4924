#include "metrics/delta_history.h"

#include <algorithm>

namespace watchfloor {

const DeltaHistory::Cells* DeltaHistory::at(Window window, Time moment) {
  std::deque<Tick>& ticks = m_ticks[static_cast<size_t>(window)];
  while (ticks.size() > 1 && ticks[1].at <= moment) ticks.pop_front();
  return !ticks.empty() && ticks.front().at <= moment ? &ticks.front().cells : nullptr;
}

void DeltaHistory::publish(Window window, Time tick, Cells cells) {
  const auto length = lengthOf(window);
  if (!length) return;
  std::deque<Tick>& ticks = m_ticks[static_cast<size_t>(window)];
  if (ticks.size() > m_few && tick - ticks[ticks.size() - 2].at < *length / 60) {
    ticks.back() = {tick, std::move(cells)};
  } else {
    ticks.push_back({tick, std::move(cells)});
  }
}

DeltaHistory::Values DeltaHistory::valuesOf(const FrameCell& cell) {
  Values values;
  for (const Measured& m : cell.figures) {
    if (const auto value = plain(m.figure)) values.emplace_back(m.metric, *value);
  }
  return values;
}

void DeltaHistory::compare(FrameCell* cell, const Values* then) {
  static const Values kNothing;
  cell->hasDelta = true;
  const Values& before = then ? *then : kNothing;
  std::vector<Measured> figures;
  auto b = before.begin();
  auto n = cell->figures.begin();
  while (b != before.end() || n != cell->figures.end()) {
    if (n == cell->figures.end() || (b != before.end() && b->first < n->metric)) {
      // It is zero now: the difference of a count, nothing of anything else.
      if (info(b->first).shape == Shape::kCount && b->second != 0) {
        figures.push_back({b->first, Count{}, -b->second});
      }
      ++b;
      continue;
    }
    const bool isBoth = b != before.end() && b->first == n->metric;
    const bool isCount = info(n->metric).shape == Shape::kCount;
    const auto value = plain(n->figure);
    if (value && (isBoth || isCount)) n->delta = *value - (isBoth ? b->second : 0);
    figures.push_back(std::move(*n));
    b += isBoth;
    ++n;
  }
  cell->figures = std::move(figures);
}

}  // namespace watchfloor
