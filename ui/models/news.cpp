#include "news.h"

namespace watchfloor {

std::vector<size_t> News::hear(const std::vector<Notice>& notices, Time now, bool isPresent) {
  if (isPresent) {
    std::erase_if(m_told, [&](const auto& told) { return now - told.second.last > kForgotten; });
  } else {
    for (auto& [key, told] : m_told) told.last = now;
  }
  std::vector<size_t> fresh;
  for (size_t i = 0; i < notices.size(); ++i) {
    const auto [told, isNew] = m_told.try_emplace(notices[i].key, Told{notices[i].level, now});
    if (isNew || notices[i].level < told->second.level) fresh.push_back(i);
    told->second = {notices[i].level, now};
  }
  return fresh;
}

void News::keep(const QString& start, Time now) {
  for (auto it = m_told.lower_bound(start); it != m_told.end() && it->first.startsWith(start); ++it)
    it->second.last = now;
}

}  // namespace watchfloor
