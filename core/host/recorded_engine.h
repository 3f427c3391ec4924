// What records do to an engine: it begins with the first configuration, or from a checkpoint, and goes on
// record by record. Limits are those of the program, as if they had always been, or since the checkpoint.
//
//   RecordedEngine recorded({.config = config});
//   if (absl::Status status = recorded.load(checkpoint); !status.ok()) ...   // or from the first record on
//   FramePtr frame = recorded.apply(item);
//
// Not thread-safe.
#pragma once

#include <absl/status/status.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <utility>

#include "engine/engine.h"
#include "store/checkpoint_file.h"
#include "store/record_reader.h"

namespace watchfloor {

class RecordedEngine {
 public:
  struct Options {
    EngineConfig config;  // its limits; all of it where nothing was recorded. REQUIRES: validate(config).ok()
    ClockKind clock = ClockKind::kWall;
    int threads = 1;
    std::function<void(Engine&)> onBegin = [](Engine&) {};  // before anything is applied
  };

  explicit RecordedEngine(Options options) : m_options(std::move(options)) {}

  // Goes on from there. As Engine::load(); after an error nothing has happened.
  absl::Status load(const CheckpointFile& file);
  // The same with an engine that was loaded, and knows everything up to that record.
  void goOn(Engine engine, uint64_t record);
  // Limits are those that were recorded, as far as they were. Before anything is applied.
  void keepLimits() { m_keepsLimits = true; }
  // So many records came before those that are applied, and are not to be had any more.
  void setForgotten(uint64_t records) { m_forgotten = records; }

  // The frame, if it was a tick. Of what is damaged only the place is kept.
  FramePtr apply(RecordReader::Item item);

  // The last that was recorded; none before the first.
  const std::optional<EngineConfig>& config() const { return m_config; }
  Engine& engine() { return m_engine ? *m_engine : begin(m_options.config); }
  // Records and ticks that could not be read.
  uint64_t damaged() const { return m_damaged; }

 private:
  Engine& begin(EngineConfig config);
  FramePtr take(uint64_t position, const BatchRecord& batch);
  FramePtr take(uint64_t position, Advance advance);
  FramePtr take(uint64_t position, const RecordReader::Damage& damage);
  FramePtr take(uint64_t position, Configure configure);

  const Options m_options;
  uint64_t m_forgotten = 0, m_damaged = 0;
  bool m_keepsLimits = false;
  uint64_t m_loaded = 0;  // the newest record in the checkpoint
  std::optional<EngineConfig> m_config;
  std::optional<Engine> m_engine;
};

}  // namespace watchfloor
