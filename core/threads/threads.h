// All conversations: which message belongs to which (a reply may join two at any time), and what each counts
// for, told again whenever one changes or its time has come.
//
// A message belongs to the conversation of the message that it replies to, or else shares; otherwise to the
// conversation id that its source gives; otherwise it starts one. Messages that were only named so far
// (replied to, corrected, deleted) are remembered too, so that order of arrival does not matter. Replies in a
// circle are one conversation.
//
// What was counted is not kept: it is what the rules say of what is kept. A message that comes after all
// others of its conversation is added to its Opening. Before anything else happens, what the conversation
// counts for is worked out and laid aside (open()), and taken out at the tick, when it is worked out anew.
//
// Memory: about 125 bytes a message and 200 a conversation, until it has been idle for
// Limits::idleConversation, at most Limits::messages of them; those let go keep what they counted. Texts are
// not kept. Cost: O(1) for a message that comes in its place, its tick included; for any other O(those that
// reply to it) and, at the tick and before it, O(n log n) in its conversation; the same at each tick with a
// change in a conversation that was resolved, closed or partly deleted. Not thread-safe.
#pragma once

#include <absl/container/flat_hash_map.h>

#include <string_view>
#include <vector>

#include "metrics/changes.h"
#include "metrics/schedule.h"
#include "model/config.h"
#include "model/event.h"
#include "model/id.h"
#include "model/interner.h"
#include "model/slab.h"
#include "model/watched_only.h"
#include "threads/message_table.h"
#include "threads/segments.h"

namespace watchfloor {

class Threads {
 public:
  Threads(const EngineConfig& config, ClockKind clock, const WatchedOnly* watchedOnly = &kNoneWatchedOnly);
  ~Threads();

  // The ids that a message tells, as hashes.
  struct MessageIds {
    Id message;
    Id link;  // of the message that it replies to, otherwise of its conversation; zero: neither

    static MessageIds of(const MessageView& message);
  };

  // Fetches what accepting a message will need: each step, from 0 on, some messages after the one before.
  static constexpr size_t kFetchSteps = 4;
  void prefetch(const MessageView& message, const MessageIds& ids, size_t step) const;

  // `tick`: the last one. Brands that a message or a correction names must be
  // interned. REQUIRES: the event's body is of that kind. acceptMessage returns false when the event is
  // another telling of a message that is known: a duplicate (the earliest by order() counts).
  bool acceptMessage(const EventView& event, const MessageView& message, CellId cell, const Interner& brands,
                     Time tick) {
    return acceptMessage(event, message, MessageIds::of(message), cell, brands, tick);
  }
  bool acceptMessage(const EventView& event, const MessageView& message, const MessageIds& ids, CellId cell,
                     const Interner& brands, Time tick);
  void acceptConversation(const EventView& event, const ConversationView& conversation, Time tick);
  void acceptCorrection(const EventView& event, const CorrectionView& correction, const Interner& brands,
                        Time tick);
  void acceptDeletion(const EventView& event, const DeletionView& deletion, Time tick);

  void configure(const EngineConfig& config);

  // Puts in (sign 1) or takes out (-1) by how much roll-ups over brands count mentions of several brands too
  // often: before other brands are watched only it is taken out, and put in again after it. O(messages)
  void countTogether(int sign, Changes* changes);

  // Notes in `changes` what counts for something else at `tick`. Returns how many messages were let go
  // because of Limits::messages, or while a customer still waited for an answer. REQUIRES: no tick before the
  // last one.
  int64_t settle(Time tick, Changes* changes);

  // After a settle.
  template <class Archive>
  void persist(Archive& archive);

  size_t messages() const { return m_messages.size(); }
  size_t conversations() const { return m_conversations.size(); }

 private:
  static constexpr uint32_t kNone = Slab<Message>::kNone;

  struct Conversation {
    uint32_t self = kNone;
    uint32_t first = kNone, last = kNone, size = 0;  // its messages, a list
    uint32_t fresh = kNone;  // those from here on came since the last tick; only while isInPlace
    bool isInPlace = true;   // `opening` holds all counted messages, and the fresh came after them, in order
    bool isOpen = false;     // what it counted for is laid aside
    bool hasId = false;      // given by a source; the others are known by their messages
    bool hasTold = false;    // something was told by its id
    Time latest = kDistantPast;  // of its messages; only while isInPlace
    Id id;
    Opening opening;
    Scheduled scheduled;
  };
  struct Told {
    std::vector<Time> resolved, closed;
  };

  // Which message belongs where (threads.cpp).
  uint32_t messageOf(Id id, Time tick);
  Conversation& conversationOf(Id id);
  Conversation& newConversation();
  Conversation& homeOf(uint32_t message, const MessageView& told, const MessageIds& ids, bool isFirst);
  template <class Archive>
  bool persist(Archive& archive, Conversation* conversation, std::vector<uint32_t>* messages);
  bool isInCircle(uint32_t message) const;
  bool isAllOfItsHome(uint32_t message) const;
  void link(uint32_t message, Conversation* to);
  void unlink(uint32_t message);
  void move(uint32_t message, Conversation* to, Time tick);
  void moveWithReplies(uint32_t message, Conversation* to, Time tick);

  // What they count for (settling.cpp).
  Post postOf(const Message& message, uint32_t number) const;
  void gather(const Conversation& conversation, bool isBefore, Thread* thread) const;
  std::optional<Opening> contributionOf(const Conversation& conversation, bool isBefore,
                                        const ThreadRules& rules, Time tick, Contribution* out);
  void open(Conversation* conversation);
  void openHome(uint32_t message) { open(&m_conversations[m_messages[message].home]); }
  void count(uint32_t message, int sign, Changes* changes) const;
  std::vector<Interner::Id> otherBrandsOf(uint32_t message) const;
  void countTogether(uint32_t message, int sign, Changes* changes) const;
  void countAuthor(uint32_t message, int sign, Changes* changes) const;
  void countFresh(uint32_t message, Changes* changes);
  bool settleInPlace(Conversation* conversation, Time tick, Changes* changes);
  size_t settleAnew(Conversation* conversation, Time tick, Changes* changes);
  void readAhead(const std::vector<Conversation*>& taken, size_t i) const;
  void remove(Conversation* conversation);
  bool forget(Conversation* conversation, Time tick, Changes* changes);
  int64_t forgetIdle(Time tick, Changes* changes);

  EngineConfig m_config;
  ClockKind m_clock;
  const WatchedOnly* m_watchedOnly;
  ThreadRules m_rules, m_settledRules;  // now, and at the last tick
  Time m_settled = kDistantPast;        // the last tick
  MessageTable m_messages;
  Slab<Conversation> m_conversations;
  absl::flat_hash_map<Id, uint32_t, Id::Hash> m_ids;  // of conversations that have one
  absl::flat_hash_map<uint32_t, Told> m_told;
  absl::flat_hash_map<uint32_t, Contribution> m_laidAside;
  Schedule<Conversation> m_schedule;
  Changes m_changes;  // since the last tick
  Thread m_thread;    // room that is used again, as are these
  Contribution m_before, m_now;
  std::vector<uint32_t> m_moving;
};

}  // namespace watchfloor
