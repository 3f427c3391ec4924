#include "server/fan_out.h"

#include <absl/strings/str_cat.h>

#include <algorithm>
#include <utility>

namespace watchfloor {

FanOut::FanOut(EngineHost& host, std::string engineId, size_t maxSubscribers,
               std::function<std::chrono::steady_clock::time_point()> monotonic)
    : m_most(maxSubscribers), m_monotonic(std::move(monotonic)), m_encoder(std::move(engineId)) {
  m_frames = host.subscribe([this](FramePtr frame) { setFrame(std::move(frame)); });
  m_thread = std::thread([this] { run(); });
}

FanOut::~FanOut() {
  m_frames.reset();
  stop();
  m_thread.join();
}

void FanOut::add(std::shared_ptr<Subscriber> subscriber) {
  grpc::Status refusal(grpc::StatusCode::UNAVAILABLE, "the engine is stopping");
  {
    MutexLock lock(m_mutex);
    m_subscribers.push_back(subscriber);
    if (!m_isStopping && m_subscribers.size() <= m_most) {
      m_isWoken = true;
      m_wakeUp.notifyOne();
      return;
    }
    if (!m_isStopping) {
      refusal = {grpc::StatusCode::RESOURCE_EXHAUSTED,
                 absl::StrCat(m_most,
                              " walls are connected, and no more are taken: try again later, or raise "
                              "server.max_walls")};
    }
  }
  subscriber->end(std::move(refusal));
}

void FanOut::remove(Subscriber* subscriber) {
  std::shared_ptr<Subscriber> last;  // outlives the lock
  MutexLock lock(m_mutex);
  const auto it = std::find_if(m_subscribers.begin(), m_subscribers.end(),
                               [subscriber](const auto& s) { return s.get() == subscriber; });
  last = std::move(*it);
  m_subscribers.erase(it);
}

void FanOut::wake() {
  MutexLock lock(m_mutex);
  m_isWoken = true;
  m_wakeUp.notifyOne();
}

void FanOut::setFrame(FramePtr frame) {
  MutexLock lock(m_mutex);
  m_frame = std::move(frame);
  m_isWoken = true;
  m_wakeUp.notifyOne();
}

void FanOut::stop() {
  Subscribers subscribers;
  {
    MutexLock lock(m_mutex);
    m_isStopping = true;
    m_wakeUp.notifyOne();
    subscribers = m_subscribers;
  }
  for (const auto& subscriber : subscribers) {
    subscriber->end({grpc::StatusCode::UNAVAILABLE, "the engine is stopping"});
  }
}

void FanOut::run() {
  Subscriber::Moment next = Subscriber::kNever;
  for (;;) {
    FramePtr frame;
    Subscribers subscribers;
    {
      MutexLock lock(m_mutex);
      while (!m_isWoken && !m_isStopping) {
        const Subscriber::Moment now = m_monotonic();
        if (now >= next) break;
        if (next == Subscriber::kNever) {
          m_wakeUp.wait(m_mutex);
        } else {
          m_wakeUp.waitFor(m_mutex, std::chrono::ceil<Duration>(next - now));
        }
      }
      if (m_isStopping) return;
      m_isWoken = false;
      frame = m_frame;
      subscribers = m_subscribers;
    }
    next = Subscriber::kNever;
    const Subscriber::Moment now = m_monotonic();
    for (const auto& subscriber : subscribers) {
      next = std::min(next, subscriber->offer(frame, now, m_encoder));
    }
  }
}

}  // namespace watchfloor
