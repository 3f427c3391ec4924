// ExportTable as CSV, and back.
#include <absl/strings/numbers.h>
#include <absl/strings/str_cat.h>

#include <map>

#include "export/csv_text.h"
#include "export/export_reading.h"
#include "export/export_table.h"

namespace watchfloor {
namespace {

// RFC 4180, with line ends of either kind.
class CsvRows {
 public:
  explicit CsvRows(std::string_view text) : m_text(text) {}

  // False at the end.
  bool next(std::vector<std::string>* fields) {
    fields->clear();
    while (m_at < m_text.size()) {
      fields->push_back(field());
      if (m_at < m_text.size() && m_text[m_at++] == ',') {
        if (m_at == m_text.size()) fields->emplace_back();
        continue;
      }
      if (m_at < m_text.size() && m_text[m_at - 1] == '\r' && m_text[m_at] == '\n') ++m_at;
      break;
    }
    return !fields->empty();
  }

 private:
  std::string field() {
    std::string value;
    if (m_text[m_at] != '"') {
      while (m_at < m_text.size() && std::string_view(",\r\n").find(m_text[m_at]) == std::string_view::npos)
        value += m_text[m_at++];
      return value;
    }
    for (++m_at; m_at < m_text.size(); ++m_at) {
      if (m_text[m_at] != '"') {
        value += m_text[m_at];
      } else if (m_at + 1 < m_text.size() && m_text[m_at + 1] == '"') {
        value += m_text[m_at++];
      } else {
        ++m_at;
        break;
      }
    }
    return value;
  }

  std::string_view m_text;
  size_t m_at = 0;
};

}  // namespace

std::string exportCsv(const ExportTable& table) {
  std::string text;
  for (const std::string_view column : exportColumns()) {
    if (!text.empty()) text += ',';
    text += column;
  }
  text += '\n';
  std::string tail = ",";
  csv::appendName(tail, table.zone);
  absl::StrAppend(&tail, ",", table.definitions, ",", table.definitionId, ",", table.position, ",",
                  table.figures, ",", table.checksum, "\n");
  for (const ExportRow& row : table.rows) {
    text += formatTime(table.asOf);
    for (const std::string* part : {&row.brand, &row.channel, &row.window, &row.metric}) {
      text += ',';
      csv::appendName(text, *part);
    }
    for (const std::optional<double>& number : row.numbers) csv::appendCell(text, number);
    text += row.isEstimated ? ",1" : ",0";
    text += tail;
  }
  return text;
}

absl::StatusOr<ExportTable> readExportCsv(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);  // a spreadsheet's
  CsvRows rows(text);
  std::vector<std::string> fields;
  if (!rows.next(&fields)) return absl::InvalidArgumentError("there is nothing in it");
  absl::StatusOr<ExportRows> reading = ExportRows::make(fields);
  if (!reading.ok()) return reading.status();
  while (rows.next(&fields)) {
    for (std::string& field : fields) field = csv::withoutGuard(field);
    if (absl::Status status = reading->add(fields); !status.ok()) return status;
  }
  return reading->take();
}

}  // namespace watchfloor
