// What a tile shows: a metric of the frame, or two counts together ("volume" is messages and contacts). How
// it is named, written and held against a target.
//
//   const Subject subject = *subjectNamed("service_level");
//   readingOf(*frame.find("all", "voice", Window::k15m), subject, present)   -> 0.831, "83.1" "%", few 0
//
// Pure functions; any thread.
#pragma once

#include <QString>
#include <optional>
#include <string_view>
#include <vector>

#include "format.h"
#include "model/frame.h"

namespace watchfloor {

// Fewer than these behind a ratio judge nothing: it is shown as too few, and raises no alarm.
inline constexpr int64_t kEnough = 30;
// And fewer than these durations have no median that says anything.
inline constexpr int64_t kEnoughDurations = 5;

// The kinds of events that feed a figure.
constexpr uint32_t bit(EventKind kind) { return 1u << static_cast<int>(kind); }
inline constexpr uint32_t kContacts = bit(EventKind::kContact);
inline constexpr uint32_t kMessages = bit(EventKind::kMessage) | bit(EventKind::kConversation);
inline constexpr uint32_t kAgents = bit(EventKind::kAgent);

struct Subject {
  Metric metric = Metric::kMessagesInbound;
  std::optional<Metric> plus = {};  // a count is added to the count of `metric`

  Shape shape() const { return info(metric).shape; }
  bool isNow() const { return info(metric).isNow; }
  bool operator==(const Subject&) const = default;
};

inline constexpr Subject kVolume{Metric::kMessagesInbound, Metric::kOffered};
inline constexpr Subject kOpenContacts{Metric::kBacklog, Metric::kWaiting};

std::optional<Subject> subjectNamed(std::string_view name);
std::string nameOf(const Subject& subject);
std::vector<std::string> subjectNames();
QString labelOf(const Subject& subject);    // "Service level"
QString headingOf(const Subject& subject);  // of a column: "Longest"
uint32_t kindsOf(const Subject& subject);   // of events
QString widestOf(const Subject& subject);   // no value needs more room

// One value, ready to be shown.
struct Reading {
  std::optional<double> plain;  // a count, a ratio, seconds; none: there is nothing to say
  Shown shown{kNoValue, {}};
  int64_t few = 0;  // as many stand behind it, and that is too few; 0: enough
};
// Of a spread the median; of an age how long ago it began.
Reading readingOf(const FrameCell& cell, const Subject& subject, Time present);

// What is held against a figure, in its own unit: 0 .. 1 of a ratio, seconds of a duration.
struct Threshold {
  std::optional<double> atLeast, atMost;
  bool isMissedBy(double value) const { return (atLeast && value < *atLeast) || (atMost && value > *atMost); }
  std::optional<double> mark() const { return atLeast ? atLeast : atMost; }
  bool operator==(const Threshold&) const = default;
};
// "≥ 80 %", without the decimals that it does not have.
QString textOf(const Threshold& threshold, const Subject& subject);
// A target's value as it is written on the wall.
QString targetText(double value, const Subject& subject);

}  // namespace watchfloor
