// What a cell or roll-up holds over any number of minutes, in parts that add up: whole numbers, the bins of
// its durations (window/sketch.h), its authors. Of what is asked at the tick it holds samples, one at the
// last tick of each minute: their sums and the largest. A ratio is divided only in figuresOf().
//
// All but two are exact under addition: a longest duration and a largest sample are maxima, which nothing
// takes back. A longest duration that was taken back is noticed by its bin, which is empty then, and the
// highest bin stands for it, within 1 %; at worst it is within 2 %. Authors are counted by HyperLogLog.
//
// Memory: 600 bytes, 8 a bin, and the authors'. Not thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "metrics/contribution.h"
#include "metrics/definitions.h"
#include "model/history.h"
#include "window/hyper_log_log.h"

namespace watchfloor {

class Period {
 public:
  // The numbers, by their place. They lie on disk under these: never renumbered, only added to.
  enum Number : uint8_t {
    kCounts = 0,                 // by Field
    kDurations = 22,             // n, zeros, sum and longest of each kind
    kBusy = kDurations + 4 * 5,  // µs of agents
    kStaffed,                    // likewise
    kNotOfBrands,  // mentions of no brand: below 0, counted too often, or in a brand watched only
    kObserved,     // minutes, of all cells together
    kWaiting,      // samples from here on: a sum and the largest each
    kUnanswered = kWaiting + 2,
    kBacklog = kUnanswered + 2,
    kAvailable = kBacklog + 2,
    kLongestWaiting = kAvailable + 2,         // µs
    kOldestUnanswered = kLongestWaiting + 2,  // µs
    kBusySlots = kOldestUnanswered + 2,       // sums only
    kSlots,
    kNumbers
  };
  static_assert(kCountFields == 22 && kDurationFields == 5, "numbers on disk keep their places");
  static constexpr bool isLargest(size_t number) {
    if (number >= kDurations && number < kBusy) return (number - kDurations) % 4 == 3;
    return number >= kWaiting && number < kBusySlots && (number - kWaiting) % 2 == 1;
  }
  // A sum of durations, which counts modulo 2^64.
  static constexpr bool isWrapping(size_t number) {
    return number >= kDurations && number < kBusy && (number - kDurations) % 4 == 2;
  }
  // A kind of duration and its bin; how many.
  struct Bin {
    uint16_t kind;
    Sketch::Bin bin;
    int64_t n;
    auto place() const { return std::pair(kind, bin); }
    bool operator==(const Bin&) const = default;
  };

  // `sign` 1 puts it in, -1 takes it out.
  void add(const Entry& entry, int sign);
  void add(Number number, int64_t n) { m_numbers[number] += n; }
  void addAuthor(uint64_t author) { m_authors.add(author); }
  void addSpent(const AgentTime& time);
  void addSample(const Standings& standings, Time tick);

  void merge(const Period& other);
  void mergeNumber(size_t number, int64_t n);
  void mergeBins(std::span<const Bin> bins);
  void mergeAuthors(const HyperLogLog& authors) { m_authors.merge(authors); }

  int64_t number(size_t number) const { return m_numbers[number]; }
  const std::array<int64_t, kNumbers>& numbers() const { return m_numbers; }
  const std::vector<Bin>& bins() const { return m_bins; }  // by place, none of them 0
  const HyperLogLog& authors() const { return m_authors; }

  // Of a roll-up over brands: mentions, each brand's by itself, also of those watched only.
  int64_t mentionsOfBrands() const;

  void clear();

 private:
  void addDuration(Field field, int64_t us, int sign);

  std::array<int64_t, kNumbers> m_numbers{};
  std::vector<Bin> m_bins;
  HyperLogLog m_authors;
};

// What beside the cell a figure needs.
struct PeriodContext {
  int64_t observed = 0;             // minutes that were sampled
  int64_t mentionsOfAllBrands = 0;  // in the same channels
  bool isOneBrand = false;
};

// Those of `metrics`, in their order, also where they are zero. Share of voice is left out unless it is of
// one brand.
std::vector<HistoryFigure> figuresOf(const Period& period, const PeriodContext& context,
                                     std::span<const Metric> metrics);

// Which parts of a period its metrics need.
struct PeriodParts {
  bool hasBins = false, hasAuthors = false;
};
PeriodParts partsFor(std::span<const Metric> metrics);

}  // namespace watchfloor
