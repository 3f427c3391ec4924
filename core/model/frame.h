// The published state of the wall at one tick: immutable once it is built, shared by shared_ptr<const Frame>,
// so any thread may read it. Roll-ups are cells whose brand or channel is "all".
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/metric.h"
#include "model/past.h"
#include "model/series_span.h"

namespace watchfloor {

struct Measured {
  Metric metric;
  Figure figure;
  std::optional<double>
      delta;  // against one window ago, as published then (METRICS.md); none where either is null
  bool operator==(const Measured&) const = default;
};

// Figures in the order of Metric; a metric that is not there is zero. Copies share them until one is edited,
// so that a frame costs no more than what changed since the last.
class FigureSet {
 public:
  FigureSet() = default;
  FigureSet(const std::vector<Measured>& figures);
  FigureSet(std::initializer_list<Measured> figures) : FigureSet(std::vector<Measured>(figures)) {}

  const Measured* begin() const { return m_figures.get(); }
  const Measured* end() const { return begin() + m_size; }
  size_t size() const { return m_size; }
  bool empty() const { return m_size == 0; }
  const Measured& operator[](size_t i) const { return begin()[i]; }
  const Measured* find(Metric metric) const;
  Figure figure(Metric metric) const;  // zeroOf(metric) when it is not there

  // Becomes a copy with what `f` does to it.
  template <typename F>
  void edit(F f) {
    std::vector<Measured> figures(begin(), end());
    f(figures);
    *this = FigureSet(figures);
  }
  bool operator==(const FigureSet& other) const;

 private:
  std::shared_ptr<const Measured[]> m_figures;
  size_t m_size = 0;
};

// One brand × channel in one window. Only cells with any activity there are published.
struct FrameCell {
  std::string brand, channel;
  Window window = Window::kNow;
  bool hasDelta = false;  // a tick was published one window ago
  FigureSet figures;

  const Measured* find(Metric metric) const { return figures.find(metric); }
  Figure figure(Metric metric) const { return figures.figure(metric); }
  bool operator==(const FrameCell&) const = default;
};

// The last hour of one brand × channel, or as far as its span reaches, a step a point, for charts. Steps
// without activity are absent.
struct SeriesPoint {
  Time start{};       // of the step
  FigureSet figures;  // the windowed metrics over that step, and the `now` metrics at its last tick
  Figure figure(Metric metric) const { return figures.figure(metric); }
  bool operator==(const SeriesPoint&) const = default;
};
struct Series {
  std::string brand, channel;
  std::vector<SeriesPoint> points = {};  // by start, oldest first
  SeriesSpan span = {};
  bool operator==(const Series&) const = default;
};

enum class EventKind : uint8_t {
  kContact,
  kMessage,
  kConversation,
  kCorrection,
  kDeletion,
  kEngagement,
  kAgent
};
inline constexpr int kEventKinds = 7;

// What one source feeds, and how it is. A silent source makes every tile that it feeds silent.
struct SourceHealth {
  struct Feed {
    std::string brand, channel;
    uint32_t kinds = 0;  // bit 1 << EventKind
    bool operator==(const Feed&) const = default;
  };
  std::string name;
  std::optional<Time> newestEvent;  // event time
  Time lastHeard{};                 // the tick at which its last batch came, be it empty
  bool isSilent = false;            // nothing heard for the configured time (never under the event clock)
  int64_t accepted = 0, duplicates = 0, lateDropped = 0, futureRejected = 0, rejected = 0;
  std::vector<Feed> feeds;  // by brand, channel
  bool operator==(const SourceHealth&) const = default;
};

struct Counters {
  int64_t duplicates = 0, lateDropped = 0, futureRejected = 0, clockSkew = 0, rejected = 0, startUnknown = 0,
          lost = 0;
  // Ids, contacts, conversations or agents let go because a memory bound was reached, and what was idle for
  // so long that nobody waits for its end, though it was open.
  int64_t forgotten = 0;
  static constexpr bool kIsFlat = true;
  bool operator==(const Counters&) const = default;
};

// What a duration is held against: the first row that matches (brand, channel) holds.
struct TargetRow {
  std::string brand = "*", channel = "*";  // "*" matches any
  std::optional<Duration> target;          // T; none: no service level
  std::optional<Duration> shortAbandon;    // S; none: no abandon is short

  template <class Archive>
  void persist(Archive& archive);
  bool operator==(const TargetRow&) const = default;
};

struct Frame {
  uint64_t sequence = 0;          // of this engine, growing by one a frame
  Time asOf{};                    // τ, the tick
  std::optional<Time> watermark;  // oldest of the newest event times of the sources active in the last 30 s
  // The engine's first tick: a window that reaches further back is not whole. None under the event clock.
  std::optional<Time> began;
  std::optional<Time> todayStart;  // where window `today` begins: the reset hour in the configured zone
  std::optional<Time> floor;       // events before it are dropped as late; none under the event clock
  Duration setBack{0};             // how far the clock was set back: until it has caught up, τ stands still
  uint64_t position = 0;           // records applied when it was taken
  std::string definitionId;        // of the configuration in force: equal ids, equal meaning
  uint32_t definitions = 0;        // kDefinitions of the program that worked it out
  std::string zone;                // IANA, in which `today` begins
  bool isEventClock = false;
  std::optional<Replayed> replayed;  // it is of the past, and shown again
  uint64_t wants = 0;                // what it shows is what was wanted (Wants::number in model/selection.h)
  Counters counters;
  std::vector<SourceHealth> sources;          // by name
  std::vector<TargetRow> targets;             // in force
  std::vector<std::string> watchedOnly;       // brands that are no part of roll-ups over brands, sorted
  std::vector<std::string> brands, channels;  // all that were ever seen, sorted
  std::vector<FrameCell> cells;               // by brand, channel, window
  std::vector<Series> series;                 // by brand, channel, span

  bool isWatchedOnly(std::string_view brand) const;
  const FrameCell* find(std::string_view brand, std::string_view channel, Window window) const;
  const Series* findSeries(std::string_view brand, std::string_view channel, SeriesSpan span = {}) const;
  bool operator==(const Frame&) const = default;
};

using FramePtr = std::shared_ptr<const Frame>;

}  // namespace watchfloor
