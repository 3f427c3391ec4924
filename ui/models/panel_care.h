// How the wall spares its panel and the eyes of the night: it drifts by an arc minute in 20 minutes, its
// header and its band change sides at shift change, and it is dim at night. Pure functions of the time of
// day.
//
//   PanelCare care{.shiftChanges = {hours(6), hours(14), hours(22)}};
//   driftAt(time)                       // arc minutes, 0 .. 1
//   isMirroredAt(care, time, zone)      // the other way round after each shift change
#pragma once

#include <QPointF>
#include <QTimeZone>
#include <optional>
#include <vector>

#include "model/time.h"

namespace watchfloor {

struct PanelCare {
  struct Night {
    Duration from, until;  // of the day; until may be before from: past midnight
  };
  std::vector<Duration> shiftChanges = {};  // of the day
  std::optional<Night> night = {};
};

// There and back in twice 20 minutes, across and down in turn.
QPointF driftAt(Time time);
bool isMirroredAt(const PanelCare& care, Time time, const QTimeZone& zone);
bool isNightAt(const PanelCare& care, Time time, const QTimeZone& zone);

}  // namespace watchfloor
