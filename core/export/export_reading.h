// How the forms of an export are read back: rows of text under the columns of exportCsv(), or JSON. Internal
// to export/.
#pragma once

#include <absl/status/statusor.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "export/export_table.h"

namespace watchfloor {

// In order.
const std::vector<std::string_view>& exportColumns();

// Takes rows under a header, whose columns may stand in any order.
class ExportRows {
 public:
  // InvalidArgument when a column is missing.
  static absl::StatusOr<ExportRows> make(const std::vector<std::string>& header);

  // InvalidArgument names row and column; also when a row is of another moment or table than the first.
  absl::Status add(const std::vector<std::string>& fields);
  absl::StatusOr<ExportTable> take();

 private:
  absl::Status readTable(const std::vector<std::string>& fields);
  absl::Status wrong(std::string_view column, std::string_view why) const;
  const std::string& field(const std::vector<std::string>& fields, std::string_view column) const;

  std::map<std::string, size_t, std::less<>> m_places;
  size_t m_columns = 0, m_row = 1;
  ExportTable m_table;
  std::string m_common;  // what all rows say alike
};

absl::StatusOr<ExportTable> readExportCsv(std::string_view text);
absl::StatusOr<ExportTable> readExportJson(std::string_view text);
absl::StatusOr<ExportTable> readExportXlsx(const std::string& path);

}  // namespace watchfloor
