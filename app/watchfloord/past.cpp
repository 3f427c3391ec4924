#include "past.h"

#include <spdlog/spdlog.h>
#include <sys/stat.h>

#include <chrono>
#include <ctime>
#include <string>
#include <utility>

#include "host/recovery.h"

namespace watchfloor {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds kBetweenLines{5};
constexpr uint64_t kDamagesShown = 20;

class Progress {
 public:
  Progress(uint64_t last, const sigset_t& endSignals) : m_last(last), m_endSignals(endSignals) {}

  void tellCheckpoint(const Checkpoints::Found& found, const absl::Status& status) {
    const double taken = std::chrono::duration<double>(Clock::now() - m_begin).count();
    if (status.ok()) {
      m_from = found.mark.record;
      spdlog::info("checkpoint {}: read in {:.1f} s, everything up to record {} is in it", found.path, taken,
                   m_from);
    } else {
      ++m_refused;
      spdlog::error("checkpoint {} is not used: {}", found.path, std::string(status.message()));
    }
  }

  void tellDamage(const RecordReader::Damage& damage) {
    m_damaged += damage.count;
    if (++m_damages <= kDamagesShown) spdlog::error("left out, as it is damaged: {}", damage.reason);
  }

  // False when the program is to end.
  bool goOn(uint64_t position) {
    constexpr uint64_t kBetweenLooks = 64;
    if (++m_items % kBetweenLooks != 0) return true;
    if (const timespec none{}; sigtimedwait(&m_endSignals, nullptr, &none) > 0) return false;
    if (Clock::now() - m_lastLine >= kBetweenLines) {
      m_lastLine = Clock::now();
      spdlog::info("recovering: record {} of {}", position, m_last);
    }
    return true;
  }

  void tellEnd() const {
    if (m_items == 0 && m_from == 0) return;
    const double taken = std::chrono::duration<double>(Clock::now() - m_begin).count();
    const std::string from =
        m_from > 0 ? fmt::format("checkpoint at record {}", m_from) : "beginning of the records";
    spdlog::info("recovered from the {}, and {} records and ticks up to record {}, in {:.1f} s", from,
                 m_items, m_last, taken);
    if (m_refused > 0 && m_from == 0) {
      spdlog::warn("no checkpoint was of use, so all records were applied again");
    }
    if (m_damaged > 0) {
      spdlog::error("{} damaged records were left out: figures lack them as long as they are in a window",
                    m_damaged);
    }
  }

 private:
  const uint64_t m_last;
  const sigset_t& m_endSignals;
  const Clock::time_point m_begin = Clock::now();
  Clock::time_point m_lastLine = m_begin;
  uint64_t m_from = 0, m_refused = 0;  // checkpoint
  uint64_t m_items = 0, m_damages = 0, m_damaged = 0;
};

void logHistory(const absl::Status& status) {
  if (status.ok()) {
    spdlog::info("the history can be written again: nothing of it is lost");
  } else {
    spdlog::error("the history cannot be written, all else goes on: {}", std::string(status.message()));
  }
}

void logConversations(const absl::Status& status) {
  if (status.ok()) {
    spdlog::info("conversations can be written again: nothing of them is lost");
  } else {
    spdlog::error("conversations cannot be written, all else goes on: {}", std::string(status.message()));
  }
}

// Null when none are wanted.
absl::StatusOr<std::unique_ptr<ConversationStore>> openConversations(const DaemonConfig& config) {
  if (config.conversationKeep == Duration(0)) return nullptr;
  absl::StatusOr<ConversationStore> opened =
      ConversationStore::open({.path = conversationsPath(config.storePath), .keep = config.conversationKeep});
  if (!opened.ok()) return opened.status();
  return std::make_unique<ConversationStore>(*std::move(opened));
}

void warnOfErasure(RecordStore& store, const std::string& path) {
  const absl::StatusOr<std::optional<Erasure>> unfinished = store.erasure().unfinished();
  if (unfinished.ok() && *unfinished)
    spdlog::warn(
        "{}: the erasure of an author was interrupted: stop the engine and run watchfloorctl forget again",
        path);
}

// Writes what the records have beyond the file.
absl::StatusOr<std::unique_ptr<ConversationWriter>> catchUp(const DaemonConfig& config,
                                                            ConversationStore& store,
                                                            const RecordStore& records,
                                                            const sigset_t& endSignals) {
  auto writer = std::make_unique<ConversationWriter>(
      ConversationWriter::Options{.store = &store, .clock = config.clock, .onStatus = logConversations},
      records);
  Progress progress(records.lastPosition(), endSignals);
  absl::Status status = writer->catchUp(records, [&](uint64_t position) { return progress.goOn(position); });
  if (!status.ok()) return status;
  writer->start();
  return writer;
}

// Null when nobody's topics are wanted. Without records it begins anew.
absl::StatusOr<std::unique_ptr<TalkCounter>> talkOf(const DaemonConfig& config, const TopicsInForce* topics,
                                                    const RecordStore* records, const sigset_t& endSignals) {
  if (config.topicBrands == 0) return nullptr;
  absl::StatusOr<DayStart> dayStart = DayStart::make(config.engine.zone, config.engine.resetMinutes);
  if (!dayStart.ok()) return dayStart.status();
  TalkCounter::Options options{.clock = config.clock, .dayStart = *std::move(dayStart), .book = topics};
  options.limits.counts.brands = static_cast<size_t>(config.topicBrands);
  options.limits.counts.apart = config.engine.watchedOnly;
  options.config = config.engine;
  auto talk = std::make_unique<TalkCounter>(std::move(options));
  if (records) {
    Progress progress(records->lastPosition(), endSignals);
    absl::Status status = talk->catchUp(*records, [&](uint64_t position) { return progress.goOn(position); });
    if (absl::IsCancelled(status)) return status;
    if (!status.ok()) spdlog::error("topics begin anew: {}", std::string(status.message()));
  }
  talk->start();
  return talk;
}

// Null when none is wanted.
absl::StatusOr<std::unique_ptr<HistoryStore>> openHistory(const DaemonConfig& config,
                                                          const RecordStore& records) {
  if (config.historyKeep == Duration(0)) return nullptr;
  absl::StatusOr<HistoryStore> opened = HistoryStore::open(
      {.path = historyPath(config.storePath), .records = records.number(), .keep = config.historyKeep});
  if (!opened.ok()) return opened.status();
  if (opened->mark().number > records.lastTick().number) {
    spdlog::warn("{} lack their end: the history knows of {} ticks more", config.storePath,
                 opened->mark().number - records.lastTick().number);
  }
  return std::make_unique<HistoryStore>(*std::move(opened));
}

}  // namespace

absl::StatusOr<Past> readPast(const DaemonConfig& config, const TopicsInForce* topics, int threads,
                              const sigset_t& endSignals) {
  if (config.storePath.empty()) {
    auto talk = talkOf(config, topics, nullptr, endSignals);
    if (!talk.ok()) return talk.status();
    return Past{nullptr,
                nullptr,
                nullptr,
                nullptr,
                nullptr,
                *std::move(talk),
                Engine(config.engine, config.clock, threads)};
  }
  const mode_t usual = umask(S_IRWXG | S_IRWXO);  // what people wrote is in it
  absl::StatusOr<RecordStore> opened =
      RecordStore::open({.path = config.storePath,
                         .clock = config.clock,
                         .keep = config.keep,
                         .mostBytes = config.maxGib << 30,
                         .pastCheckpoints = static_cast<size_t>(config.pastCheckpoints)});
  if (opened.ok()) warnOfErasure(*opened, config.storePath);
  absl::StatusOr<std::unique_ptr<HistoryStore>> historyStore = nullptr;
  if (opened.ok()) historyStore = openHistory(config, *opened);
  absl::StatusOr<std::unique_ptr<ConversationStore>> conversationStore = openConversations(config);
  umask(usual);
  if (!opened.ok()) return opened.status();
  if (!historyStore.ok()) return historyStore.status();
  if (!conversationStore.ok()) return conversationStore.status();
  auto store = std::make_unique<RecordStore>(*std::move(opened));
  std::unique_ptr<HistoryWriter> history;
  std::function<void(const TickMark&, Engine&)> onTick;
  std::function<void()> onOtherEngine;
  if (*historyStore) {
    HistoryWriter::Options options{
        .store = historyStore->get(), .monotonic = Clock::now, .onStatus = logHistory};
    history = std::make_unique<HistoryWriter>(std::move(options), *store);
  }
  if (history) {
    onTick = [&history](const TickMark& tick, Engine& engine) {
      history->recovered(tick, engine.takeMinutes());
    };
    onOtherEngine = [&history] { history->beginOtherEngine(); };
  }
  Progress progress(store->lastPosition(), endSignals);
  absl::StatusOr<Engine> engine = recover(
      *store, {.config = config.engine,
               .clock = config.clock,
               .threads = threads,
               .onCheckpoint = [&](const Checkpoints::Found& found,
                                   const absl::Status& status) { progress.tellCheckpoint(found, status); },
               .onDamage = [&](const RecordReader::Damage& damage) { progress.tellDamage(damage); },
               .onTick = onTick,
               .onOtherEngine = onOtherEngine,
               .historyThrough = history ? std::optional(history->through()) : std::nullopt,
               .onProgress = [&](uint64_t position) { return progress.goOn(position); }});
  if (!engine.ok()) return engine.status();
  progress.tellEnd();
  std::unique_ptr<ConversationWriter> conversations;
  if (*conversationStore) {
    auto writer = catchUp(config, **conversationStore, *store, endSignals);
    if (!writer.ok()) return writer.status();
    conversations = *std::move(writer);
  }
  auto talk = talkOf(config, topics, store.get(), endSignals);
  if (!talk.ok()) return talk.status();
  return Past{
      std::move(store),         *std::move(historyStore), std::move(history), *std::move(conversationStore),
      std::move(conversations), *std::move(talk),         *std::move(engine)};
}

void logStore(const absl::Status& status) {
  if (status.ok()) {
    spdlog::info("the store can be written again: publishing goes on");
  } else {
    spdlog::error("publishing is refused, walls go on: {}", std::string(status.message()));
  }
}

void logCheckpoint(const TakenCheckpoint& checkpoint) {
  if (!checkpoint.status.ok()) {
    spdlog::error("no checkpoint could be written, so a restart takes longer: {}",
                  std::string(checkpoint.status.message()));
    return;
  }
  const auto held = std::chrono::duration<double, std::milli>(checkpoint.held).count();
  const auto mib = static_cast<double>(checkpoint.bytes) / (1 << 20);
  spdlog::debug("checkpoint at record {}: {:.1f} MiB, it held up the engine for {:.0f} ms", checkpoint.record,
                mib, held);
}

}  // namespace watchfloor
