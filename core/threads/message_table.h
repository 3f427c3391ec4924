// The messages that are remembered, those that were only named so far among them (replied to, corrected,
// deleted): by the hash of their id, and who replies to whom.
//
// Memory: 80 bytes a message, about 14 for its place in the table, and its event's id; what is rarely said of
// one (Said) lies apart. Messages do not move. O(1) a call. Not thread-safe.
#pragma once

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "model/event.h"
#include "model/id.h"
#include "model/interner.h"
#include "model/slab.h"
#include "threads/source_names.h"
#include "threads/text_pool.h"

namespace watchfloor {

struct Message {
  Id id;
  Time at{};
  uint64_t author = 0;
  // Messages, but for home, a conversation. Slab::kNone: none.
  uint32_t home = UINT32_MAX, next = UINT32_MAX, previous = UINT32_MAX;  // in the list of its conversation
  uint32_t parent = UINT32_MAX;                                          // that it replies to, known or not
  uint32_t firstReply = UINT32_MAX, nextReply = UINT32_MAX, previousReply = UINT32_MAX;
  TextPool::Handle eventId = TextPool::kNone;
  uint32_t source = 0;
  mutable uint32_t mark = 0;  // for whoever walks over messages
  CellId toldCell;            // before corrections
  bool isKnown : 1 = false;   // it came; all of the following is told by it
  bool isInbound : 1 = false;
  bool isPublic : 1 = false;
  bool isAnswer : 1 = false;  // outbound, public, by a human, no share
  bool isReply : 1 = false;
  bool isCounted : 1 = false;  // at the last tick
  bool hasSaid : 1 = false;
  bool hasLabel : 1 = false;
  Label toldLabel = Label::kNeutral;
};
static_assert(sizeof(Message) == 80);

// The order() of an event, kept.
struct EventOrder {
  Time at;
  std::string source, eventId;
  auto operator<=>(const EventOrder&) const = default;
};

template <typename T>
struct Correction {
  EventOrder order;
  T value{};
};

// What few messages have: told by it (alsoBrands), or about it, even before it comes.
struct Said {
  std::vector<Interner::Id> alsoBrands;
  std::optional<Correction<Interner::Id>> brand;
  std::optional<Correction<Label>> label;
  std::optional<Time> deletedAt;  // by the customer
  std::vector<Time> resolved, closed;

  template <class Archive>
  void persist(Archive& archive);
};

class MessageTable {
 public:
  static constexpr uint32_t kNone = Slab<Message>::kNone;

  MessageTable() : m_ids(0, Hash{}, Equal{&m_messages}) {}
  MessageTable(const MessageTable&) = delete;
  MessageTable& operator=(const MessageTable&) = delete;

  // Whether it is new, too.
  std::pair<uint32_t, bool> add(Id id);
  // Nobody replies to it any more, and it to nobody. It must be in no conversation's list.
  void remove(uint32_t message);

  Message& operator[](uint32_t message) { return m_messages[message]; }
  const Message& operator[](uint32_t message) const { return m_messages[message]; }
  size_t size() const { return m_messages.size(); }

  // Null when nothing was said.
  const Said* said(uint32_t message) const;
  Said& say(uint32_t message);

  // Of the event that told it.
  void setOrder(uint32_t message, Time at, std::string_view source, std::string_view eventId);
  std::string_view source(const Message& m) const { return m_sources[m.source]; }
  TextPool::Text eventId(const Message& m) const { return m_eventIds[m.eventId]; }
  std::tuple<Time, std::string_view, std::string_view> order(const Message& m) const {
    return {m.at, source(m), eventId(m)};
  }

  // Has fetched what add() and probably() will need.
  void prefetch(const Id& id) const { m_ids.prefetch(id); }
  // Its number, most likely, found without reading it; kNone when there is none.
  uint32_t probably(const Id& id) const {
    const auto it = m_ids.find(Probable{static_cast<uint32_t>(id.low)});
    return it == m_ids.end() ? kNone : it->message;
  }

  // Has fetched what persist() will need of it and of the next in its list, in so many steps.
  static constexpr size_t kSteps = 3;
  void fetch(uint32_t message, size_t step) const;

  // `parent`: kNone: it replies to none that is remembered.
  void setParent(uint32_t message, uint32_t parent);
  bool hasKnownParent(const Message& m) const { return m.parent != kNone && m_messages[m.parent].isKnown; }

  // All that is known of a message but whom it belongs to: its conversation, its parent. When it is read, it
  // has to be new.
  template <class Archive>
  uint32_t persist(Archive& archive, uint32_t message);
  // Who replies to whom, of the messages whose numbers these are, where each `mark` is the place among them.
  template <class Archive>
  void persistReplies(Archive& archive, const std::vector<uint32_t>& messages);

 private:
  // 32 bits of the hash stand beside the number, so that growing reads no message.
  struct Entry {
    uint32_t hash, message;
  };
  struct Probable {
    uint32_t hash;
  };
  struct Hash {
    using is_transparent = void;
    static size_t spread(uint32_t hash) { return hash * 0x9E3779B97F4A7C15; }
    size_t operator()(const Entry& e) const { return spread(e.hash); }
    size_t operator()(const Probable& p) const { return spread(p.hash); }
    size_t operator()(const Id& id) const { return spread(static_cast<uint32_t>(id.low)); }
  };
  struct Equal {
    using is_transparent = void;
    const Slab<Message>* messages;
    bool operator()(const Entry& a, const Entry& b) const { return a.message == b.message; }
    bool operator()(const Entry& e, const Probable& p) const { return e.hash == p.hash; }
    bool operator()(const Entry& e, const Id& id) const {
      return e.hash == static_cast<uint32_t>(id.low) && (*messages)[e.message].id == id;
    }
  };

  void clearOrder(const Message& message);

  Slab<Message> m_messages;
  absl::flat_hash_set<Entry, Hash, Equal> m_ids;
  absl::flat_hash_map<uint32_t, Said> m_said;
  TextPool m_eventIds;
  SourceNames m_sources;  // held by the messages that have an order
};

}  // namespace watchfloor
