// The checkpoints beside the file of a store, newest first: `records.db-checkpoint-000017` and so on. A new
// one is written as `records.db-checkpoint.new`, synced, renamed, and the folder synced; then older ones than
// the newest kKept, and damaged ones, are removed (those that cannot be read just now are not). So there is
// always a whole one, whenever the power goes.
// Of the older ones each whose number kStride divides may stay, so that the past is found sooner
// (host/past_engine.h): nobody needs them.
//
//   Checkpoints& checkpoints = store.checkpoints();
//   for (const Checkpoints::Found& found : checkpoints.all()) {
//     absl::StatusOr<CheckpointFile> file = checkpoints.open(found);
//     ...
//   }
//   checkpoints.write(mark, engine.save());
//
// One thread at a time, which may be another one than that of the store.
#pragma once

#include <absl/status/statusor.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/checkpoint_file.h"

namespace watchfloor {

class Checkpoints {
 public:
  static constexpr size_t kKept = 2;
  static constexpr uint64_t kStride = 12;

  struct Found {
    std::string path;
    uint64_t number = 0;
    absl::Status status;  // why it is of no use, if it is not
    Mark mark;            // when it is
  };

  // `store`: its number, which those that were left by another one do not have. `past`: how many older ones
  // stay at most. REQUIRES: `files` outlive it.
  Checkpoints(std::string path, uint64_t store, Files& files, size_t past = 0);

  // What a program that ended left of one. REQUIRES: nobody else writes any
  void removeUnfinished();
  // Reads no more than their ends. Unavailable when the folder cannot be read.
  absl::Status look();
  const std::vector<Found>& all() const { return m_all; }
  absl::StatusOr<CheckpointFile> open(const Found& found) const;
  // Those that know of more than the records, whose end was lost: before anything else is recorded, as they
  // would then seem to be of what was. Durable on return.
  absl::Status removeBeyond(const Mark& last);
  // Whosever they are, and whatever is wrong with them. Durable on return.
  absl::Status removeAll();
  // It has turned out to be of no use.
  void refuse(const std::string& path, const absl::Status& why);

  // Durable on return. After an error those that there were are there.
  absl::Status write(const Mark& mark, const SavedState& state);

  // Whoever falls back to the last of those that are kept needs all that was recorded after this; none when
  // there is none.
  std::optional<Mark> oldestKept() const;

 private:
  absl::Status removeOld();

  std::string m_path;
  uint64_t m_store;
  Files& m_files;
  size_t m_past;
  std::vector<Found> m_all;  // newest first
  // Of the oldest whose writing failed last of all: it may be there after a loss of power.
  std::optional<Mark> m_unsure;
};

}  // namespace watchfloor
