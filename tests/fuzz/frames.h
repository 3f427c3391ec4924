// What holds for frames, wherever they come from.
#pragma once

#include <algorithm>
#include <tuple>

#include "export/frame_csv.h"
#include "export/frame_json.h"
#include "export/frame_table.h"
#include "model/frame.h"
#include "require.h"
#include "wire/frame_wire.h"

namespace watchfloor::fuzz {

// In order of keys, none twice.
template <class List, class Key>
bool isSorted(const List& list, Key key) {
  return std::adjacent_find(list.begin(), list.end(),
                            [&](const auto& a, const auto& b) { return !(key(a) < key(b)); }) == list.end();
}

inline void checkOrder(const Frame& frame) {
  const auto byMetric = [](const Measured& m) { return m.metric; };
  require(isSorted(frame.cells, [](const FrameCell& c) { return std::tie(c.brand, c.channel, c.window); }),
          "cells are in order");
  require(isSorted(frame.series, [](const Series& s) { return std::tie(s.brand, s.channel, s.span); }),
          "series are in order");
  require(isSorted(frame.sources, [](const SourceHealth& s) { return s.name; }), "sources are in order");
  for (const FrameCell& cell : frame.cells) {
    require(isSorted(cell.figures, byMetric), "figures are in order");
  }
  for (const Series& series : frame.series) {
    require(isSorted(series.points, [](const SeriesPoint& p) { return p.start; }), "minutes are in order");
    for (const SeriesPoint& point : series.points) {
      require(isSorted(point.figures, byMetric), "figures of a minute are in order");
    }
  }
}

// As require(), and says in what they differ.
inline void requireSame(const Frame& a, const Frame& b, std::string_view claim) {
  if (a == b) return;
  const auto tell = [](bool isSame, const char* what) {
    if (!isSame) std::fprintf(stderr, "different: %s\n", what);
  };
  tell(a.counters == b.counters, "counters");
  tell(a.sources == b.sources, "sources");
  tell(a.brands == b.brands && a.channels == b.channels, "names");
  tell(a.series == b.series, "series");
  tell(a.cells.size() == b.cells.size(), "number of cells");
  for (const FrameCell& cell : a.cells) {
    const FrameCell* other = b.find(cell.brand, cell.channel, cell.window);
    if (other && cell == *other) continue;
    std::fprintf(stderr, "different: cell %s × %s %s\n", cell.brand.c_str(), cell.channel.c_str(),
                 std::string(name(cell.window)).c_str());
    for (int m = 0; other && m < kMetrics; ++m) {
      const Metric metric = static_cast<Metric>(m);
      const Measured *mine = cell.find(metric), *theirs = other->find(metric);
      if (mine && theirs ? *mine == *theirs : mine == theirs) continue;
      std::fprintf(stderr, "  %s: %s, %s\n", std::string(name(metric)).c_str(),
                   inWords(cell.figure(metric), a.asOf).c_str(),
                   inWords(other->figure(metric), b.asOf).c_str());
    }
  }
  require(false, claim);
}

// A wall that has `before` and receives what changed has `after`; so has one that begins with it.
inline void checkUpdates(const Frame* before, const Frame& after) {
  Frame expected = after;
  v1::WallUpdate full = wire::fullUpdate(after);
  full.set_sequence(1);
  expected.sequence = 1;
  const absl::StatusOr<Frame> begun = wire::applyUpdate(full, nullptr);
  require(begun.ok(), "a full update is accepted");
  requireSame(expected, *begun, "a full update carries the frame");
  if (!before) return;
  Frame had = *before;
  had.sequence = 1;
  v1::WallUpdate delta = wire::deltaUpdate(had, after);
  delta.set_sequence(2);
  expected.sequence = 2;
  const absl::StatusOr<Frame> followed = wire::applyUpdate(delta, &had);
  require(followed.ok(), "a delta is accepted");
  requireSame(expected, *followed, "a delta leads from one frame to the next");
}

// Every form of export takes it.
inline void checkExports(const Frame& frame) {
  FrameCsv csv{Selection{}};
  FrameJson json{Selection{}};
  FrameTable table{Selection{}};
  for (FrameWriter* writer : std::initializer_list<FrameWriter*>{&csv, &json, &table}) {
    writer->add(frame);
    require(!writer->text().empty(), "an export says something");
  }
}

}  // namespace watchfloor::fuzz
