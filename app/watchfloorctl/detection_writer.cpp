#include "detection_writer.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>

#include <algorithm>
#include <cmath>

#include "export/json_text.h"

namespace watchfloor {
namespace {

constexpr double kMostDays = 1e6;  // beyond that a number of days says nothing

const char* nameOf(Surge::State state) {
  switch (state) {
    case Surge::State::kLearning:
      return "learning";
    case Surge::State::kQuiet:
      return "quiet";
    case Surge::State::kRising:
      return "rising";
    case Surge::State::kCollapsing:
      return "collapsing";
  }
  return "";
}

double minutesOf(Duration duration) { return toSeconds(duration) / 60; }

std::string sentence(const CountRow& row, const Surge& surge) {
  const double days = std::pow(10, surge.score);
  const std::string often =
      days > kMostDays ? "in more than a million days" : absl::StrFormat("in %.3g days", days);
  return absl::StrFormat(
      "%s: %s: about %.4g in %g min where %.4g \u00b1 %.3g are usual, as seen once %s; %.3g a minute, %s\n",
      row.timeText, nameOf(surge.state), surge.observed, minutesOf(surge.scale), surge.expected,
      surge.deviation, often, surge.velocity, surge.acceleration >= 0 ? "accelerating" : "slowing down");
}

std::string csvLine(const std::string& file, const CountRow& row, const Surge& surge) {
  const bool isQuoted = file.find_first_of(",\"\n") != std::string::npos;
  std::string name = file;
  if (isQuoted) {
    for (size_t at = 0; (at = name.find('"', at)) != std::string::npos; at += 2) name.insert(at, 1, '"');
    name = absl::StrCat("\"", name, "\"");
  }
  return absl::StrFormat("%s,%s,%.15g,%s,%d,%.6g,%.6g,%.6g,%.6g,%g,%.6g,%.6g\n", name, row.timeText,
                         row.count, nameOf(surge.state), surge.isOnset ? 1 : 0, surge.score, surge.observed,
                         surge.expected, surge.deviation, minutesOf(surge.scale), surge.velocity,
                         surge.acceleration);
}

std::string jsonLine(const std::string& file, const CountRow& row, const Surge& surge) {
  std::string out = "{";
  const auto key = [&](const char* name) {
    absl::StrAppend(&out, out.size() > 1 ? ",\"" : "\"", name, "\":");
  };
  const auto text = [&](const char* name, const std::string& value) {
    key(name);
    json::appendString(out, value);
  };
  const auto number = [&](const char* name, double value) {
    key(name);
    json::appendNumber(out, value);
  };
  text("file", file);
  number("line", static_cast<double>(row.line));
  text("timestamp", row.timeText);
  text("time", formatTime(row.time));
  number("count", row.count);
  text("state", nameOf(surge.state));
  key("onset");
  out += surge.isOnset ? "true" : "false";
  if (surge.state != Surge::State::kLearning) {
    number("score", surge.score);
    number("once_in_days", std::min(std::pow(10, surge.score), kMostDays));
    number("scale_minutes", minutesOf(surge.scale));
    number("observed", surge.observed);
    number("expected", surge.expected);
    number("deviation", surge.deviation);
  }
  number("velocity_per_minute", surge.velocity);
  number("acceleration_per_minute2", surge.acceleration);
  return absl::StrCat(out, "}\n");
}

}  // namespace

std::string detectionHeader(DetectionForm form) {
  if (form != DetectionForm::kCsv) return "";
  return "file,timestamp,count,state,onset,score,observed,expected,deviation,scale_minutes,velocity_per_"
         "minute,"
         "acceleration_per_minute2\n";
}

std::string detectionLine(DetectionForm form, const std::string& file, const CountRow& row,
                          const Surge& surge) {
  switch (form) {
    case DetectionForm::kTimestamps:
      return absl::StrCat(row.timeText, "\n");
    case DetectionForm::kSentences:
      return sentence(row, surge);
    case DetectionForm::kCsv:
      return csvLine(file, row, surge);
    case DetectionForm::kJson:
      return jsonLine(file, row, surge);
  }
  return "";
}

}  // namespace watchfloor
