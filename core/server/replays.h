// The past, played to whoever asks: each replay is an engine of its own (host/past_engine.h) on a thread of
// its own, so that live walls and publishers wait for none; there are only a few at a time. A subscriber that
// goes away frees its engine at the next record. One that is slow slows down its own replay.
#pragma once

#include <absl/status/statusor.h>
#include <grpcpp/grpcpp.h>

#include <chrono>
#include <functional>
#include <list>
#include <memory>
#include <string>

#include "host/engine_host.h"
#include "host/past_engine.h"
#include "model/past.h"
#include "model/selection.h"
#include "model/thread.h"

namespace watchfloor {

class Replays {
 public:
  struct Options {
    std::string engineId;
    std::function<std::chrono::steady_clock::time_point()> monotonic;  // the pace is measured with it
    Duration letGoAfter{};  // a subscriber that takes no message for so long is let go
    EngineConfig config;    // as PastEngine::Options
    ClockKind clock = ClockKind::kWall;
    double maxRateHz = 4;  // of frames, unless a subscriber asks for another rate
    size_t most = 4;       // at a time
  };

  Replays(EngineHost& host, Options options);
  ~Replays();  // REQUIRES: gRPC is done with every replay
  Replays(const Replays&) = delete;
  Replays& operator=(const Replays&) = delete;

  // Plays to `context` until it goes away or the records end. The reactor belongs to this. Unavailable,
  // ResourceExhausted.
  absl::StatusOr<grpc::ServerWriteReactor<grpc::ByteBuffer>*> play(grpc::CallbackServerContext* context,
                                                                   Selection selection, const PastWish& wish)
      EXCLUDES_LOCK(m_mutex);

  // That hold an engine.
  size_t underWay() const EXCLUDES_LOCK(m_mutex);

  // Every replay ends; new ones are refused. Idempotent.
  void stop() EXCLUDES_LOCK(m_mutex);

 private:
  class Replay;

  void removeFinished() EXCLUDES_LOCK(m_mutex);

  EngineHost& m_host;
  const Options m_options;
  mutable Mutex m_mutex;
  std::list<std::unique_ptr<Replay>> m_replays GUARDED_BY(m_mutex);
  bool m_isStopping GUARDED_BY(m_mutex) = false;
};

}  // namespace watchfloor
