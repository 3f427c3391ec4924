// The past as text: JSON, CSV, or a table. Times are those of the zone that was asked for. Pure functions.
#pragma once

#include <string>
#include <vector>

#include "model/calendar.h"
#include "model/history.h"

namespace watchfloor {

// One object:
//
//   {"as_of": "2026-03-03T09:00Z", "began": "2025-11-01T00:00Z", "step": "day", "periods": [
//    {"from": "2026-03-02T00:00+01:00", "to": "2026-03-03T00:00+01:00", "minutes": 1440, "observed": 1440,
//     "incomplete": [], "definition_id": "5ac1", "redefined": false, "groups": [
//     {"brand": "acme", "channel": "all", "metrics": {"offered": 12, "backlog": {"mean": 3.5, "max": 9, "n":
//     1440}}}]}]}
//
// Figures have the shapes of a snapshot. `incomplete` lists before_began, deleted, gap, unfinished.
std::string historyJson(const HistoryHead& head, const std::vector<HistoryPeriod>& periods, HistoryStep step,
                        const Calendar& calendar);

// RFC 4180, one figure a row:
//
//   from,to,brand,channel,metric,value,num,den,excluded,n,mean,p50,p90,p95,p99,max,estimated,incomplete,definition_id
//
// `value` is the figure in one number: a count, a ratio's quotient, a mean. Durations and ages are seconds.
// `incomplete` has the words of JSON with spaces between them.
std::string historyCsv(const std::vector<HistoryPeriod>& periods, const Calendar& calendar);

// For people: a line a step and group, a column a metric; of durations and of what was sampled the mean. "?"
// marks what is not whole, and a line below says why; "≈" an estimate, "—" no value.
std::string historyTable(const HistoryHead& head, const std::vector<HistoryPeriod>& periods, HistoryStep step,
                         const Calendar& calendar);

}  // namespace watchfloor
