// What `watchfloorctl topics` prints.
#pragma once

#include <string>
#include <vector>

#include "listen/topics_campaign.h"
#include "listen/topics_count.h"

namespace watchfloor {

// The top topics of a brand in a window.
struct TopicList {
  std::string brand;
  Window window = Window::kTotal;
  std::vector<TopicFigure> figures;
};

std::string topicsText(Time at, const std::vector<TopicList>& lists,
                       const std::vector<CampaignReception>& campaigns);
std::string topicsJson(Time at, const std::vector<TopicList>& lists,
                       const std::vector<CampaignReception>& campaigns);

}  // namespace watchfloor
