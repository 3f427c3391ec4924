// Which board a wall shows that nobody touches: each of a list in its turn; when a new alarm comes, the one
// that answers it, for a while, and then the one that was there before. Whoever chooses a board by hand is
// given its whole time; who pins it keeps it, whatever comes.
//
//   Rotation rotation({.turns = {{"mission_control", seconds(60)}, {"response", seconds(30)}},
//                      .takeOver = Rotation::TakeOver{.level = 2, .board = "contact_centre"}});
//   rotation.hear(2);                                                    // a new alarm of level 2
//   if (auto board = rotation.next(steady, "mission_control")) open(*board);   // "contact_centre"
//
// A plain value, without a clock; O(turns).
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "model/time.h"

namespace watchfloor {

class Rotation {
 public:
  struct Turn {
    std::string board;
    Duration time = seconds(30);
    bool operator==(const Turn&) const = default;
  };
  struct TakeOver {
    int level = 2;      // of alarms, this one and those above it: 1 is the worst
    std::string board;  // what is shown then
    Duration time = seconds(30);
    bool operator==(const TakeOver&) const = default;
  };
  struct Plan {
    std::vector<Turn> turns = {};  // fewer than two: nothing turns
    std::optional<TakeOver> takeOver = {};
    bool isPinned = false;
    bool operator==(const Plan&) const = default;
  };
  using Steady = std::chrono::steady_clock::time_point;

  Rotation() = default;
  explicit Rotation(Plan plan) : m_plan(std::move(plan)) {}

  // A new alarm, of this level.
  void hear(int level);
  // What is to be shown instead of `shown`, if anything is. Each is asked for once, whether it can be shown
  // or not. Call it some ten times a second; `now` never runs backwards.
  std::optional<std::string> next(Steady now, const std::string& shown);

  // What is shown is not to be taken away yet, and has its whole time from now on.
  void hold(Steady now) { m_since = now; }

  bool hasTurns() const { return m_plan.turns.size() > 1; }
  bool isPinned() const { return m_plan.isPinned; }
  void setPinned(bool isPinned) { m_plan.isPinned = isPinned; }
  bool isResting() const { return m_isResting; }  // nothing turns until it is told to; alarms still take over
  void setResting(bool isResting) { m_isResting = isResting; }
  bool isTakenOver() const { return m_before.has_value(); }
  // What is shown when no alarm has taken over.
  const std::string& home(const std::string& shown) const { return m_before ? *m_before : shown; }
  const Plan& plan() const { return m_plan; }

 private:
  void note(Steady now, const std::string& shown);
  std::optional<std::string> answerAlarm(Steady now, const std::string& shown);
  std::optional<std::string> turn(Steady now, const std::string& shown);

  Plan m_plan;
  bool m_isResting = false;
  std::string m_shown;                  // when next() was last asked
  Steady m_since{};                     // that it is shown
  std::optional<std::string> m_before;  // what is shown again after a take-over
  bool m_isCalled = false;              // by a new alarm
  std::optional<size_t> m_asked;        // the turn that was asked for, until another board is shown
};

}  // namespace watchfloor
