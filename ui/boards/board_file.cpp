#include "board_file.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_join.h>

#include <QTime>
#include <QTimeZone>
#include <algorithm>
#include <filesystem>
#include <map>
#include <utility>

#include "toml/toml_file.h"

namespace watchfloor {
namespace {

using Words = std::vector<std::string>;
// In the order of TileKind and RowsOf.
const Words& kindNames() {
  static const Words kNames = {"number",  "series", "heat_map", "bars",   "ranking", "table",
                               "sources", "clock",  "text",     "trends", "topics"};
  return kNames;
}
const Words& rowsNames() {
  static const Words kNames = {"brands", "channels", "queues"};
  return kNames;
}
constexpr std::string_view kSentiment = "sentiment";  // of bars: its distribution
constexpr size_t kMostColumns = 6;
constexpr qsizetype kLongestTitle = 14;
constexpr size_t kMostAnnotations = 200;
constexpr int kMostCells = 120;
constexpr double kMost = 1e12;
constexpr Duration kLeastSpan = minutes(10);

size_t distance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t corner = std::exchange(row[0], i);
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t change = corner + (a[i - 1] == b[j - 1] ? 0 : 1);
      corner = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, change});
    }
  }
  return row.back();
}

std::string unknown(const std::string& what, const std::string& word, const Words& known) {
  const std::string meant = nearest(word, known);
  return absl::StrCat("no such ", what, ": ", word,
                      meant.empty() ? absl::StrCat(" (there are: ", absl::StrJoin(known, ", "), ")")
                                    : absl::StrCat("; did you mean ", meant, "?"));
}

// One of some words; as it was when the key is absent or wrong.
bool readWord(TomlSection& section, std::string_view key, const std::string& what, const Words& known,
              size_t& index) {
  std::string word;
  section.text(key, word);
  if (word.empty()) return false;
  const auto found = std::ranges::find(known, word);
  if (found == known.end()) {
    section.wrong(key, unknown(what, word, known));
    return false;
  }
  index = static_cast<size_t>(found - known.begin());
  return true;
}

void readWindow(TomlSection& section, std::optional<Window>& out) {
  Words known;
  for (std::string_view window : kWindowNames) {
    if (window != "now" && window != "total") known.emplace_back(window);
  }
  size_t index = 0;
  if (readWord(section, "window", "window", known, index)) out = windowNamed(known[index]);
}

void readName(TomlSection& section, std::string_view key, std::optional<std::string>& name) {
  std::string text;
  section.text(key, text);
  if (!text.empty()) name = text;
  if (text.empty() && section.has(key)) section.wrong(key, "is empty");
}

std::optional<Subject> readSubject(TomlSection& section, std::string_view key, const std::string& word) {
  const std::optional<Subject> subject = subjectNamed(word);
  if (!subject) section.wrong(key, unknown("metric", word, subjectNames()));
  return subject;
}

void readThreshold(TomlSection& section, const Subject& subject, Threshold& threshold) {
  const bool isTime = subject.shape() == Shape::kSpread || subject.shape() == Shape::kAge;
  const double scale = subject.shape() == Shape::kRatio ? 100 : 1;
  for (auto [key, value] : {std::pair{"at_least", &threshold.atLeast}, {"at_most", &threshold.atMost}}) {
    if (!section.has(key)) continue;
    Duration time{0};
    double number = 0;
    isTime ? section.duration(key, time, Duration::zero()) : section.number(key, number, -kMost, kMost);
    *value = isTime ? toSeconds(time) : number / scale;
  }
  if (threshold.atLeast && threshold.atMost)
    section.wrong("at_most", "stands beside at_least; one of them is enough");
}

void readPlace(TomlSection& tile, const Board& board, std::optional<QRect>& out) {
  std::optional<TomlSection> place = tile.section("place");
  if (!place) return;
  int64_t column = 1, row = 1, width = 1, height = 1;
  for (const char* key : {"column", "row"}) {
    if (!place->has(key)) place->wrong(key, "is missing");
  }
  place->integer("column", column, 1, board.columns);
  place->integer("row", row, 1, board.rows);
  place->integer("width", width, 1, board.columns);
  place->integer("height", height, 1, board.rows);
  if (column + width - 1 > board.columns)
    place->wrong("width", absl::StrCat("ends in column ", column + width - 1, " of ", board.columns));
  if (row + height - 1 > board.rows)
    place->wrong("height", absl::StrCat("ends in row ", row + height - 1, " of ", board.rows));
  out = QRect(static_cast<int>(column) - 1, static_cast<int>(row) - 1, static_cast<int>(width),
              static_cast<int>(height));
}

// Of what rooms read from afar: the label of the smallest tile.
void readTitle(TomlSection& section, TileSpec& tile) {
  section.text("title", tile.title);
  const bool isOfRooms = tile.kind == TileKind::Number || tile.kind == TileKind::Bars ||
                         tile.kind == TileKind::Ranking || tile.kind == TileKind::Clock ||
                         tile.kind == TileKind::Trends || tile.kind == TileKind::Topics;
  const auto length = QString::fromStdString(tile.title).size();
  if (isOfRooms && length > kLongestTitle)
    section.wrong("title",
                  absl::StrCat("has ", length, " characters; a small tile has room for ", kLongestTitle));
}

void readMetric(TomlSection& section, TileSpec& tile) {
  std::string word;
  section.text("metric", word);
  if (word.empty()) return section.wrong("metric", "is missing: what does the tile show?");
  if (tile.kind == TileKind::Bars && word == kSentiment) {
    tile.isDistribution = true;
    tile.subject = Subject{Metric::kNetSentiment};
  } else if (const auto subject = readSubject(section, "metric", word)) {
    tile.subject = *subject;
  }
  const bool hasHistory =
      tile.subject.shape() != Shape::kAge && tile.subject.metric != Metric::kDistinctAuthors;
  if (tile.kind == TileKind::Series && !hasHistory) section.wrong("metric", word + " has no history to draw");
}

void readColumns(TomlSection& section, TileSpec& tile) {
  std::vector<std::string> words;
  section.texts("metrics", words);
  for (const std::string& word : words) {
    if (const auto subject = readSubject(section, "metrics", word)) tile.columns.push_back(*subject);
  }
  if (words.empty()) section.wrong("metrics", "is missing: what do the columns show?");
  if (words.size() > kMostColumns) section.wrong("metrics", absl::StrCat("are more than ", kMostColumns));
  if (!tile.columns.empty()) tile.subject = tile.columns.front();
}

void readRows(TomlSection& section, TileSpec& tile) {
  size_t index = static_cast<size_t>(tile.rows);
  readWord(section, "of", "kind of rows", rowsNames(), index);
  tile.rows = static_cast<RowsOf>(index);
}

void readZone(TomlSection& section, std::string& zone) {
  section.text("zone", zone);
  if (!zone.empty() && !QTimeZone::isTimeZoneIdAvailable(QByteArray::fromStdString(zone)))
    section.wrong("zone", "no such time zone: " + zone + " (IANA names, such as Europe/Berlin)");
}

void readScope(TomlSection& section, TileSpec& tile) {
  readName(section, "brand", tile.brand);
  readName(section, "channel", tile.channel);
  readWindow(section, tile.window);
}

void readSpan(TomlSection& section, SeriesSpan& span) {
  if (!section.has("span")) return;
  Duration length = span.length;
  section.duration("span", length, kLeastSpan);
  if (length > SeriesSpan::kLongest)
    return section.wrong("span", absl::StrCat("is longer than ", SeriesSpan::kLongest / hours(1), "h"));
  span = SeriesSpan::of(length);
}

TileSpec readTile(TomlSection section, const Board& board) {
  TileSpec tile;
  size_t kind = 0;
  const bool isKnown = readWord(section, "kind", "kind of tile", kindNames(), kind);
  if (!isKnown && !section.has("kind"))
    section.wrong("kind", absl::StrCat("is missing (there are: ", absl::StrJoin(kindNames(), ", "), ")"));
  tile.kind = static_cast<TileKind>(kind);
  readTitle(section, tile);
  readPlace(section, board, tile.place);
  if (!isKnown) {  // one fault is told, not all that follow from it
    for (const std::string& key : section.keys()) section.ignore(key);
    return tile;
  }
  switch (tile.kind) {
    case TileKind::Number:
    case TileKind::HeatMap:
    case TileKind::Series:
      readMetric(section, tile);
      readScope(section, tile);
      if (tile.kind != TileKind::HeatMap) readThreshold(section, tile.subject, tile.threshold);
      if (tile.kind != TileKind::HeatMap) readSpan(section, tile.span);
      break;
    case TileKind::Bars:
    case TileKind::Ranking:
      readMetric(section, tile);
      readRows(section, tile);
      readScope(section, tile);
      break;
    case TileKind::Table:
      readColumns(section, tile);
      readRows(section, tile);
      readScope(section, tile);
      break;
    case TileKind::Topics:
      readName(section, "brand", tile.brand);
      readWindow(section, tile.window);
      break;
    case TileKind::Text:
      section.text("text", tile.text);
      if (tile.text.empty()) section.wrong("text", "is missing");
      break;
    case TileKind::Clock:
      readZone(section, tile.zone);
      break;
    case TileKind::Sources:
    case TileKind::Trends:
      break;
  }
  if (tile.kind == TileKind::Series) {
    size_t by = 0;
    tile.isByChannel = readWord(section, "by", "way to split", {"channel"}, by);
    if (tile.isByChannel && tile.subject.shape() != Shape::kCount)
      section.wrong("by", "only counts lie on top of one another");
  }
  return tile;
}

Annotation readAnnotation(TomlSection section) {
  Annotation annotation;
  std::string at;
  section.text("at", at);
  const QTime ofDay = QTime::fromString(QString::fromStdString(at), QStringLiteral("H:mm"));
  if (ofDay.isValid()) {
    annotation.when = minutes(ofDay.msecsSinceStartOfDay() / 60'000);
  } else if (const absl::StatusOr<Time> moment = parseTime(at); moment.ok()) {
    annotation.when = *moment;
  } else if (!at.empty()) {
    section.wrong("at", absl::StrCat("neither a moment nor a time of day: ", at,
                                     " (as 2026-03-01T09:00:00Z, or 09:00 for each day)"));
  } else {
    section.wrong("at", "is missing: when did it happen?");
  }
  section.text("text", annotation.text);
  if (annotation.text.empty()) section.wrong("text", "is missing");
  readName(section, "brand", annotation.brand);
  readName(section, "channel", annotation.channel);
  return annotation;
}

// A key for each tile, and no two on one another.
void settle(Board& board, std::vector<TomlSection>& sections) {
  std::map<std::string, int> seen;
  for (size_t i = 0; i < board.tiles.size(); ++i) {
    TileSpec& tile = board.tiles[i];
    const bool isFigure = tile.kind == TileKind::Number;
    std::string key = isFigure ? nameOf(tile.subject) : kindNames()[static_cast<size_t>(tile.kind)];
    if (tile.kind < TileKind::Sources && !isFigure) key += "." + nameOf(tile.subject);
    const int count = ++seen[key];
    tile.key = count == 1 ? key : absl::StrCat(key, ".", count);
    for (size_t j = 0; j < i; ++j) {
      if (tile.place && board.tiles[j].place && tile.place->intersects(*board.tiles[j].place))
        sections[i].wrong("", absl::StrCat("lies on the tile of line ", sections[j].lineOf("")));
    }
  }
}

}  // namespace

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
  std::string best;
  size_t least = std::max<size_t>(2, word.size() / 3) + 1;
  for (const std::string& candidate : candidates) {
    const bool isPart = word.size() > 3 && candidate.find(word) != std::string::npos;
    const size_t far = isPart ? 1 : distance(word, candidate);
    if (far < least) least = far, best = candidate;
  }
  return best;
}

absl::StatusOr<Board> parseBoard(std::string_view toml, const std::string& name) {
  absl::StatusOr<TomlFile> file = TomlFile::parse(toml, name);
  if (!file.ok()) return file.status();
  TomlSection root = file->root();
  Board board;
  board.name = std::filesystem::path(name).stem().string();
  board.title = board.name;
  root.text("title", board.title);
  readName(root, "channel", board.channel);
  readWindow(root, board.window);
  root.flag("one_brand", board.isOfOneBrand);
  int64_t columns = board.columns, rows = board.rows;
  root.integer("columns", columns, 1, kMostCells);
  root.integer("rows", rows, 1, kMostCells);
  board.columns = static_cast<int>(columns), board.rows = static_cast<int>(rows);
  std::vector<TomlSection> sections = root.sections("tile");
  if (sections.empty()) root.wrong("tile", "is missing: a board has at least one [[tile]]");
  if (sections.size() > kMostTiles) {
    root.wrong("tile", absl::StrCat("more than ", kMostTiles, " tiles"));
    return file->status();
  }
  for (const TomlSection& section : sections) board.tiles.push_back(readTile(section, board));
  settle(board, sections);
  const std::vector<TomlSection> annotations = root.sections("annotation");
  if (annotations.size() > kMostAnnotations)
    root.wrong("annotation", absl::StrCat("more than ", kMostAnnotations, " annotations"));
  else
    for (const TomlSection& section : annotations) board.annotations.push_back(readAnnotation(section));
  if (absl::Status status = file->status(); !status.ok()) return status;
  return board;
}

absl::StatusOr<Board> readBoard(const std::string& path) {
  absl::StatusOr<std::string> text = readText(path);
  if (!text.ok()) return text.status();
  return parseBoard(*text, path);
}

}  // namespace watchfloor
