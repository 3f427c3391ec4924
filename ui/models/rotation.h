// Which board a wall shows that nobody touches: each of a list in its turn; when something happens that a
// rule is about, the board of that rule, for a while, and then the one that was there before. The first rule
// that is about it decides, and one that stands further up goes before those below it. Whoever chooses a
// board by hand is given its whole time; who pins it keeps it, whatever comes.
//
//   Rotation rotation({.turns = {{"mission_control", seconds(60)}, {"response", seconds(30)}},
//                      .takeOvers = {{.level = 2, .board = "contact_centre"}}});
//   rotation.hear({.level = 2});                                         // a new alarm of level 2
//   if (auto board = rotation.next(steady, "mission_control")) open(*board);   // "contact_centre"
//
// A plain value, without a clock; O(turns + rules).
#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/time.h"

namespace watchfloor {

// What may take over. Alarm: whatever is abnormal, of its level, but for what is talked about; the others,
// that alone. Trend: a brand's; Talk: that of a topic or conversation, of which there are many.
enum class CallKind { Alarm, Trend, SourceSilent, SourceRejects, Talk };
// As they are written in files.
inline constexpr std::array<std::string_view, 5> kCallWords = {"alarm", "trend", "source_silent",
                                                               "source_rejects", "talk"};

// Something that happened.
struct Call {
  CallKind kind = CallKind::Alarm;
  int level = 3;           // 1 is the worst; 0: no alarm
  std::string about = {};  // a metric that misses its target, a brand of a trend, a source
};

class Rotation {
 public:
  struct Turn {
    std::string board;
    Duration time = seconds(30);
    bool operator==(const Turn&) const = default;
  };
  struct TakeOver {
    CallKind on = CallKind::Alarm;
    int level = 2;           // of alarms, this one and those above it
    std::string about = {};  // only of this; empty: of whatever it is
    std::string board = {};  // what is shown then
    Duration time = seconds(30);
    Duration quiet{0};  // after it was shown, it is not shown again for so long
    bool isAbout(const Call& call) const;
    bool operator==(const TakeOver&) const = default;
  };
  struct Plan {
    std::vector<Turn> turns = {};          // fewer than two: nothing turns
    std::vector<TakeOver> takeOvers = {};  // the most important first
    bool isPinned = false;
    bool operator==(const Plan&) const = default;
  };
  using Steady = std::chrono::steady_clock::time_point;

  Rotation() = default;
  explicit Rotation(Plan plan)
      : m_plan(std::move(plan)), m_calls(m_plan.takeOvers.size()), m_quietUntil(m_plan.takeOvers.size()) {}

  // Something new. The rule that is about it, if there is one; whether it takes over is known with the next
  // call of next().
  std::optional<size_t> hear(const Call& call);
  // What is to be shown instead of `shown`, if anything is. Each is asked for once, whether it can be shown
  // or not. Call it some ten times a second; `now` never runs backwards.
  std::optional<std::string> next(Steady now, const std::string& shown);

  // In place of next(): what is shown is not to be taken away yet, and has its whole time from now on. A
  // board that a hand chose, or a pin, ends a take-over now as well.
  void hold(Steady now, const std::string& shown);

  bool hasTurns() const { return m_plan.turns.size() > 1; }
  bool isPinned() const { return m_plan.isPinned; }
  void setPinned(bool isPinned) { m_plan.isPinned = isPinned; }
  bool isResting() const { return m_isResting; }  // nothing turns until it is told to; alarms still take over
  void setResting(bool isResting) { m_isResting = isResting; }
  bool isTakenOver() const { return m_before.has_value(); }
  // What has taken over; none: nothing has.
  std::optional<CallKind> takenOverOn() const;
  bool listensTo(CallKind kind) const;
  // What is shown when nothing has taken over.
  const std::string& home(const std::string& shown) const { return m_before ? *m_before : shown; }
  const Plan& plan() const { return m_plan; }

 private:
  void note(Steady now, const std::string& shown);
  std::optional<size_t> called(Steady now);
  std::optional<std::string> answer(size_t rule, Steady now, const std::string& shown);
  void end(Steady now);
  std::optional<std::string> turn(Steady now, const std::string& shown);

  Plan m_plan;
  bool m_isResting = false;
  std::string m_shown;                  // when next() was last asked
  Steady m_since{};                     // that it is shown
  std::optional<std::string> m_before;  // what is shown again after a take-over
  size_t m_rule = 0;                    // that has taken over
  std::vector<bool> m_calls;            // which rules are called, since next() was last asked
  std::vector<Steady> m_quietUntil;     // by rule
  std::optional<size_t> m_asked;        // the turn that was asked for, until another board is shown
};

}  // namespace watchfloor
