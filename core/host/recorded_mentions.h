// Whose mentions rise or collapse in a recording: an engine beside the recording's own, which ticks at the
// end of each five minutes of event time and shows their mentions to listen/brand_trends.h. So corrections,
// deletions, duplicates and brands that are watched only count as they do everywhere.
//
//   RecordedMentions mentions(config);
//   mentions.add(events);                    // of the five minutes from `pane` on, or what came late
//   mentions.end(pane, true);                // all of them were told
//   for (const Trend& trend : mentions.list()) …
//
// What belongs to a pane that has ended changes nothing that was said of it. Cost: that of an engine, and of
// its frame each five minutes, about 0.2 ms for 76 brands. Memory: that of an engine for 25 hours. One thread
// at a time.
#pragma once

#include <vector>

#include "engine/engine.h"
#include "listen/brand_trends.h"
#include "model/event.h"
#include "model/trend.h"

namespace watchfloor {

class RecordedMentions {
 public:
  explicit RecordedMentions(EngineConfig config);

  void add(std::vector<EventView> events);

  // The five minutes from `pane` on are over. `isWhole`: all that was said in them was told; else nothing is
  // learnt of them. REQUIRES: panes in order.
  void end(Time pane, bool isWhole);

  // Every brand, and all together: those that rise or collapse first.
  std::vector<Trend> list() const { return m_trends.list(); }

 private:
  Engine m_engine;
  BrandTrends m_trends;
};

}  // namespace watchfloor
