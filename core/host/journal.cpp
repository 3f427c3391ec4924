#include "host/journal.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace watchfloor {
namespace {

constexpr size_t kTicksAtOnce = 10'000;  // so that those of a long pause keep nobody waiting

}  // namespace

Journal::Journal(Options options)
    : m_options(std::move(options)),
      m_lastTick(m_options.store->lastTick().number),
      m_doneTicks(m_lastTick),
      m_thread([this] { run(); }) {
  assert(m_options.store && m_options.monotonic && m_options.onWritten);
}

Journal::~Journal() {
  drain();
  {
    MutexLock lock(m_mutex);
    m_isStopping = true;
    m_changed.notifyAll();
  }
  m_thread.join();
}

void Journal::add(Work work) {
  MutexLock lock(m_mutex);
  m_works.push_back(std::move(work));
  m_changed.notifyAll();
}

uint64_t Journal::add(RecordStore::NewTick tick) {
  MutexLock lock(m_mutex);
  if (m_ticks.size() >= kMaxWaitingTicks && !m_isBusy) {
    m_doneTicks = m_ticks.front().number;
    m_ticks.pop_front();
  }
  tick.number = ++m_lastTick;
  m_ticks.push_back(tick);
  m_changed.notifyAll();
  return tick.number;
}

absl::Status Journal::read(const std::function<absl::Status(RecordStore&)>& work) {
  Reading reading{work};
  MutexLock lock(m_mutex);
  if (m_isStopping) return absl::UnavailableError("the engine is stopping");
  m_readings.push_back(&reading);
  m_changed.notifyAll();
  while (!reading.isDone) m_changed.wait(m_mutex);
  return reading.status;
}

void Journal::keepAfter(const Mark& mark) {
  MutexLock lock(m_mutex);
  m_keptAfter = mark;
}

void Journal::drain() {
  MutexLock lock(m_mutex);
  ++m_drains;
  m_changed.notifyAll();
  while (m_isBusy || !m_works.empty() || !m_ticks.empty()) m_changed.wait(m_mutex);
  --m_drains;
}

void Journal::run() {
  Group group;
  while (next(&group)) {
    if (group.reading) {
      serve(*group.reading);
      group = {};
      continue;
    }
    const uint64_t firstPosition = m_options.store->lastPosition() + 1;
    if (group.isTried) group.status = write(group);
    finish(std::move(group), firstPosition);
    group = {};
  }
}

// Waits for a group; false at the end.
bool Journal::next(Group* group) {
  MutexLock lock(m_mutex);
  for (;;) {
    const bool isPause = !m_status.ok() && m_drains == 0 && m_options.monotonic() < m_retryAt;
    const bool isWrite = !m_works.empty() || (!m_ticks.empty() && !isPause);
    if (hasReading(isWrite)) {
      group->reading = m_readings.front();
      m_readings.pop_front();
      return true;
    }
    if (isWrite) {
      group->isTried = !isPause;
      group->status = m_status;
      group->works.swap(m_works);
      if (!isPause) group->keptAfter = std::exchange(m_keptAfter, std::nullopt);
      if (!isPause) {
        const auto n = static_cast<std::ptrdiff_t>(std::min(m_ticks.size(), kTicksAtOnce));
        group->ticks.assign(m_ticks.begin(), m_ticks.begin() + n);
      }
      m_isBusy = true;
      return true;
    }
    if (m_isStopping) return false;
    m_changed.wait(m_mutex);
  }
}

// Writing goes first, and each write is followed by one reading at most.
bool Journal::hasReading(bool isWrite) {
  const bool isTurn = std::exchange(m_isReadersTurn, isWrite && !m_isReadersTurn);
  return !m_readings.empty() && (!isWrite || isTurn);
}

void Journal::serve(Reading& reading) {
  absl::Status status = reading.work(*m_options.store);
  MutexLock lock(m_mutex);
  reading.status = std::move(status);
  reading.isDone = true;
  m_changed.notifyAll();
}

absl::Status Journal::write(const Group& group) {
  if (group.keptAfter) m_options.store->keepAfter(*group.keptAfter);
  std::vector<RecordStore::NewRecord> records;
  records.reserve(group.works.size());
  for (const Work& work : group.works) {
    if (const auto* submission = std::get_if<Submission>(&work)) {
      records.emplace_back(&submission->batch);
    } else {
      records.emplace_back(&std::get<EngineConfig>(work));
    }
  }
  return m_options.store->write(records, group.ticks);
}

void Journal::finish(Group group, uint64_t firstPosition) {
  Written written{.works = std::move(group.works),
                  .firstPosition = firstPosition,
                  .lastTick = m_options.store->lastTick(),
                  .status = group.status};
  {
    MutexLock lock(m_mutex);
    if (group.isTried && group.status.ok()) {
      m_ticks.erase(m_ticks.begin(), m_ticks.begin() + static_cast<std::ptrdiff_t>(group.ticks.size()));
      if (!group.ticks.empty()) m_doneTicks = group.ticks.back().number;
    } else if (group.isTried) {
      m_retryAt = m_options.monotonic() + kPause;
      if (m_drains > 0) m_ticks.clear();
    }
    m_status = std::move(group.status);
    written.ticks = m_doneTicks;
  }
  m_options.onWritten(std::move(written));
  MutexLock lock(m_mutex);
  m_isBusy = false;
  m_changed.notifyAll();
}

}  // namespace watchfloor
