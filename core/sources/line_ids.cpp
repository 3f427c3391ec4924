#include "sources/line_ids.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>
#include <xxhash.h>

#include <utility>

namespace watchfloor {

std::string LineIds::next(std::string_view line) {
  const uint64_t hash = XXH3_64bits(line.data(), line.size());
  if (m_counts.size() >= kRemembered) m_older = std::exchange(m_counts, {});
  const auto [found, isNew] = m_counts.try_emplace(hash, 0);
  if (isNew) {
    if (const auto older = m_older.find(hash); older != m_older.end()) found->second = older->second;
  }
  return absl::StrFormat("%016x:%u", hash, ++found->second);
}

}  // namespace watchfloor
