// Several sliding windows at once: a set of them, and a value for each of them side by side, so that what
// enters or leaves many windows touches one line of memory. Values; any thread.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "model/metric.h"

namespace watchfloor {

// By index of Window.
template <typename T>
using PerWindow = std::array<T, kSlidingWindows>;

// Bit w: the window of index w.
using WindowSet = uint8_t;
inline constexpr WindowSet kNoWindow = 0;
inline constexpr WindowSet kEveryWindow = 0xff;

constexpr WindowSet only(size_t window) { return static_cast<WindowSet>(1u << window); }
constexpr bool contains(WindowSet set, size_t window) { return (set >> window & 1) != 0; }

// A number for each window, all of its bits set where the window is in the set: what is meant for all windows
// is taken into a set of them by &, without a branch.
template <typename T>
constexpr std::array<PerWindow<T>, 256> masksOfSets() {
  std::array<PerWindow<T>, 256> masks{};
  for (size_t set = 0; set < masks.size(); ++set) {
    for (size_t w = 0; w < kSlidingWindows; ++w)
      masks[set][w] = (set >> w & 1) != 0 ? static_cast<T>(~T{0}) : T{0};
  }
  return masks;
}
template <typename T>
inline constexpr std::array<PerWindow<T>, 256> kMasks = masksOfSets<T>();

template <typename F>
void forEachWindow(WindowSet set, F f) {
  for (unsigned rest = set; rest != 0; rest &= rest - 1) f(static_cast<size_t>(std::countr_zero(rest)));
}

}  // namespace watchfloor
