// Asks an engine what is talked about.
#pragma once

#include <absl/status/statusor.h>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "model/campaign.h"
#include "model/topic.h"

namespace watchfloor {

// Blocks its caller; any thread. `target` is host:port, or unix:path. Unavailable, in words for the operator,
// when no engine comes up and answers within `patience`; InvalidArgument when too much is asked for;
// FailedPrecondition when it counts no topics.
absl::StatusOr<TopicAnswer> listTopics(const std::string& target, const TopicQuestion& question,
                                       std::chrono::milliseconds patience);

// The same, how campaigns are received: those with these names (at most CampaignQuestion::kMostNames) or all.
// NotFound: there is none of a name.
absl::StatusOr<CampaignAnswer> listCampaigns(const std::string& target, const CampaignQuestion& question,
                                             std::chrono::milliseconds patience);

struct TopicView {
  TopicAnswer answer = {};
  bool isKnown = false;      // an engine has answered
  std::string problem = {};  // why it has not, the last time; empty: it has
  std::chrono::steady_clock::time_point lastHeard{};

  const TopicList* find(std::string_view brand, Window window) const;  // null: that was not asked for
  bool operator==(const TopicView&) const = default;
};

// Asks again and again, on a thread of its own, as soon as anybody wants to know.
//
//   TopicWatch watch({.target = "127.0.0.1:7411", .now = monotonic});
//   watch.want({.brands = {"acme"}, .windows = {Window::k15m}});
//   watch.newest().find("acme", Window::k15m)
//
// Any thread. What a question costs the engine: listen/topics_count.h.
class TopicWatch {
 public:
  struct Options {
    std::string target;                                          // host:port, or unix:path
    std::function<std::chrono::steady_clock::time_point()> now;  // a monotonic clock, from the program
    std::chrono::milliseconds every = std::chrono::seconds(5);
    std::chrono::milliseconds patience = std::chrono::seconds(10);  // with each question
  };

  explicit TopicWatch(const Options& options);
  ~TopicWatch();  // does not wait for an answer
  TopicWatch(const TopicWatch&) = delete;
  TopicWatch& operator=(const TopicWatch&) = delete;

  TopicView newest() const;
  // This from now on, another question than before at once. Without brands: nothing.
  void want(const TopicQuestion& question);

 private:
  class Impl;
  std::unique_ptr<Impl> m_impl;
};

}  // namespace watchfloor
