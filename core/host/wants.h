// What all who look at a host want to see. Equal selections are one. Not thread-safe.
#pragma once

#include <algorithm>
#include <cstdint>
#include <list>
#include <map>
#include <optional>
#include <utility>

#include "model/selection.h"

namespace watchfloor {

class WantsByOwner {
 public:
  // With more different selections than these every cell is shown: it costs less than to ask each of them.
  static constexpr size_t kMostSelections = 100;

  // In place of what it wanted before. Returns the number of the first wants that contain it.
  uint64_t add(const void* owner, Selection selection) {
    selection.metrics.clear();  // a figure that is shown has all of them
    selection.maxRateHz = 0;
    Entry* entry = find(selection);
    if (!entry) {
      const auto whole =
          std::ranges::find_if(m_entries, [&](const Entry& e) { return isPart(selection, e.selection); });
      const uint64_t number = whole == m_entries.end() ? ++m_number : whole->number;
      entry = &m_entries.emplace_back(Entry{std::move(selection), number});
      m_isChanged = true;
    }
    ++entry->owners;
    remove(owner);
    m_owners[owner] = entry;
    return entry->number;
  }

  void remove(const void* owner) {
    const auto it = m_owners.find(owner);
    if (it == m_owners.end()) return;
    Entry* const entry = it->second;
    m_owners.erase(it);
    if (--entry->owners > 0) return;
    std::erase_if(m_entries, [&](const Entry& e) { return &e == entry; });
    m_isChanged = true;
  }

  // all(), if they are others than at the last call, or it is the first.
  std::optional<Wants> changed() {
    return std::exchange(m_isChanged, false) ? std::optional(all()) : std::nullopt;
  }

  Wants all() const {
    Wants all{.selections = {}, .number = m_number};
    Selection everything;
    for (const auto& [selection, number, owners] : m_entries) {
      all.selections.push_back(selection);
      everything.series.insert(everything.series.end(), selection.series.begin(), selection.series.end());
    }
    if (all.selections.size() > kMostSelections) all.selections = {std::move(everything)};
    return all;
  }

 private:
  struct Entry {
    Selection selection;
    uint64_t number;
    size_t owners = 0;
  };

  Entry* find(const Selection& selection) {
    const auto it = std::ranges::find(m_entries, selection, &Entry::selection);
    return it == m_entries.end() ? nullptr : &*it;
  }

  std::list<Entry> m_entries;  // whose owners point to them
  std::map<const void*, Entry*> m_owners;
  uint64_t m_number = 0;
  bool m_isChanged = true;  // since changed()
};

}  // namespace watchfloor
