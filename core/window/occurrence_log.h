// What a retraction needs to know: the occurrences of each author but the last one. A log in order of
// arrival, in which each record points to the one before it of the same author, so that nothing is freed one
// by one: the front goes when it is past, or when there are too many; links to what has gone end there.
//
// Memory: 8 bytes a record. Cost: push() O(1), take…() O(records of the author). Not thread-safe.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>

namespace watchfloor {

class OccurrenceLog {
 public:
  using Link = uint32_t;  // the number of a record; 0: none

  explicit OccurrenceLog(size_t most) : m_most(most) {}

  size_t size() const { return m_records.size(); }

  void push(Link* head, int32_t second) {
    if (m_first + m_records.size() == 0) m_records.push_back({0, 0});  // all 2^32 numbers are used
    m_records.push_back({second, *head});
    *head = m_first + static_cast<Link>(m_records.size() - 1);
    if (m_records.size() > m_most) popFront();
  }

  // Takes an occurrence at that second off the author's; false when there is none.
  bool take(Link* head, int32_t second) {
    for (Link* link = head; Record* record = at(*link); link = &record->earlier) {
      if (record->second != second) continue;
      *link = record->earlier;
      return true;
    }
    return false;
  }

  // Takes the newest of the author's; 0 when there is none.
  int32_t takeNewest(Link* head) {
    int32_t newest = 0;
    for (Link link = *head; const Record* record = at(link); link = record->earlier) {
      newest = std::max(newest, record->second);
    }
    return newest > 0 && take(head, newest) ? newest : 0;
  }

  void forgetBefore(int32_t second) {
    while (!m_records.empty() && m_records.front().second < second) popFront();
  }

  template <class Archive>
  void persist(Archive& archive) {
    archive(m_first, m_records);
    if (!Archive::kIsReading) return;
    for (size_t i = 0; i < m_records.size(); ++i) {  // links go back, or end
      const Link index = m_records[i].earlier - m_first;
      archive.require(m_records[i].earlier == 0 || index < i || index >= m_records.size());
    }
  }

  // Each second becomes another one, in the same order.
  template <typename Change>
  void change(Change change) {
    for (Record& record : m_records) record.second = change(record.second);
  }

 private:
  struct Record {
    static constexpr bool kIsFlat = true;
    int32_t second = 0;
    Link earlier = 0;
  };

  Record* at(Link link) {
    const Link index = link - m_first;
    return link != 0 && index < m_records.size() ? &m_records[index] : nullptr;
  }
  void popFront() {
    m_records.pop_front();
    ++m_first;
  }

  size_t m_most;
  Link m_first = 1;
  std::deque<Record> m_records;
};

}  // namespace watchfloor
