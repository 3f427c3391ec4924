// What an operator calls a topic: named terms, campaigns, and what is never one. A TOML file
// (resources/topics/README.md explains it):
//
//   hide = ["burrito*"]                     # phrases and hashtags that are never topics
//   [[topic]]
//   name = "Delays"
//   brand = ["Delta", "United"]             # missing: all
//   any = ["delay*", "late flight"]
//   [[campaign]]
//   name = "Boorito 2017"
//   any = "#boorito"
//   start = "2017-10-31T00:00:00Z"
//   end = "2017-11-01T00:00:00Z"
//
// Immutable: any thread.
#pragma once

#include <absl/container/flat_hash_set.h>
#include <absl/status/statusor.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "listen/text_conditions.h"
#include "model/time.h"

namespace watchfloor {

// A topic with a name. A campaign has a start and an end, and counts from the one until before the other.
struct NamedTopic {
  std::string name{};
  std::vector<std::string> brands{};  // empty: all
  bool isCampaign = false;
  Time start{}, end{};
  uint64_t id = 0;
  uint64_t definition = 0;  // of its terms: two with the same are known by the same words

  bool operator==(const NamedTopic&) const = default;
  bool isAbout(std::string_view brand) const;
};

class TopicBook {
 public:
  static constexpr int kLongestPhrase = 3;  // words
  static constexpr size_t kMostNamed = 1'000;

  // Hashtags and phrases only.
  TopicBook() = default;
  // `file` stands in messages. InvalidArgument tells all that is wrong, each with file and line.
  static absl::StatusOr<TopicBook> compile(std::string_view toml, const std::string& file);
  static absl::StatusOr<TopicBook> load(const std::string& path);

  const std::vector<NamedTopic>& named() const { return m_named; }
  // Index of named(). None: there is none of this name.
  std::optional<size_t> find(std::string_view name) const;
  const TextConditions& texts() const { return m_texts; }  // of named(), in the same order
  int longestPhrase() const { return m_longestPhrase; }
  // Whether a hashtag ("#fail"), word or phrase ("no refund"), folded, is never a topic.
  bool hides(std::string_view topic) const;

 private:
  std::vector<NamedTopic> m_named;
  TextConditions m_texts;
  int m_longestPhrase = kLongestPhrase;
  absl::flat_hash_set<std::string> m_hidden;
  std::vector<std::string> m_hiddenBeginnings;
};

}  // namespace watchfloor
