#include "export/frame_table.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>

#include <algorithm>
#include <cmath>

#include "model/shown_text.h"

namespace watchfloor {
namespace {

constexpr const char* kNoValue = "—";

// At most three digits that count, no zeros at the end, down to millionths: 1630, 17.5, 4.2, 0.00015.
std::string shortNumber(double number) {
  const double size = std::abs(number);
  if (size >= 1000) return absl::StrFormat("%.0f", number);
  if (size >= 0.001 || size == 0) return absl::StrFormat("%.3g", number);
  std::string text = absl::StrFormat("%.6f", number);
  text.erase(text.find_last_not_of('0') + 1);
  return text.back() == '.' ? "0" : text;
}

std::string secondsText(std::optional<double> seconds) {
  return seconds ? absl::StrCat(shortNumber(*seconds), " s") : kNoValue;
}
std::string secondsText(std::optional<Duration> d) {
  return secondsText(d ? std::optional(toSeconds(*d)) : std::nullopt);
}

std::string quantileText(const Spread& spread, int percent) {
  const std::optional<Duration> quantile = spread.quantile(percent);
  return !quantile && spread.isOver ? "> 30 d" : secondsText(quantile);
}

std::string deltaText(const Figure& figure, double delta) {
  if (std::holds_alternative<Ratio>(figure)) return absl::StrFormat("(%+.1f %%)", delta * 100);
  return absl::StrFormat("(%s%s)", delta < 0 ? "" : "+", shortNumber(delta));
}

std::string padded(const std::string& text, size_t columns) {
  return std::string(columns - std::min(columns, columnsOf(text)), ' ');
}

}  // namespace

size_t columnsOf(const std::string& text) {
  size_t columns = 0;
  for (const char c : text) columns += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return columns;
}

std::string inWords(const FrameCell& cell) {
  const std::string window(name(cell.window));
  return absl::StrCat(shownText(cell.brand), " × ", shownText(cell.channel), " · ", window);
}

std::string inWords(const Figure& figure, Time asOf) {
  if (const auto* count = std::get_if<Count>(&figure))
    return absl::StrCat(count->isEstimated ? "≈" : "", count->n);
  if (const auto* ratio = std::get_if<Ratio>(&figure)) {
    return ratio->value() ? absl::StrFormat("%.1f %%", *ratio->value() * 100) : kNoValue;
  }
  if (const auto* spread = std::get_if<Spread>(&figure)) return secondsText(spread->mean());
  const std::optional<Time> since = std::get<Age>(figure).since;
  return secondsText(since ? std::optional<Duration>(asOf - *since) : std::nullopt);
}

std::string partsInWords(Metric metric, const Figure& figure) {
  if (const auto* ratio = std::get_if<Ratio>(&figure)) {
    if (metric == Metric::kOccupancy) {
      return absl::StrCat(secondsText(Duration(ratio->num)), " of ", secondsText(Duration(ratio->den)));
    }
    const std::string excluded = ratio->excluded == 0 ? "" : absl::StrCat(", ", ratio->excluded, " excluded");
    return absl::StrCat(ratio->num, " of ", ratio->den, excluded);
  }
  if (const auto* spread = std::get_if<Spread>(&figure)) {
    return absl::StrCat("n ", spread->n, ", median ", quantileText(*spread, 50), ", 90 % ",
                        quantileText(*spread, 90), ", max ", secondsText(spread->max));
  }
  return "";
}

void FrameTable::begin(const Frame& frame) { m_asOf = formatTime(frame.asOf); }

void FrameTable::addCell(const Frame& frame, const FrameCell& cell) {
  absl::StrAppend(&m_cells, inWords(cell), " · ", m_asOf, "\n");
  for (const Metric metric : metricsOf(cell)) {
    const Figure figure = cell.figure(metric);
    const Measured* measured = cell.find(metric);
    if (figure == zeroOf(metric) && !(measured && measured->delta.value_or(0) != 0)) continue;
    const std::string label(name(metric)), value = inWords(figure, frame.asOf);
    std::string line = absl::StrCat("  ", label, padded(label, 26), padded(value, 10), value, "  ");
    if (const std::string more = partsInWords(metric, figure); !more.empty())
      absl::StrAppend(&line, more, "  ");
    if (measured && measured->delta) line += deltaText(figure, *measured->delta);
    line.erase(line.find_last_not_of(' ') + 1);
    m_cells += line + "\n";
  }
}

std::string FrameTable::text() const {
  return m_cells.empty() ? absl::StrCat("nothing is known at ", m_asOf, "\n") : m_cells;
}

}  // namespace watchfloor
