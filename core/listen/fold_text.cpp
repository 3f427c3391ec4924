#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <optional>

#include "listen/code_points.h"
#include "listen/words.h"

namespace watchfloor {
namespace {

constexpr char kOther = ',';
constexpr int kMostMarks = 30;

bool isAsciiByte(char c) { return static_cast<unsigned char>(c) < 0x80; }
bool isAsciiLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// What stands for a character that needs no normalisation: "" when it goes. None: it needs it.
std::optional<std::string_view> plain(UChar32 c, std::string_view bytes) {
  if (c < 0 || c == 0xfffd) return ",";
  if (c == 0x2018 || c == 0x2019 || c == 0x02bc) return "'";
  if (c >= 0x2010 && c <= 0x2015) return "-";
  if ((c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f)) return "";
  if ((c >= 0xfe00 && c <= 0xfe0f) || c == 0xfeff || c == 0x00ad) return "";
  if (c == 0x2017 || c == 0x203e) return std::nullopt;  // a space with a mark
  if ((c >= 0x2016 && c <= 0x2027) || (c >= 0x2030 && c <= 0x205e)) return ",";
  if (c == 0x2122 || c == 0x2120 || c == 0x00ae) return ",";  // ™ is no part of a name
  if (c >= 0x1f3fb && c <= 0x1f3ff) return "";
  if (c >= 0x1f300 && c <= 0x1faff) return bytes;
  return std::nullopt;
}

class Folder {
 public:
  Folder(std::string_view text, std::string& out) : m_text(text), m_out(out) {}

  void fold() {
    const auto size = static_cast<int32_t>(m_text.size());
    for (int32_t at = 0; at < size;) {
      at = ascii(at);
      if (at == size) break;
      const int32_t begin = at;
      const UChar32 c = next(at);
      if (const auto bytes = plain(c, part(begin, at))) {
        m_out.append(*bytes);
      } else {
        at = run(begin, at, c);
      }
    }
  }

 private:
  int32_t ascii(int32_t begin) {
    const size_t end = static_cast<size_t>(
        std::find_if_not(m_text.begin() + begin, m_text.end(), isAsciiByte) - m_text.begin());
    const size_t before = m_out.size();
    m_out.resize(before + end - static_cast<size_t>(begin));
    std::transform(m_text.begin() + begin, m_text.begin() + static_cast<std::ptrdiff_t>(end),
                   m_out.begin() + static_cast<std::ptrdiff_t>(before), lowered);
    return static_cast<int32_t>(end);
  }

  UChar32 next(int32_t& at) const {
    UChar32 c = 0;
    U8_NEXT(m_text.data(), at, static_cast<int32_t>(m_text.size()), c);
    return c;
  }
  std::string_view part(int32_t begin, int32_t end) const {
    return m_text.substr(static_cast<size_t>(begin), static_cast<size_t>(end - begin));
  }

  // Normalises what may belong together: from the character `c` at begin … at to the next that belongs to
  // nothing before it, and the letter before that a first mark may stand on. Gives where it ends.
  int32_t run(int32_t begin, int32_t at, UChar32 c) {
    std::string& joined = m_run;
    joined.clear();
    if (!m_out.empty() && isAsciiLetter(m_out.back())) {
      joined.push_back(m_out.back());
      m_out.pop_back();
    }
    joined.append(part(begin, at));
    int marks = u_getCombiningClass(c) != 0 ? 1 : 0;
    const auto size = static_cast<int32_t>(m_text.size());
    while (at < size && !isAsciiByte(m_text[static_cast<size_t>(at)])) {
      int32_t end = at;
      const UChar32 follower = next(end);
      if (plain(follower, {}) == ",") break;
      marks = u_getCombiningClass(follower) != 0 ? marks + 1 : 0;
      if (marks > kMostMarks) break;
      joined.append(part(at, end));
      at = end;
    }
    normalise(joined);
    return at;
  }

  void normalise(const std::string& text) {
    UErrorCode failed = U_ZERO_ERROR;
    const icu::Normalizer2* form = icu::Normalizer2::getNFKCCasefoldInstance(failed);
    if (U_FAILURE(failed)) return m_out.push_back(kOther);  // ICU without its data
    const size_t before = m_out.size();
    icu::StringByteSink<std::string> sink(&m_out);
    form->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<int32_t>(text.size())), sink, nullptr,
                        failed);
    plainly(before);
  }

  // Colours of skin, quotes, dashes within what was normalised.
  void plainly(size_t from) {
    m_run.assign(m_out, from);
    m_out.resize(from);
    const auto size = static_cast<int32_t>(m_run.size());
    for (int32_t at = 0; at < size;) {
      const int32_t begin = at;
      UChar32 c = 0;
      U8_NEXT(m_run.data(), at, size, c);
      const std::string_view bytes(m_run.data() + begin, static_cast<size_t>(at - begin));
      m_out.append(c >= 0 && c < 0x80 ? bytes : plain(c, bytes).value_or(bytes));
    }
  }

  std::string_view m_text;
  std::string& m_out;
  std::string m_run;
};

}  // namespace

void foldText(std::string_view text, std::string& out) { Folder(text, out).fold(); }

}  // namespace watchfloor
