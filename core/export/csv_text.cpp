#include "export/csv_text.h"

#include "export/json_text.h"

namespace watchfloor::csv {
namespace {

std::optional<double> secondsOf(std::optional<Duration> d) {
  return d ? std::optional(toSeconds(*d)) : std::nullopt;
}

// With which a cell would be a formula, or an apostrophe that is left out.
bool isGuarded(char c) { return std::string_view("=+-@\t\r\n'").find(c) != std::string_view::npos; }

// Where a spreadsheet may begin a cell: after a separator of some country, too, as quotes do not stop it
// there.
bool beginsCell(std::string_view text, size_t at) {
  return at == 0 || std::string_view(";\t\r\n").find(text[at - 1]) != std::string_view::npos;
}

std::string guarded(std::string_view name) {
  std::string text;
  for (size_t i = 0; i < name.size(); ++i) {
    if (isGuarded(name[i]) && beginsCell(name, i)) text += '\'';
    text += name[i];
  }
  return text;
}

}  // namespace

void appendCell(std::string& out, std::optional<double> number) {
  out += ',';
  if (number) json::appendNumber(out, *number);
}

std::string withoutGuard(std::string_view field) {
  std::string name;
  for (size_t i = 0; i < field.size(); ++i) {
    const bool isGuard =
        field[i] == '\'' && i + 1 < field.size() && isGuarded(field[i + 1]) && beginsCell(name, name.size());
    name += field[isGuard ? ++i : i];
  }
  return name;
}

void appendName(std::string& out, std::string_view plain) {
  const std::string name = guarded(plain);
  if (name.find_first_of(",\"\r\n") == std::string_view::npos) {
    out += name;
    return;
  }
  out += '"';
  for (const char c : name) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  out += '"';
}

void Row::appendTo(std::string& out) const {
  for (const auto& column : {value, num, den, excluded, n, mean, p50, p90, p95, p99, max}) {
    appendCell(out, column);
  }
}

Row rowOf(Metric metric, const Ratio& ratio) {
  const double unit = metric == Metric::kOccupancy ? 1e6 : 1;
  Row row;
  row.value = ratio.value();
  row.num = static_cast<double>(ratio.num) / unit;
  row.den = static_cast<double>(ratio.den) / unit;
  row.excluded = static_cast<double>(ratio.excluded) / unit;
  return row;
}

Row rowOf(const Spread& spread) {
  Row row;
  row.value = row.mean = spread.mean();
  row.n = static_cast<double>(spread.n);
  row.p50 = secondsOf(spread.quantile(50));
  row.p90 = secondsOf(spread.quantile(90));
  row.p95 = secondsOf(spread.quantile(95));
  row.p99 = secondsOf(spread.quantile(99));
  row.max = spread.n == 0 ? std::nullopt : secondsOf(spread.max);
  return row;
}

Row rowOf(Metric metric, const Figure& figure, Time asOf) {
  if (const auto* ratio = std::get_if<Ratio>(&figure)) return rowOf(metric, *ratio);
  if (const auto* spread = std::get_if<Spread>(&figure)) return rowOf(*spread);
  Row row;
  row.value = plain(figure);
  if (const auto* age = std::get_if<Age>(&figure)) {
    row.value = age->since ? secondsOf(asOf - *age->since) : std::nullopt;
  }
  return row;
}

}  // namespace watchfloor::csv
