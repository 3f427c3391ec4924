// The engine's configuration: a record like any other, so that replay gives the numbers of that moment.
// Values only; watchfloord reads them from TOML (sources/config_file.h), tests build them by hand.
#pragma once

#include <absl/status/status.h>

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/frame.h"
#include "model/time.h"

namespace watchfloor {

// Which abandons the service level's denominator leaves out (METRICS.md, service_level).
enum class ServiceLevelSwitch : uint8_t { kShort, kIgnore, kNegative, kPositive, kHandledOnly };
inline constexpr std::array<std::string_view, 5> kServiceLevelSwitchNames = {"SHORT", "IGNORE", "NEGATIVE",
                                                                             "POSITIVE", "HANDLED_ONLY"};

enum class ClockKind : uint8_t { kWall, kEvent };

// What the engine remembers at most. Reaching a bound lets, unless the field says otherwise, the oldest go
// and is counted in Counters::forgotten; under the event clock only the number of authors is bounded.
struct Limits {
  int64_t eventIds = 20'000'000;
  int64_t contacts = 1'000'000;
  int64_t messages = 2'000'000;
  int64_t eventsPerContact = 1'000;          // one that tells more is let go, and begins anew
  int64_t messagesPerConversation = 50'000;  // the same
  int64_t agents = 100'000;                  // a new one beyond it is not counted
  int64_t eventsPerAgent = 5'000;            // of one that tells more, how long it did what before
  int64_t authorsPerCell = 65'536;           // beyond it distinct authors are estimated
  int64_t cells = 10'000;                    // brand × channel pairs; events for more are rejected
  int64_t sources = 1'000;
  // Since the last event. Counted as forgotten when somebody still waited.
  Duration idleContact = hours(24 * 8);
  Duration idleConversation = hours(24 * 30);
  bool operator==(const Limits&) const = default;
};

struct EngineConfig {
  std::string zone = "UTC";  // IANA
  int resetMinutes = 0;      // the reset hour of `today`, minutes after midnight
  std::vector<TargetRow> targets;
  ServiceLevelSwitch serviceLevel = ServiceLevelSwitch::kShort;
  Duration responseWithin = hours(24);  // H
  std::optional<Duration> reopenAfter;  // none: silence never reopens
  std::map<std::string, Duration, std::less<>> lostAfter = {
      {"voice", hours(4)}, {"chat", hours(12)}, {"*", hours(24 * 7)}};
  Duration silentAfter = seconds(30);  // a source of which nothing was heard for so long is silent
  // Brands that are watched, but not served: no part of roll-ups over all brands. Sorted, each once.
  std::vector<std::string> watchedOnly;
  Limits limits;

  Duration lostAfterOf(std::string_view channel) const;

  // All but the limits, which are the program's (model/archive.h).
  template <class Archive>
  void persist(Archive& archive);
  bool operator==(const EngineConfig&) const = default;
};

// InvalidArgument, naming the field.
absl::Status validate(const EngineConfig& config);

// A short stable hash of all that gives numbers their meaning; equal configurations, equal ids, on any
// machine.
std::string definitionId(const EngineConfig& config);

}  // namespace watchfloor
