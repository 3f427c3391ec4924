#include "listen/contrast.h"

#include <absl/container/flat_hash_map.h>

#include <algorithm>
#include <functional>
#include <queue>
#include <vector>

namespace watchfloor {
namespace {

constexpr size_t kFew = 64;
constexpr double kBefore = 0.5, kAfter = 1.5;

void change(size_t but, PlacedValence* v) {
  if (v->token < but) {
    v->value *= kBefore;
  } else if (v->token > but) {
    v->value *= kAfter;
  }
}

void contrastFew(size_t but, Valences* valences) {
  for (size_t i = 0; i < valences->size(); ++i) {
    const double value = (*valences)[i].value;
    change(but, &*std::find_if(valences->begin(), valences->end(),
                               [value](const PlacedValence& v) { return v.value == value; }));
  }
}

// The places of each value, the first one on top. A place whose value has changed since is passed over.
void contrastMany(size_t but, Valences* valences) {
  using Places = std::priority_queue<size_t, std::vector<size_t>, std::greater<>>;
  absl::flat_hash_map<double, Places> places;
  for (size_t i = 0; i < valences->size(); ++i) places[(*valences)[i].value].push(i);
  for (size_t i = 0; i < valences->size(); ++i) {
    const double value = (*valences)[i].value;
    Places& same = places[value];
    while ((*valences)[same.top()].value != value) same.pop();
    const size_t first = same.top();
    change(but, &(*valences)[first]);
    places[(*valences)[first].value].push(first);
  }
}

}  // namespace

void contrast(size_t but, Valences* valences) {
  if (valences->size() <= kFew) return contrastFew(but, valences);
  contrastMany(but, valences);
}

}  // namespace watchfloor
