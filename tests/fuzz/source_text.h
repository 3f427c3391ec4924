// A text read as a file, through a profile.
#pragma once

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include "events.h"
#include "memory_file.h"
#include "sources/source.h"

namespace watchfloor::fuzz {

inline Source::Part readAll(const Profile& profile, std::string_view text) {
  Source::Part all;
  const MemoryFile file(text);
  absl::StatusOr<Source> source = Source::open(profile, file.path());
  require(source.ok(), "the file can be opened");
  for (bool isEnd = false; !isEnd;) {
    absl::StatusOr<Source::Part> part = source->read();
    if (!part.ok()) break;
    std::move(part->events.begin(), part->events.end(), std::back_inserter(all.events));
    std::move(part->problems.begin(), part->problems.end(), std::back_inserter(all.problems));
    isEnd = part->isEnd;
  }
  return all;
}

// Every event is fit to be sent, every problem names a line that there is, and a second reading says the
// same.
inline void checkSource(const Profile& profile, std::string_view text) {
  const Source::Part first = readAll(profile, text), second = readAll(profile, text);
  for (const Event& event : first.events) checkEvent(event);
  const int64_t lines = std::count(text.begin(), text.end(), '\n') + 1;
  for (const Problem& problem : first.problems) {
    require(problem.line >= 1 && problem.line <= lines, "a problem is told by the line where it stands");
    require(!problem.reason.empty(), "a problem is told in words");
  }
  const auto isSameEvent = [](const Event& a, const Event& b) { return bytesOf(a) == bytesOf(b); };
  const auto isSameProblem = [](const Problem& a, const Problem& b) {
    return a.line == b.line && a.reason == b.reason;
  };
  require(std::equal(first.events.begin(), first.events.end(), second.events.begin(), second.events.end(),
                     isSameEvent) &&
              std::equal(first.problems.begin(), first.problems.end(), second.problems.begin(),
                         second.problems.end(), isSameProblem),
          "the same file gives the same events and problems");
}

}  // namespace watchfloor::fuzz
