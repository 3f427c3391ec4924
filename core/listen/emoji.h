// Emoji in words, as the rule-based scorer reads them: "so late 😡" becomes "so late pouting face". Each code
// point is looked at by itself, so that of a sequence the parts are described. Immutable: any number of
// threads.
#pragma once

#include <absl/container/flat_hash_map.h>

#include <string>
#include <string_view>

namespace watchfloor {

class Emoji {
 public:
  Emoji();

  // True when there are any: then `out` is the text with their descriptions. O(text), which may grow twenty
  // times.
  bool describe(std::string_view text, std::string* out) const;

 private:
  absl::flat_hash_map<char32_t, std::string_view> m_descriptions;
};

}  // namespace watchfloor
