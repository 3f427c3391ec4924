// What `watchfloorctl topics` prints.
#pragma once

#include <string>
#include <vector>

#include "model/campaign.h"
#include "model/topic.h"

namespace watchfloor {

std::string topicsText(Time at, const std::vector<TopicList>& lists,
                       const std::vector<CampaignReport>& campaigns);
std::string topicsJson(Time at, const std::vector<TopicList>& lists,
                       const std::vector<CampaignReport>& campaigns);

}  // namespace watchfloor
