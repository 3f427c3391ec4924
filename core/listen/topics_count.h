// How often each topic occurred, by brand, sentiment and window, and how that has changed: what the wall
// shows as the top topics.
//
//   TopicCounts counts({});
//   counts.add("Delta", topic, Label::kNegative, at);      // for each topic of each message
//   counts.advance(ranges);                                // at each tick
//   for (const TopicFigure& f : counts.top("Delta", Window::k60m, {.most = 10})) …
//
// Counts are those of window/heavy_hitters.h, one counter for each brand and label, so that a total is the
// sum of its labels, and all brands together are the sum of brands. Phrases, of which there are many, have a
// counter of their own, so that they take no room from hashtags and named topics. Where m topics (hashtags
// and named ones, or phrases) occurred in a window,
//
//   most - least <= m / (capacity + 1)   for each topic, and for each label of it
//
// and with few of them in each pane most = least: the count is exact. Figures are in the order of what is
// sure.
//
// The change compares with what was published one window before, as METRICS has it for deltas, no more than a
// thirtieth of the window further back; `today` and `total` have none.
//
// Memory: of a brand that is busy all day some 2,100 panes of at most `capacity` topics for each label, 16
// bytes each, and 0.4 MB of what was published; the text of what is held, and of all that came since the last
// tick, which waits (window/item_panes.h). At most `brands` are counted, those that came first: what comes of
// another one is counted in untracked(), until one of them has been quiet for as long as windows reach back.
// So results depend on what was added between which ticks, and on the order of new brands. Not thread-safe.
#pragma once

#include <absl/container/flat_hash_map.h>

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/event.h"
#include "model/interner.h"
#include "model/topic.h"
#include "window/heavy_hitters.h"

namespace watchfloor {

class TopicCounts {
 public:
  // A window is kept for comparison so often in its length.
  static constexpr int kPublishedOfWindow = 30;

  struct Limits {
    size_t brands = 200;
    size_t named = 128;    // hashtags, named topics and campaigns of a brand and label in a pane
    size_t phrases = 512;  // the same, of phrases
    // Of a brand and window, that the next window is compared with; any other one is known by its bound only.
    size_t published = 50;
    std::vector<std::string> apart = {};  // brands that are no part of "all": watched only
  };

  explicit TopicCounts(const Limits& limits);

  // `n` messages with the topic; a negative n takes back what was added. Counts from the next advance() on.
  void add(std::string_view brand, const Topic& topic, std::optional<Label> label, Time at, int32_t n = 1);
  // The same by what topics are known by, `isPhrase` telling their kind: for those whose texts are held.
  void addHeld(std::string_view brand, uint64_t topic, bool isPhrase, std::optional<Label> label, Time at,
               int32_t n);

  // Who wrote of a topic that was added: remembered of the first few, for as long as the topic is.
  void addAuthor(uint64_t topic, uint64_t author);

  // Since when all that happened is told of; without it, since the first tick.
  void begin(Time since) { m_began = since; }
  // REQUIRES: the tick is not before the last one.
  void advance(const WindowRanges& to);

  // At the last tick, the most frequent first. "all": of all brands but those apart. REQUIRES: not
  // Window::kNow
  std::vector<TopicFigure> top(std::string_view brand, Window window, const TopicQuery& query) const;
  // All that is asked for, by brand, then window.
  std::vector<TopicList> lists(const TopicQuestion& question) const;

  std::vector<std::string> brands() const;  // sorted
  int64_t untracked() const { return m_untracked; }
  size_t texts() const { return m_texts.size(); }

 private:
  struct Sum {
    CountRange count;
    std::array<CountRange, TopicFigure::kLabels> byLabel;
    uint8_t known = 0;  // bit l: label l has a count of its own
  };
  // The sums of one counter, and how often any other topic occurred at most.
  struct Sums {
    absl::flat_hash_map<uint64_t, Sum> topics;
    int64_t others = 0;
  };
  struct Ranked {
    uint64_t id = 0;
    size_t counter = 0;
    Sum sum;
  };
  // What was published of a brand and window.
  struct Past {
    std::vector<std::pair<uint64_t, CountRange>> topics;  // by id
    int64_t named = 0, phrases = 0;                       // others of the kind at most
  };
  struct Published {
    Time tick{};
    absl::flat_hash_map<std::string, Past> brands;
  };
  struct Text {
    TopicKind kind = TopicKind::kPhrase;
    std::string text;
    std::vector<uint64_t> authors = {};  // distinct, at most TopicFigure::kManyAuthors
  };

  std::optional<Interner::Id> idOf(std::string_view brand);
  bool count(std::string_view brand, uint64_t topic, size_t counter, std::optional<Label> label, Time at,
             int32_t n);
  Sums sumUp(Interner::Id brand, size_t counter, Window window) const;
  Sums sumUp(const std::vector<Interner::Id>& brands, size_t counter, Window window) const;
  // The first `most` of those asked for, and how often any other one occurred at most, named ones and
  // phrases.
  std::vector<Ranked> ranked(std::string_view brand, Window window, const TopicQuery& query,
                             std::array<int64_t, 2>& others) const;
  bool isAsked(const TopicQuery& query, uint64_t topic, const Sum& sum) const;
  std::vector<Interner::Id> idsOf(std::string_view brand) const;
  void publish(Window window);
  void forgetTexts();
  void forgetBrands();
  const Past* pastOf(std::string_view brand, Window window) const;

  Limits m_limits;
  Time m_tick = kDistantPast;
  std::optional<Time> m_began;
  std::array<HeavyHitters, 2> m_hitters;  // named, phrases
  absl::flat_hash_map<std::string, Interner::Id> m_brands;
  std::vector<Interner::Id> m_free;
  Interner::Id m_next = 1;
  absl::flat_hash_map<uint64_t, Text> m_texts;
  size_t m_textsKept = 0;
  int64_t m_untracked = 0;
  std::array<std::deque<Published>, kSlidingWindows> m_published;
};

}  // namespace watchfloor
