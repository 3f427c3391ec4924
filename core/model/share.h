// How work is shared out among threads, for those who have some and do not know whose threads they are.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>

namespace watchfloor {

// Calls task(i) once for each i < n, maybe several at the same time, and returns when all are done. What
// comes of a task must not depend on who does it, and when.
using Share = std::function<void(size_t n, const std::function<void(size_t i)>& task)>;

inline void oneByOne(size_t n, const std::function<void(size_t i)>& task) {
  for (size_t i = 0; i < n; ++i) task(i);
}

// Calls f(i) for each i < n, so many of them a task.
template <typename F>
void shareOut(const Share& share, size_t n, size_t atOnce, F f) {
  share((n + atOnce - 1) / atOnce, [&](size_t task) {
    const size_t end = std::min(n, (task + 1) * atOnce);
    for (size_t i = task * atOnce; i < end; ++i) f(i);
  });
}

}  // namespace watchfloor
