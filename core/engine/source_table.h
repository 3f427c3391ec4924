// How each source is: when it was heard last, what it feeds, what became of its events. One that was not
// heard for a week is no longer shown. Whoever needs the name of one for longer keeps it. Memory: about 250
// bytes a source and 20 a cell that it feeds. Not thread-safe.
#pragma once

#include <absl/container/flat_hash_map.h>
#include <absl/strings/string_view.h>

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/frame.h"
#include "model/interner.h"

namespace watchfloor {

enum class Verdict : uint8_t { kAccepted, kDuplicate, kLate, kFuture, kRejected };

class SourceTable {
 public:
  struct Source {
    uint64_t eventIds = 0;                        // the space of its events' ids
    std::optional<Time> newestEvent;              // event time
    std::optional<Time> lastHeard;                // tick
    std::array<int64_t, 5> verdicts{};            // by Verdict
    absl::flat_hash_map<CellId, uint32_t> feeds;  // a bit for each kind of event

    template <class Archive>
    void persist(Archive& archive);
    void count(Verdict verdict, int64_t n = 1) { verdicts[static_cast<size_t>(verdict)] += n; }
  };
  using Entry = std::pair<const std::string, Source>;

  explicit SourceTable(int64_t most) : m_most(most) {}

  // Something came of it, an event or a sign of life. `tick`: the last one. When there are too many sources,
  // the one that was silent longest makes room, if that is an hour or more; null when none does.
  Entry* heard(std::string_view source, std::optional<Time> tick);

  template <class Archive>
  void persist(Archive& archive);

  // Whether heard() would have to make room, so that an entry may go.
  bool isFullFor(std::string_view source) const {
    return static_cast<int64_t>(m_sources.size()) >= m_most &&
           !m_byName.contains(absl::string_view(source.data(), source.size()));
  }

  // What was heard before the first tick counts as heard then.
  void advance(Time tick);

  // Everything that is shown, by name, but for kPeople. `silentAfter` none: no source is ever silent.
  std::vector<SourceHealth> health(Time tick, std::optional<Duration> silentAfter, Duration shown,
                                   const Interner& brands, const Interner& channels) const;
  // The oldest of the newest event times of the sources heard within 30 s.
  std::optional<Time> watermark(Time tick) const;

 private:
  bool makeRoom(std::optional<Time> tick);

  int64_t m_most;
  std::map<std::string, Source> m_sources;  // never moves them
  absl::flat_hash_map<absl::string_view, Entry*> m_byName;
  bool m_isUnheardOf = false;  // some were heard before the first tick only
};

}  // namespace watchfloor
