// From the records of a store back to the engine that wrote them: as it would be if it had never ended.
//
//   absl::StatusOr<Engine> engine = recover(store, {.config = config, .onDamage = ...});
//   EngineHost host({..., .store = &store}, *std::move(engine));
//
// The engine is loaded from the newest checkpoint that is of use, and the records after it are applied, in
// order; without a checkpoint all that are kept. What is damaged is told, and left out. Limits are those of
// `config`, as if they had always been, or since the checkpoint; everything else is as it was at each moment.
// If `config` differs from the last one that was recorded, it is recorded and holds from then on.
//
// A history that reaches less far than the checkpoint, as a new one does, is told from the records, by an
// engine that is dropped where the checkpoint takes over.
//
// Cost: reading the checkpoint, and that of the engine for the same records, without frames. Memory: the
// engine's (twice, where a history is told), 9 bytes a tick, and while a checkpoint is read that of a section
// of it for each thread.
#pragma once

#include <absl/status/statusor.h>

#include <functional>
#include <optional>

#include "engine/engine.h"
#include "store/record_store.h"

namespace watchfloor {

struct RecoveryOptions {
  EngineConfig config;  // REQUIRES: validate(config).ok()
  ClockKind clock = ClockKind::kWall;
  int threads = 1;  // of the engine
  // Of each checkpoint that was tried, newest first: with OK it goes on from there.
  std::function<void(const Checkpoints::Found&, const absl::Status&)> onCheckpoint = [](const auto&,
                                                                                        const auto&) {};
  // What could not be read; the caller counts.
  std::function<void(const RecordReader::Damage&)> onDamage = [](const auto&) {};
  // After each tick that is applied, for a history: the engine keeps minutes if there is such a function.
  std::function<void(const TickMark&, Engine&)> onTick = {};
  // The next tick is of another engine, with other numbers of brands and channels.
  std::function<void()> onOtherEngine = {};
  // The tick that the history reaches to, if there is one: it is told of all that come after.
  std::optional<uint64_t> historyThrough = {};
  // At each record and tick, with where it stands; false ends the recovery.
  std::function<bool(uint64_t position)> onProgress = [](uint64_t) { return true; };
};

// Cancelled when onProgress ended it; as statusOf() has them, once the file cannot be read on or written.
absl::StatusOr<Engine> recover(RecordStore& store, const RecoveryOptions& options);

}  // namespace watchfloor
