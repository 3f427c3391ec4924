#include "store/history_groups.h"

#include <absl/strings/str_join.h>

#include <algorithm>
#include <set>

#include "model/event.h"

namespace watchfloor::history {
namespace {

// Names that are summed up, and how the sum is called.
struct Side {
  std::vector<std::string> names;
  std::string shown;
};

std::vector<Side> sidesOf(std::vector<std::string> names, bool isEach, const std::set<std::string>& known) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  const bool hasAll = std::binary_search(names.begin(), names.end(), kAll);
  if (isEach) {
    const std::vector<std::string> all(known.begin(), known.end());
    std::vector<Side> sides;
    for (const std::string& name : names.empty() ? all : names) sides.push_back({{name}, name});
    return sides;
  }
  if (names.empty() || hasAll) return {{{std::string(kAll)}, std::string(kAll)}};
  std::string shown = absl::StrJoin(names, "+");
  return {{std::move(names), std::move(shown)}};
}

std::vector<uint32_t> cellsOf(const Side& brands, const Side& channels, const CellNumbers& cells) {
  std::vector<uint32_t> found;
  for (const std::string& brand : brands.names) {
    for (const std::string& channel : channels.names) {
      if (const auto it = cells.find({brand, channel}); it != cells.end()) found.push_back(it->second);
    }
  }
  return found;
}

}  // namespace

std::optional<Groups> groupsOf(const HistoryQuery& query, const CellNumbers& cells, size_t most) {
  std::set<std::string> brandNames, channelNames;
  for (const auto& [names, number] : cells) {
    if (names.first != kAll) brandNames.insert(names.first);
    if (names.second != kAll) channelNames.insert(names.second);
  }
  const std::vector<Side> brands = sidesOf(query.brands, query.byBrand, brandNames);
  const std::vector<Side> channels = sidesOf(query.channels, query.byChannel, channelNames);
  const bool isEveryPair = query.byBrand && query.byChannel && query.brands.empty() && query.channels.empty();
  if ((isEveryPair ? cells.size() : brands.size() * channels.size()) > most) return std::nullopt;
  const Side all{{std::string(kAll)}, std::string(kAll)};
  Groups groups;
  for (const Side& side : channels) groups.sums.push_back(cellsOf(all, side, cells));
  for (const Side& brand : brands) {
    for (size_t c = 0; c < channels.size(); ++c) {
      Group group{.brand = brand.shown,
                  .channel = channels[c].shown,
                  .isOneBrand = brand.names.size() == 1 && brand.shown != kAll,
                  .cells = cellsOf(brand, channels[c], cells),
                  .allBrands = c};
      if (isEveryPair && group.cells.empty()) continue;
      groups.groups.push_back(std::move(group));
    }
  }
  return groups;
}

}  // namespace watchfloor::history
