// What the tests of EngineHost share: frames as they come, and small batches.
#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <semaphore>
#include <string>
#include <utility>
#include <vector>

#include "fake_clock.h"
#include "host/engine_host.h"

namespace watchfloor {

inline constexpr auto kPatience = std::chrono::seconds(30);

// Frames as they come. One test thread takes them.
class Frames {
 public:
  void put(FramePtr frame) {
    const std::lock_guard lock(m_mutex);
    m_frames.push_back(std::move(frame));
    m_changed.notify_all();
  }
  // The next one; null when none came within the test's patience.
  FramePtr next() {
    std::unique_lock lock(m_mutex);
    if (!m_changed.wait_for(lock, kPatience, [this] { return m_taken < m_frames.size(); })) return nullptr;
    return m_frames[m_taken++];
  }
  size_t size() const {
    const std::lock_guard lock(m_mutex);
    return m_frames.size();
  }

 private:
  mutable std::mutex m_mutex;
  std::condition_variable m_changed;
  std::vector<FramePtr> m_frames;
  size_t m_taken = 0;
};

inline Event answered(int id, Time time = kMorning) {
  ContactEvent contact;
  contact.contactId = std::to_string(id);
  contact.phase = ContactEvent::Phase::kAnswered;
  contact.wait = seconds(1);
  return {.source = "acd",
          .eventId = std::to_string(id),
          .time = time,
          .brand = "acme",
          .channel = "voice",
          .body = contact};
}

inline Batch batch(int id, Time time = kMorning) {
  Batch result;
  result.source = "acd";
  result.events.push_back(answered(id, time));
  return result;
}

// Everything, under the number of a host's first want.
inline Wants everything() { return {.selections = {Selection{}}, .number = 1}; }

inline int64_t answeredIn(const Frame& frame) {
  const FrameCell* cell = frame.find("acme", "voice", Window::k60m);
  return cell ? std::get<Count>(cell->figure(Metric::kAnswered)).n : 0;
}

// Submits and waits until it is applied.
inline absl::StatusOr<BatchOutcome> applied(EngineHost& host, BatchRecord batch) {
  std::binary_semaphore done(0);
  absl::StatusOr<BatchOutcome> result = absl::UnknownError("not called");
  host.submit(std::move(batch), [&](absl::StatusOr<BatchOutcome> outcome) {
    result = std::move(outcome);
    done.release();
  });
  if (!done.try_acquire_for(kPatience)) return absl::DeadlineExceededError("not applied");
  return result;
}

}  // namespace watchfloor
