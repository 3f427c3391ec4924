// The engine as it was at a tick of the past, and from there on tick by tick: what replays the wall, and
// works an exported figure out again. It reads the records beside the engine that writes them, in small
// parts.
//
//   PastEngine past({.access = [&](const auto& work) { return host.readStore(work); }, .config = config});
//   absl::StatusOr<FramePtr> frame = past.goTo({.at = moment}, selection);
//   while (*past.awaitTick()) frame = past.advance(true);
//
// It begins with a checkpoint of before that moment, or with the first record that is kept, and applies what
// was recorded between. Only what is on disk, and whose place is settled, is read: the present is a tick or
// two behind the engine's.
//
// Cost: that of recovering as much. Memory: an engine, and kPartBytes of records. One thread at a time.
#pragma once

#include <absl/status/statusor.h>

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>

#include "host/recorded_engine.h"
#include "model/past.h"
#include "model/selection.h"
#include "store/record_store.h"

namespace watchfloor {

// Runs something with the store, where nobody else uses it meanwhile, and waits for it.
using StoreAccess = std::function<absl::Status(const std::function<absl::Status(RecordStore&)>&)>;

// Where a past engine begins.
enum class PastBase : uint8_t {
  kNearest,  // with the newest checkpoint of before: soonest there
  kRecords,  // with the first record, or the oldest checkpoint when that is gone: takes no checkpoint's word
};

class PastEngine {
 public:
  static constexpr size_t kPartBytes = 512UL << 10, kPartItems = 1'000;  // that are read at once

  struct Options {
    StoreAccess access;
    EngineConfig config;  // its limits; all of it where nothing was recorded
    ClockKind clock = ClockKind::kWall;
    // Asked at each record, with the time of the last tick: true ends it with Cancelled.
    std::function<bool(std::optional<Time>)> isEnding = [](std::optional<Time>) { return false; };
  };

  explicit PastEngine(Options options);

  // The frame of that moment's tick, with what `selection` shows. NotFound: nothing was recorded by then, or
  // no frame was taken at that position. REQUIRES: called once, first
  absl::StatusOr<FramePtr> goTo(const PastMoment& moment, const Selection& selection, PastBase base);

  // Goes up to the next tick, and says of when it is; none when there is none on disk yet.
  absl::StatusOr<std::optional<Time>> awaitTick();
  // Takes that tick. The frame has figures if it `isShown`. REQUIRES: awaitTick() said one
  FramePtr advance(bool isShown);

  // How its frames differ from those of then.
  Replayed replayed(double speed) const {
    return {.speed = speed, .damaged = m_recorded.damaged(), .isWhole = m_isWhole, .erasures = m_erasures};
  }

 private:
  absl::Status begin(const PastMoment& moment, PastBase base);
  absl::Status load(const Checkpoints& checkpoints, const PastMoment& moment, PastBase base);
  absl::Status fill();

  const Options m_options;
  RecordedEngine m_recorded;
  Selection m_selection;
  RecordStore::Tick m_target;              // of goTo()
  Mark m_gone;                             // the newest that was let go by then
  std::optional<Mark> m_mark;              // up to where it was read; none before the first
  std::deque<RecordReader::Item> m_items;  // read, and not applied
  std::optional<Time> m_now;               // the last tick
  uint64_t m_erasures = 0;                 // of records up to the target, since then
  bool m_isWhole = true;                   // nothing that came before what it began with is missing
  bool m_isShown = false;                  // the engine makes figures
};

}  // namespace watchfloor
