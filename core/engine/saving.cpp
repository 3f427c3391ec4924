// The engine's whole state as bytes, in sections that its threads share.
#include <absl/strings/str_cat.h>

#include <cassert>

#include "engine/state.h"
#include "model/archive.h"

namespace watchfloor {
namespace {

// Of a state: who we are; the partitions, parts of the cells, conversations, authors, what was shown,
// series.
constexpr size_t kSections = 1 + kPartitions + Cube::kCellParts + 4;
constexpr size_t kLargestFirst = kSections - 2;  // of all but the first, from the last on: so none ends late
// Between these there is room on both sides for whatever is added to a time.
constexpr Time kFirstTick = fromMicros(-62'135'596'800'000'000),
               kLastTick = fromMicros(253'402'300'800'000'000);

}  // namespace

// Who and where we are; all other sections need it.
template <class Archive>
void Engine::State::persist(Archive& archive) {
  ClockKind clock = m_clock;
  persistWord(archive, clock, 2);
  archive.require(clock == m_clock);
  const Limits limits = m_config.limits;
  archive(m_config);
  m_config.limits = limits;
  archive(m_began, m_now, m_floor, m_position, m_sequence, m_sinceMoved, m_counters, m_wholeMinutes, m_names,
          m_sources);
  if (Archive::kIsReading) m_watchedSince.clear();
  if (archive.hasWatchedOnly()) archive(m_watchedSince);
  archive.require(m_now.has_value() && *m_now >= kFirstTick && *m_now <= kLastTick);
  if (!archive.ok()) return;
  m_dayStart = *DayStart::make(m_config.zone, m_config.resetMinutes);
  m_definitionId = definitionId(m_config);
  if (Archive::kIsReading) m_names.watchOnly(m_config.watchedOnly);
  m_cube.persist(archive, ranges());
}

// One of the others, which know nothing of each other.
template <class Archive>
void Engine::State::persist(Archive& archive, size_t section) {
  if (section < kPartitions) return archive(m_partitions[section]);
  section -= kPartitions;
  if (section < Cube::kCellParts) return m_cube.persistCells(archive, section);
  switch (section - Cube::kCellParts) {
    case 0:
      return archive(m_threads);
    case 1:
      return m_cube.persistAuthors(archive);
    case 2:
      return archive(m_frameCells);
    default:
      return archive(m_series);
  }
}

SavedState Engine::State::save() {
  assert(m_now && m_candidates.empty());
  SavedState state{.version = kStateVersion, .sections = {}};
  state.sections.resize(kSections);
  ArchiveWriter first;
  persist(first);
  state.sections.front() = first.take();
  m_share(kSections - 1, [&](size_t i) {
    ArchiveWriter archive;
    persist(archive, kLargestFirst - i);
    state.sections[1 + kLargestFirst - i] = archive.take();
  });
  return state;
}

absl::Status Engine::State::load(const SavedStateSource& source) {
  if (source.version != kStateVersion && source.version != kOldestStateVersion) {
    const char* which = source.version > kStateVersion ? "a newer" : "an older";
    return absl::FailedPreconditionError(absl::StrCat("it is of ", which, " version (its format is ",
                                                      source.version, ", this program's ", kStateVersion,
                                                      ")"));
  }
  if (source.sections != kSections) return absl::DataLossError("it has too few or too many sections");
  std::vector<absl::Status> statuses(kSections);
  size_t brands = 0, channels = 0;
  const auto read = [&](size_t section, const auto& persistIt) {
    absl::StatusOr<std::string> bytes = source.read(section);
    if (!bytes.ok()) {
      statuses[section] = bytes.status();
      return;
    }
    ArchiveReader archive(*bytes);
    archive.version = source.version;
    if (section > 0) {
      archive.brands = brands;
      archive.channels = channels;
    }
    persistIt(archive);
    if (archive.ok() && archive.isAtEnd()) return;
    statuses[section] = absl::DataLossError(absl::StrCat("its section ", section, " makes no sense"));
  };
  read(0, [&](ArchiveReader& archive) { persist(archive); });
  if (!statuses.front().ok()) return statuses.front();
  brands = m_names.brands().size();
  channels = m_names.channels().size();
  m_share(kSections - 1, [&](size_t i) {
    const size_t section = kLargestFirst - i;
    read(1 + section, [&](ArchiveReader& archive) { persist(archive, section); });
  });
  for (const absl::Status& status : statuses) {
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace watchfloor
