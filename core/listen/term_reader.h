// The terms of a TOML file of rules or topics:
//
//   [terms]                                   # lists of terms that have a name; no list in a list
//   outage = ["is down", "no service"]
//
//   any = ["{outage}", "refund*", "#fail"]    # one of these is there
//   all = ["{product}", "{outage}"]           # one of each list
//   none = ["thank you"]                      # and none of these
//
// One thread at a time.
#pragma once

#include <absl/container/flat_hash_map.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "listen/text_conditions.h"
#include "toml/toml_file.h"

namespace watchfloor {

class TermReader {
 public:
  // In all conditions together; those of a list count for each condition that names it.
  static constexpr size_t kMostUses = 4'000'000;

  // Reads [terms]. What is wrong is kept in the file (TomlFile::status).
  explicit TermReader(TomlSection& root);

  // Reads any, all and none.
  TextCondition read(TomlSection& section);

  // All terms so far, each once; conditions have their indices.
  const std::vector<Term>& terms() const { return m_terms; }

 private:
  // Adds the indices of what stands there.
  void add(TomlSection& section, std::string_view key, const TomlText& text, std::vector<uint32_t>& to);
  // Of one term, or of a list's; empty when it is wrong.
  std::vector<uint32_t> indicesOf(TomlSection& section, std::string_view key, const TomlText& text);
  // None: it is wrong.
  std::vector<uint32_t> indexOf(TomlSection& section, std::string_view key, const TomlText& text);

  std::map<std::string, std::vector<uint32_t>, std::less<>> m_lists;
  absl::flat_hash_map<std::string, uint32_t> m_indices;
  std::vector<Term> m_terms;
  size_t m_uses = 0;
};

}  // namespace watchfloor
