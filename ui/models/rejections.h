// Which sources had events refused, a moment ago: counters only grow, so what is news is that they do.
//
//   Rejections rejections;
//   for (Notice& notice : rejections.hear(situation)) notices.push_back(std::move(notice));
//
// A value, without a clock. O(sources) a call.
#pragma once

#include <map>
#include <vector>

#include "notice.h"

namespace watchfloor {

class Rejections {
 public:
  static constexpr Duration kTold = minutes(1);

  // Of each source that had something refused within kTold. What was refused before the first call is not
  // news, nor what an engine that began anew counts.
  std::vector<Notice> hear(const Situation& situation);

 private:
  struct Source {
    int64_t refused = 0, before = 0;  // now, and when it last had none for a while
    Time last = kDistantPast;
  };
  std::map<std::string, Source> m_sources;
};

}  // namespace watchfloor
