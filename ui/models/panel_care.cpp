#include "panel_care.h"

#include <QDateTime>
#include <algorithm>
#include <cmath>

namespace watchfloor {
namespace {

constexpr Duration kDrift = minutes(20);  // for one arc minute

QDateTime civil(Time time, const QTimeZone& zone) {
  const auto ms = std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch()).count();
  return QDateTime::fromMSecsSinceEpoch(ms, zone);
}

Duration ofDay(const QDateTime& at) { return std::chrono::milliseconds(at.time().msecsSinceStartOfDay()); }

// 0 .. 1 .. 0 while `turns` grows by 1.
double thereAndBack(double turns) { return 1 - std::abs(2 * (turns - std::floor(turns)) - 1); }

}  // namespace

QPointF driftAt(Time time) {
  const double turns = toSeconds(time.time_since_epoch()) / toSeconds(2 * kDrift);
  return {thereAndBack(turns), thereAndBack(turns + 0.25)};
}

bool isMirroredAt(const PanelCare& care, Time time, const QTimeZone& zone) {
  const QDateTime at = civil(time, zone);
  const auto passed = std::ranges::count_if(care.shiftChanges, [&](Duration d) { return d <= ofDay(at); });
  const qint64 changes = at.date().toJulianDay() * static_cast<qint64>(care.shiftChanges.size()) + passed;
  return changes % 2 != 0;
}

bool isNightAt(const PanelCare& care, Time time, const QTimeZone& zone) {
  if (!care.night) return false;
  const auto& [from, until] = *care.night;
  const Duration now = ofDay(civil(time, zone));
  return from <= until ? from <= now && now < until : now >= from || now < until;
}

}  // namespace watchfloor
