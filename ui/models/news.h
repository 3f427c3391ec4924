// Which of what is abnormal was not there before. What flickers is no news, nor what stood before the engine
// was lost, the wall was paused, or somebody looked at the past: kForgotten after it was last seen it is
// forgotten.
//
//   News news;
//   for (size_t i : news.hear(notices, now, true)) announce(notices[i]);
//
// A value, without a clock. O(n log n) a call.
#pragma once

#include <map>
#include <vector>

#include "notice.h"

namespace watchfloor {

class News {
 public:
  static constexpr Duration kForgotten = minutes(1);

  // Which are new, or worse than before. `isPresent`: they are all that is abnormal now; if not, nothing that
  // is missing is over.
  std::vector<size_t> hear(const std::vector<Notice>& notices, Time now, bool isPresent);
  // What begins so is not forgotten, though it is not seen: nobody can see it now.
  void keep(const QString& start, Time now);

 private:
  struct Told {
    int level = 0;
    Time last{};
  };
  std::map<QString, Told> m_told;  // by key
};

}  // namespace watchfloor
