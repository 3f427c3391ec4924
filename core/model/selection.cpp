#include "model/selection.h"

#include <algorithm>

namespace watchfloor {
namespace {

template <class T>
bool isIn(const std::vector<T>& wanted, const T& value) {
  return std::find(wanted.begin(), wanted.end(), value) != wanted.end();
}

// An empty list means everything.
template <class T>
bool isWanted(const std::vector<T>& wanted, const T& value) {
  return wanted.empty() || isIn(wanted, value);
}

template <class T>
bool areIn(const std::vector<T>& wanted, const std::vector<T>& values) {
  return std::ranges::all_of(values, [&](const T& value) { return isIn(wanted, value); });
}

FigureSet selectedFigures(const FigureSet& figures, const Selection& selection) {
  if (selection.metrics.empty()) return figures;
  std::vector<Measured> kept;
  for (const Measured& figure : figures) {
    if (isIn(selection.metrics, figure.metric)) kept.push_back(figure);
  }
  return kept;
}

std::vector<FrameCell> selectedCells(const Frame& frame, const Selection& selection) {
  std::vector<FrameCell> kept;
  for (const FrameCell& cell : frame.cells) {
    if (!isWanted(selection.windows, cell.window) || !isWanted(selection.brands, cell.brand) ||
        !isWanted(selection.channels, cell.channel)) {
      continue;
    }
    FigureSet figures = selectedFigures(cell.figures, selection);
    if (figures.empty() && !selection.metrics.empty()) continue;
    kept.push_back({cell.brand, cell.channel, cell.window, cell.hasDelta, std::move(figures)});
  }
  return kept;
}

std::vector<Series> selectedSeries(const Frame& frame, const Selection& selection) {
  std::vector<Series> kept;
  for (const Series& series : frame.series) {
    if (!isIn(selection.series, SeriesName{series.brand, series.channel, series.span})) continue;
    Series& copy = kept.emplace_back(Series{series.brand, series.channel, {}, series.span});
    for (const SeriesPoint& point : series.points) {
      copy.points.push_back({point.start, selectedFigures(point.figures, selection)});
    }
  }
  return kept;
}

}  // namespace

bool isPart(const Selection& part, const Selection& whole) {
  const auto isWithin = [](const auto& values, const auto& wanted) {
    return wanted.empty() || (!values.empty() && areIn(wanted, values));
  };
  return isWithin(part.brands, whole.brands) && isWithin(part.channels, whole.channels) &&
         isWithin(part.windows, whole.windows) && isWithin(part.metrics, whole.metrics) &&
         areIn(whole.series, part.series);
}

Frame selected(const Frame& frame, const Selection& selection) {
  return {.sequence = frame.sequence,
          .asOf = frame.asOf,
          .watermark = frame.watermark,
          .began = frame.began,
          .todayStart = frame.todayStart,
          .floor = frame.floor,
          .setBack = frame.setBack,
          .position = frame.position,
          .definitionId = frame.definitionId,
          .definitions = frame.definitions,
          .zone = frame.zone,
          .isEventClock = frame.isEventClock,
          .replayed = frame.replayed,
          .counters = frame.counters,
          .sources = frame.sources,
          .targets = frame.targets,
          .watchedOnly = frame.watchedOnly,
          .brands = frame.brands,
          .channels = frame.channels,
          .cells = selectedCells(frame, selection),
          .series = selectedSeries(frame, selection)};
}

}  // namespace watchfloor
