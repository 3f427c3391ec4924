// Figures as JSON, and the objects that they stand in. Pure functions.
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "export/json_text.h"
#include "model/metric.h"

namespace watchfloor::json {

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

inline double rounded(double number, double scale) { return std::round(number * scale) / scale; }
inline double secondsOf(Duration d) { return rounded(toSeconds(d), 1e6); }

// `isTime`: its parts are microseconds, and are written in seconds.
void appendRatio(std::string& out, const Ratio& ratio, bool isTime);
void appendSpread(std::string& out, const Spread& spread);

}  // namespace watchfloor::json
