// What changed in what contacts and conversations count for: a list that whoever owns them writes, and that
// the cube applies (metrics/cube.h). It is a value, so that several owners can work at the same time, each
// with a list of its own. Not thread-safe.
#pragma once

#include <cstdint>
#include <vector>

#include "metrics/contribution.h"

namespace watchfloor {

// An inbound message by an author: counts in the cell and its three roll-ups.
struct AuthorSeen {
  CellId cell;
  uint64_t author = 0;  // a stable, well-mixed hash
  Time at{};
  bool operator==(const AuthorSeen&) const = default;
};

template <typename T>
struct Change {
  T what;
  int sign;  // 1 puts it in, -1 takes it out
};

class Changes {
 public:
  // Takes out what `before` says and puts in what `now` says; both settled. Common entries cost a comparison.
  void replace(const Contribution& before, const Contribution& now);
  void replace(const std::vector<Entry>& before, const std::vector<Entry>& now);
  void change(const AuthorSeen& seen, int sign) { authors.push_back({seen, sign}); }

  // Adds all that `other` notes.
  void append(const Changes& other);

  void clear();

  std::vector<Change<Entry>> entries;
  std::vector<Change<Standing>> standings;
  std::vector<Change<AuthorSeen>> authors;
  int64_t lost = 0, startUnknown = 0, clockSkew = 0;
};

}  // namespace watchfloor
