// What was counted in one pane of one cell. Few panes count many things, so it is a short list: the counts,
// one a field, then the durations one by one, so that any of them can be taken back and the maximum stays
// exact.
//
// Memory: 8 bytes, and as many for each amount, rounded up to a power of two.
#pragma once

#include <cstdint>
#include <memory>

#include "metrics/field.h"

namespace watchfloor {

class Pane {
 public:
  // Amounts are kept up to this size, some 9,000 years in microseconds.
  static constexpr int64_t kMost = (int64_t{1} << 58) - 1;

  // `sign` 1 adds, -1 takes back what was added. REQUIRES: -kMost <= value <= kMost
  void add(Field field, int64_t value, int sign);
  bool isEmpty() const { return !m_words; }

  // Calls f(field, value).
  template <typename F>
  void forEach(F f) const {
    for (size_t i = 1; i <= size(); ++i) f(fieldOf(m_words[i]), valueOf(m_words[i]));
  }

 private:
  // An amount is a word: the value above its field. The first word is how many there are.
  static constexpr int kFieldBits = 5;
  static_assert(kCountFields + kDurationFields <= 1 << kFieldBits);
  static constexpr size_t kFewest = 3;

  static int64_t wordOf(Field field, int64_t value) {
    return value * (int64_t{1} << kFieldBits) + static_cast<int64_t>(field);
  }
  static Field fieldOf(int64_t word) { return static_cast<Field>(word & ((1 << kFieldBits) - 1)); }
  static int64_t valueOf(int64_t word) { return word >> kFieldBits; }

  size_t size() const { return m_words ? static_cast<size_t>(m_words[0]) : 0; }
  void push(int64_t word);
  void pop();

  std::unique_ptr<int64_t[]> m_words;  // room for kFewest, or one less than a power of two
};

}  // namespace watchfloor
