// What is usual of conversations, which have no history of their own to be compared with, but that of all
// others: how many messages the next pane brings, given how many follow whoever began it, its age, and how
// lively it has been.
//
//   SurgeNorm norm(minutes(1));
//   SurgeNorm::Course course{.followers = 1'200};                // one for each conversation
//   for (each pane, oldest first) {
//     const double usual = norm.expected(course, age);
//     detector.add(time, messages, authors, usual);
//     norm.follow(course, age, messages);                        // or norm.learn(…), which also learns from
//     it
//   }
//
// A conversation excites itself: who writes moves others to write (Hawkes, 1971). So what is usual is the
// mean of all conversations of that age and number of followers, in doublings, and a share of what this one
// lately brought beyond that mean. The share is one number, 0.7 of the regression of the next pane on the
// recent ones over all conversations, weighted as counts are. What exceeds even this is a conversation that
// excites itself more than others do. O(1); 6 KB, and 24 bytes a conversation. A value; one thread at a time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "model/time.h"

namespace watchfloor {

class SurgeNorm {
 public:
  struct Course {
    int64_t followers = 0;
    double seen = 0, usual = 0;  // a pane, smoothed over kRecent: what came, and the mean of all
  };
  static constexpr Duration kRecent = minutes(15);

  explicit SurgeNorm(Duration pane);

  // Messages in the pane of that age, before it is known. At least 0; 0 while nothing was learnt.
  double expected(const Course& course, Duration age) const;
  // What the pane of that age brought. REQUIRES: panes of a conversation in order; age, count >= 0
  void follow(Course& course, Duration age, double count) const;
  void learn(Course& course, Duration age, double count);

  // Of a message more than usual, how much of it the next pane is expected to bring.
  double excitation() const { return m_weight > 0 ? m_covariance / m_weight : 0; }

 private:
  static constexpr size_t kFollowers = 24, kAges = 16;  // doublings
  struct Mean {
    double sum = 0, panes = 0;
  };

  double meanOf(int64_t followers, Duration age) const;
  size_t ageOf(Duration age) const;

  Duration m_pane;
  double m_share;
  std::array<std::array<Mean, kAges>, kFollowers> m_means{};
  std::array<Mean, kAges> m_byAge{};
  double m_covariance = 0, m_weight = 0;
};

}  // namespace watchfloor
