#include "host/recovery.h"

#include <optional>
#include <utility>

namespace watchfloor {
namespace {

// An engine, and what it knows already.
struct Loaded {
  Engine engine;
  Mark mark;
};

class Recovery {
 public:
  Recovery(RecordStore& store, const RecoveryOptions& options) : m_store(store), m_options(options) {}

  absl::Status begin() {
    Checkpoints& checkpoints = m_store.checkpoints();
    const std::vector<Checkpoints::Found> all = checkpoints.all();
    for (const Checkpoints::Found& found : all) {
      const bool isLater = m_options.historyThrough && found.mark.tick > *m_options.historyThrough;
      if (isLater && m_later) continue;
      absl::StatusOr<Loaded> loaded = load(found);
      m_options.onCheckpoint(found, loaded.status());
      if (!loaded.ok()) {
        checkpoints.refuse(found.path, loaded.status());
      } else if (isLater) {
        m_later = *std::move(loaded);
      } else {
        goOnFrom(*std::move(loaded));
        break;
      }
    }
    if (absl::Status status = checkpoints.removeBeyond(end()); !status.ok()) return status;
    if (const std::optional<Mark> mark = checkpoints.oldestKept()) m_store.keepAfter(*mark);
    return absl::OkStatus();
  }

  // Where the engine stands, none at the beginning.
  const std::optional<Mark>& mark() const { return m_mark; }

  void take(RecordReader::Item item) {
    const bool isTick = item.tick != 0;
    if (m_later && (isTick ? item.tick > m_later->mark.tick : item.position > m_later->mark.record))
      goOnFromLater();
    std::visit([&](auto& what) { apply(item.position, std::move(what)); }, item.what);
  }

  // That of the records; none before the first configuration.
  const std::optional<EngineConfig>& config() const { return m_config; }

  // REQUIRES: all is taken
  Engine& engine() {
    if (m_later) goOnFromLater();
    return current();
  }
  // That of what was taken.
  Engine& current() { return m_engine ? *m_engine : begin(m_options.config); }

 private:
  Mark end() const { return {m_store.lastPosition(), m_store.lastTick().number}; }

  absl::StatusOr<Loaded> load(const Checkpoints::Found& found) const {
    if (!found.status.ok()) return found.status;
    if (found.mark.record > end().record || found.mark.tick > end().tick) {
      return absl::DataLossError("it is of records that are not there any more, and is removed");
    }
    if (!m_store.hasAllAfter(found.mark)) {
      return absl::FailedPreconditionError("what was recorded after it is not all kept any more");
    }
    absl::StatusOr<CheckpointFile> file = m_store.checkpoints().open(found);
    if (!file.ok()) return file.status();
    Loaded loaded{Engine(m_options.config, m_options.clock, m_options.threads), found.mark};
    if (absl::Status status = loaded.engine.load(file->state()); !status.ok()) return status;
    return loaded;
  }

  void goOnFrom(Loaded loaded) {
    m_engine = std::move(loaded.engine);
    prepare();
    m_mark = loaded.mark;
  }
  void goOnFromLater() {
    if (m_options.onOtherEngine) m_options.onOtherEngine();
    goOnFrom(*std::exchange(m_later, std::nullopt));
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

  void apply(uint64_t, const BatchRecord& batch) { current().apply(batch); }
  void apply(uint64_t, Advance advance) { current().advance(advance.tick); }
  void apply(uint64_t, const RecordReader::Damage& damage) {
    current().skip(damage.count);
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
  // Of a checkpoint that knows more than the history: it takes over once the history was told as much.
  std::optional<Loaded> m_later;
  std::optional<EngineConfig> m_config;
  std::optional<Engine> m_engine;
};

}  // namespace

absl::StatusOr<Engine> recover(RecordStore& store, const RecoveryOptions& options) {
  Recovery recovery(store, options);
  if (absl::Status status = recovery.begin(); !status.ok()) return status;
  for (RecordReader reader = store.read(recovery.mark());;) {
    absl::StatusOr<std::optional<RecordReader::Item>> item = reader.next();
    if (!item.ok()) return item.status();
    if (!*item) break;
    const uint64_t position = (*item)->position;
    const auto* tick = std::get_if<Advance>(&(*item)->what);
    const TickMark mark = tick ? TickMark{(*item)->tick, tick->tick} : TickMark();
    recovery.take(**std::move(item));
    if (options.onTick && mark.number != 0) options.onTick(mark, recovery.current());
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
