#include "host/recorded_mentions.h"

#include <utility>

namespace watchfloor {

// Under the wall clock, whose memory is that of a day: the recording's clock is told to it.
RecordedMentions::RecordedMentions(EngineConfig config) : m_engine(std::move(config), ClockKind::kWall) {
  m_engine.want({.selections = {BrandTrends::wanted()}, .number = 1});
}

void RecordedMentions::add(std::vector<EventView> events) {
  if (events.empty()) return;
  BatchRecord batch;
  batch.events = std::move(events);
  m_engine.apply(batch);
}

// At its last moment, windows of whole minutes end with it.
void RecordedMentions::end(Time pane, bool isWhole) {
  const FramePtr frame = m_engine.advance(pane + BrandTrends::kPane - Duration(1));
  if (isWhole) m_trends.look(pane, *frame);
}

}  // namespace watchfloor
