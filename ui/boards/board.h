// A board as somebody wrote it down: which tiles there are, what each shows, and where it stands on the grid
// of a desk. A plain value, without a screen; board_file.h reads it, board_layout.h places it.
#pragma once

#include <QRect>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/series_span.h"
#include "models/subject.h"

namespace watchfloor {

enum class TileKind { Number, Series, HeatMap, Bars, Ranking, Table, Sources, Clock, Text, Trends, Topics };
enum class RowsOf { Brands, Channels, Queues };  // queues: each brand on each channel

struct TileSpec {
  TileKind kind = TileKind::Number;
  std::string key;               // no two alike: "service_level", "service_level.2"
  std::string title;             // empty: the metric's own name
  Subject subject = kVolume;     // what it shows
  std::vector<Subject> columns;  // of a table
  RowsOf rows = RowsOf::Channels;
  bool isByChannel = false;     // a series stacked by channel
  bool isDistribution = false;  // bars of negative, neutral and positive
  // Instead of what was chosen on the wall.
  std::optional<std::string> brand = {}, channel = {};
  std::optional<Window> window = {};
  SeriesSpan span = {};             // how far back its chart or spark reaches
  Threshold threshold = {};         // none: what the wall was started with
  std::optional<QRect> place = {};  // cells of the grid, from 0; none: not on a desk
  std::string text;                 // of a text
  std::string zone;                 // of a clock; empty: the wall's
  bool operator==(const TileSpec&) const = default;
};

// What stands in the charts where it happened.
struct Annotation {
  std::variant<Time, minutes> when;  // a moment; or a time of day by the wall's clocks, each day
  std::string text;
  std::optional<std::string> brand = {}, channel = {};  // of these only
  bool operator==(const Annotation&) const = default;
};

struct Board {
  std::string name;             // "mission_control"
  std::string title;            // "Mission control"
  int columns = 12, rows = 12;  // of the grid
  // What it begins with, if nothing else was asked for.
  std::optional<std::string> channel = {};
  std::optional<Window> window = {};
  bool isOfOneBrand = false;    // never of all brands together: of the first, until another is chosen
  std::vector<TileSpec> tiles;  // the most important first
  std::vector<Annotation> annotations;
  bool operator==(const Board&) const = default;
};

}  // namespace watchfloor
