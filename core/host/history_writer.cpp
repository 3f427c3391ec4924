#include "host/history_writer.h"

#include <absl/strings/str_cat.h>

#include <cassert>

namespace watchfloor {
namespace {

size_t amountsIn(const MinuteChanges& changes) {
  size_t amounts = 1 + changes.entries.size() + changes.authors.size() + changes.spent.size();
  for (const MinuteChanges::Ended& ended : changes.ended) amounts += 3 * ended.places.size();
  return amounts;
}

}  // namespace

HistoryWriter::HistoryWriter(Options options, const RecordStore& records) : m_options(std::move(options)) {
  assert(m_options.store && m_options.monotonic);
  // Records that lost their end know less than they told.
  const TickMark &told = m_options.store->mark(), last = records.lastTick();
  m_through = m_written = told.number <= last.number ? told : last;
}

HistoryWriter::~HistoryWriter() {
  if (!m_thread.joinable()) return;
  {
    MutexLock lock(m_mutex);
    m_isStopping = true;
    m_changed.notifyAll();
  }
  m_thread.join();
}

void HistoryWriter::recovered(const TickMark& tick, const MinuteChanges& changes) {
  if (tick.number <= m_through.number) return m_table.skip(changes);
  if (m_isBehind) return;
  m_table.add(changes);
  m_through = tick;
  if (m_table.size() >= kMostRecovered) write();
}

void HistoryWriter::beginOtherEngine() {
  write();
  if (!m_isBehind && !m_status.ok()) giveUp(m_status);  // what waits would be told by the wrong numbers
  m_table = {};
  m_options.store->forgetNumbers();
}

void HistoryWriter::start(const TickMark& last) {
  {
    MutexLock lock(m_mutex);
    m_onDisk.push_back({last.number, last});
    m_lastTold = m_wholeTick = last.number;
    m_due = m_options.monotonic();
  }
  m_thread = std::thread([this] { run(); });
}

void HistoryWriter::add(uint64_t n, MinuteChanges changes) {
  const size_t amounts = amountsIn(changes);
  MutexLock lock(m_mutex);
  m_lastTold = n;
  m_isTooMuch |= m_amounts + amounts > kMostTold;
  if (m_isTooMuch) {
    m_told.clear();
    m_amounts = 0;
  } else {
    m_told.push_back({n, amounts, std::move(changes)});
    m_amounts += amounts;
  }
  m_changed.notifyAll();
}

void HistoryWriter::onDisk(uint64_t n, const TickMark& last) {
  MutexLock lock(m_mutex);
  if (!m_onDisk.empty() && m_onDisk.back().n == n) return;
  m_onDisk.push_back({n, last});
  m_changed.notifyAll();
}

absl::Status HistoryWriter::flush(uint64_t tick) {
  MutexLock lock(m_mutex);
  do {
    const uint64_t ticket = ++m_asked;
    m_changed.notifyAll();
    while (m_answered < ticket) m_changed.wait(m_mutex);
    // A write of ticks counts as a whole: the next one may be on disk with it, and not be told yet.
    while (m_answer.ok() && m_wholeTick < tick) m_changed.wait(m_mutex);
  } while (m_answer.ok() && m_answeredTick < tick);
  return m_answer;
}

void HistoryWriter::run() {
  for (bool isGoingOn = true; isGoingOn;) {
    std::deque<Told> told;
    bool isWriting = false, isTooMuch = false;
    uint64_t asked = 0;
    isGoingOn = takeWork(&told, &isWriting, &isTooMuch, &asked);
    if (isTooMuch && !m_isBehind) {
      giveUp(absl::ResourceExhaustedError("more happened than the disk takes of the history"));
    }
    for (const Told& one : told) {
      if (!m_isBehind) m_table.add(one.changes);
    }
    if (isWriting) write();
    MutexLock lock(m_mutex);
    if (isWriting) {
      m_due = m_options.monotonic() + m_options.every;
      m_answeredTick = m_wholeTick;
    }
    m_answered = asked;
    m_answer = absl::Status(m_status.code(), m_status.message());
    m_changed.notifyAll();
  }
}

// Waits for something to do: takes what happened at ticks that are on disk. False at the end.
bool HistoryWriter::takeWork(std::deque<Told>* told, bool* isWriting, bool* isTooMuch, uint64_t* asked) {
  MutexLock lock(m_mutex);
  for (;;) {
    // Only whole writes of ticks count: the newest one of which everything is told.
    while (!m_onDisk.empty() && m_onDisk.front().n <= m_lastTold) {
      const OnDisk whole = m_onDisk.front();
      m_onDisk.pop_front();
      while (!m_told.empty() && m_told.front().n <= whole.n) {
        m_amounts -= m_told.front().amounts;
        told->push_back(std::move(m_told.front()));
        m_told.pop_front();
      }
      m_through = whole.last;
      m_wholeTick = whole.n;
    }
    *isWriting = m_isStopping || m_asked > m_answered || m_options.monotonic() >= m_due;
    *asked = m_asked;
    *isTooMuch = m_isTooMuch;
    if (m_isStopping || *isWriting || !told->empty()) return !m_isStopping;
    m_changed.wait(m_mutex);
  }
}

void HistoryWriter::write() {
  if (m_isBehind || (m_table.size() == 0 && m_through == m_written && m_options.store->waiting() == 0))
    return;
  const absl::Status status = m_options.store->write(m_table, m_through);
  if (status.ok()) m_written = m_through;
  const bool isNews = status.ok() != m_status.ok();
  m_status = status;
  if (!status.ok() && m_options.store->waiting() > kMostWaiting) return giveUp(status);
  if (isNews) m_options.onStatus(m_status);
}

void HistoryWriter::giveUp(const absl::Status& why) {
  m_isBehind = true;
  m_status =
      absl::Status(why.code(), absl::StrCat(why.message(),
                                            "; what happens is not added to the history any more: start the "
                                            "program again once it can be written"));
  m_options.onStatus(m_status);
}

}  // namespace watchfloor
