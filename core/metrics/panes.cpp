#include "metrics/panes.h"

#include <algorithm>

namespace watchfloor {

void Panes::add(int64_t index, Field field, int64_t value, int sign) {
  const int64_t key = index >> kBits;
  if (!m_last || key != m_lastKey) {
    std::unique_ptr<Page>& page = m_pages[key];
    if (!page) page = std::make_unique<Page>();
    m_last = page.get();
    m_lastKey = key;
  }
  m_newest = std::max(m_newest, index);
  const int64_t slot = index & (kSide - 1);
  Pane& pane = m_last->panes[static_cast<size_t>(slot)];
  pane.add(field, value, sign);
  const uint64_t bit = uint64_t{1} << slot;
  m_last->used = pane.isEmpty() ? m_last->used & ~bit : m_last->used | bit;
}

}  // namespace watchfloor
