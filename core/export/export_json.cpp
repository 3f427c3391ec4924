// ExportTable as JSON, and back.
#include <absl/strings/str_cat.h>
#include <absl/strings/str_join.h>
#include <simdjson.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "export/export_reading.h"
#include "export/export_table.h"
#include "export/figure_json.h"
#include "export/frame_json.h"

namespace watchfloor {
namespace {

using simdjson::dom::element;
using simdjson::dom::object;

std::string exportMember(const ExportTable& table) {
  std::string text = "\"export\": ";
  json::Object object(text);
  object.add("zone", table.zone);
  object.add("definitions", static_cast<int64_t>(table.definitions));
  object.add("position", static_cast<int64_t>(table.position));
  std::string& windows = object.key("windows");
  windows += '[';
  const std::vector<Window> shown = table.selection().windows;
  for (const Window window : shown) {
    if (window != shown.front()) windows += ", ";
    json::appendString(windows, name(window));
  }
  windows += ']';
  object.add("figures", static_cast<int64_t>(table.figures));
  object.add("checksum", table.checksum);
  object.close();
  return text;
}

std::string stringAt(const object& in, std::string_view key) {
  std::string_view text;
  return in[key].get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

// Of an element, or of what was looked for and may not be there.
template <class Value>
std::optional<double> numberOf(const Value& value) {
  double number = 0;
  return value.get(number) == simdjson::SUCCESS ? keptInExports(number) : std::nullopt;
}

size_t placeOf(std::string_view number) {
  return static_cast<size_t>(std::find(kExportNumbers.begin(), kExportNumbers.end(), number) -
                             kExportNumbers.begin());
}

void readFigure(const element& value, ExportRow* row) {
  object parts;
  if (value.get(parts) != simdjson::SUCCESS) {
    row->numbers[placeOf("value")] = numberOf(value);
    return;
  }
  for (size_t i = 0; i < kExportNumbers.size(); ++i) row->numbers[i] = numberOf(parts[kExportNumbers[i]]);
  if (row->numbers[placeOf("n")]) row->numbers[placeOf("value")] = row->numbers[placeOf("mean")];
}

absl::Status readCell(const object& cell, ExportTable* table) {
  object metrics, delta;
  if (cell["metrics"].get(metrics) != simdjson::SUCCESS) {
    return absl::InvalidArgumentError("a cell has no metrics");
  }
  const bool hasDelta = cell["delta"].get(delta) == simdjson::SUCCESS;
  std::vector<std::string> estimated;
  simdjson::dom::array names;
  if (cell["estimated"].get(names) == simdjson::SUCCESS) {
    for (const element each : names) {
      std::string_view text;
      if (each.get(text) == simdjson::SUCCESS) estimated.emplace_back(text);
    }
  }
  ExportRow row{.brand = stringAt(cell, "brand"),
                .channel = stringAt(cell, "channel"),
                .window = stringAt(cell, "window"),
                .metric = {},
                .numbers = {},
                .isEstimated = false};
  if (!windowNamed(row.window)) {
    return absl::InvalidArgumentError(absl::StrCat("there is no window \"", row.window, "\""));
  }
  if (stringAt(cell, "at") != formatTime(table->asOf)) {
    return absl::InvalidArgumentError("a cell is of another moment than as_of");
  }
  for (const auto& [metric, value] : metrics) {
    row.metric = std::string(metric);
    if (!metricNamed(row.metric)) {
      return absl::InvalidArgumentError(absl::StrCat("there is no metric \"", row.metric, "\""));
    }
    row.numbers = {};
    readFigure(value, &row);
    if (hasDelta) row.numbers[placeOf("delta")] = numberOf(delta[metric]);
    row.isEstimated = std::find(estimated.begin(), estimated.end(), row.metric) != estimated.end();
    table->rows.push_back(row);
  }
  return absl::OkStatus();
}

// What stands beside the cells.
absl::Status readHead(const object& document, const object& about, ExportTable* table) {
  object counters;
  if (document["counters"].get(counters) != simdjson::SUCCESS)
    return absl::InvalidArgumentError("it lacks \"counters\"");
  for (const auto& [name, value] : counters) {
    int64_t n = 0;
    if (value.get(n) != simdjson::SUCCESS)
      return absl::InvalidArgumentError(absl::StrCat("counters: ", std::string(name), " is no number"));
    table->counters.emplace(name, absl::StrCat(n));
  }
  if (const std::string watermark = stringAt(document, "watermark"); !watermark.empty())
    table->counters.emplace("watermark", watermark);
  simdjson::dom::array windows;
  std::vector<std::string> names;
  if (about["windows"].get(windows) != simdjson::SUCCESS)
    return absl::InvalidArgumentError("export: it lacks \"windows\"");
  for (const element each : windows) {
    std::string_view text;
    if (each.get(text) != simdjson::SUCCESS) return absl::InvalidArgumentError("export: a window is no text");
    names.emplace_back(text);
  }
  table->about.emplace("windows", absl::StrJoin(names, ", "));
  return absl::OkStatus();
}

}  // namespace

std::string exportJson(const Frame& frame, const Selection& selection) {
  FrameJson json(selection, exportMember(exportOf(frame, selection)));
  json.add(frame);
  return json.text();
}

absl::StatusOr<ExportTable> readExportJson(std::string_view text) {
  simdjson::dom::parser parser;
  object document, about;
  simdjson::dom::array cells;
  if (parser.parse(text.data(), text.size()).get(document) != simdjson::SUCCESS) {
    return absl::InvalidArgumentError("it is no JSON");
  }
  if (document["export"].get(about) != simdjson::SUCCESS ||
      document["cells"].get(cells) != simdjson::SUCCESS) {
    return absl::InvalidArgumentError("it is no export of a snapshot: it lacks \"export\" or \"cells\"");
  }
  const absl::StatusOr<Time> asOf = parseTime(stringAt(document, "as_of"));
  if (!asOf.ok()) return absl::InvalidArgumentError(absl::StrCat("as_of: ", asOf.status().message()));
  uint64_t definitions = 0;
  ExportTable table{.asOf = *asOf,
                    .zone = stringAt(about, "zone"),
                    .definitions = 0,
                    .definitionId = stringAt(document, "definition_id"),
                    .position = 0,
                    .figures = 0,
                    .checksum = stringAt(about, "checksum"),
                    .rows = {}};
  if (about["definitions"].get(definitions) != simdjson::SUCCESS ||
      about["position"].get(table.position) != simdjson::SUCCESS ||
      about["figures"].get(table.figures) != simdjson::SUCCESS) {
    return absl::InvalidArgumentError("export: definitions, position or figures is no number");
  }
  table.definitions = static_cast<uint32_t>(definitions);
  if (absl::Status status = readHead(document, about, &table); !status.ok()) return status;
  for (const element each : cells) {
    object cell;
    if (each.get(cell) != simdjson::SUCCESS) return absl::InvalidArgumentError("a cell is no object");
    if (absl::Status status = readCell(cell, &table); !status.ok()) return status;
  }
  if (table.rows.empty()) return absl::InvalidArgumentError("there is no figure in it");
  return table;
}

}  // namespace watchfloor
