#include "store/conversation_words.h"

#include <algorithm>

namespace watchfloor::conversations {
namespace {

bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Is there anything that the index may have? Beyond ASCII that is left to it.
bool hasWord(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
  });
}

void append(std::string_view term, bool isPrefix, std::string* out) {
  if (!hasWord(term)) return;
  if (!out->empty()) *out += ' ';
  *out += '"';
  for (const char c : term) {
    if (c != '"' && c != '\0') *out += c;
  }
  *out += isPrefix ? "\" *" : "\"";
}

}  // namespace

std::optional<std::string> matchOf(std::string_view words) {
  std::string match;
  for (size_t at = 0; at < words.size();) {
    if (isSpace(words[at])) {
      ++at;
      continue;
    }
    const bool isPhrase = words[at] == '"';
    const size_t begin = isPhrase ? at + 1 : at;
    size_t end = begin;
    while (end < words.size() && !(isPhrase ? words[end] == '"' : isSpace(words[end]))) ++end;
    const std::string_view term = words.substr(begin, end - begin);
    append(term, !isPhrase && term.ends_with('*'), &match);
    at = end + (isPhrase ? 1 : 0);
  }
  return match.empty() ? std::nullopt : std::optional(match);
}

}  // namespace watchfloor::conversations
