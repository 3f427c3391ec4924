#include "host/recovery.h"

#include <optional>
#include <utility>

namespace watchfloor {
namespace {

// Its fault is that of the checkpoint.
absl::StatusOr<Engine> load(const RecordStore& store, const CheckpointFile& file,
                            const RecoveryOptions& options) {
  const Mark& mark = file.about().mark;
  if (mark.record > store.lastPosition() || mark.tick > store.lastTick().number) {
    return absl::FailedPreconditionError("it is of records that are not there");
  }
  Engine engine(options.config, options.clock, options.threads);
  if (absl::Status status = engine.load(file.state()); !status.ok()) return status;
  return engine;
}

class Recovery {
 public:
  Recovery(RecordStore& store, const RecoveryOptions& options) : m_store(store), m_options(options) {
    Checkpoints& checkpoints = store.checkpoints();
    const std::vector<Checkpoints::Found> all = checkpoints.all();
    for (const Checkpoints::Found& found : all) {
      if (options.historyThrough && found.mark.tick > *options.historyThrough) continue;
      if (absl::Status status = load(found); status.ok()) {
        options.onCheckpoint(found, status);
        break;
      } else {
        options.onCheckpoint(found, status);
        checkpoints.refuse(found.path, std::move(status));
      }
    }
    if (const std::optional<Mark> mark = checkpoints.oldestKept()) store.keepAfter(*mark);
  }

  // Where the engine stands, none at the beginning.
  const std::optional<Mark>& mark() const { return m_mark; }

  void take(RecordReader::Item item) {
    std::visit([&](auto& what) { apply(item.position, std::move(what)); }, item.what);
  }

  // That of the records; none before the first configuration.
  const std::optional<EngineConfig>& config() const { return m_config; }

  Engine& engine() { return m_engine ? *m_engine : begin(m_options.config); }

 private:
  absl::Status load(const Checkpoints::Found& found) {
    if (!found.status.ok()) return found.status;
    absl::StatusOr<CheckpointFile> file = m_store.checkpoints().open(found);
    if (!file.ok()) return file.status();
    absl::StatusOr<Engine> engine = watchfloor::load(m_store, *file, m_options);
    if (!engine.ok()) return engine.status();
    m_engine = *std::move(engine);
    prepare();
    m_mark = found.mark;
    return absl::OkStatus();
  }

  Engine& begin(EngineConfig config) {
    m_engine.emplace(std::move(config), m_options.clock, m_options.threads);
    prepare();
    m_engine->skip(m_store.forgotten());
    return *m_engine;
  }

  void prepare() {
    m_engine->want({});  // nobody sees the past again
    if (m_options.onTick) m_engine->keepMinutes();
  }

  void apply(uint64_t, const BatchRecord& batch) { engine().apply(batch); }
  void apply(uint64_t, Advance advance) { engine().advance(advance.tick); }
  void apply(uint64_t, const RecordReader::Damage& damage) {
    engine().skip(damage.count);
    m_options.onDamage(damage);
  }
  void apply(uint64_t position, Configure configure) {
    m_config = configure.config;
    configure.config.limits = m_options.config.limits;
    if (!m_engine) {
      begin(std::move(configure.config));
    } else if (!m_mark || position > m_mark->record) {
      m_engine->configure(std::move(configure.config));
    }
  }

  RecordStore& m_store;
  const RecoveryOptions& m_options;
  std::optional<Mark> m_mark;
  std::optional<EngineConfig> m_config;
  std::optional<Engine> m_engine;
};

}  // namespace

absl::StatusOr<Engine> recover(RecordStore& store, const RecoveryOptions& options) {
  Recovery recovery(store, options);
  for (RecordReader reader = store.read(recovery.mark());;) {
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
