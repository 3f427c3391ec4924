// The pieces of CSV (RFC 4180). Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/metric.h"

namespace watchfloor::csv {

// A comma and a number; nothing behind the comma when there is none.
void appendCell(std::string& out, std::optional<double> number);
// In quotes where it needs them. Names come from outside, and a spreadsheet takes what begins with = + - @
// for a formula: such a one gets an apostrophe before it, as does one that has an apostrophe there itself.
void appendName(std::string& out, std::string_view name);
// The name that appendName() was given, from the field.
std::string withoutGuard(std::string_view field);

// The columns of a figure: value,num,den,excluded,n,mean,p50,p90,p95,p99,max.
struct Row {
  std::optional<double> value, num, den, excluded, n, mean, p50, p90, p95, p99, max;
  void appendTo(std::string& out) const;
};
Row rowOf(Metric metric, const Ratio& ratio);
Row rowOf(const Spread& spread);
Row rowOf(Metric metric, const Figure& figure, Time asOf);

}  // namespace watchfloor::csv
