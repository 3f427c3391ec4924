#include "metrics/changes.h"

namespace watchfloor {
namespace {

// Notes what is in `before` alone and what is in `now` alone; both sorted, equals allowed.
template <typename T>
void diff(const std::vector<T>& before, const std::vector<T>& now, std::vector<Change<T>>* out) {
  auto b = before.begin();
  auto n = now.begin();
  while (b != before.end() || n != now.end()) {
    if (n == now.end() || (b != before.end() && *b < *n)) {
      out->push_back({*b++, -1});
    } else if (b == before.end() || *n < *b) {
      out->push_back({*n++, 1});
    } else {
      ++b;
      ++n;
    }
  }
}

}  // namespace

void Changes::replace(const std::vector<Entry>& before, const std::vector<Entry>& now) {
  diff(before, now, &entries);
}

void Changes::replace(const Contribution& before, const Contribution& now) {
  diff(before.entries, now.entries, &entries);
  diff(before.standings, now.standings, &standings);
  lost += now.lost - before.lost;
  startUnknown += now.startUnknown - before.startUnknown;
  clockSkew += now.clockSkew - before.clockSkew;
}

void Changes::append(const Changes& other) {
  entries.insert(entries.end(), other.entries.begin(), other.entries.end());
  standings.insert(standings.end(), other.standings.begin(), other.standings.end());
  authors.insert(authors.end(), other.authors.begin(), other.authors.end());
  lost += other.lost;
  startUnknown += other.startUnknown;
  clockSkew += other.clockSkew;
}

void Changes::clear() {
  entries.clear();
  standings.clear();
  authors.clear();
  lost = startUnknown = clockSkew = 0;
}

}  // namespace watchfloor
