// Figures as JSON. Pure functions.
#pragma once

#include <cmath>
#include <string>

#include "export/json_text.h"
#include "model/metric.h"

namespace watchfloor::json {

inline double rounded(double number, double scale) { return std::round(number * scale) / scale; }
inline double secondsOf(Duration d) { return rounded(toSeconds(d), 1e6); }

// `isTime`: its parts are microseconds, and are written in seconds.
void appendRatio(std::string& out, const Ratio& ratio, bool isTime);
void appendSpread(std::string& out, const Spread& spread);

}  // namespace watchfloor::json
