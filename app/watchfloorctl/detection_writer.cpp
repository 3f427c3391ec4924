#include "detection_writer.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>

#include <algorithm>
#include <cmath>

#include "export/csv_text.h"
#include "export/json_text.h"
#include "model/shown_text.h"

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
      shownText(row.timeText), nameOf(surge.state), surge.observed, minutesOf(surge.scale), surge.expected,
      surge.deviation, often, surge.velocity, surge.acceleration >= 0 ? "accelerating" : "slowing down");
}

std::string csvLine(const std::string& file, const CountRow& row, const Surge& surge) {
  std::string out;
  csv::appendName(out, file);
  out += ',';
  csv::appendName(out, row.timeText);
  absl::StrAppendFormat(&out, ",%.15g,%s,%d,%.6g,%.6g,%.6g,%.6g,%g,%.6g,%.6g\n", row.count,
                        nameOf(surge.state), surge.isOnset ? 1 : 0, surge.score, surge.observed,
                        surge.expected, surge.deviation, minutesOf(surge.scale), surge.velocity,
                        surge.acceleration);
  return out;
}

std::string jsonLine(const std::string& file, const CountRow& row, const Surge& surge) {
  std::string out;
  json::Object object(out);
  object.add("file", file);
  object.add("line", row.line);
  object.add("timestamp", row.timeText);
  object.add("time", formatTime(row.time));
  object.addReal("count", row.count);
  object.add("state", nameOf(surge.state));
  object.key("onset") += surge.isOnset ? "true" : "false";
  if (surge.state != Surge::State::kLearning) {
    object.addReal("score", surge.score);
    object.addReal("once_in_days", std::min(std::pow(10, surge.score), kMostDays));
    object.addReal("scale_minutes", minutesOf(surge.scale));
    object.addReal("observed", surge.observed);
    object.addReal("expected", surge.expected);
    object.addReal("deviation", surge.deviation);
  }
  object.addReal("velocity_per_minute", surge.velocity);
  object.addReal("acceleration_per_minute2", surge.acceleration);
  object.close();
  return out + "\n";
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
      return absl::StrCat(shownText(row.timeText), "\n");
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
