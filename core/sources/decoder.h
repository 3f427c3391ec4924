// What turns the lines of a file into events, one line after the other.
#pragma once

#include <absl/status/status.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/event.h"
#include "sources/line_file.h"

namespace watchfloor {

// A line (or a record of several, told by its first) that could not be read, and was skipped.
struct Problem {
  std::string file;
  int64_t line = 0;  // from 1
  std::string reason;
};

// How often something happened in a pane: a row of a file of counts.
struct CountRow {
  static constexpr double kMost = 1e10;  // far beyond it surprises lose their digits

  Time time{};           // when the pane begins
  std::string timeText;  // as the file writes it
  double count = 0;      // from 0 to kMost
  int64_t line = 0;      // from 1
};

struct Decoded {
  std::vector<Event> events;
  std::vector<CountRow> counts;
  std::vector<Problem> problems;
};

class Decoder {
 public:
  virtual ~Decoder() = default;

  // What is broken goes to `out.problems`; only what makes the whole file unreadable (a column that is
  // missing) is a status.
  virtual absl::Status take(const Line& line, Decoded& out) = 0;

  // No line follows.
  virtual absl::Status finish(Decoded&) { return absl::OkStatus(); }
};

}  // namespace watchfloor
