// Writes checkpoints on a thread of its own, so that neither the engine nor the journal waits for the disk.
// One at a time. Any thread.
#pragma once

#include <absl/status/status.h>

#include <functional>
#include <optional>
#include <thread>
#include <utility>

#include "model/saved_state.h"
#include "model/thread.h"
#include "store/checkpoints.h"

namespace watchfloor {

class CheckpointWriter {
 public:
  // REQUIRES: `checkpoints` outlive it, and nobody else uses them. `before` a checkpoint is written it runs
  // on the writer's thread, and so does `onWritten`; when it fails, the checkpoint does.
  CheckpointWriter(Checkpoints& checkpoints, std::function<absl::Status(const Mark&)> before,
                   std::function<void(const absl::Status&)> onWritten)
      : m_checkpoints(checkpoints),
        m_before(std::move(before)),
        m_onWritten(std::move(onWritten)),
        m_thread([this] { run(); }) {}
  ~CheckpointWriter() {  // what was taken is written
    {
      MutexLock lock(m_mutex);
      m_isStopping = true;
      m_changed.notifyAll();
    }
    m_thread.join();
  }
  CheckpointWriter(const CheckpointWriter&) = delete;
  CheckpointWriter& operator=(const CheckpointWriter&) = delete;

  // REQUIRES: the one before it was told to onWritten, or nothing waits.
  void write(const Mark& mark, SavedState state) EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    m_next.emplace(mark, std::move(state));
    m_changed.notifyAll();
  }

  // Waits until all is written and told.
  void drain() EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    while (m_next || m_isBusy) m_changed.wait(m_mutex);
  }

 private:
  using Job = std::pair<Mark, SavedState>;

  void run() EXCLUDES_LOCK(m_mutex) {
    while (const std::optional<Job> job = next()) {
      absl::Status status = m_before(job->first);
      if (status.ok()) status = m_checkpoints.write(job->first, job->second);
      m_onWritten(status);
    }
  }
  // None at the end.
  std::optional<Job> next() EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    m_isBusy = false;
    m_changed.notifyAll();
    while (!m_next && !m_isStopping) m_changed.wait(m_mutex);
    m_isBusy = m_next.has_value();
    return std::exchange(m_next, std::nullopt);
  }

  Checkpoints& m_checkpoints;
  const std::function<absl::Status(const Mark&)> m_before;
  const std::function<void(const absl::Status&)> m_onWritten;
  Mutex m_mutex;
  CondVar m_changed;
  std::optional<Job> m_next GUARDED_BY(m_mutex);
  bool m_isBusy GUARDED_BY(m_mutex) = false;
  bool m_isStopping GUARDED_BY(m_mutex) = false;
  std::thread m_thread;
};

}  // namespace watchfloor
