// Asks an engine again and again, on a thread of its own, and holds what it said: of what is no part of a
// frame.
//
//   Asker<TrendView> asker({.ask = [](grpc::ClientContext& context, TrendView* view) { … },
//                           .now = monotonic, .every = std::chrono::seconds(5)});
//   asker.newest().trends
//
// A view tells beside what was said whether anything was (`isKnown`), why not the last time (`problem`), and
// when (`lastHeard`). It is kept when nobody answers, and not when the engine that is there has nothing of
// the kind (FailedPrecondition). Any thread.
#pragma once

#include <absl/status/status.h>
#include <grpcpp/client_context.h>

#include <chrono>
#include <functional>
#include <string>
#include <thread>
#include <utility>

#include "model/thread.h"

namespace watchfloor {

template <class View>
class Asker {
 public:
  struct Options {
    // Blocks, and fills in what was said; nothing when it fails. On the asker's thread.
    std::function<absl::Status(grpc::ClientContext&, View*)> ask;
    std::function<std::chrono::steady_clock::time_point()> now;
    std::chrono::milliseconds every;
  };

  explicit Asker(Options options) : m_options(std::move(options)), m_thread([this] { run(); }) {}
  ~Asker() {  // does not wait for an answer
    {
      MutexLock lock(m_mutex);
      m_isStopping = true;
      interrupt();
    }
    m_thread.join();
  }
  Asker(const Asker&) = delete;
  Asker& operator=(const Asker&) = delete;

  View newest() const EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    return m_view;
  }

  // At once, whatever is under way: it is another question now.
  void askAgain() EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    m_isOutdated = true;
    interrupt();
  }

 private:
  void interrupt() REQUIRES_LOCK(m_mutex) {
    if (m_context) m_context->TryCancel();
    m_changed.notifyAll();
  }
  void run() {
    for (;;) {
      grpc::ClientContext context;
      View view;
      if (!begin(context, &view)) return;
      const absl::Status status = m_options.ask(context, &view);
      end(status, std::move(view));
    }
  }
  // False when it is to stop.
  bool begin(grpc::ClientContext& context, View* view) EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    if (m_isStopping) return false;
    m_context = &context, m_isOutdated = false;
    *view = m_view;
    return true;
  }
  void end(const absl::Status& status, View view) EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    m_context = nullptr;
    if (m_isOutdated) return;
    if (status.ok()) {
      m_view = std::move(view);
      m_view.isKnown = true;
      m_view.lastHeard = m_options.now();
    } else if (absl::IsFailedPrecondition(status)) {
      m_view = {};
    }
    m_view.problem = std::string(status.message());
    if (!m_isStopping) m_changed.waitFor(m_mutex, m_options.every);
  }

  const Options m_options;
  mutable Mutex m_mutex;
  CondVar m_changed;
  bool m_isStopping GUARDED_BY(m_mutex) = false;
  bool m_isOutdated GUARDED_BY(m_mutex) = false;
  grpc::ClientContext* m_context GUARDED_BY(m_mutex) = nullptr;  // of the question that is under way
  View m_view GUARDED_BY(m_mutex);
  std::thread m_thread;
};

}  // namespace watchfloor
