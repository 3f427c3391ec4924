// Batches that are applied and not yet acknowledged: after a loss of power the engine is to judge them as it
// did, so every tick that it took before them has to be on disk first. Cost: O(1) a batch. One thread at a
// time.
#pragma once

#include <absl/status/status.h>

#include <deque>
#include <utility>

#include "host/work.h"

namespace watchfloor {

// What a publisher is told when the store says `status`: to come again later. A copy of its own, which shares
// nothing with other threads.
inline absl::Status refusal(const absl::Status& status) {
  if (absl::IsResourceExhausted(status)) return absl::ResourceExhaustedError(status.message());
  return absl::UnavailableError(status.message());
}

class Acknowledgements {
 public:
  bool empty() const { return m_waiting.empty(); }

  // `ticks`: how many the engine had taken before the batch.
  void add(uint64_t ticks, Done done, BatchOutcome outcome) {
    m_waiting.push_back({ticks, std::move(done), std::move(outcome)});
  }

  // Acknowledges those with no more than `ticksOnDisk`, and refuses the others if `store` is not ok.
  void release(uint64_t ticksOnDisk, const absl::Status& store) {
    while (!m_waiting.empty() && (m_waiting.front().ticks <= ticksOnDisk || !store.ok())) {
      Waiting first = std::move(m_waiting.front());
      m_waiting.pop_front();
      if (first.ticks <= ticksOnDisk) {
        first.done(std::move(first.outcome));
      } else {
        first.done(refusal(store));
      }
    }
  }

 private:
  struct Waiting {
    uint64_t ticks = 0;
    Done done;
    BatchOutcome outcome;
  };
  std::deque<Waiting> m_waiting;
};

}  // namespace watchfloor
