// How the campaigns of the book in force are received, message by message as they come. Exact: what is taken
// back is counted with a negative n.
//
//   LiveCampaigns campaigns;
//   campaigns.follow(*book, tick);          // whenever another book is in force
//   campaigns.count({.under = {{"Delta", &ids}}, .label = label, .at = at, .round = round}, 1);
//   campaigns.reports({"Boorito 2017"})
//
// A campaign that another book defines as the one before did goes on; any other one begins anew, and knows
// since when. What it did not count when it came, it does not take back: messages carry the round in which
// they were counted first.
//
// Cost: O(campaigns) a message and brand. Memory: that of a CampaignReception each. Not thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "listen/topics_campaign.h"

namespace watchfloor {

class LiveCampaigns {
 public:
  // A message, which counts once, whatever brands it names.
  struct Under {
    std::string_view brand;
    const std::vector<uint64_t>* topics;  // that it has under this brand
  };
  struct Mention {
    std::vector<Under> under;
    std::optional<Label> label;
    Time at;
    uint32_t round;
  };

  // `now`: none before there was any.
  void follow(const TopicBook& book, std::optional<Time> now);
  // The first moment that there is; of no use later.
  void begin(Time now);

  uint32_t round() const { return m_round; }
  // Whether any message of that time counts, if it is about one of the right brands.
  bool isAnyAt(Time at) const;
  void count(const Mention& mention, int64_t n);

  // Those with these names, with their steps, or all without; in the order of the book.
  std::vector<CampaignReport> reports(const std::vector<std::string>& names) const;

 private:
  struct Running {
    CampaignReception reception;
    uint32_t round = 0;  // in which it began
    std::optional<Time> since = {};
  };

  std::vector<Running> m_running;
  uint32_t m_round = 0;
};

}  // namespace watchfloor
