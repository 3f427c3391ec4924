#include "channel_roster.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace watchfloor {

std::vector<int> ChannelRoster::colorsOf(const std::vector<std::string>& channels) {
  assert(channels.size() <= kColors);
  std::array<bool, kColors> isTaken{};
  for (const std::string& channel : channels) {
    if (const auto own = m_colors.find(channel); own != m_colors.end())
      isTaken[static_cast<size_t>(own->second)] = true;
  }
  std::vector<int> colors;
  for (const std::string& channel : channels) {
    auto own = m_colors.find(channel);
    if (own == m_colors.end()) {
      const auto free = std::ranges::find(isTaken, false);
      *free = true;
      const int color = static_cast<int>(free - isTaken.begin());
      std::erase_if(m_colors, [&](const auto& entry) { return entry.second == color; });
      own = m_colors.emplace(channel, color).first;
    }
    colors.push_back(own->second);
  }
  return colors;
}

}  // namespace watchfloor
