// Gives the engine's newest frame to every subscriber, on a thread of its own, so that neither the engine nor
// gRPC waits for serialising. Holds the newest frame only. Memory: 1 KB a subscriber, and what it holds
// itself.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "host/engine_host.h"
#include "model/thread.h"
#include "server/subscriber.h"
#include "server/update_encoder.h"

namespace watchfloor {

class FanOut {
 public:
  // `monotonic` is the program's clock: rates, heartbeats and patience are measured with it. At most
  // `maxSubscribers` are there at a time; one more is ended with ResourceExhausted.
  FanOut(EngineHost& host, std::string engineId, size_t maxSubscribers,
         std::function<std::chrono::steady_clock::time_point()> monotonic);
  ~FanOut();  // REQUIRES: every subscriber has been removed
  FanOut(const FanOut&) = delete;
  FanOut& operator=(const FanOut&) = delete;

  void add(std::shared_ptr<Subscriber> subscriber) EXCLUDES_LOCK(m_mutex);
  void remove(Subscriber* subscriber) EXCLUDES_LOCK(m_mutex);

  // Offers the newest frame again: some subscriber can take it now.
  void wake() EXCLUDES_LOCK(m_mutex);

  // Ends every stream, and those that are still to be added.
  void stop() EXCLUDES_LOCK(m_mutex);

 private:
  using Subscribers = std::vector<std::shared_ptr<Subscriber>>;

  void run() EXCLUDES_LOCK(m_mutex);
  void setFrame(FramePtr frame) EXCLUDES_LOCK(m_mutex);

  const size_t m_most;
  const std::function<std::chrono::steady_clock::time_point()> m_monotonic;
  UpdateEncoder m_encoder;  // of the thread

  Mutex m_mutex;
  CondVar m_wakeUp;
  bool m_isWoken GUARDED_BY(m_mutex) = false;
  bool m_isStopping GUARDED_BY(m_mutex) = false;
  FramePtr m_frame GUARDED_BY(m_mutex);
  Subscribers m_subscribers GUARDED_BY(m_mutex);

  std::thread m_thread;
  std::unique_ptr<EngineHost::Subscription> m_frames;
};

}  // namespace watchfloor
