// Whose mentions rise or collapse as they seldom do, from the frames of an engine: each five minutes the
// mentions of the last five, of every brand and of all together, go to a detector of its own
// (listen/surge_detector.h).
//
//   BrandTrends trends;
//   trends.learn("acme", pane, 12);      // what a history knows of the time before, oldest first
//   trends.add(*frame);                  // every frame
//   for (const Trend& trend : trends.list()) …
//
// What came late, was corrected or taken back within five minutes is right; later changes are not looked at
// again. When frames are missing for longer than a pane, that tells nothing. Under the event clock frames do
// not follow the minutes, and add() looks at nothing; whoever makes a frame for each five minutes of a
// recording hands it to look() (host/recorded_mentions.h).
//
// Cost: of most frames nothing; of one each five minutes about 2 µs a brand. Memory: 4 KB a brand,
// kMostBrands at most, the first that are seen. One thread at a time.
#pragma once

#include <absl/container/btree_map.h>

#include <optional>
#include <string>
#include <vector>

#include "listen/surge_detector.h"
#include "model/frame.h"
#include "model/selection.h"
#include "model/trend.h"

namespace watchfloor {

class BrandTrends {
 public:
  static constexpr size_t kMostBrands = 10'000;
  static constexpr Duration kPane = minutes(5);

  // `surge.pane` is five minutes, whatever it says.
  explicit BrandTrends(SurgeOptions surge = {.rest = kRestLive, .isWeekly = true, .minAuthors = 5});

  // What frames have to show, and how long it is to the end of a pane: the next frame after it is looked at.
  static Selection wanted();
  static Duration untilNext(Time now);

  // The mentions of the five minutes from `pane` on. REQUIRES: panes of a brand in order, before any frame.
  void learn(const std::string& brand, Time pane, double mentions);

  // True when it was looked at. Some frame of the pane before must have been seen.
  bool add(const Frame& frame);

  // The same of a frame whose 5 m window is the pane that begins then. REQUIRES: panes in order.
  void look(Time pane, const Frame& frame);

  // Every brand: those that rise or collapse first, the most unusual first.
  std::vector<Trend> list() const;

 private:
  struct OfBrand {
    SurgeDetector detector;
    std::optional<Time> newest;  // pane
    Trend trend;
  };

  OfBrand* ofBrand(const std::string& brand);
  void look(const std::string& brand, Time pane, const Frame& frame);

  SurgeOptions m_options;
  std::optional<int64_t> m_newest;  // the pane that frames were in, since 1970
  absl::btree_map<std::string, OfBrand> m_brands;
};

}  // namespace watchfloor
