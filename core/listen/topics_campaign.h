// How a campaign was received: messages with its terms between its start and its end, by sentiment and over
// time, beside all that was said about its brands meanwhile. Exact; a negative count takes back what was
// added.
//
//   CampaignReception reception(book.named()[i]);
//   reception.add(at, Label::kPositive, true);
//   reception.steps();                             // of reception.step() each, from the campaign's start
//
// Memory: at most kMostSteps steps, whatever the campaign's length. Not thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "listen/topics_book.h"
#include "model/event.h"

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

class CampaignReception {
 public:
  static constexpr size_t kMostSteps = 500;

  // REQUIRES: campaign.isCampaign, which outlives this
  explicit CampaignReception(const NamedTopic& campaign);

  // An inbound message about one of its brands; one before the start or after the end is left out.
  void add(Time at, std::optional<Label> label, bool isAboutCampaign, int64_t n = 1);

  const NamedTopic& campaign() const { return *m_campaign; }
  const LabelCounts& counts() const { return m_counts; }
  const LabelCounts& meanwhile() const { return m_meanwhile; }  // all messages, those of the campaign too
  Duration step() const { return m_step; }
  // From the start to the last step to which something was added.
  const std::vector<LabelCounts>& steps() const { return m_steps; }
  // The step with the most messages, the first of equal ones; none when nothing was said.
  std::optional<size_t> peak() const;

 private:
  const NamedTopic* m_campaign;
  Duration m_step;
  LabelCounts m_counts, m_meanwhile;
  std::vector<LabelCounts> m_steps;
};

}  // namespace watchfloor
