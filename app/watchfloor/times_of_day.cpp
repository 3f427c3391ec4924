#include "times_of_day.h"

#include <absl/strings/str_cat.h>

#include <QString>
#include <QStringList>
#include <QTime>

namespace watchfloor {
namespace {

// None when one of them is no time of day.
std::optional<std::vector<Duration>> timesIn(const std::string& text, char separator) {
  std::vector<Duration> times;
  if (text == "none") return times;
  for (const QString& part : QString::fromStdString(text).split(QLatin1Char(separator))) {
    const QTime time = QTime::fromString(part.trimmed(), QStringLiteral("H:mm"));
    if (!time.isValid()) return std::nullopt;
    times.emplace_back(std::chrono::milliseconds(time.msecsSinceStartOfDay()));
  }
  return times;
}

}  // namespace

absl::StatusOr<std::vector<Duration>> shiftChangesIn(const std::string& text) {
  if (const auto times = timesIn(text, ',')) return *times;
  return absl::InvalidArgumentError(absl::StrCat("not times of day: ", text, " (as 06:00,14:00, or none)"));
}

absl::StatusOr<std::optional<PanelCare::Night>> nightIn(const std::string& text) {
  const auto times = timesIn(text, '-');
  if (times && times->empty()) return std::nullopt;
  if (times && times->size() == 2) return PanelCare::Night{times->front(), times->back()};
  return absl::InvalidArgumentError(absl::StrCat("not a night: ", text, " (as 22:00-06:00, or none)"));
}

}  // namespace watchfloor
