// What is usual of things that begin and fade, such as conversations: how many messages a pane brings, by how
// many follow whoever began it, and by its age. A conversation has no history of its own to be compared with;
// it has those of all others.
//
//   SurgeNorm norm(minutes(1));
//   norm.add(followers, age, messages);                      // each pane of each conversation
//   detector.add(time, messages, authors, norm.expected(followers, age));
//
// A mean for each power of ten of the followers and each doubling of the age; where little is known, what is
// known of the age alone has its say. O(1); 2 KB. A value; one thread at a time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "model/time.h"

namespace watchfloor {

class SurgeNorm {
 public:
  explicit SurgeNorm(Duration pane) : m_pane(pane) {}

  // REQUIRES: followers, age, count >= 0
  void add(int64_t followers, Duration age, double count);

  // Counts a pane; `unknown` while nothing of that age is known.
  double expected(int64_t followers, Duration age, double unknown = 0) const;

 private:
  static constexpr size_t kFollowers = 8, kAges = 16;
  struct Mean {
    double sum = 0, panes = 0;
  };

  size_t ageOf(Duration age) const;

  Duration m_pane;
  std::array<std::array<Mean, kAges>, kFollowers> m_means{};
  std::array<Mean, kAges> m_byAge{};
};

}  // namespace watchfloor
