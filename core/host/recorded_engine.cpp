#include "host/recorded_engine.h"

namespace watchfloor {

absl::Status RecordedEngine::load(const CheckpointFile& file) {
  Engine engine(m_options.config, m_options.clock, m_options.threads);
  if (absl::Status status = engine.load(file.state()); !status.ok()) return status;
  goOn(std::move(engine), file.about().mark.record);
  return absl::OkStatus();
}

void RecordedEngine::goOn(Engine engine, uint64_t record) {
  m_engine = std::move(engine);
  m_loaded = record;
  m_options.onBegin(*m_engine);
}

FramePtr RecordedEngine::apply(RecordReader::Item item) {
  return std::visit([&](auto& what) { return take(item.position, std::move(what)); }, item.what);
}

Engine& RecordedEngine::begin(EngineConfig config) {
  m_engine.emplace(std::move(config), m_options.clock, m_options.threads);
  m_options.onBegin(*m_engine);
  m_engine->skip(m_forgotten);
  return *m_engine;
}

FramePtr RecordedEngine::take(uint64_t /*position*/, const BatchRecord& batch) {
  engine().apply(batch);
  return nullptr;
}

FramePtr RecordedEngine::take(uint64_t /*position*/, Advance advance) {
  return engine().advance(advance.tick);
}

FramePtr RecordedEngine::take(uint64_t /*position*/, const RecordReader::Damage& damage) {
  engine().skip(damage.count);
  m_damaged += damage.count;
  return nullptr;
}

FramePtr RecordedEngine::take(uint64_t position, Configure configure) {
  m_config = configure.config;
  if (!m_keepsLimits) configure.config.limits = m_options.config.limits;
  if (!m_engine) {
    begin(std::move(configure.config));
  } else if (position > m_loaded) {
    m_engine->configure(std::move(configure.config));
  }
  return nullptr;
}

}  // namespace watchfloor
