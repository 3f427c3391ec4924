#include "model/event.h"

#include <absl/strings/str_cat.h>

#include <initializer_list>
#include <utility>

namespace watchfloor {
namespace {

absl::Status wrong(std::string_view what) {
  return absl::InvalidArgumentError(absl::string_view(what.data(), what.size()));
}

bool isTooLong(const EventView& event) {
  return event.source.size() > kLongestName || event.brand.size() > kLongestName ||
         event.channel.size() > kLongestName || event.eventId.size() > kLongestId;
}

// OK when none of a body's ids is too long.
absl::Status checkIds(std::initializer_list<std::pair<std::string_view, std::string_view>> ids) {
  for (const auto& [name, id] : ids) {
    if (id.size() > kLongestId) {
      return absl::InvalidArgumentError(
          absl::StrCat(absl::string_view(name.data(), name.size()), " is longer than 1,000 bytes"));
    }
  }
  return absl::OkStatus();
}

// A body whose texts are kept otherwise.
template <typename To, typename From>
struct Kept {
  using Body = typename BasicEvent<To>::Body;

  Body operator()(const BasicContactEvent<From>& c) const {
    return BasicContactEvent<To>{.contactId = To(c.contactId),
                                 .legId = To(c.legId),
                                 .phase = c.phase,
                                 .wait = c.wait,
                                 .talk = c.talk,
                                 .hold = c.hold,
                                 .afterWork = c.afterWork,
                                 .agentId = To(c.agentId)};
  }
  Body operator()(const BasicMessageEvent<From>& m) const {
    return BasicMessageEvent<To>{.messageId = To(m.messageId),
                                 .conversationId = To(m.conversationId),
                                 .replyTo = To(m.replyTo),
                                 .authorId = To(m.authorId),
                                 .direction = m.direction,
                                 .isAutomatic = m.isAutomatic,
                                 .isPrivate = m.isPrivate,
                                 .text = To(m.text),
                                 .alsoBrands = {m.alsoBrands.begin(), m.alsoBrands.end()},
                                 .sentiment = m.sentiment,
                                 .reach = m.reach,
                                 .language = To(m.language),
                                 .shareOf = To(m.shareOf)};
  }
  Body operator()(const BasicConversationEvent<From>& c) const {
    return BasicConversationEvent<To>{
        .conversationId = To(c.conversationId), .messageId = To(c.messageId), .state = c.state};
  }
  Body operator()(const BasicCorrectionEvent<From>& c) const {
    return BasicCorrectionEvent<To>{
        .messageId = To(c.messageId), .sentiment = c.sentiment, .brand = To(c.brand)};
  }
  Body operator()(const BasicDeletionEvent<From>& d) const {
    return BasicDeletionEvent<To>{.messageId = To(d.messageId), .byCustomer = d.byCustomer};
  }
  Body operator()(const BasicEngagementEvent<From>& e) const {
    return BasicEngagementEvent<To>{
        .messageId = To(e.messageId), .likes = e.likes, .shares = e.shares, .views = e.views};
  }
  Body operator()(const BasicAgentEvent<From>& a) const {
    return BasicAgentEvent<To>{
        .agentId = To(a.agentId), .state = a.state, .slotCount = a.slotCount, .busySlots = a.busySlots};
  }
};

template <typename To, typename From>
BasicEvent<To> kept(const BasicEvent<From>& event) {
  return {.source = To(event.source),
          .eventId = To(event.eventId),
          .time = event.time,
          .brand = To(event.brand),
          .channel = To(event.channel),
          .body = std::visit(Kept<To, From>{}, event.body)};
}

struct Check {
  absl::Status operator()(const ContactView& c) const {
    if (c.contactId.empty()) return wrong("contact.contact_id is missing");
    for (const auto& duration : {c.wait, c.talk, c.hold, c.afterWork}) {
      if (duration && (*duration > kLongestDuration || *duration < -kLongestDuration)) {
        return wrong("contact: wait, talk, hold and after_work are at most 10 years long");
      }
    }
    return checkIds(
        {{"contact.contact_id", c.contactId}, {"contact.leg_id", c.legId}, {"contact.agent_id", c.agentId}});
  }
  absl::Status operator()(const MessageView& m) const {
    if (m.messageId.empty()) return wrong("message.message_id is missing");
    if (m.authorId.empty()) return wrong("message.author_id is missing");
    if (m.reach && *m.reach < 0) return wrong("message.reach may not be negative");
    if (m.alsoBrands.size() > kMostAlsoBrands) return wrong("message.also_brands: more than 100 brands");
    for (const std::string_view brand : m.alsoBrands) {
      if (brand == kAll) return wrong("message.also_brands: no brand may be called \"all\"");
      if (brand.empty()) return wrong("message.also_brands: a brand without a name");
      if (brand.size() > kLongestName) return wrong("message.also_brands: a name of more than 200 bytes");
    }
    return checkIds({{"message.message_id", m.messageId},
                     {"message.conversation_id", m.conversationId},
                     {"message.reply_to", m.replyTo},
                     {"message.share_of", m.shareOf},
                     {"message.author_id", m.authorId}});
  }
  absl::Status operator()(const ConversationView& c) const {
    if (c.conversationId.empty() && c.messageId.empty()) {
      return wrong("conversation: conversation_id or message_id is needed");
    }
    return checkIds(
        {{"conversation.conversation_id", c.conversationId}, {"conversation.message_id", c.messageId}});
  }
  absl::Status operator()(const CorrectionView& c) const {
    if (c.messageId.empty()) return wrong("correction.message_id is missing");
    if (c.brand.size() > kLongestName) return wrong("correction.brand: a name of more than 200 bytes");
    if (c.brand == kAll) return wrong("correction.brand: no brand may be called \"all\"");
    return checkIds({{"correction.message_id", c.messageId}});
  }
  absl::Status operator()(const DeletionView& d) const {
    if (d.messageId.empty()) return wrong("deletion.message_id is missing");
    return checkIds({{"deletion.message_id", d.messageId}});
  }
  absl::Status operator()(const EngagementView& e) const {
    if (e.messageId.empty()) return wrong("engagement.message_id is missing");
    if (e.likes < 0 || e.shares < 0 || e.views < 0) {
      return wrong("engagement: likes, shares and views may not be negative");
    }
    return checkIds({{"engagement.message_id", e.messageId}});
  }
  absl::Status operator()(const AgentView& a) const {
    if (a.agentId.empty()) return wrong("agent.agent_id is missing");
    if (a.slotCount < 0 || a.busySlots < 0) return wrong("agent: slots and busy_slots may not be negative");
    return checkIds({{"agent.agent_id", a.agentId}});
  }
};

bool needsPlace(const EventView::Body& body) {
  return std::holds_alternative<ContactView>(body) || std::holds_alternative<MessageView>(body) ||
         std::holds_alternative<AgentView>(body);
}

}  // namespace

EventView viewOf(const Event& event) { return kept<std::string_view>(event); }
Event copyOf(const EventView& event) { return kept<std::string>(event); }

absl::Status validate(const EventView& event) {
  if (event.source.empty()) return wrong("source is missing");
  if (event.eventId.empty()) return wrong("event_id is missing");
  if (isTooLong(event)) {
    return wrong("source, brand and channel are at most 200 bytes long, event_id 1,000");
  }
  if (needsPlace(event.body) && event.brand.empty()) return wrong("brand is missing");
  if (needsPlace(event.body) && event.channel.empty()) return wrong("channel is missing");
  if (event.brand == kAll) return wrong("no brand may be called \"all\"");
  if (event.channel == kAll) return wrong("no channel may be called \"all\"");
  return std::visit(Check{}, event.body);
}

}  // namespace watchfloor
