#include "listen/live_campaigns.h"

#include <algorithm>
#include <utility>

namespace watchfloor {

void LiveCampaigns::follow(const TopicBook& book, std::optional<Time> now) {
  std::vector<Running> before = std::exchange(m_running, {});
  ++m_round;
  for (const NamedTopic& topic : book.named()) {
    if (!topic.isCampaign) continue;
    const auto same = std::find_if(before.begin(), before.end(), [&](const Running& running) {
      return running.reception.campaign() == topic;
    });
    if (same != before.end()) {
      m_running.push_back(std::move(*same));
      before.erase(same);
    } else {
      m_running.push_back({.reception = CampaignReception(topic), .round = m_round, .since = now});
    }
  }
}

void LiveCampaigns::begin(Time now) {
  for (Running& running : m_running) running.since = running.since.value_or(now);
}

bool LiveCampaigns::isAnyAt(Time at) const {
  return std::any_of(m_running.begin(), m_running.end(), [at](const Running& running) {
    const NamedTopic& campaign = running.reception.campaign();
    return campaign.start <= at && at < campaign.end;
  });
}

void LiveCampaigns::count(const Mention& mention, int64_t n) {
  for (Running& running : m_running) {
    const NamedTopic& campaign = running.reception.campaign();
    if (running.round > mention.round) continue;
    bool isMeanwhile = false, isAbout = false;
    for (const auto& [brand, topics] : mention.under) {
      if (!campaign.isAbout(brand)) continue;
      isMeanwhile = true;
      isAbout |= std::find(topics->begin(), topics->end(), campaign.id) != topics->end();
    }
    if (isMeanwhile) running.reception.add(mention.at, mention.label, isAbout, n);
  }
}

std::vector<CampaignReport> LiveCampaigns::reports(const std::vector<std::string>& names) const {
  std::vector<CampaignReport> reports;
  for (const Running& running : m_running) {
    const CampaignReport& report = running.reception.report();
    if (!names.empty() && std::find(names.begin(), names.end(), report.name) == names.end()) continue;
    CampaignReport& told = reports.emplace_back(report);
    if (names.empty()) told.steps.clear();
    if (running.since && *running.since > report.start) told.since = running.since;
  }
  return reports;
}

}  // namespace watchfloor
