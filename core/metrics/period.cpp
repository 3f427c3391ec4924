#include "metrics/period.h"

#include <algorithm>
#include <cassert>

namespace watchfloor {
namespace {

constexpr size_t kOnly = 0;  // the window that stands for the period

enum InDuration : uint8_t { kN, kZeros, kSum, kLongest };
size_t numberOf(size_t duration, InDuration which) { return Period::kDurations + 4 * duration + which; }

// The parts as a cell has them, in one window.
Totals totalsOf(const Period& period) {
  Totals totals;
  for (size_t f = 0; f < kCountFields; ++f) {
    totals.addCount(static_cast<Field>(f), period.number(Period::kCounts + f), kOnly);
  }
  const std::vector<Period::Bin>& bins = period.bins();
  auto bin = bins.begin();
  for (size_t d = 0; d < kDurationFields; ++d) {
    const auto field = static_cast<Field>(kCountFields + d);
    // Without its bins it has its number, which is all that ratios ask for.
    int64_t rest = period.number(numberOf(d, kN));
    int64_t sum = period.number(numberOf(d, kSum));
    std::optional<Sketch::Bin> highest;
    const auto add = [&](Sketch::Bin where, int64_t n) {
      totals.addDurations(field, where, n, std::exchange(sum, 0), kOnly);
      rest = wrappingSum(rest, -n);
      if (n > 0) highest = where;
    };
    if (const int64_t zeros = period.number(numberOf(d, kZeros)); zeros != 0) add(Sketch::kZero, zeros);
    for (; bin != bins.end() && bin->kind == d; ++bin) add(bin->bin, bin->n);
    Duration longest{period.number(numberOf(d, kLongest))};
    if (rest != 0) {
      add(Sketch::kOver, rest);
    } else if (highest && *highest != Sketch::binOf(longest)) {  // it was taken back
      longest = std::min(longest, Sketch::valueOf(*highest).value_or(longest));
    }
    totals.setMax(d, kOnly, period.number(numberOf(d, kN)) > 0 ? longest.count() : 0);
  }
  return totals;
}

std::optional<HistoryValue> sampled(const Period& period, Metric metric, int64_t observed) {
  const auto of = [&](size_t number) {
    return Sampled{.sum = period.number(number), .max = period.number(number + 1), .n = observed};
  };
  switch (metric) {
    case Metric::kWaiting:
      return of(Period::kWaiting);
    case Metric::kLongestWaiting:
      return of(Period::kLongestWaiting);
    case Metric::kUnanswered:
      return of(Period::kUnanswered);
    case Metric::kOldestUnanswered:
      return of(Period::kOldestUnanswered);
    case Metric::kBacklog:
      return of(Period::kBacklog);
    case Metric::kAgentsAvailable:
      return of(Period::kAvailable);
    case Metric::kSlotUtilisation:
      return Ratio{
          .num = period.number(Period::kBusySlots), .den = period.number(Period::kSlots), .excluded = 0};
    default:
      return std::nullopt;
  }
}

HistoryValue historyValue(const Figure& figure) {
  if (const auto* count = std::get_if<Count>(&figure)) return *count;
  if (const auto* ratio = std::get_if<Ratio>(&figure)) return *ratio;
  return std::get<Spread>(figure);
}

}  // namespace

void Period::addDuration(Field field, int64_t us, int sign) {
  const size_t d = durationIndex(field);
  const Sketch::Bin bin = Sketch::binOf(Duration{us});
  m_numbers[numberOf(d, kN)] += sign;
  m_numbers[numberOf(d, kSum)] = wrappingSum(m_numbers[numberOf(d, kSum)], sign * us);
  if (bin == Sketch::kZero) {
    m_numbers[numberOf(d, kZeros)] += sign;
    return;
  }
  if (sign > 0) mergeNumber(numberOf(d, kLongest), us);
  const Bin one{static_cast<uint16_t>(d), bin, sign};
  mergeBins({&one, 1});
}

void Period::add(const Entry& entry, int sign) {
  if (isDuration(entry.field)) return addDuration(entry.field, entry.value, sign);
  m_numbers[kCounts + static_cast<size_t>(entry.field)] += sign * entry.value;
}

void Period::addSpent(const AgentTime& time) {
  m_numbers[kBusy] += time.busy;
  m_numbers[kStaffed] += time.staffed;
}

void Period::addSample(const Standings& s, Time tick) {
  const auto note = [this](size_t number, int64_t n) {
    m_numbers[number] += n;
    mergeNumber(number + 1, n);
  };
  const auto age = [tick](std::optional<Time> since) {
    return since ? std::max<int64_t>((tick - *since).count(), 0) : 0;
  };
  note(kWaiting, s.waiting);
  note(kUnanswered, s.unanswered);
  note(kBacklog, s.backlog);
  note(kAvailable, s.agentsAvailable);
  note(kLongestWaiting, age(s.longestWaiting));
  note(kOldestUnanswered, age(s.oldestUnanswered));
  m_numbers[kBusySlots] += s.busySlots;
  m_numbers[kSlots] += s.slots;
}

void Period::mergeNumber(size_t number, int64_t n) {
  int64_t& mine = m_numbers[number];
  mine = isLargest(number) ? std::max(mine, n) : wrappingSum(mine, n);
}

void Period::mergeBins(std::span<const Bin> bins) {
  if (bins.size() == 1) {
    const auto at = std::lower_bound(m_bins.begin(), m_bins.end(), bins[0],
                                     [](const Bin& a, const Bin& b) { return a.place() < b.place(); });
    if (at == m_bins.end() || at->place() != bins[0].place()) {
      m_bins.insert(at, bins[0]);
    } else if ((at->n = wrappingSum(at->n, bins[0].n)) == 0) {
      m_bins.erase(at);
    }
    return;
  }
  if (bins.empty()) return;
  std::vector<Bin> all;
  all.reserve(m_bins.size() + bins.size());
  auto mine = m_bins.begin();
  for (const Bin& theirs : bins) {
    while (mine != m_bins.end() && mine->place() < theirs.place()) all.push_back(*mine++);
    if (mine == m_bins.end() || mine->place() != theirs.place()) {
      all.push_back(theirs);
    } else if (const int64_t n = wrappingSum(mine++->n, theirs.n); n != 0) {
      all.push_back({theirs.kind, theirs.bin, n});
    }
  }
  all.insert(all.end(), mine, m_bins.end());
  m_bins = std::move(all);
}

void Period::merge(const Period& other) {
  for (size_t i = 0; i < m_numbers.size(); ++i) mergeNumber(i, other.m_numbers[i]);
  mergeBins(other.m_bins);
  m_authors.merge(other.m_authors);
}

int64_t Period::mentionsOfBrands() const {
  const auto n = [this](Field f) { return m_numbers[kCounts + static_cast<size_t>(f)]; };
  return n(Field::kNegative) + n(Field::kNeutral) + n(Field::kPositive) + n(Field::kUnclassified) -
         n(Field::kPrivate) + n(Field::kAlsoMentions) - m_numbers[kNotOfBrands];
}

void Period::clear() {
  m_numbers = {};
  m_bins.clear();
  m_authors = {};
}

std::vector<HistoryFigure> figuresOf(const Period& period, const PeriodContext& context,
                                     std::span<const Metric> metrics) {
  const Totals totals = totalsOf(period);
  Summary summary(&totals);
  Touched touched{.any = only(kOnly), .durations = {}};
  touched.durations.fill(only(kOnly));
  summary.touch(touched);
  summary.read(only(kOnly));
  const Beside beside{
      .distinctAuthors = {.n = period.authors().estimate(), .isEstimated = !period.authors().isEmpty()},
      .agents = {.busy = period.number(Period::kBusy), .staffed = period.number(Period::kStaffed)},
      .mentionsOfAllBrands = context.mentionsOfAllBrands,
      .isOneBrand = context.isOneBrand};
  std::vector<Measured> measured;
  windowMetrics(summary, kOnly, beside, &measured);
  std::vector<HistoryFigure> figures;
  figures.reserve(metrics.size());
  for (const Metric metric : metrics) {
    if (metric == Metric::kShareOfVoice && !context.isOneBrand) continue;
    if (const auto sample = sampled(period, metric, context.observed)) {
      figures.push_back({metric, *sample});
      continue;
    }
    const auto found = std::find_if(measured.begin(), measured.end(),
                                    [metric](const Measured& m) { return m.metric == metric; });
    figures.push_back({metric, historyValue(found == measured.end() ? zeroOf(metric) : found->figure)});
  }
  return figures;
}

PeriodParts partsFor(std::span<const Metric> metrics) {
  PeriodParts parts;
  for (const Metric metric : metrics) {
    parts.hasBins |= info(metric).shape == Shape::kSpread;
    parts.hasAuthors |= metric == Metric::kDistinctAuthors;
  }
  return parts;
}

}  // namespace watchfloor
