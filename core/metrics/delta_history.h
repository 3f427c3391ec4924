// What was published before, so that a frame can say what has changed since one window ago. Not thread-safe.
//
// Of each sliding window the plain values (count, ratio, mean) of past ticks are kept for one window's
// length: all of them up to `few` ticks, and from then on the first in every 1/60 of the window, so that
// neither memory nor work grows with the rate of frames. The value compared with is then at most 1/60 of a
// window, and one tick, older than "one window ago".
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <vector>

#include "metrics/definitions.h"
#include "model/frame.h"
#include "model/record.h"

namespace watchfloor {

// Which ticks of a window are kept.
class KeptTicks {
 public:
  explicit KeptTicks(Duration window) : m_window(window) {}

  // The newest at or before `moment`; none when there is none. Forgets what is older.
  // REQUIRES: `moment` never goes back.
  std::optional<Time> at(Time moment);

  // Whether `tick` is kept. REQUIRES: it is not before the last one.
  bool add(Time tick, size_t few);

  // Nothing from before that is compared with at `end` or later.
  Time oldestComparedAt(Time end, const TickAt& tickAt) const {
    const std::optional<Time> tick = tickAt(end - m_window);
    return tick ? *tick - m_window / kParts : kDistantPast;
  }

  // The first at or after `at`. REQUIRES: there is one.
  Time following(Time at) const { return *std::lower_bound(m_ticks.begin(), m_ticks.end(), at); }

  template <class Archive>
  void persist(Archive& archive);

 private:
  static constexpr int kParts = 60;  // of a window, of each of which a tick is kept

  Duration m_window;
  bool m_areMany = false;  // there were more than a few
  std::deque<Time> m_ticks;
};

// The past of one cell in one window: its values at each kept tick at which they were others than before.
// Memory: 48 bytes, and for each such tick 16, and 2 to 10 a metric that is not zero.
class PastFigures {
 public:
  // What is published at a tick that is kept. REQUIRES: ticks never go back.
  void add(Time tick, std::span<const PlainParts> figures);

  // From now on `then` is compared with, a kept tick. Forgets what is older; true when other values hold.
  // REQUIRES: it never goes back.
  bool moveTo(Time then);

  // Sets deltas against what held at the last moveTo(), and adds counts that have become zero.
  // REQUIRES: moveTo() was called.
  void compare(std::vector<Measured>* figures) const;

  // Of a past only what can still be asked for is written, at the kept ticks from which on it holds: so it
  // does not depend on the other ticks. REQUIRES: `ticks` are those that are kept
  template <class Archive>
  void persist(Archive& archive, const KeptTicks& ticks);

 private:
  struct Header {
    Time at;
    uint32_t size;  // of the values that follow
  };

  Header headerAt(size_t offset) const;
  std::span<const uint8_t> valuesAt(size_t offset) const;
  void clear();
  void findNext();
  size_t endOf(size_t offset) const { return offset + sizeof(Header) + headerAt(offset).size; }
  bool isEmpty() const { return m_first == m_records.size(); }

  std::vector<uint8_t> m_records;  // headers and values, oldest first
  size_t m_first = 0, m_last = 0;  // offsets of records
  bool m_isThere = false;          // the first record held at `then`
  Time m_next = kDistantFuture;    // from when on another one holds
};

}  // namespace watchfloor
