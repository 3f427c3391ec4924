// From the records of a store back to the engine that wrote them: as it would be if it had never ended.
//
//   absl::StatusOr<Engine> engine = recover(store, {.config = config, .onDamage = ...});
//   EngineHost host({..., .store = &store}, *std::move(engine));
//
// Every record that is kept is applied anew, in order. What is damaged is told, and left out. Limits are
// those of `config`, as if they had always been; everything else is as it was at each moment. If `config`
// differs from the last one that was recorded, it is recorded and holds from then on.
//
// Cost: that of the engine for the same records and frames. Memory: the engine's.
#pragma once

#include <absl/status/statusor.h>

#include <functional>

#include "engine/engine.h"
#include "store/record_store.h"

namespace watchfloor {

struct RecoveryOptions {
  EngineConfig config;  // REQUIRES: validate(config).ok()
  ClockKind clock = ClockKind::kWall;
  int threads = 1;  // of the engine
  // What could not be read; the caller counts.
  std::function<void(const RecordReader::Damage&)> onDamage = [](const auto&) {};
  // After each tick that is applied, for a history: the engine keeps minutes if there is such a function.
  std::function<void(const TickMark&, Engine&)> onTick = {};
  // At each record and tick, with where it stands; false ends the recovery.
  std::function<bool(uint64_t position)> onProgress = [](uint64_t) { return true; };
};

// Cancelled when onProgress ended it; as statusOf() has them, once the file cannot be read on or written.
absl::StatusOr<Engine> recover(RecordStore& store, const RecoveryOptions& options);

}  // namespace watchfloor
