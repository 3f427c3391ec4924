// Which cells make up each group of a query. Internal to store/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/history.h"

namespace watchfloor::history {

// The cells of a file, by brand and channel.
using CellNumbers = std::map<std::pair<std::string, std::string>, uint32_t>;

struct Group {
  std::string brand, channel;   // as they are shown
  bool isOneBrand = false;      // share of voice is of a brand only
  std::vector<uint32_t> cells;  // that it is the sum of
  size_t allBrands = 0;         // the place of its channels' sum in `sums`
};

struct Groups {
  std::vector<Group> groups;                // by brand, then by channel
  std::vector<std::vector<uint32_t>> sums;  // of all brands, each over some channels
};

// Where a query names no brands but wants each, these are all that the file knows; of channels likewise.
// Pairs that it does not know are left out when both are wanted and not named. None when there would be more
// than `most`.
std::optional<Groups> groupsOf(const HistoryQuery& query, const CellNumbers& cells, size_t most);

}  // namespace watchfloor::history
