#include "metrics/pane.h"

#include <algorithm>
#include <bit>

namespace watchfloor {

void Pane::push(int64_t word) {
  const size_t n = size();
  const bool isFull = n == 0 || (n >= kFewest && std::has_single_bit(n + 1));
  if (isFull) {
    const size_t room = n == 0 ? kFewest : 2 * n + 1;
    auto words = std::make_unique_for_overwrite<int64_t[]>(room + 1);
    words[0] = static_cast<int64_t>(n);
    std::copy_n(m_words.get() + (n == 0 ? 0 : 1), n, words.get() + 1);
    m_words = std::move(words);
  }
  m_words[++m_words[0]] = word;
}

void Pane::pop() {
  if (--m_words[0] == 0) m_words.reset();
}

void Pane::add(Field field, int64_t value, int sign) {
  const size_t n = size();
  if (isDuration(field)) {
    const int64_t word = wordOf(field, value);
    if (sign > 0) return push(word);
    for (size_t i = 1; i <= n; ++i) {
      if (m_words[i] != word) continue;
      m_words[i] = m_words[n];
      return pop();
    }
    return;
  }
  size_t at = 1;
  for (; at <= n && !isDuration(fieldOf(m_words[at])); ++at) {
    if (fieldOf(m_words[at]) != field) continue;
    m_words[at] += wordOf(Field{}, sign * value);
    if (valueOf(m_words[at]) != 0) return;
    size_t lastCount = at;
    while (lastCount < n && !isDuration(fieldOf(m_words[lastCount + 1]))) ++lastCount;
    m_words[at] = m_words[lastCount];
    m_words[lastCount] = m_words[n];
    return pop();
  }
  if (value == 0) return;
  push(wordOf(field, sign * value));
  std::swap(m_words[at], m_words[n + 1]);  // the first duration goes to the end
}

}  // namespace watchfloor
