#include "model/language.h"

#include <absl/strings/ascii.h>
#include <absl/strings/match.h>

#include <algorithm>

namespace watchfloor {

bool isLanguageTag(std::string_view text) {
  constexpr size_t kLeastFirst = 2, kLongestPart = 8;
  if (text.empty() || text.size() > kLongestLanguage) return false;
  for (bool isFirst = true;; isFirst = false) {
    const std::string_view part = text.substr(0, text.find('-'));
    const bool isWellFormed = std::all_of(part.begin(), part.end(), [isFirst](char c) {
      const auto byte = static_cast<unsigned char>(c);
      return isFirst ? absl::ascii_isalpha(byte) : absl::ascii_isalnum(byte);
    });
    if (!isWellFormed || part.size() < (isFirst ? kLeastFirst : 1) || part.size() > kLongestPart)
      return false;
    if (part.size() == text.size()) return true;
    text.remove_prefix(part.size() + 1);
  }
}

bool isOfLanguage(std::string_view tag, std::string_view language) {
  return !tag.empty() && tag.size() >= language.size() &&
         absl::EqualsIgnoreCase({tag.data(), language.size()}, {language.data(), language.size()}) &&
         (tag.size() == language.size() || tag[language.size()] == '-');
}

}  // namespace watchfloor
