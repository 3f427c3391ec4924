// Names of sources, each kept once, as a small number for as long as somebody holds it: a name that nobody
// holds any more is gone, and its number is given again. Memory: about 100 bytes a name. O(1) a call. Not
// thread-safe.
#pragma once

#include <absl/container/flat_hash_map.h>
#include <absl/strings/string_view.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "model/slab.h"

namespace watchfloor {

class SourceNames {
 public:
  // One more holds it.
  uint32_t hold(std::string_view name) {
    const auto it = m_numbers.find(view(name));
    const uint32_t number = it == m_numbers.end() ? add(name) : it->second;
    ++m_names[number].holders;
    return number;
  }
  // One fewer does. REQUIRES: it is held.
  void release(uint32_t number) {
    Name& name = m_names[number];
    if (--name.holders > 0) return;
    m_numbers.erase(view(name.text));
    m_names.remove(number);
  }

  // Good while it is held.
  std::string_view operator[](uint32_t number) const { return m_names[number].text; }
  size_t size() const { return m_names.size(); }

 private:
  struct Name {
    std::string text;
    uint32_t holders = 0;
  };

  static absl::string_view view(std::string_view s) { return {s.data(), s.size()}; }

  uint32_t add(std::string_view name) {
    const uint32_t number = m_names.add();
    m_names[number].text = name;
    m_numbers.emplace(view(m_names[number].text), number);
    return number;
  }

  Slab<Name> m_names;
  absl::flat_hash_map<absl::string_view, uint32_t> m_numbers;
};

}  // namespace watchfloor
