#include "threads/threads.h"

#include <absl/strings/str_cat.h>
#include <xxhash.h>

#include <algorithm>

namespace watchfloor {
namespace {

// The order() of an event, kept.
struct EventOrder {
  Time at;
  std::string_view source;
  std::string eventId;
  auto operator<=>(const EventOrder&) const = default;
};

template <typename T>
struct Correction {
  EventOrder order;
  T value;
};

// The newest by order wins.
template <typename T>
void correct(std::optional<Correction<T>>* slot, EventOrder order, T value) {
  if (!*slot || (*slot)->order < order) *slot = Correction<T>{std::move(order), value};
}

Field fieldOf(const std::optional<Label>& label) {
  if (!label) return Field::kUnclassified;
  switch (*label) {
    case Label::kNegative:
      return Field::kNegative;
    case Label::kNeutral:
      return Field::kNeutral;
    case Label::kPositive:
      break;
  }
  return Field::kPositive;
}

constexpr char kByMessage = 'M', kByConversation = 'C';

}  // namespace

// A message, or the id of one that never came.
struct Threads::Node {
  std::string id;
  bool isKnown = false;
  bool isDirty = false;

  // Of a known message.
  Post post;
  std::string eventId, conversationId, replyTo;
  CellId toldCell;  // before corrections
  std::vector<Interner::Id> alsoBrands;
  std::optional<Label> toldLabel;
  uint64_t author = 0;

  // What was said about it, known or not.
  std::optional<Correction<Interner::Id>> brand;
  std::optional<Correction<Label>> label;
  std::optional<Time> deletedAt;
  std::vector<Time> resolved, closed;

  Node* parent = nullptr;  // that it replies to, known or not
  std::vector<Node*> children;
  Conversation* home = nullptr;
  size_t indexInHome = 0;
  uint64_t visit = 0;  // stamp of the last walk that came by

  std::vector<Entry> counted;
  std::optional<AuthorSeen> countedAuthor;

  bool hasKnownParent() const { return parent && parent->isKnown; }
};

struct Threads::Conversation {
  std::string key;
  std::vector<Node*> nodes;
  std::vector<Time> resolved, closed;  // told by its own id
  Contribution counted;
  Scheduled scheduled;

  bool isEmpty() const { return nodes.empty() && resolved.empty() && closed.empty(); }
};

Threads::Threads(const EngineConfig& config, ClockKind clock) : m_config(config), m_clock(clock) {}
Threads::~Threads() = default;

Threads::Conversation& Threads::conversation(char kind, std::string_view id) {
  std::string key = absl::StrCat(std::string(1, kind), std::string(id));
  std::unique_ptr<Conversation>& conversation = m_conversations[key];
  if (!conversation) {
    conversation = std::make_unique<Conversation>();
    conversation->key = std::move(key);
  }
  return *conversation;
}

Threads::Node& Threads::node(std::string_view messageId, Time tick) {
  std::unique_ptr<Node>& node = m_nodes[absl::string_view(messageId.data(), messageId.size())];
  if (!node) {
    node = std::make_unique<Node>();
    node->id = messageId;
    node->home = &conversation(kByMessage, messageId);
    node->indexInHome = node->home->nodes.size();
    node->home->nodes.push_back(node.get());
    m_schedule.touch(node->home, tick);
  }
  return *node;
}

void Threads::touch(Node* node, Time tick) {
  node->isDirty = true;
  m_schedule.touch(node->home, tick);
}

void Threads::place(Node* node, Conversation* to, Time tick) {
  Conversation* from = node->home;
  if (from != to) {
    from->nodes.back()->indexInHome = node->indexInHome;
    from->nodes[node->indexInHome] = from->nodes.back();
    from->nodes.pop_back();
    m_schedule.touch(from, tick);
    node->home = to;
    node->indexInHome = to->nodes.size();
    to->nodes.push_back(node);
  }
  m_schedule.touch(to, tick);
}

Threads::Conversation& Threads::homeOf(Node* node) {
  const uint64_t visit = ++m_visits;
  Node* top = node;
  for (top->visit = visit; top->hasKnownParent(); top->visit = visit) {
    top = top->parent;
    if (top->visit != visit) continue;
    std::string_view least = top->id;  // a circle is named after its smallest id
    for (Node* n = top->parent; n != top; n = n->parent) least = std::min(least, std::string_view(n->id));
    return conversation(kByMessage, least);
  }
  if (!top->isKnown) return conversation(kByMessage, top->id);
  if (!top->conversationId.empty()) return conversation(kByConversation, top->conversationId);
  return conversation(kByMessage, top->replyTo.empty() ? top->id : top->replyTo);
}

// After its parent, or what is known of it, has changed: moves it and all that reply to it.
void Threads::rehome(Node* node, Time tick) {
  if (node->children.empty() && node->hasKnownParent()) {
    place(node, node->parent->home, tick);
    return;
  }
  Conversation* const to = &homeOf(node);
  std::vector<Node*> moving = {node};
  for (size_t i = 0; i < moving.size(); ++i) {
    for (Node* child : moving[i]->children) {
      if (child != node) moving.push_back(child);
    }
    place(moving[i], to, tick);
  }
}

bool Threads::acceptMessage(const EventView& event, const MessageView& message, std::string_view source,
                            CellId cell, const Interner& brands, Time tick) {
  Node& n = node(message.messageId, tick);
  const bool isFirst = !n.isKnown;
  if (!isFirst && n.post.order() <= std::tuple(event.time, source, std::string_view(event.eventId)))
    return false;
  if (n.parent) std::erase(n.parent->children, &n);

  n.isKnown = n.isDirty = true;
  n.eventId = event.eventId;
  n.conversationId = message.conversationId;
  n.replyTo = message.replyTo;
  n.toldCell = cell;
  n.toldLabel = message.sentiment ? std::optional(message.sentiment->label) : std::nullopt;
  n.author = XXH3_64bits(message.authorId.data(), message.authorId.size());
  n.alsoBrands.clear();
  for (const std::string_view brand : message.alsoBrands) n.alsoBrands.push_back(*brands.find(brand));
  n.post.at = event.time;
  n.post.source = source;
  n.post.eventId = n.eventId;
  n.post.messageId = n.id;
  n.post.isInbound = message.direction == MessageEvent::Direction::kInbound;
  n.post.isPublic = !message.isPrivate;
  n.post.isAnswer = !n.post.isInbound && n.post.isPublic && !message.isAutomatic;
  n.parent = n.replyTo.empty() ? nullptr : &node(n.replyTo, tick);
  if (n.parent) n.parent->children.push_back(&n);
  rehome(&n, tick);
  return isFirst;
}

void Threads::acceptConversation(const EventView& event, const ConversationView& told, Time tick) {
  const bool isResolved = told.state == ConversationEvent::State::kResolved;
  if (!told.conversationId.empty()) {
    Conversation& c = conversation(kByConversation, told.conversationId);
    (isResolved ? c.resolved : c.closed).push_back(event.time);
    m_schedule.touch(&c, tick);
  } else {
    Node& n = node(told.messageId, tick);
    (isResolved ? n.resolved : n.closed).push_back(event.time);
    touch(&n, tick);
  }
}

void Threads::acceptCorrection(const EventView& event, const CorrectionView& told, std::string_view source,
                               const Interner& brands, Time tick) {
  Node& n = node(told.messageId, tick);
  const EventOrder order{event.time, source, std::string(event.eventId)};
  if (!told.brand.empty()) correct(&n.brand, order, *brands.find(told.brand));
  if (told.sentiment) correct(&n.label, order, told.sentiment->label);
  touch(&n, tick);
}

void Threads::acceptDeletion(const EventView& event, const DeletionView& told, Time tick) {
  if (!told.byCustomer) return;
  Node& n = node(told.messageId, tick);
  n.deletedAt = n.deletedAt ? std::min(*n.deletedAt, event.time) : event.time;
  touch(&n, tick);
}

void Threads::configure(const EngineConfig& config) {
  m_config = config;
  m_schedule.forEach([this](Conversation* c) { m_schedule.markDirty(c); });
}

void Threads::settle(Node* n, Changes* changes) {
  n->isDirty = false;
  n->post.cell = {n->brand ? n->brand->value : n->toldCell.brand, n->toldCell.channel};
  n->post.deletedAt = n->deletedAt;

  Contribution now;
  const Time at = n->post.at;
  const CellId cell = n->post.cell;
  if (n->post.isInbound) {
    now.count(at, cell, Field::kMessagesInbound);
    now.count(at, cell, fieldOf(n->label ? std::optional(n->label->value) : n->toldLabel));
  } else {
    now.count(at, cell, Field::kMessagesOutbound);
  }
  if (n->post.isInbound && n->post.isPublic) {
    std::vector<Interner::Id> named = n->alsoBrands;
    named.push_back(cell.brand);
    std::sort(named.begin(), named.end());
    named.erase(std::unique(named.begin(), named.end()), named.end());
    for (const Interner::Id brand : named) now.count(at, {brand, cell.channel}, Field::kMentions);
    const int64_t tooMany = static_cast<int64_t>(named.size()) - 1;
    if (tooMany > 0) now.count(at, {Interner::kAllId, cell.channel}, Field::kMentions, -tooMany);
  }
  now.settle();
  changes->replace(n->counted, now.entries);
  n->counted = std::move(now.entries);

  std::optional<AuthorSeen> author;
  if (n->post.isInbound) author = AuthorSeen{n->toldCell, n->author, at};
  if (author == n->countedAuthor) return;
  if (n->countedAuthor) changes->change(*n->countedAuthor, -1);
  if (author) changes->change(*author, 1);
  n->countedAuthor = author;
}

// Returns how much it holds: messages, and what was said about it.
size_t Threads::settle(Conversation* conversation, Time tick, Changes* changes) {
  Thread thread{.posts = {}, .resolved = conversation->resolved, .closed = conversation->closed};
  for (Node* n : conversation->nodes) {
    thread.resolved.insert(thread.resolved.end(), n->resolved.begin(), n->resolved.end());
    thread.closed.insert(thread.closed.end(), n->closed.begin(), n->closed.end());
    if (!n->isKnown) continue;
    if (n->isDirty) settle(n, changes);
    n->post.parent = n->hasKnownParent() ? &n->parent->post : nullptr;
    n->post.hasUnknownParent = !n->replyTo.empty() && !n->hasKnownParent();
    thread.posts.push_back(&n->post);
  }
  Contribution now = contributionOf(thread, {m_config.responseWithin, m_config.reopenAfter}, tick);
  changes->replace(conversation->counted, now);
  m_schedule.dueAt(conversation, now.nextChange);
  conversation->counted = std::move(now);
  return conversation->nodes.size() + thread.resolved.size() + thread.closed.size();
}

int64_t Threads::settle(Time tick, Changes* changes) {
  int64_t forgotten = 0;
  for (Conversation* conversation : m_schedule.take(tick)) {
    const size_t size = settle(conversation, tick, changes);
    if (conversation->isEmpty()) {
      m_schedule.remove(conversation);
      m_conversations.erase(conversation->key);
    } else if (m_clock == ClockKind::kWall &&
               static_cast<int64_t>(size) > m_config.limits.messagesPerConversation) {
      forgotten += static_cast<int64_t>(conversation->nodes.size());
      forget(conversation, changes);
    }
  }
  if (m_clock == ClockKind::kEvent) return 0;
  while (Conversation* idle = m_schedule.longestIdle()) {
    const size_t held = std::max(m_nodes.size(), m_conversations.size());
    const bool isTooMany = static_cast<int64_t>(held) > m_config.limits.messages;
    if (!isTooMany && tick - m_config.limits.idleConversation <= m_schedule.idleSince(*idle)) break;
    if (isTooMany) forgotten += static_cast<int64_t>(std::max<size_t>(idle->nodes.size(), 1));
    forget(idle, changes);
  }
  return forgotten;
}

void Threads::forget(Conversation* conversation, Changes* changes) {
  Contribution rest;
  rest.entries = conversation->counted.entries;  // what it counted stays; nobody waits in it any more
  changes->replace(conversation->counted, rest);
  for (Node* n : conversation->nodes) {
    if (n->parent && n->parent->home != conversation) std::erase(n->parent->children, n);
    for (Node* child : n->children) child->parent = nullptr;
  }
  for (Node* n : conversation->nodes) m_nodes.erase(n->id);
  m_schedule.remove(conversation);
  m_conversations.erase(conversation->key);
}

}  // namespace watchfloor
