#include "listen/emoji.h"

#include "listen/code_points.h"
#include "listen/sentiment_tables.h"
#include "listen/table_lines.h"

namespace watchfloor {

Emoji::Emoji() {
  forEachLine(kEmojiTable, [this](std::string_view emoji, std::string_view description) {
    size_t at = 0;
    const char32_t c = nextCodePoint(emoji, &at);
    if (at == emoji.size()) m_descriptions[c] = description;
  });
}

bool Emoji::describe(std::string_view text, std::string* out) const {
  if (isAscii(text)) return false;
  bool isAny = false;
  size_t copied = 0;  // of the text
  for (size_t at = 0; at < text.size();) {
    if (static_cast<uint8_t>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    const size_t start = at;
    const auto found = m_descriptions.find(nextCodePoint(text, &at));
    if (found == m_descriptions.end()) continue;
    if (!isAny) out->clear();
    isAny = true;
    out->append(text.substr(copied, start - copied));
    if (!out->empty() && (copied == start || out->back() != ' ')) out->push_back(' ');
    out->append(found->second);
    copied = at;
  }
  if (isAny) out->append(text.substr(copied));
  return isAny;
}

}  // namespace watchfloor
