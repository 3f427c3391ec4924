#include "host/checkpointer.h"

#include <cassert>
#include <utility>

namespace watchfloor {
namespace {

constexpr int kMostHeld = 20;  // of so much time of the engine's thread checkpoints take one at most

}  // namespace

Checkpointer::Checkpointer(Options options, const Mark& mark)
    : m_options(std::move(options)),
      m_record(mark.record),
      m_due(m_options.monotonic() + m_options.every),
      m_ticksOnDisk(mark.tick) {
  assert(m_options.checkpoints && m_options.before && m_options.keepAfter && m_options.onWritten);
  m_thread = std::thread([this] { run(); });
}

Checkpointer::~Checkpointer() {
  {
    MutexLock lock(m_mutex);
    m_isStopping = true;
    m_changed.notifyAll();
  }
  m_thread.join();
}

bool Checkpointer::isDue(uint64_t record) const {
  const Moment now = m_options.monotonic();
  if (now < m_notBefore || (now < m_due && record - m_record < m_options.records)) return false;
  MutexLock lock(m_mutex);
  return !m_job && !m_isBusy;
}

void Checkpointer::take(Engine& engine, const Mark& mark) {
  const Moment begin = m_options.monotonic();
  SavedState state = engine.save();
  const Moment end = m_options.monotonic();
  m_record = mark.record;
  m_due = end + m_options.every;
  m_notBefore = end + kMostHeld * (end - begin);
  MutexLock lock(m_mutex);
  assert(!m_job && !m_isBusy);
  // Nothing that comes after the first one goes before it is written.
  if (!m_options.checkpoints->oldestKept()) m_options.keepAfter(mark);
  const TakenCheckpoint told{.status = {},
                             .record = mark.record,
                             .bytes = state.bytes(),
                             .held = std::chrono::round<Duration>(end - begin)};
  m_job.emplace(Job{mark, std::move(state), told});
  m_changed.notifyAll();
}

void Checkpointer::onDisk(uint64_t tick) {
  MutexLock lock(m_mutex);
  m_ticksOnDisk = tick;
  m_changed.notifyAll();
}

void Checkpointer::drain() {
  MutexLock lock(m_mutex);
  while (isReady() || m_isBusy) m_changed.wait(m_mutex);
}

void Checkpointer::run() {
  while (std::optional<Job> job = next()) {
    job->told.status = m_options.before(job->mark);
    if (job->told.status.ok()) job->told.status = m_options.checkpoints->write(job->mark, job->state);
    if (const std::optional<Mark> mark = m_options.checkpoints->oldestKept()) m_options.keepAfter(*mark);
    m_options.onWritten(job->told);
  }
}

// What is to be written; none at the end.
std::optional<Checkpointer::Job> Checkpointer::next() {
  MutexLock lock(m_mutex);
  m_isBusy = false;
  m_changed.notifyAll();
  while (!isReady() && !m_isStopping) m_changed.wait(m_mutex);
  if (!isReady()) return std::nullopt;
  m_isBusy = true;
  return std::exchange(m_job, std::nullopt);
}

}  // namespace watchfloor
