#include "export/csv_text.h"

#include "export/json_text.h"

namespace watchfloor::csv {
namespace {

std::optional<double> secondsOf(std::optional<Duration> d) {
  return d ? std::optional(toSeconds(*d)) : std::nullopt;
}

bool isGuarded(std::string_view name) {
  return !name.empty() && std::string_view("=+-@\t\r\n'").find(name.front()) != std::string_view::npos;
}

}  // namespace

void appendCell(std::string& out, std::optional<double> number) {
  out += ',';
  if (number) json::appendNumber(out, *number);
}

std::string withoutGuard(std::string field) {
  if (field.size() > 1 && field.front() == '\'' && isGuarded(std::string_view(field).substr(1)))
    field.erase(0, 1);
  return field;
}

void appendName(std::string& out, std::string_view plain) {
  std::string guarded = isGuarded(plain) ? "'" : "";
  guarded += plain;
  const std::string_view name = guarded;
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
