// The steps of a calendar: where hours, days, weeks and months begin by the clocks of an IANA zone. A day has
// 23, 24 or 25 hours; one whose midnight is skipped begins at the jump, and one whose midnight comes twice at
// its first coming. Weeks begin on Monday. Steps shorter than a day count from the beginning of their day, so
// that the last of a day that is not of whole steps is shorter. Pure; any thread.
#pragma once

#include <absl/status/statusor.h>

#include <string>
#include <string_view>

#include "model/history.h"

namespace watchfloor {

class Calendar {
 public:
  // InvalidArgument for an unknown zone.
  static absl::StatusOr<Calendar> in(std::string_view zone);

  // The end of the step that holds `t`: whole minutes. kDistantFuture for `total`.
  Time endOf(HistoryStep step, Time t) const;

  // Where the day of `t` begins, and that so many days later or, below 0, earlier.
  Time dayStart(Time t, int days = 0) const;

  // "2026-03-02", "2026-03-02T10:00", "2026-03-02 10:00:30", or with an offset or Z behind; what is missing
  // is 0, and without an offset these are the zone's clocks. InvalidArgument names the text.
  absl::StatusOr<Time> parse(std::string_view text) const;

  // As its clocks show it, with the offset: "2026-03-02T10:00+01:00".
  std::string format(Time t) const;

 private:
  explicit Calendar(std::string zone) : m_zone(std::move(zone)) {}

  std::string m_zone;
};

}  // namespace watchfloor
