#include "listen/topics_campaign.h"

#include <algorithm>

namespace watchfloor {
namespace {

// Steps that a reader knows; the first with which a campaign has few enough.
constexpr std::array<Duration, 8> kSteps = {minutes(1), minutes(5), minutes(15),   hours(1),
                                            hours(6),   hours(24),  hours(24 * 7), hours(24 * 28)};

Duration stepOf(Duration length) {
  for (const Duration step : kSteps) {
    if (length / step < static_cast<int64_t>(CampaignReception::kMostSteps)) return step;
  }
  return length / static_cast<int64_t>(CampaignReception::kMostSteps - 1);
}

}  // namespace

std::optional<double> LabelCounts::netSentiment() const {
  const auto at = [&](Label label) { return n[static_cast<size_t>(label)]; };
  const int64_t all = at(Label::kNegative) + at(Label::kNeutral) + at(Label::kPositive);
  if (all == 0) return std::nullopt;
  return static_cast<double>(at(Label::kPositive) - at(Label::kNegative)) / static_cast<double>(all);
}

CampaignReception::CampaignReception(const NamedTopic& campaign)
    : m_campaign(&campaign), m_step(stepOf(campaign.end - campaign.start)) {}

void CampaignReception::add(Time at, std::optional<Label> label, bool isAboutCampaign, int64_t n) {
  if (at < m_campaign->start || at >= m_campaign->end) return;
  const size_t l = label ? static_cast<size_t>(*label) : 3;
  m_meanwhile.n[l] += n;
  if (!isAboutCampaign) return;
  const auto step = static_cast<size_t>((at - m_campaign->start) / m_step);
  if (step >= m_steps.size()) m_steps.resize(step + 1);
  m_steps[step].n[l] += n;
  m_counts.n[l] += n;
}

std::optional<size_t> CampaignReception::peak() const {
  const auto most =
      std::max_element(m_steps.begin(), m_steps.end(),
                       [](const LabelCounts& a, const LabelCounts& b) { return a.total() < b.total(); });
  if (most == m_steps.end() || most->total() == 0) return std::nullopt;
  return static_cast<size_t>(most - m_steps.begin());
}

}  // namespace watchfloor
