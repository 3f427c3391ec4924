#include "rotation.h"

#include <algorithm>
#include <utility>

namespace watchfloor {

bool Rotation::TakeOver::isAbout(const Call& call) const {
  if (!about.empty() && about != call.about) return false;
  const bool isAlarm = call.kind != CallKind::Talk && call.level > 0 && call.level <= level;
  return on == CallKind::Alarm ? isAlarm : on == call.kind;
}

std::optional<size_t> Rotation::hear(const Call& call) {
  const auto rule =
      std::ranges::find_if(m_plan.takeOvers, [&](const TakeOver& t) { return t.isAbout(call); });
  if (rule == m_plan.takeOvers.end()) return {};
  const auto index = static_cast<size_t>(rule - m_plan.takeOvers.begin());
  m_calls[index] = true;
  return index;
}

// The most important rule that was called, is not quiet, and is not below the one that has taken over.
std::optional<size_t> Rotation::called(Steady now) {
  const std::vector<bool> calls = std::exchange(m_calls, std::vector<bool>(m_calls.size()));
  for (size_t i = 0; i < calls.size() && (!m_before || i <= m_rule); ++i) {
    const bool isShown = m_before && i == m_rule;
    if (calls[i] && (isShown || now >= m_quietUntil[i])) return i;
  }
  return {};
}

std::optional<std::string> Rotation::next(Steady now, const std::string& shown) {
  note(now, shown);
  const std::optional<size_t> rule = called(now);
  if (isPinned()) {
    end(now);
    return {};
  }
  if (rule) return answer(*rule, now, shown);
  if (!m_before) return turn(now, shown);
  if (now - m_since < m_plan.takeOvers[m_rule].time) return {};
  m_since = now;
  std::string before = *m_before;
  end(now);
  return before == shown ? std::nullopt : std::optional(std::move(before));
}

void Rotation::hold(Steady now, const std::string& shown) {
  note(now, shown);
  if (isPinned()) end(now);
  m_since = now;
}

void Rotation::end(Steady now) {
  if (!m_before) return;
  m_before.reset();
  m_quietUntil[m_rule] = now + m_plan.takeOvers[m_rule].quiet;
}

// Another board than the last time has its time from now on; if a hand chose it in a take-over, that is over.
void Rotation::note(Steady now, const std::string& shown) {
  if (shown == m_shown) return;
  m_shown = shown, m_since = now;
  m_asked.reset();
  if (m_before && shown != m_plan.takeOvers[m_rule].board) end(now);
}

// Another call of the same rule in a take-over makes it longer.
std::optional<std::string> Rotation::answer(size_t rule, Steady now, const std::string& shown) {
  std::string before = m_before.value_or(shown);
  if (rule != m_rule) end(now);
  m_since = now;
  m_rule = rule, m_before = std::move(before);
  const std::string& board = m_plan.takeOvers[rule].board;
  return shown == board ? std::nullopt : std::optional(board);
}

std::optional<CallKind> Rotation::takenOverOn() const {
  return m_before ? std::optional(m_plan.takeOvers[m_rule].on) : std::nullopt;
}

bool Rotation::listensTo(CallKind kind) const {
  return std::ranges::find(m_plan.takeOvers, kind, &TakeOver::on) != m_plan.takeOvers.end();
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
