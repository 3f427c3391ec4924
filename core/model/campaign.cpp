#include "model/campaign.h"

#include <algorithm>

#include "model/event.h"

namespace watchfloor {

std::optional<double> LabelCounts::netSentiment() const {
  const auto at = [&](Label label) { return n[static_cast<size_t>(label)]; };
  const int64_t all = at(Label::kNegative) + at(Label::kNeutral) + at(Label::kPositive);
  if (all == 0) return std::nullopt;
  return static_cast<double>(at(Label::kPositive) - at(Label::kNegative)) / static_cast<double>(all);
}

std::optional<size_t> CampaignReport::peak() const {
  const auto most =
      std::max_element(steps.begin(), steps.end(),
                       [](const LabelCounts& a, const LabelCounts& b) { return a.total() < b.total(); });
  if (most == steps.end() || most->total() == 0) return std::nullopt;
  return static_cast<size_t>(most - steps.begin());
}

}  // namespace watchfloor
