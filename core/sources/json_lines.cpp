#include "sources/json_lines.h"

#include <absl/strings/ascii.h>
#include <absl/strings/str_cat.h>

#include <utility>

#include "wire/event_wire.h"

namespace watchfloor {

absl::Status JsonLines::take(const Line& line, Decoded& out) {
  const auto broken = [&](std::string reason) {
    out.problems.push_back({.file = m_file, .line = line.number, .reason = std::move(reason)});
    return absl::OkStatus();
  };
  if (line.isTooLong) return broken(absl::StrCat("longer than ", LineFile::kLongest, " bytes"));
  if (absl::StripAsciiWhitespace(absl::string_view(line.text.data(), line.text.size())).empty()) {
    return absl::OkStatus();
  }
  absl::StatusOr<Event> event = wire::fromJson(line.text);
  if (!event.ok()) return broken(std::string(event.status().message()));
  out.events.push_back(*std::move(event));
  return absl::OkStatus();
}

}  // namespace watchfloor
