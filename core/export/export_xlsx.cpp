// ExportTable as a workbook.
#include <absl/strings/str_cat.h>
#include <xlsxwriter.h>

#include <optional>
#include <string>

#include "export/export_reading.h"
#include "export/export_table.h"
#include "export/xlsx_text.h"

namespace watchfloor {
namespace {

// One sheet, filled cell by cell. Text is written as text: nothing that it begins with makes it a formula.
class Sheet {
 public:
  Sheet(lxw_workbook* book, const char* name) : m_sheet(workbook_add_worksheet(book, name)) {}

  void text(const std::string& text, lxw_format* format = nullptr) {
    worksheet_write_string(m_sheet, m_row, m_column++, toXlsx(text).c_str(), format);
  }
  void number(double number) { worksheet_write_number(m_sheet, m_row, m_column++, number, nullptr); }
  void number(std::optional<double> value) {
    if (value) return number(*value);
    ++m_column;
  }
  void endRow() {
    ++m_row;
    m_column = 0;
  }
  void widths(lxw_col_t first, lxw_col_t last, double width) {
    worksheet_set_column(m_sheet, first, last, width, nullptr);
  }
  void freezeFirstRow() { worksheet_freeze_panes(m_sheet, 1, 0); }

 private:
  lxw_worksheet* const m_sheet;
  lxw_row_t m_row = 0;
  lxw_col_t m_column = 0;
};

void fillFigures(const ExportTable& table, lxw_format* bold, Sheet& sheet) {
  sheet.freezeFirstRow();
  sheet.widths(0, 0, 27);
  sheet.widths(1, 3, 14);
  sheet.widths(4, 4, 26);
  for (const std::string_view column : exportColumns()) sheet.text(std::string(column), bold);
  sheet.endRow();
  const std::string at = formatTime(table.asOf);
  for (const ExportRow& row : table.rows) {
    for (const std::string* part : {&at, &row.brand, &row.channel, &row.window, &row.metric})
      sheet.text(*part);
    for (const std::optional<double>& number : row.numbers) sheet.number(number);
    sheet.number(row.isEstimated ? 1.0 : 0.0);
    sheet.text(table.zone);
    sheet.number(static_cast<double>(table.definitions));
    sheet.text(table.definitionId);
    sheet.number(static_cast<double>(table.position));
    sheet.number(static_cast<double>(table.figures));
    sheet.text(table.checksum);
    sheet.endRow();
  }
}

void fillAbout(const ExportTable& table, lxw_format* bold, Sheet& sheet) {
  sheet.widths(0, 0, 24);
  sheet.widths(1, 1, 40);
  for (const auto& [what, value] : table.aboutItself()) {
    sheet.text(what, bold);
    sheet.text(value);
    sheet.endRow();
  }
  sheet.endRow();
  sheet.text("watchfloorctl verify FILE works these figures out again from the records.");
}

}  // namespace

absl::Status writeExportXlsx(const ExportTable& table, const std::string& path) {
  if (table.rows.size() >= LXW_ROW_MAX) {
    return absl::InvalidArgumentError(absl::StrCat(
        table.rows.size(), " figures are more than a sheet has rows: select fewer, or write CSV"));
  }
  lxw_workbook* const book = workbook_new(path.c_str());
  if (!book) return absl::UnavailableError(absl::StrCat("cannot write ", path));
  lxw_format* const bold = workbook_add_format(book);
  format_set_bold(bold);
  Sheet figures(book, "Figures"), about(book, "About");
  fillFigures(table, bold, figures);
  fillAbout(table, bold, about);
  const lxw_error error = workbook_close(book);
  if (error == LXW_NO_ERROR) return absl::OkStatus();
  return absl::UnavailableError(absl::StrCat("cannot write ", path, ": ", lxw_strerror(error)));
}

}  // namespace watchfloor
