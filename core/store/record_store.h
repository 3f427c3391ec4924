// The engine's records on disk, in one SQLite file: what is written is there after a loss of power.
//
//   absl::StatusOr<RecordStore> store = RecordStore::open({.path = "records.db"});
//   RecordReader reader = store->read();                       // what was recorded before
//   store->write({{&batch, &config}}, {{.position = 7, .tick = now}});
//
// Batches and configurations are numbered by their position, from 1 on, without gaps. A tick is written after
// the record that it follows, and mostly with later ones: ticks have a table of their own. Each row of these
// two carries a checksum of all that it says.
//
// Beside the file lie the checkpoints (store/checkpoints.h).
//
// Retention: once the oldest tick is longer ago than `keep`, or the file holds more than `mostBytes`, each
// write also deletes the oldest records, at most twice as many bytes as it writes and kDeletedAtOnce. The
// newest tick and the configuration in force stay, and all that a checkpoint may need (keepAfter()), up to
// twice `mostBytes`. The file never shrinks; its room is used again.
//
// Cost: a write is one transaction: two or three writes and one sync of the disk, whatever it holds. Memory:
// SQLite's cache, 2 MB. One thread at a time.
#pragma once

#include <absl/status/statusor.h>

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>

#include "model/record.h"
#include "store/checkpoints.h"
#include "store/mark.h"
#include "store/record_erasure.h"
#include "store/record_reader.h"

namespace watchfloor {

class RecordStore {
 public:
  static constexpr int64_t kDeletedAtOnce = 4L << 20;  // bytes

  struct Options {
    std::string path;
    ClockKind clock = ClockKind::kWall;  // that the ticks follow; a file is of one clock
    Duration keep = hours(48);
    int64_t mostBytes = 20L << 30;
    // SQLite's: fixed when the file is made. Large ones cost less for large batches.
    int pageBytes = 16'384;
    // How long its log grows before it is carried over, which holds up a write: 4 MiB take about 5 ms.
    int logPages = 256;
    size_t pastCheckpoints = 0;  // beside those that are needed (store/checkpoints.h)
    std::string vfs = {};        // SQLite's name of the file system; empty: the machine's
    Files* files = nullptr;      // the same one, for checkpoints; none: the machine's. It outlives the store
  };

  // By pointer, alive until write() returns. REQUIRES: a batch with events has its `request`.
  using NewRecord = std::variant<const BatchRecord*, const EngineConfig*>;
  // That was taken after the record at `position`, and before the next one.
  struct NewTick {
    uint64_t position = 0;
    Time tick{};
    // Larger than all before; 0: the next one. Those left out are told to be missing when they are read.
    uint64_t number = 0;
  };

  // Opens the file, or makes it. FailedPrecondition when it belongs to another program, a newer version or
  // another clock, or is open elsewhere; DataLoss when it is damaged as a whole; Unavailable otherwise.
  static absl::StatusOr<RecordStore> open(Options options);
  ~RecordStore();
  RecordStore(RecordStore&&) noexcept;
  RecordStore& operator=(RecordStore&&) = delete;

  // All of it or nothing, durable on return. The records follow lastPosition(). After an error, as
  // statusOf() has them, the next call may succeed.
  absl::Status write(std::span<const NewRecord> records, std::span<const NewTick> ticks);

  // Of the file: no other has it.
  uint64_t number() const;
  ClockKind clock() const;

  // Of the newest record and the newest tick; 0: none.
  uint64_t lastPosition() const;
  // The newest tick.
  TickMark lastTick() const;
  // Is nothing let go of what came after it?
  bool hasAllAfter(const Mark& mark) const;

  // Of what is kept, oldest first; of what came after a mark alone, if there is one, but for configurations.
  // Not to be used after the next write().
  RecordReader read(const std::optional<Mark>& after = {}) const;

  // The newest record and the newest tick that are not kept any more.
  absl::StatusOr<Mark> gone() const;
  // How many records and ticks there were before those that are kept.
  uint64_t forgotten();

  // As read(), but only what stands in its place for good: ticks are written after batches that they precede,
  // so of the records those up to that of the newest tick. Without configurations from before the mark.
  absl::StatusOr<RecordReader> readSettled(const std::optional<Mark>& after) const;
  struct Tick {
    uint64_t number = 0, position = 0;  // of the record that it follows
    Time at{};     // the engine's time then: the newest of all ticks up to it, as clocks may be set back
    Time clock{};  // the tick as it was taken
  };
  // The newest tick of which `holds` is true, as it is of all before it; none when it is of none.
  // Cost: O(log^2) in the ticks.
  absl::StatusOr<std::optional<Tick>> lastTickOf(const std::function<bool(const Tick&)>& holds) const;
  // The first tick after that number, if there is one.
  absl::StatusOr<std::optional<Tick>> tickAfter(uint64_t number) const;

  // Retention lets nothing go that came after this mark, until it is told another one.
  void keepAfter(const Mark& mark);

  // Not to be used after this store, nor are its checkpoints after an erasure but to be removed.
  RecordErasure erasure();

  // May be used by another thread than the store.
  Checkpoints& checkpoints();
  // Those that there are now, to be read beside whoever writes them. REQUIRES: look() before anything else.
  Checkpoints checkpointsToRead() const;

 private:
  class Impl;
  explicit RecordStore(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> m_impl;
};

}  // namespace watchfloor
