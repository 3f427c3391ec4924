// What messages are about, and how often: hashtags, phrases, and the topics and campaigns that an operator
// named (listen/topics.h). Values; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/metric.h"
#include "model/time.h"

namespace watchfloor {

enum class TopicKind : uint8_t { kHashtag, kPhrase, kNamed, kCampaign };
inline constexpr std::array<std::string_view, 4> kTopicKindNames = {"hashtag", "phrase", "named", "campaign"};
inline std::string_view name(TopicKind kind) { return kTopicKindNames[static_cast<size_t>(kind)]; }
std::optional<TopicKind> topicKindNamed(std::string_view name);

struct Topic {
  uint64_t id = 0;
  TopicKind kind = TopicKind::kPhrase;
  std::string text = {};  // "#fail", "no refund": folded; of a named one its name
  bool operator==(const Topic&) const = default;
};

// At least `least` times, at most `most`.
struct CountRange {
  int64_t least = 0, most = 0;
  bool isExact() const { return least == most; }
  CountRange& operator+=(const CountRange& other) {
    least += other.least;
    most += other.most;
    return *this;
  }
  bool operator==(const CountRange&) const = default;
};

struct TopicFigure {
  static constexpr size_t kLabels = 4, kUnclassified = 3;  // by index of Label, the last: none
  static constexpr size_t kManyAuthors = 5;

  Topic topic = {};
  CountRange count = {};
  std::array<CountRange, kLabels> byLabel = {};
  std::optional<CountRange> before = {};  // of the window before; none: not known
  size_t authors = 0;  // distinct ones that are known of, of any brand; at most kManyAuthors
  // The change against it; none where that is not known.
  std::optional<CountRange> change() const;
  bool operator==(const TopicFigure&) const = default;
};

// Which topics are asked for, and how many: those of which most occurrences are sure.
struct TopicQuery {
  size_t most = 10;
  int64_t least = 1;               // occurrences that are sure
  std::vector<TopicKind> kinds{};  // empty: all
  bool areMerged = true;           // phrases that only occur within a longer one of them are left out
  bool operator==(const TopicQuery&) const = default;
};

// The top topics of a brand in a window.
struct TopicList {
  std::string brand = {};
  Window window = Window::kTotal;
  std::vector<TopicFigure> figures = {};
  bool operator==(const TopicList&) const = default;
};

// Of the brands that are named ("all": of all together), or of each and of all.
struct TopicQuestion {
  static constexpr int kMostTopics = 200;  // in a list
  static constexpr size_t kMostLists = 500;

  std::vector<std::string> brands = {};
  std::vector<Window> windows = {Window::k60m};
  TopicQuery query = {};
  bool isUnmasked = false;  // if the engine may tell it
  bool operator==(const TopicQuestion&) const = default;
};

struct TopicAnswer {
  std::optional<Time> asOf = {};  // the tick that it is of; none: there was none yet
  std::vector<TopicList> lists = {};
  bool isComplete = true;  // no brand was left out because there were too many
  bool isMasked = false;
  bool operator==(const TopicAnswer&) const = default;
};

// Leaves out what would name or quote somebody: hashtags and phrases that hold a handle, or that so few wrote
// that they may be one person's words, or name.
void mask(TopicAnswer* answer);

}  // namespace watchfloor
