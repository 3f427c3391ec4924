#include "engine_clock.h"

#include <algorithm>

namespace watchfloor {
namespace {

constexpr Duration kSetBack = seconds(3);  // so much less is no delay: the engine's clock was set back
constexpr int kDrift = 1000;               // clocks go apart by a thousandth at most

}  // namespace

void EngineClock::hear(const std::string& engineId, Time asOf, Steady heard) {
  const Duration ahead = asOf.time_since_epoch() - sinceStart(heard);
  const Duration drift = std::chrono::duration_cast<Duration>(heard - m_heard) / kDrift;
  const bool isAnother = engineId != m_engineId || ahead < m_ahead - kSetBack;
  m_ahead = isAnother ? ahead : std::max(ahead, m_ahead - drift);
  m_engineId = engineId, m_heard = heard;
}

}  // namespace watchfloor
