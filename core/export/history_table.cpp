#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>

#include <algorithm>

#include "export/frame_table.h"
#include "export/history_text.h"
#include "model/shown_text.h"

namespace watchfloor {
namespace {

using Line = std::vector<std::string>;

std::string valueText(const HistoryFigure& figure) {
  if (const auto* count = std::get_if<Count>(&figure.value)) return inWords(*count, {});
  if (const auto* ratio = std::get_if<Ratio>(&figure.value)) return inWords(*ratio, {});
  if (const auto* spread = std::get_if<Spread>(&figure.value)) return inWords(*spread, {});
  const std::optional<double> mean = plain(figure);
  if (!mean) return "—";
  return absl::StrCat(absl::StrFormat("%.4g", *mean), info(figure.metric).shape == Shape::kAge ? " s" : "");
}

std::string startText(Time t, HistoryStep step, const Calendar& calendar) {
  const std::string text = calendar.format(t);
  if (text.find("T00:00") != std::string::npos && step >= HistoryStep::kCalendarDay)
    return text.substr(0, 10);
  std::string shown = text.substr(0, 16);
  std::replace(shown.begin(), shown.end(), 'T', ' ');
  return shown;
}

// Left the names, right the numbers.
std::string aligned(const std::vector<Line>& lines, size_t names) {
  std::vector<size_t> widths;
  for (const Line& line : lines) {
    widths.resize(std::max(widths.size(), line.size()));
    for (size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], columnsOf(line[i]));
  }
  std::string out;
  for (const Line& line : lines) {
    std::string text;
    for (size_t i = 0; i < line.size(); ++i) {
      const std::string space(widths[i] - columnsOf(line[i]), ' ');
      text += (i == 0 ? "" : "  ") + (i < names ? line[i] + space : space + line[i]);
    }
    text.erase(text.find_last_not_of(' ') + 1);
    out += text + "\n";
  }
  return out;
}

std::string notes(const HistoryHead& head, const std::vector<HistoryPeriod>& periods,
                  const Calendar& calendar) {
  const auto any = [&](bool HistoryPeriod::*claim) {
    return std::any_of(periods.begin(), periods.end(), [claim](const HistoryPeriod& p) { return p.*claim; });
  };
  std::string out;
  if (!head.began) return "the history knows nothing yet\n";
  if (any(&HistoryPeriod::isBeforeBegan)) {
    absl::StrAppend(&out, "? the history began at ", calendar.format(*head.began), "\n");
  }
  if (any(&HistoryPeriod::isDeleted)) absl::StrAppend(&out, "? some of it was let go because of its age\n");
  int64_t missing = 0;
  for (const HistoryPeriod& p : periods) missing += p.hasGap ? p.minutes - p.observed : 0;
  if (any(&HistoryPeriod::hasGap)) {
    absl::StrAppend(&out, "? the engine did not run at the end of some minutes (at most ", missing, ")\n");
  }
  if (any(&HistoryPeriod::isUnfinished) && head.asOf) {
    absl::StrAppend(&out, "? nothing is known after ",
                    calendar.format(std::chrono::floor<seconds>(*head.asOf)), "\n");
  }
  if (any(&HistoryPeriod::isRedefined)) {
    absl::StrAppend(
        &out, "! targets or other definitions changed within some steps; see definition_id in --json\n");
  }
  return out;
}

}  // namespace

std::string historyTable(const HistoryHead& head, const std::vector<HistoryPeriod>& periods, HistoryStep step,
                         const Calendar& calendar) {
  std::vector<Line> lines;
  for (const HistoryPeriod& period : periods) {
    for (const HistoryPoint& point : period.points) {
      if (lines.empty()) {
        lines.push_back({"from", "", "brand", "channel"});
        for (const HistoryFigure& figure : point.figures) lines[0].emplace_back(name(figure.metric));
      }
      Line line{startText(period.from, step, calendar),
                std::string(period.isWhole() ? "" : "?") + (period.isRedefined ? "!" : ""),
                shownText(point.brand), shownText(point.channel)};
      for (const HistoryFigure& figure : point.figures) line.push_back(valueText(figure));
      lines.push_back(std::move(line));
    }
  }
  return aligned(lines, 4) + notes(head, periods, calendar);
}

}  // namespace watchfloor
