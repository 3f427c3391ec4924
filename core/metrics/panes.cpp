#include "metrics/panes.h"

#include <algorithm>
#include <tuple>

#include "model/archive.h"

namespace watchfloor {
namespace {

constexpr size_t kUntidy = 64;  // so much may lie behind what is in order, or as much as that
constexpr int64_t kShortest = std::numeric_limits<int64_t>::min();

// Brings what lies behind the first `tidy`, which are in order, to its places.
template <typename T, typename Less>
void putInOrder(std::vector<T>& list, size_t tidy, Less less) {
  const auto middle = list.begin() + static_cast<std::ptrdiff_t>(tidy);
  std::sort(middle, list.end(), less);
  if (tidy > 0 && less(*middle, *(middle - 1))) std::inplace_merge(list.begin(), middle, list.end(), less);
}

}  // namespace

void Panes::add(int64_t index, const Amount& amount) {
  const int64_t key = index >> kBits;
  if (!m_last || key != m_lastKey) {
    std::unique_ptr<Page>& page = m_pages[key];
    if (!page) page = std::make_unique<Page>();
    m_last = page.get();
    m_lastKey = key;
  }
  m_newest = std::max(m_newest, index);
  m_last->add(static_cast<uint32_t>(index & (kSide - 1)), amount);
}

void Panes::Page::add(uint32_t slot, const Amount& a) {
  const auto at = static_cast<uint8_t>(slot);
  if (!isDuration(a.field)) {
    if (m_counts.size() >= 2 * m_tidyCounts + kUntidy) tidyCounts();
    m_counts.push_back({at, a.field, static_cast<int32_t>(a.sum)});
  } else {
    if (m_durations.size() >= 2 * m_tidyDurations + kUntidy) tidyDurations();
    m_durations.push_back({at, a.field, a.bin, a.n, a.sum});
    m_isOneByOne &= a.n == 1;
  }
}

void Panes::Page::dropBefore(uint32_t slot) {
  tidy();
  m_counts.erase(m_counts.begin(), firstAt(m_counts, slot));
  m_durations.erase(m_durations.begin(), firstAt(m_durations, slot));
  m_tidyCounts = static_cast<uint32_t>(m_counts.size());
  m_tidyDurations = static_cast<uint32_t>(m_durations.size());
}

void Panes::Page::tidy() {
  if (m_tidyCounts != m_counts.size()) tidyCounts();
  if (m_tidyDurations != m_durations.size()) tidyDurations();
}

// Puts the counts in order, and those of one pane and field together.
void Panes::Page::tidyCounts() {
  putInOrder(m_counts, m_tidyCounts,
             [](const Counted& a, const Counted& b) { return a.place() < b.place(); });
  auto to = m_counts.begin();
  for (auto it = m_counts.begin(); it != m_counts.end();) {
    Counted all = *it;
    while (++it != m_counts.end() && it->place() == all.place()) all.sum += it->sum;
    if (all.sum != 0) *to++ = all;
  }
  m_counts.erase(to, m_counts.end());
  m_tidyCounts = static_cast<uint32_t>(m_counts.size());
}

// Puts the durations in order: in a bin those that became one amount first, then one by one, what is taken
// out before its like.
void Panes::Page::tidyDurations() {
  const auto isOne = [](const Lasted& d) { return d.n == 1 || d.n == -1; };
  const auto length = [&](const Lasted& d) { return isOne(d) ? d.n * d.sum : kShortest; };
  putInOrder(m_durations, m_tidyDurations, [&](const Lasted& a, const Lasted& b) {
    return std::tuple(a.place(), a.bin, length(a), a.n) < std::tuple(b.place(), b.bin, length(b), b.n);
  });
  if (!m_isOneByOne) takeOut();
  if (m_durations.size() > kExact) shorten();
  m_tidyDurations = static_cast<uint32_t>(m_durations.size());
}

// What is taken out goes with its like, or else from what several of its bin became. Its like may be still to
// come, then it stays.
void Panes::Page::takeOut() {
  const auto isOfBin = [](const Lasted& a, const Lasted& b) {
    return a.place() == b.place() && a.bin == b.bin;
  };
  m_isOneByOne = true;
  auto to = m_durations.begin();
  for (auto it = m_durations.begin(); it != m_durations.end();) {
    Lasted* several = nullptr;
    for (const Lasted first = *it; it != m_durations.end() && isOfBin(*it, first);) {
      if (it->n != 1 && it->n != -1) {
        if (several) {
          several->n += it->n;
          several->sum += it->sum;
        } else if (it->n != 0 || it->sum != 0) {
          *to = *it;
          several = &*to++;
        }
        ++it;
        continue;
      }
      const int64_t value = it->n * it->sum;
      int32_t left = 0;
      Lasted one = *it;
      for (; it != m_durations.end() && isOfBin(*it, first) && it->n * it->sum == value; ++it) left += it->n;
      if (left < 0 && several) {
        several->n += left;
        several->sum += left * value;
        continue;
      }
      one.n = left < 0 ? -1 : 1;
      one.sum = one.n * value;
      m_isOneByOne &= left >= 0;
      for (; left != 0; left -= one.n) *to++ = one;
    }
    m_isOneByOne &= !several;
  }
  m_durations.erase(to, m_durations.end());
}

// Where a pane has too many durations of a kind, those of a bin become one amount, but for the longest.
void Panes::Page::shorten() {
  auto to = m_durations.begin();
  for (auto it = m_durations.begin(); it != m_durations.end();) {
    const auto end =
        std::find_if(it, m_durations.end(), [&](const Lasted& d) { return d.place() != it->place(); });
    if (static_cast<size_t>(end - it) > kExact) {
      m_isOneByOne = false;
      for (const auto longest = end - kLongest; it < longest;) {
        Lasted several = *it;
        while (++it < longest && it->bin == several.bin) {
          several.n += it->n;
          several.sum += it->sum;
        }
        *to++ = several;
      }
    }
    to = std::move(it, end, to);
    it = end;
  }
  m_durations.erase(to, m_durations.end());
}

template <class Archive>
void Panes::Page::persist(Archive& archive) {
  if (!Archive::kIsReading) tidy();  // when it was read last must not show
  uint64_t counts = m_counts.size();
  archive.size(counts, 2 * sizeof(uint8_t) + sizeof(int32_t));
  m_counts.resize(counts);
  for (Counted& c : m_counts) {
    archive(c.slot);
    persistWord(archive, c.field, kCountFields);
    archive(c.sum);
    archive.require(c.slot < kSide);
  }
  archive(m_durations, m_isOneByOne);
  if (!Archive::kIsReading) return;
  m_tidyCounts = static_cast<uint32_t>(m_counts.size());
  m_tidyDurations = static_cast<uint32_t>(m_durations.size());
  for (const Lasted& d : m_durations) {
    const bool isField = isDuration(d.field) && durationIndex(d.field) < kDurationFields;
    archive.require(d.slot < kSide && isField && Sketch::isBin(d.bin));
  }
}

template <class Archive>
void Panes::persist(Archive& archive) {
  archive(m_newest);
  persistMap(archive, m_pages, [&](int64_t, std::unique_ptr<Page>& page) {
    if (Archive::kIsReading) page = std::make_unique<Page>();
    archive(*page);
  });
  m_last = nullptr;
}
template void Panes::persist(ArchiveWriter&);
template void Panes::persist(ArchiveReader&);

}  // namespace watchfloor
