#include "export/export_table.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_join.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <tuple>

#include "export/checksum.h"
#include "export/counter_names.h"
#include "export/csv_text.h"
#include "export/figure_json.h"
#include "export/frame_writer.h"
#include "model/shown_text.h"

namespace watchfloor {
namespace {

std::optional<double> deltaOf(const FrameCell& cell, Metric metric) {
  if (!cell.hasDelta) return std::nullopt;
  const Measured* measured = cell.find(metric);
  if (!measured) return info(metric).shape == Shape::kCount ? std::optional(0.0) : std::nullopt;
  return measured->delta ? std::optional(json::rounded(*measured->delta, 1e9)) : std::nullopt;
}

class Rows final : public FrameWriter {
 public:
  using FrameWriter::FrameWriter;
  std::vector<ExportRow> take() { return std::move(m_rows); }
  std::string text() const override { return {}; }

 private:
  void addCell(const Frame& frame, const FrameCell& cell) override {
    for (const Metric metric : metricsOf(cell)) {
      const Figure figure = cell.figure(metric);
      csv::Row row = csv::rowOf(metric, figure, frame.asOf);
      if (row.mean) row.value = row.mean = json::rounded(*row.mean, 1e6);
      ExportRow& added = m_rows.emplace_back(ExportRow{.brand = cell.brand,
                                                       .channel = cell.channel,
                                                       .window = std::string(name(cell.window)),
                                                       .metric = std::string(name(metric)),
                                                       .numbers = {},
                                                       .isEstimated = false});
      const auto* count = std::get_if<Count>(&figure);
      added.isEstimated = count && count->isEstimated;
      added.numbers = {row.value, row.num, row.den, row.excluded, row.n,   row.mean,
                       row.p50,   row.p90, row.p95, row.p99,      row.max, deltaOf(cell, metric)};
      for (std::optional<double>& number : added.numbers) number = keptInExports(number);
    }
  }

  std::vector<ExportRow> m_rows;
};

std::string numberText(std::optional<double> number) {
  std::string text;
  if (number) json::appendNumber(text, *number);
  return text;
}

using Key = std::tuple<std::string, std::string, std::string, std::string>;
using Cell = std::tuple<std::string, std::string, std::string>;
Cell cellOf(const ExportRow& row) { return {row.brand, row.channel, row.window}; }
Key keyOf(const ExportRow& row) { return {row.brand, row.channel, row.window, row.metric}; }

std::string inWords(const ExportRow& row) {
  return absl::StrCat(shownText(row.brand), " × ", shownText(row.channel), " · ", shownText(row.window), " ",
                      shownText(row.metric));
}

class Comparison {
 public:
  void compare(const std::string& what, std::string told, std::string workedOut) {
    if (told != workedOut) m_found.push_back({what, std::move(told), std::move(workedOut), {}});
  }
  void compare(const ExportRow& told, const ExportRow& workedOut) {
    for (size_t i = 0; i < kExportNumbers.size(); ++i) {
      const std::optional<double> a = told.numbers[i], b = workedOut.numbers[i];
      if (a == b) continue;
      m_found.push_back({absl::StrCat(inWords(told), " ", std::string(kExportNumbers[i])), numberText(a),
                         numberText(b), a && b ? std::optional(*b - *a) : std::nullopt});
    }
    const auto word = [](bool isEstimated) { return isEstimated ? "estimated" : "exact"; };
    compare(inWords(told), word(told.isEstimated), word(workedOut.isEstimated));
  }
  std::vector<ExportDifference> take() { return std::move(m_found); }

 private:
  std::vector<ExportDifference> m_found;
};

std::string valueOf(const std::map<std::string, std::string>& values, const std::string& name) {
  const auto it = values.find(name);
  return it == values.end() ? std::string() : it->second;
}

// A counter that is not told is none that is zero.
void compareWhatStandsBeside(const ExportTable& told, const ExportTable& workedOut, Comparison* comparison) {
  for (const auto& [counter, n] : told.counters)
    comparison->compare("counter " + counter, n, valueOf(workedOut.counters, counter));
  if (!told.counters.empty() && workedOut.counters.contains("forgotten"))
    comparison->compare("counter forgotten", valueOf(told.counters, "forgotten"),
                        workedOut.counters.at("forgotten"));
  for (const auto& [what, value] : told.aboutItself()) {
    if (told.about.contains(what)) comparison->compare("about " + what, told.about.at(what), value);
  }
}

}  // namespace

std::optional<double> keptInExports(std::optional<double> number) {
  constexpr int kDigits = 15;
  if (!number) return std::nullopt;
  std::array<char, 64> text{};
  const auto end =
      std::to_chars(text.data(), text.data() + text.size(), *number, std::chars_format::general, kDigits);
  double same = 0;
  std::from_chars(text.data(), end.ptr, same);
  return same;
}

std::string ExportTable::workedOutChecksum() const {
  constexpr char kEnd = '\x1f';
  std::string text =
      absl::StrCat(formatTime(asOf), "|", zone, "|", definitions, "|", definitionId, "|", position, "\n");
  for (const ExportRow& row : rows) {
    for (const std::string* part : {&row.brand, &row.channel, &row.window, &row.metric}) {
      text += *part;
      text += kEnd;
    }
    for (const std::optional<double>& number : row.numbers) {
      text += numberText(number);
      text += kEnd;
    }
    text += row.isEstimated ? "1\n" : "0\n";
  }
  return checksumOf(text);
}

std::vector<std::pair<std::string, std::string>> ExportTable::aboutItself() const {
  const std::vector<Window> windows = selection().windows;
  return {{"as of", formatTime(asOf)},
          {"windows",
           absl::StrJoin(windows, ", ", [](std::string* out, Window window) { out->append(name(window)); })},
          {"zone of \"today\"", zone},
          {"definitions", absl::StrCat(definitions)},
          {"configuration", definitionId},
          {"record position", absl::StrCat(position)},
          {"figures", absl::StrCat(figures)},
          {"checksum", checksum}};
}

Selection ExportTable::selection() const {
  Selection selection;
  const auto add = [](auto& list, const auto& value) {
    if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
  };
  for (const ExportRow& row : rows) {
    add(selection.brands, row.brand);
    add(selection.channels, row.channel);
    if (const auto window = windowNamed(row.window)) add(selection.windows, *window);
    if (const auto metric = metricNamed(row.metric)) add(selection.metrics, *metric);
  }
  return selection;
}

ExportTable exportOf(const Frame& frame, const Selection& selection) {
  Rows rows(selection);
  rows.add(frame);
  ExportTable table{.asOf = frame.asOf,
                    .zone = frame.zone,
                    .definitions = frame.definitions,
                    .definitionId = frame.definitionId,
                    .position = frame.position,
                    .figures = 0,
                    .checksum = {},
                    .rows = rows.take()};
  for (const auto& [counter, n] : countersByName(frame.counters))
    table.counters.emplace(std::string(counter), absl::StrCat(n));
  if (frame.watermark) table.counters.emplace("watermark", formatTime(*frame.watermark));
  table.figures = table.rows.size();
  table.checksum = table.workedOutChecksum();
  return table;
}

std::vector<ExportDifference> differences(const ExportTable& told, const ExportTable& workedOut) {
  Comparison comparison;
  comparison.compare("at", formatTime(told.asOf), formatTime(workedOut.asOf));
  comparison.compare("zone", told.zone, workedOut.zone);
  comparison.compare("definition_id", told.definitionId, workedOut.definitionId);
  comparison.compare("position", absl::StrCat(told.position), absl::StrCat(workedOut.position));
  std::set<Cell> cells;
  for (const ExportRow& row : told.rows) cells.insert(cellOf(row));
  std::map<Key, const ExportRow*> rows;
  for (const ExportRow& row : workedOut.rows) {
    if (cells.contains(cellOf(row))) rows.emplace(keyOf(row), &row);
  }
  for (const ExportRow& row : told.rows) {
    const auto it = rows.find(keyOf(row));
    if (it == rows.end()) {
      comparison.compare(inWords(row), "there", "not there");
      continue;
    }
    comparison.compare(row, *it->second);
    rows.erase(it);
  }
  for (const auto& [key, row] : rows) comparison.compare(inWords(*row), "not there", "there");
  comparison.compare("figures", absl::StrCat(told.figures), absl::StrCat(told.rows.size()));
  comparison.compare("checksum", told.checksum, told.workedOutChecksum());
  compareWhatStandsBeside(told, workedOut, &comparison);
  if (told.picture) comparison.compare("picture", told.picture->told, told.picture->workedOut);
  return comparison.take();
}

}  // namespace watchfloor
