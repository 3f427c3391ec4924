// Publishes batches of events to an engine, over gRPC, and gets each acknowledged. A window of batches is
// under way at a time; when the connection breaks, it reconnects (0.25 s, doubling to 4 s) and sends again
// what was not acknowledged: duplicates count once.
//
//   EventPublisher publisher({.target = "127.0.0.1:7411"});
//   for (...) RETURN_IF_NOT_OK(publisher.publish({.source = "acd", .events = events}));
//   absl::StatusOr<EventPublisher::Totals> totals = publisher.finish();
//
// publish() and finish() from one thread. Memory: the window.
#pragma once

#include <absl/status/statusor.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "model/record.h"

namespace watchfloor {

class EventPublisher {
 public:
  // Of what was acknowledged so far. A batch that was sent twice counts as it was acknowledged.
  struct Totals {
    int64_t batches = 0, events = 0;
    int64_t accepted = 0, duplicates = 0, lateDropped = 0, futureRejected = 0, rejected = 0;
    uint64_t position = 0;  // of the last batch among the engine's records
    struct Rejection {
      int64_t event = 0;  // counted from 0, over all that was published
      std::string reason;
    };
    std::vector<Rejection> rejections;  // the first BatchResult::kMaxRejections
  };

  struct Options {
    std::string target;                             // host:port, or unix:path
    size_t window = 8;                              // batches that wait for their acknowledgement at most
    int maxAttempts = 10;                           // without any acknowledgement, then it fails; 0: never
    std::function<void(const Totals&)> onProgress;  // after each acknowledgement, on a thread of its own
    // An outage begins: why; it is over, as something was acknowledged: OK. On a thread of its own.
    std::function<void(const absl::Status&)> onOutage = nullptr;
    // Asked in an outage before each attempt: true fails at once.
    std::function<bool()> isEnding = nullptr;
  };

  explicit EventPublisher(Options options);
  ~EventPublisher();  // gives up what is not acknowledged
  EventPublisher(const EventPublisher&) = delete;
  EventPublisher& operator=(const EventPublisher&) = delete;

  // Waits while the window is full. A batch too large for one message goes as several; an event too large for
  // one is InvalidArgument, and nothing of its batch is sent. After a failure that retrying cannot mend, that
  // failure.
  absl::Status publish(const Batch& batch);

  // So far.
  Totals totals() const;

  // Waits until everything is acknowledged, and ends the stream. Nothing may be published afterwards.
  absl::StatusOr<Totals> finish();

 private:
  class Impl;
  std::unique_ptr<Impl> m_impl;
};

}  // namespace watchfloor
