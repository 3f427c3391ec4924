#include "host/recovery.h"

#include <optional>
#include <utility>

#include "host/recorded_engine.h"

namespace watchfloor {
namespace {

// An engine, and what it knows already.
struct Loaded {
  Engine engine;
  Mark mark;
};

class Recovery {
 public:
  Recovery(RecordStore& store, const RecoveryOptions& options)
      : m_store(store),
        m_options(options),
        m_recorded({.config = options.config,
                    .clock = options.clock,
                    .threads = options.threads,
                    .onBegin = [this, &options](Engine& engine) {
                      engine.want({});  // nobody sees the past again
                      lookAtLast(&engine);
                      if (options.onTick) engine.keepMinutes();
                    }}) {}

  absl::Status begin() {
    m_recorded.setForgotten(m_store.forgotten());
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
    if (const auto* damage = std::get_if<RecordReader::Damage>(&item.what)) m_options.onDamage(*damage);
    m_recorded.apply(std::move(item));
  }

  // That of the records; none before the first configuration.
  const std::optional<EngineConfig>& config() const { return m_recorded.config(); }

  // REQUIRES: all is taken
  Engine& engine() {
    if (m_later) goOnFromLater();
    return current();
  }
  // That of what was taken.
  Engine& current() { return m_recorded.engine(); }

 private:
  // At no tick but the last.
  void lookAtLast(Engine* engine) const {
    using Tick = RecordStore::Tick;
    const auto last = m_store.lastTickOf([](const Tick&) { return true; });
    if (!last.ok() || !*last) return;
    engine->nobodyLooksBefore((*last)->at, [&](Time moment) -> std::optional<Time> {
      const auto tick = m_store.lastTickOf([&](const Tick& t) { return t.at <= moment; });
      return tick.ok() && *tick ? std::optional((*tick)->at) : std::nullopt;
    });
  }
  Mark end() const { return {m_store.lastPosition(), m_store.lastTick().number}; }

  absl::StatusOr<Loaded> load(const Checkpoints::Found& found) const {
    if (!found.status.ok()) return found.status;
    if (found.mark.record > end().record || found.mark.tick > end().tick) {
      return absl::DataLossError("it is of records that are not there any more, and is removed");
    }
    if (!m_store.hasAllAfter(found.mark)) {
      return absl::DataLossError("what was recorded after it is not all kept any more, and it is removed");
    }
    absl::StatusOr<CheckpointFile> file = m_store.checkpoints().open(found);
    if (!file.ok()) return file.status();
    Loaded loaded{Engine(m_options.config, m_options.clock, m_options.threads), found.mark};
    if (absl::Status status = loaded.engine.load(file->state()); !status.ok()) return status;
    return loaded;
  }

  void goOnFrom(Loaded loaded) {
    m_mark = loaded.mark;
    m_recorded.goOn(std::move(loaded.engine), loaded.mark.record);
  }
  void goOnFromLater() {
    if (m_options.onOtherEngine) m_options.onOtherEngine();
    goOnFrom(*std::exchange(m_later, std::nullopt));
  }

  RecordStore& m_store;
  const RecoveryOptions& m_options;
  std::optional<Mark> m_mark;
  // Of a checkpoint that knows more than the history: it takes over once the history was told as much.
  std::optional<Loaded> m_later;
  RecordedEngine m_recorded;
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
  recovery.engine().want({});  // from here on somebody may look
  return std::move(recovery.engine());
}

}  // namespace watchfloor
