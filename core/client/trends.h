// Asks an engine what is talked about more, or less, than is usual.
#pragma once

#include <absl/status/statusor.h>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "model/trend.h"

namespace watchfloor {

// Blocks its caller; any thread. `target` is host:port, or unix:path. Unavailable, in words for the operator,
// when no engine comes up and answers within `patience`.
// `isUnmasked`: ids of conversations and authors are asked for; whether they are told the engine decides.
absl::StatusOr<TrendList> askForTrends(const std::string& target, bool isOnlyUnusual,
                                       std::chrono::milliseconds patience, bool isUnmasked = false);
// The trends of that list.
absl::StatusOr<std::vector<Trend>> listTrends(const std::string& target, bool isOnlyUnusual,
                                              std::chrono::milliseconds patience);

struct TrendView {
  std::vector<Trend> trends = {};  // as the engine lists them: the most unusual first
  int64_t late = 0;                // as TrendList has it
  bool isKnown = false;            // an engine has answered
  std::string problem = {};        // why it has not, the last time; empty: it has
  std::chrono::steady_clock::time_point lastHeard{};
  bool operator==(const TrendView&) const = default;
};

// Asks again and again, on a thread of its own.
//
//   TrendWatch watch({.target = "127.0.0.1:7411", .now = monotonic});
//   watch.newest().trends
//
// Any thread. A trend changes every five minutes; one question costs the engine about 1 µs a brand.
class TrendWatch {
 public:
  struct Options {
    std::string target;                                          // host:port, or unix:path
    std::function<std::chrono::steady_clock::time_point()> now;  // a monotonic clock, from the program
    std::chrono::milliseconds every = std::chrono::seconds(5);
    std::chrono::milliseconds patience = std::chrono::seconds(10);  // with each question
  };

  explicit TrendWatch(const Options& options);
  ~TrendWatch();  // does not wait for an answer
  TrendWatch(const TrendWatch&) = delete;
  TrendWatch& operator=(const TrendWatch&) = delete;

  TrendView newest() const;

 private:
  class Impl;
  std::unique_ptr<Impl> m_impl;
};

}  // namespace watchfloor
