// What an engine is made of: its own alone. engine.cpp has what happens to it, saving.cpp how it becomes
// bytes and is made of them again.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/crew.h"
#include "engine/engine.h"
#include "engine/names.h"
#include "engine/partition.h"
#include "engine/source_table.h"
#include "metrics/frame_cells.h"
#include "metrics/minute_recorder.h"
#include "metrics/series.h"
#include "threads/threads.h"

namespace watchfloor {

class Engine::State {
 public:
  State(EngineConfig config, ClockKind clock, int threads);

  BatchResult apply(const BatchRecord& batch);
  FramePtr advance(Time tick);
  void configure(EngineConfig config);

  void want(Wants wants);
  uint64_t wants() const { return m_wants; }
  void nobodyLooksBefore(Time end, const TickAt& tickAt);
  void keepMinutes();
  MinuteChanges takeMinutes() {
    return m_minutes->take(*m_now, m_definitionId, m_names.brands(), m_names.channels(), m_watchedSince);
  }
  std::optional<Time> now() const { return m_now; }
  uint64_t position() const { return m_position; }

  SavedState save();
  absl::Status load(const SavedStateSource& source);
  void skip(uint64_t records) { m_position += records; }

 private:
  // Some of the partitions, for one thread at a time: the candidates that are theirs, in order of arrival.
  using Lane = std::vector<uint32_t>;

  Verdict judge(const EventView& event, std::string* reason);
  void shareIfWorth(size_t n, const std::function<void(size_t)>& task);
  template <typename PartitionOf>
  void divide(PartitionOf partitionOf);
  void dropDuplicates();
  void take();
  void takeMessages();
  bool takeMessage(const Candidate& candidate);
  void finishCandidates(const BatchRecord& batch, BatchResult* result);
  void move(Time tick);
  void watchOnly();
  void regroup();
  StaffByCell staff() const;
  WindowRanges ranges() const { return WindowRanges::at(*m_now, m_dayStart, m_clock); }
  template <class Archive>
  void persist(Archive& archive);
  template <class Archive>
  void persist(Archive& archive, size_t section);

  EngineConfig m_config;
  ClockKind m_clock;
  DayStart m_dayStart;
  std::string m_definitionId;

  std::optional<Time> m_began;  // the first tick
  std::optional<Time> m_now;  // the last tick; under the event clock the largest event time if that is later
  std::optional<Time> m_floor;  // at the last tick
  uint64_t m_position = 0;
  uint64_t m_sequence = 0;
  int64_t m_sinceMoved = 0;                // events
  Counters m_counters;                     // but for those that the cube and the partitions know
  Time m_lookedAtFrom = kDistantPast;      // the first frame that may be looked at
  uint64_t m_wants = 0;                    // their number
  std::vector<SeriesName> m_wantedSeries;  // sorted

  Names m_names;
  SourceTable m_sources;
  std::vector<Partition> m_partitions;
  Threads m_threads;
  Changes m_changes;  // of the conversations, at the last tick
  // What roll-ups count otherwise since other brands are watched only; minutes that are past hear nothing of
  // it.
  Changes m_regrouped;
  std::vector<MinuteChanges::WatchedSince> m_watchedSince;
  Cube m_cube;
  SeriesKeeper m_series;
  FrameCells m_frameCells;
  WholeMinutes m_wholeMinutes;
  std::unique_ptr<MinuteRecorder> m_minutes;  // none: no history asks for them
  Crew m_crew;
  Share m_share;  // among the crew

  // Of the batch under way: their room is used again.
  std::vector<Candidate> m_candidates;
  std::vector<Lane> m_lanes;
};

}  // namespace watchfloor
