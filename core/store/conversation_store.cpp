#include "store/conversation_store.h"

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>
#include <absl/strings/str_cat.h>

#include <algorithm>
#include <cassert>
#include <utility>

#include "store/conversation_acts.h"
#include "store/conversation_file.h"
#include "store/conversation_homes.h"
#include "store/conversation_messages.h"
#include "store/conversation_summary.h"
#include "store/sqlite_bind.h"

namespace watchfloor {

using namespace conversations;  // NOLINT(google-build-using-namespace): the parts of this class

namespace {

constexpr Duration kFuture = minutes(5);  // as the engine has it

Remark remarkOf(const EventView& event, const CorrectionView& correction) {
  Remark remark{.kind = Remark::kCorrection,
                .isPutBack = event.source == kPeople && event.eventId.starts_with(kUndoOf),
                .time = event.time};
  if (correction.sentiment) {
    remark.label = static_cast<int64_t>(correction.sentiment->label);
    remark.score = correction.sentiment->score;
  }
  remark.brand = correction.brand;
  return remark;
}

Remark remarkOf(Time time, const EngagementView& engagement) {
  return {.kind = Remark::kEngagement,
          .time = time,
          .label = {},
          .score = {},
          .brand = {},
          .likes = engagement.likes,
          .shares = engagement.shares,
          .views = engagement.views};
}

Handling handlingOf(ConversationState state) {
  return state == ConversationState::kResolved ? Handling::kResolved : Handling::kClosedByCustomer;
}

// What is said of events, one after the other, in their order.
class TriageCursor {
 public:
  explicit TriageCursor(const BatchRecord& batch) : m_batch(batch) {}

  std::optional<Triaged> at(size_t event) {
    const Annotations& said = m_batch.annotations;
    const uint32_t place = m_batch.places.empty() ? static_cast<uint32_t>(event) : m_batch.places[event];
    while (m_next < said.triages.size() && said.triages[m_next].event < place) ++m_next;
    if (m_next == said.triages.size() || said.triages[m_next].event != place) return std::nullopt;
    const Annotations::Triage& triage = said.triages[m_next];
    return Triaged{triage.bucket, said.rules[triage.rule], said.versions[triage.by]};
  }

 private:
  const BatchRecord& m_batch;
  size_t m_next = 0;
};

}  // namespace

class ConversationStore::Impl {
 public:
  explicit Impl(Options options)
      : m_options(std::move(options)),
        m_database(m_options.path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOMUTEX,
                   1'000) {}

  absl::Status begin() {
    if (absl::Status status = conversations::begin(m_database, m_options.path); !status.ok()) return status;
    m_parts = std::make_unique<Parts>(m_database);
    m_place = {.records = static_cast<uint64_t>(about("records")),
               .record = static_cast<uint64_t>(about("record")),
               .tick = {static_cast<uint64_t>(about("tick")), fromMicros(about("tick_us"))}};
    return absl::OkStatus();
  }

  absl::Status add(const BatchRecord& batch, const std::optional<Time>& tick) {
    const absl::Status status = guarded(m_options.path, [&] {
      beginWriting();
      TriageCursor triage(batch);
      for (size_t i = 0; i < batch.events.size(); ++i) {
        const EventView& event = batch.events[i];
        if (!tick || event.time <= *tick + kFuture) add(event, triage, i);
      }
      return absl::OkStatus();
    });
    if (!status.ok()) giveUp();
    return status;
  }

  absl::StatusOr<std::vector<int64_t>> commit(const Place& place) {
    std::vector<int64_t> changed;
    const absl::Status status = guarded(m_options.path, [&] {
      beginWriting();
      changed = settle();
      set("records", static_cast<int64_t>(place.records));
      set("record", static_cast<int64_t>(place.record));
      set("tick", static_cast<int64_t>(place.tick.number));
      set("tick_us", micros(place.tick.at));
      if (place.tick.number > 0) trim(place.tick.at - m_options.keep, &changed);
      m_transaction->commit();
      m_transaction.reset();
      return absl::OkStatus();
    });
    if (!status.ok()) {
      giveUp();
      return status;
    }
    m_place = place;
    return changed;
  }

  absl::StatusOr<ConversationActed> act(const ConversationAct& act) {
    assert(!m_transaction);
    absl::StatusOr<ConversationActed> record = absl::UnknownError("not done");
    const absl::Status status = guarded(m_options.path, [&] {
      beginWriting();
      record = m_parts->acts.act(act, m_parts->summaries);
      if (record.ok()) {
        m_parts->summaries.refresh(act.conversation);
        m_transaction->commit();
      }
      m_transaction.reset();
      return absl::OkStatus();
    });
    if (status.ok()) return record;
    giveUp();
    return status;
  }

  const Place& place() const { return m_place; }
  const std::string& path() const { return m_options.path; }

 private:
  struct Parts {
    explicit Parts(SQLite::Database& database)
        : messages(database),
          homes(database),
          summaries(database),
          acts(database),
          look(database, "SELECT value FROM about WHERE name = ?"),
          set(database, "INSERT OR REPLACE INTO about VALUES (?, ?)"),
          oldest(database, "SELECT number FROM conversations WHERE latest < ? ORDER BY latest LIMIT ?"),
          empty(database, "SELECT number FROM conversations WHERE messages = 0 AND handled < ? LIMIT ?"),
          removeActs(database, "DELETE FROM acts WHERE conversation = ?"),
          remove(database, "DELETE FROM conversations WHERE number = ?") {}
    Messages messages;
    Homes homes;
    Summaries summaries;
    Acts acts;
    SQLite::Statement look, set, oldest, empty, removeActs, remove;
  };

  void add(const EventView& event, TriageCursor& triage, size_t i) {
    if (const auto* message = std::get_if<MessageView>(&event.body)) {
      addMessage(event, *message, triage.at(i));
    } else if (const auto* correction = std::get_if<CorrectionView>(&event.body)) {
      remark(correction->messageId, remarkOf(event, *correction));
    } else if (const auto* deletion = std::get_if<DeletionView>(&event.body)) {
      remark(deletion->messageId,
             {.kind = Remark::kDeletion, .time = event.time, .label = deletion->byCustomer ? 1 : 0});
    } else if (const auto* engagement = std::get_if<EngagementView>(&event.body)) {
      remark(engagement->messageId, remarkOf(event.time, *engagement));
    } else if (const auto* conversation = std::get_if<ConversationView>(&event.body)) {
      addState(event.time, *conversation);
    }
  }

  void addMessage(const EventView& event, const MessageView& message, const std::optional<Triaged>& triaged) {
    Messages& messages = m_parts->messages;
    const Id id = Id::of(message.messageId);
    const std::optional<Messages::Known> known = messages.find(id);
    if (known && std::pair(known->time, known->origin) <= std::pair(event.time, Messages::originOf(event)))
      return;
    const std::optional<int64_t> now = known ? std::optional(known->conversation) : std::nullopt;
    const int64_t home = m_parts->homes.homeOf(message, id, now);
    const int64_t number = messages.put(known, event, message, triaged, home);
    m_changed.insert(home);
    if (now && *now != home) leave(*now, home);
    for (const int64_t loser : m_parts->homes.gather(number, home)) leave(loser, home);
    if (known) return;
    for (const Remark& kept : messages.takeKept(id)) apply(number, home, kept);
  }

  void leave(int64_t loser, int64_t home) {
    m_changed.insert(loser);
    m_heirs.erase(home);
    m_heirs[loser] = home;
  }

  void addState(Time time, const ConversationView& conversation) {
    const Handling handling = handlingOf(conversation.state);
    if (conversation.conversationId.empty()) {
      return remark(conversation.messageId,
                    {.kind = Remark::kState, .time = time, .label = static_cast<int64_t>(handling)});
    }
    const int64_t number = m_parts->homes.named(conversation.conversationId);
    m_parts->summaries.handle(number, handling, time);
    m_changed.insert(number);
  }

  void remark(std::string_view message, const Remark& remark) {
    const Id id = Id::of(message);
    if (const auto known = m_parts->messages.find(id))
      return apply(known->number, known->conversation, remark);
    m_parts->messages.keep(id, remark);
  }

  void apply(int64_t message, int64_t conversation, const Remark& remark) {
    if (remark.kind == Remark::kState) {
      m_parts->summaries.handle(conversation, static_cast<Handling>(*remark.label), remark.time);
    } else {
      m_parts->messages.remark(message, remark);
    }
    m_changed.insert(conversation);
  }

  // Sums up what changed; what was joined to another one is among it.
  std::vector<int64_t> settle() {
    std::vector<int64_t> changed(m_changed.begin(), m_changed.end());
    std::sort(changed.begin(), changed.end());
    for (const int64_t conversation : changed) {
      if (m_parts->summaries.refresh(conversation)) continue;
      m_parts->summaries.bequeath(conversation, heirOf(conversation));
    }
    // What was left to an heir may say something of it.
    for (const auto& [loser, heir] : m_heirs) m_parts->summaries.refresh(heirOf(heir));
    m_changed.clear();
    m_heirs.clear();
    return changed;
  }

  // Where the messages of one that lost them are at last: itself when it has some still.
  int64_t heirOf(int64_t conversation) const {
    for (size_t steps = 0; steps <= m_heirs.size(); ++steps) {
      const auto it = m_heirs.find(conversation);
      if (it == m_heirs.end()) break;
      conversation = it->second;
    }
    return conversation;
  }

  void trim(Time before, std::vector<int64_t>* changed) {
    std::vector<int64_t> gone;
    for (SQLite::Statement* old : {&m_parts->oldest, &m_parts->empty}) {
      bound(*old, before, kForgottenAtOnce);
      while (old->executeStep()) gone.push_back(old->getColumn(0).getInt64());
      old->reset();
    }
    for (const int64_t conversation : gone) {
      m_parts->messages.forget(conversation);
      bound(m_parts->removeActs, conversation).exec();
      bound(m_parts->remove, conversation).exec();
    }
    m_parts->messages.forgetKept(before);
    changed->insert(changed->end(), gone.begin(), gone.end());
  }

  // Back to the last commit.
  void giveUp() {
    m_parts = nullptr;  // no statement is under way
    m_transaction.reset();
    m_changed.clear();
    m_heirs.clear();
  }

  // Everything is written in a transaction.
  void beginWriting() {
    if (!m_parts) m_parts = std::make_unique<Parts>(m_database);
    if (!m_transaction) m_transaction.emplace(m_database, SQLite::TransactionBehavior::IMMEDIATE);
  }

  int64_t about(const char* name) { return askOne(m_parts->look, std::string_view(name)).value_or(0); }
  void set(const char* name, int64_t value) { bound(m_parts->set, std::string_view(name), value).exec(); }

  const Options m_options;
  SQLite::Database m_database;
  std::unique_ptr<Parts> m_parts;
  std::optional<SQLite::Transaction> m_transaction;
  absl::flat_hash_set<int64_t> m_changed;         // since the last commit
  absl::flat_hash_map<int64_t, int64_t> m_heirs;  // of conversations that lost messages: who got them last
  Place m_place;
};

ConversationStore::ConversationStore(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
ConversationStore::~ConversationStore() = default;
ConversationStore::ConversationStore(ConversationStore&&) noexcept = default;

absl::StatusOr<ConversationStore> ConversationStore::open(Options options) {
  absl::StatusOr<std::unique_ptr<Impl>> impl = begun<Impl>(std::move(options));
  if (!impl.ok()) return impl.status();
  return ConversationStore(*std::move(impl));
}

absl::Status ConversationStore::add(const BatchRecord& batch, const std::optional<Time>& tick) {
  return m_impl->add(batch, tick);
}
absl::StatusOr<std::vector<int64_t>> ConversationStore::commit(const Place& place) {
  return m_impl->commit(place);
}
absl::StatusOr<ConversationActed> ConversationStore::act(const ConversationAct& act) {
  return m_impl->act(act);
}
const ConversationStore::Place& ConversationStore::place() const { return m_impl->place(); }
const std::string& ConversationStore::path() const { return m_impl->path(); }

}  // namespace watchfloor
