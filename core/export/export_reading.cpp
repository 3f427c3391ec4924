#include "export/export_reading.h"

#include <absl/strings/numbers.h>
#include <absl/strings/str_cat.h>

#include <cmath>
#include <fstream>
#include <iterator>
#include <utility>

#include "export/export_picture.h"

namespace watchfloor {
namespace {

constexpr size_t kMostBytes = 64UL << 20;
constexpr std::array<std::string_view, 6> kCommon = {"zone",     "definitions", "definition_id",
                                                     "position", "figures",     "checksum"};

// Known by its first bytes.
absl::StatusOr<ExportTable> readForm(std::string_view bytes, const std::string& path) {
  if (bytes.starts_with("PK")) return readExportXlsx(path);
  if (bytes.starts_with("\x89PNG")) return readExportPng(bytes);
  if (bytes.starts_with("%PDF")) return readExportPdf(bytes);
  const size_t first = bytes.find_first_not_of(" \t\r\n");
  const bool isJson = first != std::string_view::npos && bytes[first] == '{';
  return isJson ? readExportJson(bytes) : readExportCsv(bytes);
}

}  // namespace

const std::vector<std::string_view>& exportColumns() {
  static const std::vector<std::string_view> kColumns = [] {
    std::vector<std::string_view> columns = {"at", "brand", "channel", "window", "metric"};
    columns.insert(columns.end(), kExportNumbers.begin(), kExportNumbers.end());
    columns.emplace_back("estimated");
    columns.insert(columns.end(), kCommon.begin(), kCommon.end());
    return columns;
  }();
  return kColumns;
}

absl::StatusOr<ExportRows> ExportRows::make(const std::vector<std::string>& header) {
  ExportRows rows;
  rows.m_columns = header.size();
  for (size_t i = 0; i < header.size(); ++i) rows.m_places.emplace(header[i], i);
  for (const std::string_view column : exportColumns()) {
    if (!rows.m_places.contains(column)) {
      return absl::InvalidArgumentError(
          absl::StrCat("it is no export of a snapshot: it has no column \"", std::string(column), "\""));
    }
  }
  return rows;
}

const std::string& ExportRows::field(const std::vector<std::string>& fields, std::string_view column) const {
  return fields[m_places.find(column)->second];
}

absl::Status ExportRows::wrong(std::string_view column, std::string_view why) const {
  return absl::InvalidArgumentError(
      absl::StrCat("row ", m_row, ", column ", std::string(column), ": ", std::string(why)));
}

absl::Status ExportRows::readTable(const std::vector<std::string>& fields) {
  const absl::StatusOr<Time> at = parseTime(field(fields, "at"));
  if (!at.ok()) return wrong("at", std::string(at.status().message()));
  m_table.asOf = *at;
  m_table.zone = field(fields, "zone");
  m_table.definitionId = field(fields, "definition_id");
  m_table.checksum = field(fields, "checksum");
  if (!absl::SimpleAtoi(field(fields, "definitions"), &m_table.definitions))
    return wrong("definitions", "no number");
  if (!absl::SimpleAtoi(field(fields, "position"), &m_table.position)) return wrong("position", "no number");
  if (!absl::SimpleAtoi(field(fields, "figures"), &m_table.figures)) return wrong("figures", "no number");
  return absl::OkStatus();
}

absl::Status ExportRows::add(const std::vector<std::string>& fields) {
  ++m_row;
  if (fields.size() != m_columns) {
    return absl::InvalidArgumentError(
        absl::StrCat("row ", m_row, ": ", fields.size(), " fields under ", m_columns, " columns"));
  }
  std::string common = field(fields, "at");
  for (const std::string_view column : kCommon) absl::StrAppend(&common, "\n", field(fields, column));
  if (m_row == 2) {
    if (absl::Status status = readTable(fields); !status.ok()) return status;
    m_common = common;
  } else if (common != m_common) {
    return absl::InvalidArgumentError(
        absl::StrCat("row ", m_row, ": of another moment, configuration or export than the first"));
  }
  ExportRow row{.brand = field(fields, "brand"),
                .channel = field(fields, "channel"),
                .window = field(fields, "window"),
                .metric = field(fields, "metric"),
                .numbers = {},
                .isEstimated = field(fields, "estimated") == "1"};
  if (!windowNamed(row.window)) return wrong("window", "unknown");
  if (!metricNamed(row.metric)) return wrong("metric", "unknown");
  for (size_t i = 0; i < kExportNumbers.size(); ++i) {
    const std::string& text = field(fields, kExportNumbers[i]);
    if (text.empty()) continue;
    double number = 0;
    if (!absl::SimpleAtod(text, &number) || !std::isfinite(number))
      return wrong(kExportNumbers[i], "no number");
    row.numbers[i] = number;
  }
  m_table.rows.push_back(std::move(row));
  return absl::OkStatus();
}

absl::StatusOr<ExportTable> ExportRows::take() {
  if (m_table.rows.empty()) return absl::InvalidArgumentError("there is no figure in it");
  return std::move(m_table);
}

absl::StatusOr<ExportTable> readExport(const std::string& path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  const std::streamoff size = file ? static_cast<std::streamoff>(file.tellg()) : -1;
  if (size < 0) return absl::UnavailableError(absl::StrCat("cannot read ", path));
  if (size > static_cast<std::streamoff>(kMostBytes)) {
    return absl::InvalidArgumentError(absl::StrCat(path, ": it is larger than 64 MiB"));
  }
  std::string text(static_cast<size_t>(size), '\0');
  file.seekg(0);
  if (!file.read(text.data(), size)) return absl::UnavailableError(absl::StrCat("cannot read ", path));
  absl::StatusOr<ExportTable> table = readForm(text, path);
  if (table.ok()) return table;
  return absl::InvalidArgumentError(absl::StrCat(path, ": ", table.status().message()));
}

}  // namespace watchfloor
