// The engine, told records of every kind under either clock, with bounds of memory that are reached. What it
// publishes holds together, does not depend on how events were batched, and reaches a wall unchanged.
#include "engine/engine.h"

#include <array>
#include <optional>

#include "frames.h"
#include "records.h"

using namespace watchfloor;
using fuzz::require;

namespace {

// Metrics whose roll-ups are the sums of their cells.
constexpr Metric kAdditive[] = {
    Metric::kOffered,           Metric::kAnswered,          Metric::kAbandoned,
    Metric::kFlowedOut,         Metric::kShortAbandoned,    Metric::kMessagesInbound,
    Metric::kMessagesOutbound,  Metric::kConversations,     Metric::kExpired,
    Metric::kAsyncAbandoned,    Metric::kSentimentNegative, Metric::kSentimentNeutral,
    Metric::kSentimentPositive, Metric::kUnclassified,      Metric::kWaiting,
    Metric::kUnanswered,        Metric::kBacklog,
};

int64_t countOf(const FrameCell* cell, Metric metric) {
  return cell ? std::get<Count>(cell->figure(metric)).n : 0;
}

void checkFigure(const Measured& measured) {
  if (const auto* count = std::get_if<Count>(&measured.figure)) {
    require(count->n >= 0, "no count is negative");
  } else if (const auto* ratio = std::get_if<Ratio>(&measured.figure)) {
    const int64_t least = measured.metric == Metric::kNetSentiment ? -ratio->den : 0;
    require(least <= ratio->num && ratio->num <= ratio->den && ratio->excluded >= 0,
            "a ratio is a part of a whole");
  } else if (const auto* spread = std::get_if<Spread>(&measured.figure)) {
    require(spread->n > 0 && spread->max >= Duration{0}, "a spread is of durations");
    std::optional<Duration> below;
    for (const std::optional<Duration>& quantile : spread->quantiles) {
      if (!quantile) continue;
      require(*quantile <= spread->max && (!below || *below <= *quantile),
              "quantiles grow up to the maximum");
      below = quantile;
    }
  }
}

void checkRollUps(const Frame& frame) {
  std::array<std::array<int64_t, kMetrics>, kWindows> sums{};
  for (const FrameCell& cell : frame.cells) {
    if (cell.brand == kAll || cell.channel == kAll || frame.isWatchedOnly(cell.brand)) continue;
    for (const Measured& measured : cell.figures) {
      const auto* count = std::get_if<Count>(&measured.figure);
      if (count) sums[static_cast<size_t>(cell.window)][static_cast<size_t>(measured.metric)] += count->n;
    }
  }
  for (int w = 0; w < kWindows; ++w) {
    const Window window = static_cast<Window>(w);
    for (const Metric metric : kAdditive) {
      const FrameCell* all = frame.find(kAll, kAll, window);
      require(countOf(all, metric) == sums[static_cast<size_t>(w)][static_cast<size_t>(metric)],
              "a roll-up is the sum of its cells");
    }
  }
}

void checkFrame(const Frame* before, const Frame& frame) {
  fuzz::checkOrder(frame);
  for (const FrameCell& cell : frame.cells) {
    for (const Measured& measured : cell.figures) checkFigure(measured);
  }
  checkRollUps(frame);
  if (before) {
    require(frame.sequence == before->sequence + 1, "frames are numbered one by one");
    require(frame.position > before->position, "the position grows");
    require(frame.asOf >= before->asOf, "the present does not go back");
    require(!frame.floor || *frame.floor >= *before->floor, "the floor does not sink");
  }
  fuzz::checkUpdates(before, frame);
}

// Applies each batch at once to one engine, and event by event to the other.
class Twins {
 public:
  Twins(const EngineConfig& config, ClockKind clock) : m_whole(config, clock), m_single(config, clock) {
    const std::vector<SeriesName> series = {{"a", "voice"}, {"all", "all"}};
    m_whole.want({.selections = {{.series = series}}});
    m_single.want({.selections = {{.series = series}}});
  }

  void apply(const Batch& batch) {
    const BatchResult whole = m_whole.apply(batch);
    require(whole.accepted + whole.duplicates + whole.lateDropped + whole.futureRejected + whole.rejected ==
                static_cast<int64_t>(batch.events.size()),
            "every event has a verdict");
    BatchResult sum;
    for (const Event& event : batch.events) {
      const BatchResult one =
          m_single.apply(Batch{.source = batch.source, .events = {event}, .unreadable = 0});
      sum.accepted += one.accepted;
      sum.duplicates += one.duplicates;
      sum.lateDropped += one.lateDropped;
      sum.futureRejected += one.futureRejected;
      sum.rejected += one.rejected;
    }
    require(whole.accepted == sum.accepted && whole.duplicates == sum.duplicates &&
                whole.lateDropped == sum.lateDropped && whole.futureRejected == sum.futureRejected &&
                whole.rejected == sum.rejected,
            "verdicts do not depend on the batch");
  }

  void advance(Time tick) {
    const FramePtr frame = m_whole.advance(tick);
    checkFrame(m_last.get(), *frame);
    Frame other = *m_single.advance(tick);
    other.position = frame->position;
    fuzz::requireSame(*frame, other, "figures do not depend on the batches");
    m_last = frame;
  }

  void configure(const EngineConfig& config) {
    m_whole.configure(config);
    m_single.configure(config);
  }

 private:
  Engine m_whole, m_single;
  FramePtr m_last;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  fuzz::Choices choices(data, size);
  fuzz::Records records(choices);
  const ClockKind clock = choices.flag() ? ClockKind::kEvent : ClockKind::kWall;
  EngineConfig config = records.config();
  if (choices.flag()) config.limits = records.tinyLimits();
  if (!validate(config).ok()) return 0;
  Twins engines(config, clock);

  static constexpr Duration kSteps[] = {seconds(0), seconds(1),  seconds(10), minutes(1), minutes(5),
                                        hours(1),   seconds(-1), hours(12),   hours(26),  hours(24 * 9)};
  Time now = fuzz::kStart;
  Batch batch;
  const auto flush = [&] {
    engines.apply(batch);
    batch.events.clear();
  };
  while (!choices.isAtEnd()) {
    const uint8_t what = choices.byte();
    if (what < 200) {
      batch.events.push_back(records.event(now));
    } else if (what < 245) {
      flush();
      now += choices.of(kSteps);
      engines.advance(now);
    } else if (what < 250) {
      flush();
    } else {
      flush();
      EngineConfig changed = records.config();
      changed.limits = config.limits;
      if (validate(changed).ok()) engines.configure(changed);
    }
  }
  flush();
  engines.advance(now + seconds(1));
  return 0;
}
