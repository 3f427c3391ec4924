#include "listen/topics_campaign.h"

#include <array>
#include <utility>

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

CampaignReception::CampaignReception(NamedTopic campaign)
    : m_campaign(std::move(campaign)),
      m_report{.name = m_campaign.name,
               .start = m_campaign.start,
               .end = m_campaign.end,
               .step = stepOf(m_campaign.end - m_campaign.start)} {}

void CampaignReception::add(Time at, std::optional<Label> label, bool isAboutCampaign, int64_t n) {
  if (at < m_campaign.start || at >= m_campaign.end) return;
  const size_t l = label ? static_cast<size_t>(*label) : 3;
  m_report.meanwhile.n[l] += n;
  if (!isAboutCampaign) return;
  const auto step = static_cast<size_t>((at - m_campaign.start) / m_report.step);
  if (step >= m_report.steps.size()) m_report.steps.resize(step + 1);
  m_report.steps[step].n[l] += n;
  m_report.counts.n[l] += n;
}

}  // namespace watchfloor
