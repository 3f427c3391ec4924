// The busiest few of many names. Who they are is settled anew every 30 s at most, so that nothing jumps
// about; they stand in the order of all names, so that places hardly change. GUI thread.
//
//   Busiest busiest;
//   busiest.settle(frame.brands, now, [&](const std::string& brand) { return volumeOf(brand); });
//   busiest.of(8, "Alder")   -> at most eight, Alder among them
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "model/time.h"

namespace watchfloor {

class Busiest {
 public:
  // Ranks the names by size, those of one size as they stand: when names came or went, when 30 s have passed,
  // and at once as long as all sizes are zero. O(n log n).
  void settle(const std::vector<std::string>& names, Time now,
              const std::function<double(const std::string&)>& sizeOf);

  // At most `most` of the names; `always` takes the place of the least if it is one of them.
  std::vector<std::string> of(size_t most, const std::string& always) const;
  // At most `most` of the names, the busiest first.
  std::vector<std::string> ranked(size_t most) const;

 private:
  static constexpr Duration kSettled = seconds(30);

  std::vector<std::string> m_names;
  std::vector<size_t> m_ranks;  // of each name; 0: the busiest
  std::optional<Time> m_at;     // when they were last ranked; none: by nothing
};

}  // namespace watchfloor
