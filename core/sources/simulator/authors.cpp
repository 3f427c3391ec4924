#include "sources/simulator/authors.h"

#include <algorithm>

#include "sources/simulator/phrases.h"

namespace watchfloor {
namespace {

constexpr double kPopulation = 200'000, kShift = 60;

}  // namespace

Authors::Authors(uint64_t seed, std::string_view channel)
    : m_place(scatter(seed)), m_range(portableLog((kPopulation + kShift) / kShift)) {
  for (char c : channel) m_place = scatter(m_place ^ static_cast<unsigned char>(c));
}

Author Authors::pick(Random& random) const {
  const auto number = static_cast<int64_t>(kShift * portableExp(m_range * random.uniform()) - kShift) + 1;
  Random own(m_place, static_cast<uint64_t>(number));  // equal for equal authors
  const double reach = std::min(own.lognormal(180.0, 1.7), 2e6);
  return {authorName(m_place, number), static_cast<int64_t>(reach)};
}

}  // namespace watchfloor
