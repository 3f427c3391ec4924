// The distinct authors of one cell or roll-up in all windows at once, by when each was seen last.
//
// An author is in a window when its last occurrence is: so C[pane], the number of authors whose last
// occurrence lies in a pane, is all that a window needs when a pane leaves it. One author, one second: panes
// of 1 s make up those of 10 s and 60 s.
//
// Past `cap` authors it samples by hash, Gibbons' distinct sampling: those whose hash begins with k zeros are
// kept, and stand for 2^k each. k is one for all windows of a pane size, so a cell with many authors a day
// still counts its last minutes exactly. It rises when the table is full and holds more than `cap` authors of
// such windows; it falls when these windows hold no pane any more in which authors were refused: a surge is
// forgotten with its panes. The standard error of an estimate d is √((2^k - 1) · d), e.g. 0.4 % when 2^16
// sampled authors stand for 2^17.
//
// Cost: O(1) an occurrence; a tick O(panes that leave). Memory: 9 KB, and 20 to 30 bytes for each author of
// the last 26 hours. Not thread-safe.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

#include "model/metric.h"
#include "window/author_table.h"
#include "window/window_ranges.h"

namespace watchfloor {

// The present in seconds from a base that is a multiple of every pane size.
struct Horizon {
  static constexpr int32_t kNever = std::numeric_limits<int32_t>::max();
  static constexpr int32_t kLongPast = 60;  // stands for all times before it
  static constexpr std::array<int32_t, kResolutions> kPaneSeconds = {1, 10, 60};
  static constexpr std::array<int32_t, kResolutions> kPanesKept = {300, 360, 26 * 60};
  static constexpr int32_t kSecondsKept = 26 * 3'600;  // a day of 25 hours, and one to spare

  int32_t now = 0;
  int32_t early =
      0;  // where what counts ahead of the present does: `now`, or, while the present moves, the last
  std::array<int32_t, kResolutions>
      kept{};  // the first second that a window may hold, now or after a change of zone
  std::array<int32_t, kSlidingWindows> starts;  // of each window; kNever: it holds nothing
  bool forgets = false;                         // what lies in no window

  Horizon() { starts.fill(kNever); }
  void moveTo(int32_t second) {
    now = second;
    for (size_t r = 0; r < kResolutions; ++r) {
      kept[r] = (now / kPaneSeconds[r] - kPanesKept[r] + 1) * kPaneSeconds[r];
    }
  }
  // May a window of this resolution hold it, now or later?
  bool isKept(int32_t second, size_t resolution) const {
    return second >= kept[resolution] || (resolution == kResolutions - 1 && !forgets);
  }
  // A second after the base has moved; 0, never, stays.
  static int32_t rebased(int32_t second, int64_t by) {
    return second == 0 ? 0 : static_cast<int32_t>(std::max<int64_t>(second - by, kLongPast));
  }
};

class DistinctSet {
 public:
  using Entry = AuthorTable::Entry;

  explicit DistinctSet(size_t cap);

  void prefetch(uint64_t author) const { m_authors.prefetch(author); }
  Entry* find(uint64_t author) { return m_authors.find(author); }

  // The author's entry, perhaps a new one that was never seen; null when the sample refuses an occurrence at
  // that second. `author`: a well-mixed hash, not 0.
  Entry* admit(uint64_t author, int32_t second, const Horizon& horizon);
  // It was seen then. REQUIRES: second is not after the present.
  void see(Entry* entry, int32_t second, const Horizon& horizon);
  // It turns out that it was not seen since then; 0: never.
  void unsee(Entry* entry, int32_t second, const Horizon& horizon);
  // An occurrence ahead of the present counts already where it shares the present's pane of this resolution.
  void seeEarly(Entry* entry, size_t resolution, const Horizon& horizon);
  void unseeEarly(Entry* entry, size_t resolution, const Horizon& horizon);

  // What another one does not know it does not know either; to be called for all whose authors it sees after
  // it.
  void sampleAs(const DistinctSet& part);
  void seeAllOf(DistinctSet& part, const Horizon& horizon);

  // The present moves. Between the two, what was early until `from` is seen.
  void slide(const Horizon& from, const Horizon& to);
  // The base of all seconds moves. REQUIRES: a multiple of Horizon::kSecondsKept; no window holds anything.
  void rebase(int64_t by);

  template <class Archive>
  void persist(Archive& archive);

  // Exact, unless it says otherwise.
  Count count(Window window) const;
  size_t authors() const { return m_authors.size(); }  // held

 private:
  // The sample behind the windows of one resolution: counted are authors that begin with as many zeros as
  // `lost` has elements, recorded are, for the time when these windows hold later panes alone, perhaps more.
  struct Sample {
    int recorded = 0;           // authors that begin with fewer zeros are refused
    std::vector<int32_t> lost;  // [j]: the last second at which, with `recorded` = j + 1, some were
    int counted() const { return static_cast<int>(lost.size()); }
    void raise(int32_t now);
    template <class Archive>
    void persist(Archive& archive) {
      archive(recorded, lost);
      archive.require(recorded >= 0 && recorded <= counted() && lost.size() <= 64);
    }
  };
  using Samples = std::array<Sample, kResolutions>;

  bool isAdmitted(uint64_t author, int32_t second, const Horizon& horizon);
  bool isCounted(uint64_t author, size_t resolution) const;
  bool isNeeded(const Entry& entry, const Horizon& horizon) const;
  void rebuild(const Horizon& horizon);
  void raiseSamples(const Horizon& horizon);
  void lowerSamples(const Horizon& horizon);
  void recount(size_t resolution, const Horizon& horizon);
  void move(const Entry& entry, size_t resolution, int32_t from, int32_t to, const Horizon& horizon);
  uint32_t& pane(size_t resolution, int32_t index);
  template <typename Visit>
  void forPanes(size_t resolution, int32_t first, int32_t last, Visit visit);
  int64_t sum(size_t resolution, int32_t first, int32_t end, const Horizon& horizon);
  static bool isEarly(const Entry& entry, size_t resolution);
  static void setEarly(Entry* entry, size_t resolution, bool isEarly);

  size_t m_cap;
  AuthorTable m_authors;
  std::vector<uint32_t> m_panes;                      // C of each resolution, a ring
  std::array<int32_t, kSlidingWindows> m_distinct{};  // ΣC of each window
  int64_t m_recent = 0;                               // ΣC of all panes of 60 s
  std::unique_ptr<Samples> m_samples;                 // none: all are kept
};

}  // namespace watchfloor
