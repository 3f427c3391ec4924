#include "rotation.h"

#include <algorithm>
#include <utility>

namespace watchfloor {

void Rotation::hear(int level) {
  if (m_plan.takeOver && level > 0 && level <= m_plan.takeOver->level) m_isCalled = true;
}

std::optional<std::string> Rotation::next(Steady now, const std::string& shown) {
  note(now, shown);
  const bool isCalled = std::exchange(m_isCalled, false);
  if (isPinned()) {
    m_before.reset();
    return {};
  }
  if (isCalled) return answerAlarm(now, shown);
  if (!m_before) return turn(now, shown);
  if (now - m_since < m_plan.takeOver->time) return {};
  m_since = now;
  std::string before = *std::exchange(m_before, std::nullopt);
  return before == shown ? std::nullopt : std::optional(std::move(before));
}

// Another board than the last time has its time from now on; if a hand chose it in a take-over, that is over.
void Rotation::note(Steady now, const std::string& shown) {
  if (shown == m_shown) return;
  m_shown = shown, m_since = now;
  m_asked.reset();
  if (m_before && shown != m_plan.takeOver->board) m_before.reset();
}

// Another alarm in a take-over makes it longer.
std::optional<std::string> Rotation::answerAlarm(Steady now, const std::string& shown) {
  m_since = now;
  if (!m_before) m_before = shown;
  return shown == m_plan.takeOver->board ? std::nullopt : std::optional(m_plan.takeOver->board);
}

std::optional<std::string> Rotation::turn(Steady now, const std::string& shown) {
  if (!hasTurns() || m_isResting) return {};
  const auto at = std::ranges::find(m_plan.turns, shown, &Turn::board);
  const bool isListed = at != m_plan.turns.end();
  if (now - m_since < (isListed ? at->time : m_plan.turns.front().time)) return {};
  m_since = now;
  // What was asked for and is not shown cannot be: the one after it.
  const size_t n = m_plan.turns.size(),
               here = isListed ? static_cast<size_t>(at - m_plan.turns.begin()) : n - 1;
  m_asked = (m_asked.value_or(here) + 1) % n;
  const std::string& board = m_plan.turns[*m_asked].board;
  if (board != shown) return board;
  m_asked.reset();
  return {};
}

}  // namespace watchfloor
