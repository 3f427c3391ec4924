#include "wire/erasure_wire.h"

#include <watchfloor/v1/service.pb.h>

#include <algorithm>
#include <initializer_list>

namespace watchfloor::wire {
namespace {

absl::Status parse(std::string_view request, v1::PublishRequest* proto) {
  if (proto->ParseFromArray(request.data(), static_cast<int>(request.size()))) return absl::OkStatus();
  return absl::InvalidArgumentError("what is there is not a watchfloor.v1.PublishRequest");
}

// To the second; of events that were rejected it may be anything.
Time timeOf(const v1::Event& event) {
  constexpr int64_t kLast = 253'402'300'799;  // of the year 9999
  return Time(std::chrono::seconds(std::clamp<int64_t>(event.event_time().seconds(), 0, kLast)));
}

// Of one that has none, as late as can be: whatever it quotes came before.
Time quotingTimeOf(const v1::Event& event) {
  return event.event_time().seconds() > 0 ? timeOf(event) : Time::max();
}

// Takes an author out of one event.
class EventErasure {
 public:
  EventErasure(const Erasure& erasure, v1::Event* event) : m_erasure(erasure), m_event(event) {
    setIds({event->mutable_event_id()});
    eraseBody();
  }

  bool isChanged() const { return m_isChanged; }
  bool isHis() const { return m_isHis; }
  // A name that stays has his id.
  bool isNamed() const {
    const auto has = [this](const std::string& name) { return m_erasure.ofId(name) != name; };
    const auto& also = m_event->message().also_brands();
    return has(m_event->source()) || has(m_event->brand()) || has(m_event->channel()) ||
           has(m_event->correction().brand()) || std::any_of(also.begin(), also.end(), has);
  }

 private:
  void eraseBody() {
    switch (m_event->body_case()) {
      case v1::Event::kContact:
        return erase(m_event->mutable_contact());
      case v1::Event::kMessage:
        return erase(m_event->mutable_message());
      case v1::Event::kConversation:
        return setIds({m_event->mutable_conversation()->mutable_conversation_id(),
                       m_event->mutable_conversation()->mutable_message_id()});
      case v1::Event::kCorrection:
        return setIds({m_event->mutable_correction()->mutable_message_id()});
      case v1::Event::kDeletion:
        return setIds({m_event->mutable_deletion()->mutable_message_id()});
      case v1::Event::kEngagement:
        return setIds({m_event->mutable_engagement()->mutable_message_id()});
      case v1::Event::kAgent:
        return setIds({m_event->mutable_agent()->mutable_agent_id()});
      case v1::Event::BODY_NOT_SET:
        return;
    }
  }
  void erase(v1::Contact* contact) {
    setIds({contact->mutable_contact_id(), contact->mutable_leg_id(), contact->mutable_agent_id()});
  }
  void erase(v1::Message* message) {
    m_isHis = message->author_id() == m_erasure.author();
    set(message->mutable_author_id(), m_erasure.ofAuthor(message->author_id()));
    set(message->mutable_text(),
        m_isHis ? std::string() : m_erasure.ofText(message->text(), quotingTimeOf(*m_event)));
    setIds({message->mutable_message_id(), message->mutable_conversation_id(), message->mutable_reply_to(),
            message->mutable_share_of()});
  }
  void setIds(std::initializer_list<std::string*> ids) {
    for (std::string* id : ids) set(id, m_erasure.ofId(*id));
  }
  void set(std::string* field, std::string to) {
    if (*field == to) return;
    *field = std::move(to);
    m_isChanged = true;
  }

  const Erasure& m_erasure;
  v1::Event* const m_event;
  bool m_isChanged = false, m_isHis = false;
};

}  // namespace

absl::Status rememberTexts(std::string_view request, Erasure* erasure) {
  v1::PublishRequest proto;
  if (absl::Status status = parse(request, &proto); !status.ok()) return status;
  for (const v1::Event& event : proto.events()) {
    if (event.message().author_id() == erasure->author())
      erasure->remember(event.message().text(), timeOf(event));
  }
  return absl::OkStatus();
}

absl::StatusOr<ErasedRequest> erasedFrom(std::string_view request, const Erasure& erasure) {
  v1::PublishRequest proto;
  if (absl::Status status = parse(request, &proto); !status.ok()) return status;
  ErasedRequest erased;
  for (v1::Event& event : *proto.mutable_events()) {
    const EventErasure one(erasure, &event);
    erased.isChanged |= one.isChanged();
    erased.messages += one.isHis() ? 1 : 0;
    erased.mentions += one.isChanged() && !one.isHis() ? 1 : 0;
    erased.names += one.isNamed() ? 1 : 0;
  }
  // What nobody reads may hold anything: fields of a newer version, and those that were told twice.
  proto.DiscardUnknownFields();
  erased.bytes = proto.SerializeAsString();
  erased.isChanged |= erased.bytes.size() != request.size();
  return erased;
}

}  // namespace watchfloor::wire
