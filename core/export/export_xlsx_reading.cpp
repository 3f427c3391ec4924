// The sheets of a workbook, as libxlsxwriter and spreadsheets write it: as much of XLSX as an export needs.
#include <absl/strings/numbers.h>
#include <absl/strings/str_cat.h>
#include <minizip/unzip.h>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "export/export_reading.h"
#include "export/xlsx_text.h"

namespace watchfloor {
namespace {

constexpr size_t kMostBytes = 256UL << 20;  // of a part, unpacked
constexpr const char* kFigures = "Figures";
constexpr const char* kAbout = "About";
constexpr const char* kStrings = "xl/sharedStrings.xml";

struct Close {
  void operator()(void* zip) const { unzClose(zip); }
};
using Zip = std::unique_ptr<void, Close>;

absl::StatusOr<std::string> partOf(const Zip& zip, const char* part) {
  unz_file_info info{};
  if (unzLocateFile(zip.get(), part, 1) != UNZ_OK ||
      unzGetCurrentFileInfo(zip.get(), &info, nullptr, 0, nullptr, 0, nullptr, 0) != UNZ_OK) {
    return absl::NotFoundError(absl::StrCat("it has no part ", part));
  }
  if (info.uncompressed_size > kMostBytes) {
    return absl::InvalidArgumentError(absl::StrCat(part, " is larger than 256 MiB"));
  }
  const absl::Status damaged = absl::InvalidArgumentError(absl::StrCat(part, " is damaged"));
  if (unzOpenCurrentFile(zip.get()) != UNZ_OK) return damaged;
  std::string text(info.uncompressed_size, '\0');
  size_t size = 0;
  while (size < text.size()) {
    const int n =
        unzReadCurrentFile(zip.get(), text.data() + size, static_cast<unsigned>(text.size() - size));
    if (n <= 0) break;
    size += static_cast<size_t>(n);
  }
  const bool isWhole = unzCloseCurrentFile(zip.get()) == UNZ_OK && size == text.size();  // its CRC, too
  if (!isWhole) return damaged;
  return text;
}

std::string withoutEntities(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, char>, 5> kEntities = {
      {{"lt;", '<'}, {"gt;", '>'}, {"amp;", '&'}, {"quot;", '"'}, {"apos;", '\''}}};
  std::string plain;
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '&') {
      for (const auto& [entity, meant] : kEntities) {
        if (!text.substr(i + 1).starts_with(entity)) continue;
        c = meant;
        i += entity.size();
        break;
      }
    }
    plain += c;
  }
  return plain;
}

// The tags of an XML text one after the other, each with the text behind it.
class Tags {
 public:
  explicit Tags(std::string_view xml) : m_rest(xml) {}

  bool next() {
    const size_t begin = m_rest.find('<'), end = begin == m_rest.npos ? m_rest.npos : m_rest.find('>', begin);
    if (end == m_rest.npos) return false;
    m_tag = m_rest.substr(begin + 1, end - begin - 1);
    m_isEmpty = m_tag.ends_with('/');
    m_name = m_tag.substr(0, m_tag.find_first_of(" /\t\r\n", 1));
    m_rest.remove_prefix(end + 1);
    return true;
  }
  std::string_view name() const { return m_name; }  // "c", "/c"
  bool isEmpty() const { return m_isEmpty; }        // <c/>
  std::string_view text() const { return m_rest.substr(0, m_rest.find('<')); }
  std::string_view attribute(std::string_view attribute) const {
    const std::string head = absl::StrCat(" ", std::string(attribute), "=\"");
    const size_t begin = m_tag.find(head);
    if (begin == m_tag.npos) return {};
    const std::string_view value = m_tag.substr(begin + head.size());
    return value.substr(0, value.find('"'));
  }

 private:
  std::string_view m_rest, m_tag, m_name;
  bool m_isEmpty = false;
};

// The parts that hold the sheets, by the names that the workbook calls them, the first one under "", too.
absl::StatusOr<std::map<std::string, std::string>> sheetsOf(const Zip& zip) {
  const absl::StatusOr<std::string> book = partOf(zip, "xl/workbook.xml"),
                                    relations = partOf(zip, "xl/_rels/workbook.xml.rels");
  if (!book.ok()) return book.status();
  if (!relations.ok()) return relations.status();
  std::map<std::string, std::string, std::less<>> targets;
  for (Tags tags(*relations); tags.next();) {
    if (tags.name() != "Relationship") continue;
    const std::string_view target = tags.attribute("Target");  // from the root, or from xl/
    targets.emplace(tags.attribute("Id"), target.starts_with('/') ? std::string(target.substr(1))
                                                                  : absl::StrCat("xl/", std::string(target)));
  }
  std::map<std::string, std::string> sheets;
  for (Tags tags(*book); tags.next();) {
    if (tags.name() != "sheet") continue;
    const auto target = targets.find(tags.attribute("r:id"));
    if (target == targets.end()) continue;
    sheets.emplace("", target->second);
    sheets.emplace(withoutEntities(tags.attribute("name")), target->second);
  }
  if (sheets.empty()) return absl::InvalidArgumentError("it has no sheet");
  return sheets;
}

std::vector<std::string> stringsOf(std::string_view xml) {
  std::vector<std::string> strings;
  bool isSpoken = false;  // how something is pronounced is no part of it
  for (Tags tags(xml); tags.next();) {
    if (tags.name() == "si") strings.emplace_back();
    if (tags.name() == "rPh" || tags.name() == "/rPh") isSpoken = tags.name() == "rPh" && !tags.isEmpty();
    if (tags.name() == "t" && !tags.isEmpty() && !isSpoken && !strings.empty())
      strings.back() += withoutEntities(tags.text());
    if (tags.name() == "/si" && !strings.empty()) strings.back() = fromXlsx(strings.back());
  }
  return strings;
}

// "B12" is 1; none when it is no place in a sheet.
std::optional<size_t> columnOf(std::string_view place) {
  constexpr size_t kMost = 16'384;
  size_t column = 0;
  for (const char c : place) {
    if (c < 'A' || c > 'Z') break;
    column = column * 26 + static_cast<size_t>(c - 'A' + 1);
    if (column > kMost) return std::nullopt;
  }
  return column == 0 ? std::nullopt : std::optional(column - 1);
}

// Calls onRow(fields) -> Status for each row that has anything in it.
template <class OnRow>
absl::Status readRows(std::string_view xml, const std::vector<std::string>& strings, size_t columns,
                      OnRow onRow) {
  std::vector<std::string> fields(columns);
  std::optional<size_t> column;
  bool isShared = false, isAny = false;
  for (Tags tags(xml); tags.next();) {
    if (tags.name() == "c") {
      column = columnOf(tags.attribute("r"));
      isShared = tags.attribute("t") == "s";
    } else if ((tags.name() == "v" || tags.name() == "t") && !tags.isEmpty() && column && *column < columns) {
      std::string text = withoutEntities(tags.text());
      if (size_t i = 0; isShared) {
        if (!absl::SimpleAtoi(text, &i) || i >= strings.size()) {
          return absl::InvalidArgumentError("a cell refers to a text that is not there");
        }
        text = strings[i];
      } else {
        text = fromXlsx(text);
      }
      isAny = isAny || !text.empty();
      fields[*column] += text;
    } else if (tags.name() == "/row") {
      if (std::exchange(isAny, false)) {
        if (absl::Status status = onRow(fields); !status.ok()) return status;
      }
      fields.assign(columns, {});
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<ExportTable> readFigures(std::string_view sheet, const std::vector<std::string>& strings) {
  std::optional<ExportRows> rows;
  const absl::Status status =
      readRows(sheet, strings, exportColumns().size(), [&](const std::vector<std::string>& fields) {
        if (rows) return rows->add(fields);
        absl::StatusOr<ExportRows> made = ExportRows::make(fields);
        if (!made.ok()) return made.status();
        rows.emplace(*std::move(made));
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  if (!rows) return absl::InvalidArgumentError("its sheet of figures is empty");
  return rows->take();
}

}  // namespace

absl::StatusOr<ExportTable> readExportXlsx(const std::string& path) {
  const Zip zip(unzOpen(path.c_str()));
  if (!zip) return absl::InvalidArgumentError("it is no workbook");
  const absl::StatusOr<std::map<std::string, std::string>> sheets = sheetsOf(zip);
  if (!sheets.ok()) return sheets.status();
  const absl::StatusOr<std::string> shared = partOf(zip, kStrings);
  if (!shared.ok() && !absl::IsNotFound(shared.status())) return shared.status();
  const std::vector<std::string> strings = shared.ok() ? stringsOf(*shared) : std::vector<std::string>();
  const absl::StatusOr<std::string> figures =
      partOf(zip, sheets->at(sheets->contains(kFigures) ? kFigures : "").c_str());
  if (!figures.ok()) return figures.status();
  absl::StatusOr<ExportTable> table = readFigures(*figures, strings);
  const auto about = sheets->find(kAbout);
  if (!table.ok() || about == sheets->end()) return table;
  const absl::StatusOr<std::string> said = partOf(zip, about->second.c_str());
  if (!said.ok()) return said.status();
  const absl::Status status = readRows(*said, strings, 2, [&](const std::vector<std::string>& fields) {
    table->about.emplace(fields[0], fields[1]);
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return table;
}

}  // namespace watchfloor
