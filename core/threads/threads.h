// All conversations: which message belongs to which (a reply may join two at any time), and what each counts
// for, told again whenever one changes or its time has come.
//
// A message belongs to the conversation of the message that it replies to; otherwise to the conversation id
// that its source gives; otherwise it starts one. Messages that were only named so far (replied to,
// corrected, deleted) are remembered too, so that order of arrival does not matter. Replies in a circle are
// one conversation.
//
// Memory: about 500 bytes a message, until its conversation has been idle for Limits::idleConversation, at
// most Limits::messages of them; those let go keep what they counted. Texts are not kept. Cost: O(1) for a
// message whose parent is known, O(descendants) for one that was waited for; a tick costs O(messages) of each
// conversation that changed. Not thread-safe.
#pragma once

#include <absl/container/flat_hash_map.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "metrics/changes.h"
#include "metrics/schedule.h"
#include "model/config.h"
#include "model/event.h"
#include "model/interner.h"
#include "threads/segments.h"

namespace watchfloor {

class Threads {
 public:
  Threads(const EngineConfig& config, ClockKind clock);
  ~Threads();

  // `source` outlives this. `tick`: the last one. Brands that a message or a correction names must be
  // interned. REQUIRES: the event's body is of that kind. acceptMessage returns false when the event is
  // another telling of a message that is known: a duplicate (the earliest by order() counts).
  bool acceptMessage(const EventView& event, const MessageView& message, std::string_view source, CellId cell,
                     const Interner& brands, Time tick);
  void acceptConversation(const EventView& event, const ConversationView& conversation, Time tick);
  void acceptCorrection(const EventView& event, const CorrectionView& correction, std::string_view source,
                        const Interner& brands, Time tick);
  void acceptDeletion(const EventView& event, const DeletionView& deletion, Time tick);

  void configure(const EngineConfig& config);

  // Notes in `changes` what counts for something else at `tick`. Returns how many messages were let go
  // because of Limits::messages.
  int64_t settle(Time tick, Changes* changes);

  size_t messages() const { return m_nodes.size(); }
  size_t conversations() const { return m_schedule.size(); }

 private:
  struct Node;
  struct Conversation;

  Node& node(std::string_view messageId, Time tick);
  Conversation& conversation(char kind, std::string_view id);
  void place(Node* node, Conversation* to, Time tick);
  void rehome(Node* node, Time tick);
  Conversation& homeOf(Node* node);
  void touch(Node* node, Time tick);
  size_t settle(Conversation* conversation, Time tick, Changes* changes);
  void settle(Node* node, Changes* changes);
  void forget(Conversation* conversation, Changes* changes);

  EngineConfig m_config;
  ClockKind m_clock;
  uint64_t m_visits = 0;
  absl::flat_hash_map<std::string, std::unique_ptr<Node>> m_nodes;                  // by message id
  absl::flat_hash_map<std::string, std::unique_ptr<Conversation>> m_conversations;  // by kind and id
  Schedule<Conversation> m_schedule;
};

}  // namespace watchfloor
