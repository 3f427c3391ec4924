// How a campaign was received: messages with its terms between its start and its end, by sentiment and over
// time, beside all that was said about its brands meanwhile. Exact; a negative count takes back what was
// added.
//
//   CampaignReception reception(book.named()[i]);
//   reception.add(at, Label::kPositive, true);
//   reception.report().steps;                      // of report().step each, from the campaign's start
//
// Memory: at most kMostSteps steps, whatever the campaign's length. Not thread-safe.
#pragma once

#include <cstdint>
#include <optional>

#include "listen/topics_book.h"
#include "model/campaign.h"
#include "model/event.h"

namespace watchfloor {

class CampaignReception {
 public:
  static constexpr size_t kMostSteps = 500;

  // REQUIRES: campaign.isCampaign
  explicit CampaignReception(NamedTopic campaign);

  // An inbound message about one of its brands; one before the start or after the end is left out.
  void add(Time at, std::optional<Label> label, bool isAboutCampaign, int64_t n = 1);

  const NamedTopic& campaign() const { return m_campaign; }
  const CampaignReport& report() const { return m_report; }

 private:
  NamedTopic m_campaign;
  CampaignReport m_report;
};

}  // namespace watchfloor
