#include "host/recovery.h"

#include <optional>
#include <utility>

namespace watchfloor {
namespace {

class Recovery {
 public:
  explicit Recovery(const RecoveryOptions& options) : m_options(options) {}

  void take(RecordReader::Item item) {
    std::visit([this](auto& what) { apply(std::move(what)); }, item.what);
  }

  // Those of the records; none before the first configuration.
  const std::optional<EngineConfig>& config() const { return m_config; }

  Engine& engine() {
    if (!m_engine) begin(m_options.config);
    return *m_engine;
  }

 private:
  void apply(const BatchRecord& batch) { engine().apply(batch); }
  void apply(Advance advance) { engine().advance(advance.tick); }
  void apply(const RecordReader::Damage& damage) { m_options.onDamage(damage); }
  void apply(Configure configure) {
    m_config = configure.config;
    configure.config.limits = m_options.config.limits;
    if (m_engine) {
      m_engine->configure(std::move(configure.config));
    } else {
      begin(std::move(configure.config));
    }
  }
  void begin(EngineConfig config) {
    m_engine.emplace(std::move(config), m_options.clock, m_options.threads);
    m_engine->want({});  // nobody sees the past again
    if (m_options.onTick) m_engine->keepMinutes();
  }

  const RecoveryOptions& m_options;
  std::optional<EngineConfig> m_config;
  std::optional<Engine> m_engine;
};

}  // namespace

absl::StatusOr<Engine> recover(RecordStore& store, const RecoveryOptions& options) {
  Recovery recovery(options);
  for (RecordReader reader = store.read();;) {
    absl::StatusOr<std::optional<RecordReader::Item>> item = reader.next();
    if (!item.ok()) return item.status();
    if (!*item) break;
    const uint64_t position = (*item)->position;
    const auto* tick = std::get_if<Advance>(&(*item)->what);
    const TickMark mark = tick ? TickMark{(*item)->tick, tick->tick} : TickMark();
    recovery.take(**std::move(item));
    if (options.onTick && mark.number != 0) options.onTick(mark, recovery.engine());
    if (!options.onProgress(position)) return absl::CancelledError("the recovery was ended");
  }
  if (recovery.config() != options.config) {
    const RecordStore::NewRecord record = &options.config;
    if (absl::Status status = store.write({&record, 1}, {}); !status.ok()) return status;
    recovery.take({store.lastPosition(), 0, Configure{options.config}});
  }
  return std::move(recovery.engine());
}

}  // namespace watchfloor
