// How a campaign was received: messages with its terms between its start and its end, by sentiment and over
// time, beside all that was said about its brands meanwhile. Values; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/time.h"

namespace watchfloor {

// Messages by index of Label, the last: unclassified.
struct LabelCounts {
  std::array<int64_t, 4> n{};

  int64_t total() const { return n[0] + n[1] + n[2] + n[3]; }
  // (positive - negative) / (positive + neutral + negative); none when nothing is classified (METRICS,
  // net_sentiment).
  std::optional<double> netSentiment() const;
  bool operator==(const LabelCounts&) const = default;
};

struct CampaignReport {
  std::string name = {};
  Time start{}, end{};
  std::optional<Time> since = {};           // it counts only from then on, after the start; none: all of it
  LabelCounts counts = {}, meanwhile = {};  // meanwhile: all messages, those of the campaign too
  Duration step{};
  // From the start to the last step to which something was added.
  std::vector<LabelCounts> steps = {};

  // The step with the most messages, the first of equal ones; none when nothing was said.
  std::optional<size_t> peak() const;
  bool operator==(const CampaignReport&) const = default;
};

// Of campaigns by name, with their steps; or of all that the engine has, without.
struct CampaignQuestion {
  static constexpr size_t kMostNames = 20;
  std::vector<std::string> names = {};
};

struct CampaignAnswer {
  std::optional<Time> asOf = {};  // the tick that it is of; none: there was none yet
  std::vector<CampaignReport> campaigns = {};
  bool operator==(const CampaignAnswer&) const = default;
};

}  // namespace watchfloor
