// The pieces of JSON text. Pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace watchfloor::json {

// Appends `text` in quotes. Control characters are escaped, and so is what turns a line around or cannot be
// seen, so that a terminal may show it; bytes that are not UTF-8 become U+FFFD.
void appendString(std::string& out, std::string_view text);

// Appends the shortest digits that read back as the same number; null for what JSON cannot say (NaN,
// infinities).
void appendNumber(std::string& out, double number);
void appendNumber(std::string& out, int64_t number);

// A JSON object, written member by member: key() and then whatever value.
class Object {
 public:
  explicit Object(std::string& out) : m_out(out) { m_out += '{'; }

  std::string& key(std::string_view name) {
    if (!m_isEmpty) m_out += ", ";
    m_isEmpty = false;
    json::appendString(m_out, name);
    return m_out += ": ";
  }
  void add(std::string_view name, std::string_view text) { json::appendString(key(name), text); }
  void add(std::string_view name, int64_t number) { json::appendNumber(key(name), number); }
  void addReal(std::string_view name, std::optional<double> number) {
    std::string& out = key(name);
    if (number) {
      json::appendNumber(out, *number);
    } else {
      out += "null";
    }
  }
  void close() { m_out += '}'; }

 private:
  std::string& m_out;
  bool m_isEmpty = true;
};

}  // namespace watchfloor::json
