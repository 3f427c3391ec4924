#include "wire/publish_scan.h"

#include <array>

#include "wire/event_checks.h"
#include "wire/wire_reader.h"

namespace watchfloor::wire {
namespace {

constexpr auto kVarint = WireType::kVarint;
constexpr auto kFixed64 = WireType::kFixed64;
constexpr auto kBytes = WireType::kBytes;

// An event as its bytes tell it, before anything is checked. What comes twice counts as protobuf has it: the
// last number or text, parts of messages together, and of the bodies the last one.
struct RawEvent {
  explicit RawEvent(EventView* event) : view(*event) {}

  EventView& view;
  SplitTime time;
  uint32_t body = 0;  // its tag
  int32_t word = 0;   // phase, direction or state
  std::array<SplitTime, 4> durations;
  SplitSentiment sentiment;

  // The body of this tag, begun anew if another one came before.
  template <typename Body>
  Body& bodyOf(uint32_t tag) {
    if (body != tag) {
      body = tag;
      word = 0;
      durations = {};
      sentiment = {};
      return view.body.emplace<Body>();
    }
    return std::get<Body>(view.body);
  }
};

bool readSplitTime(WireReader& in, SplitTime* split) {
  split->isThere = true;
  return in.readMessage([split](uint32_t tag, WireReader& part) {
    switch (tag) {
      case tagOf(1, kVarint):
        return part.read(&split->seconds);
      case tagOf(2, kVarint):
        return part.read(&split->nanos);
      default:
        return part.skip(tag);
    }
  });
}

bool readSentiment(WireReader& in, SplitSentiment* split) {
  split->isThere = true;
  return in.readMessage([split](uint32_t tag, WireReader& part) {
    switch (tag) {
      case tagOf(1, kVarint):
        return part.read(&split->label);
      case tagOf(2, kFixed64):
        return part.read(&split->score.emplace());
      default:
        return part.skip(tag);
    }
  });
}

bool readContact(WireReader& in, RawEvent* raw) {
  auto& contact = raw->bodyOf<ContactView>(tagOf(10, kBytes));
  return in.readMessage([&](uint32_t tag, WireReader& part) {
    switch (tag) {
      case tagOf(1, kBytes):
        return part.read(&contact.contactId);
      case tagOf(2, kBytes):
        return part.read(&contact.legId);
      case tagOf(3, kVarint):
        return part.read(&raw->word);
      case tagOf(4, kBytes):
      case tagOf(5, kBytes):
      case tagOf(6, kBytes):
      case tagOf(7, kBytes):
        return readSplitTime(part, &raw->durations[(tag >> 3) - 4]);
      case tagOf(8, kBytes):
        return part.read(&contact.agentId);
      default:
        return part.skip(tag);
    }
  });
}

bool readMessage(WireReader& in, RawEvent* raw) {
  auto& message = raw->bodyOf<MessageView>(tagOf(11, kBytes));
  return in.readMessage([&](uint32_t tag, WireReader& part) {
    switch (tag) {
      case tagOf(1, kBytes):
        return part.read(&message.messageId);
      case tagOf(2, kBytes):
        return part.read(&message.conversationId);
      case tagOf(3, kBytes):
        return part.read(&message.replyTo);
      case tagOf(4, kBytes):
        return part.read(&message.authorId);
      case tagOf(5, kVarint):
        return part.read(&raw->word);
      case tagOf(6, kVarint):
        return part.read(&message.isAutomatic);
      case tagOf(7, kVarint):
        return part.read(&message.isPrivate);
      case tagOf(8, kBytes):
        return part.read(&message.text);
      case tagOf(9, kBytes): {
        std::string_view brand;
        const bool isRead = part.read(&brand);
        addBrand(brand, &message.alsoBrands);
        return isRead;
      }
      case tagOf(10, kBytes):
        return readSentiment(part, &raw->sentiment);
      case tagOf(11, kVarint):
        return part.read(&message.reach.emplace());
      case tagOf(12, kBytes):
        return part.read(&message.language);
      case tagOf(13, kBytes):
        return part.read(&message.shareOf);
      default:
        return part.skip(tag);
    }
  });
}

bool readConversation(WireReader& in, RawEvent* raw) {
  auto& conversation = raw->bodyOf<ConversationView>(tagOf(12, kBytes));
  return in.readMessage([&](uint32_t tag, WireReader& part) {
    switch (tag) {
      case tagOf(1, kBytes):
        return part.read(&conversation.conversationId);
      case tagOf(2, kBytes):
        return part.read(&conversation.messageId);
      case tagOf(3, kVarint):
        return part.read(&raw->word);
      default:
        return part.skip(tag);
    }
  });
}

bool readCorrection(WireReader& in, RawEvent* raw) {
  auto& correction = raw->bodyOf<CorrectionView>(tagOf(13, kBytes));
  return in.readMessage([&](uint32_t tag, WireReader& part) {
    switch (tag) {
      case tagOf(1, kBytes):
        return part.read(&correction.messageId);
      case tagOf(2, kBytes):
        return readSentiment(part, &raw->sentiment);
      case tagOf(3, kBytes):
        return part.read(&correction.brand);
      default:
        return part.skip(tag);
    }
  });
}

bool readDeletion(WireReader& in, RawEvent* raw) {
  auto& deletion = raw->bodyOf<DeletionView>(tagOf(14, kBytes));
  return in.readMessage([&](uint32_t tag, WireReader& part) {
    switch (tag) {
      case tagOf(1, kBytes):
        return part.read(&deletion.messageId);
      case tagOf(2, kVarint):
        return part.read(&deletion.byCustomer);
      default:
        return part.skip(tag);
    }
  });
}

bool readEngagement(WireReader& in, RawEvent* raw) {
  auto& engagement = raw->bodyOf<EngagementView>(tagOf(15, kBytes));
  return in.readMessage([&](uint32_t tag, WireReader& part) {
    switch (tag) {
      case tagOf(1, kBytes):
        return part.read(&engagement.messageId);
      case tagOf(2, kVarint):
        return part.read(&engagement.likes);
      case tagOf(3, kVarint):
        return part.read(&engagement.shares);
      case tagOf(4, kVarint):
        return part.read(&engagement.views);
      default:
        return part.skip(tag);
    }
  });
}

bool readAgent(WireReader& in, RawEvent* raw) {
  auto& agent = raw->bodyOf<AgentView>(tagOf(16, kBytes));
  return in.readMessage([&](uint32_t tag, WireReader& part) {
    switch (tag) {
      case tagOf(1, kBytes):
        return part.read(&agent.agentId);
      case tagOf(2, kVarint):
        return part.read(&raw->word);
      case tagOf(3, kVarint):
        return part.read(&agent.slotCount);
      case tagOf(4, kVarint):
        return part.read(&agent.busySlots);
      default:
        return part.skip(tag);
    }
  });
}

bool readEvent(WireReader& in, RawEvent* raw) {
  return in.readMessage([raw](uint32_t tag, WireReader& part) {
    switch (tag) {
      case tagOf(1, kBytes):
        return part.read(&raw->view.source);
      case tagOf(2, kBytes):
        return part.read(&raw->view.eventId);
      case tagOf(3, kBytes):
        return readSplitTime(part, &raw->time);
      case tagOf(4, kBytes):
        return part.read(&raw->view.brand);
      case tagOf(5, kBytes):
        return part.read(&raw->view.channel);
      case tagOf(10, kBytes):
        return readContact(part, raw);
      case tagOf(11, kBytes):
        return readMessage(part, raw);
      case tagOf(12, kBytes):
        return readConversation(part, raw);
      case tagOf(13, kBytes):
        return readCorrection(part, raw);
      case tagOf(14, kBytes):
        return readDeletion(part, raw);
      case tagOf(15, kBytes):
        return readEngagement(part, raw);
      case tagOf(16, kBytes):
        return readAgent(part, raw);
      default:
        return part.skip(tag);
    }
  });
}

// Puts what was checked into the body.
struct CheckBody {
  const RawEvent& raw;

  absl::Status operator()(ContactView& contact) const {
    absl::Status s = checkWord(raw.word, ContactPhase::kWrappedUp, "contact.phase", contact.phase);
    if (s.ok()) s = checkDuration(raw.durations[0], "contact.wait", contact.wait);
    if (s.ok()) s = checkDuration(raw.durations[1], "contact.talk", contact.talk);
    if (s.ok()) s = checkDuration(raw.durations[2], "contact.hold", contact.hold);
    if (s.ok()) s = checkDuration(raw.durations[3], "contact.after_work", contact.afterWork);
    return s;
  }
  absl::Status operator()(MessageView& message) const {
    message.language = languageOf(message.language);
    absl::Status s = checkWord(raw.word, MessageDirection::kOutbound, "message.direction", message.direction);
    return s.ok() ? checkSentiment(raw.sentiment, "message:", message.sentiment) : s;
  }
  absl::Status operator()(ConversationView& conversation) const {
    return checkWord(raw.word, ConversationState::kClosedByCustomer, "conversation.state",
                     conversation.state);
  }
  absl::Status operator()(CorrectionView& correction) const {
    return checkSentiment(raw.sentiment, "correction:", correction.sentiment);
  }
  absl::Status operator()(DeletionView&) const { return absl::OkStatus(); }
  absl::Status operator()(EngagementView&) const { return absl::OkStatus(); }
  absl::Status operator()(AgentView& agent) const {
    return checkWord(raw.word, AgentState::kBreak, "agent.state", agent.state);
  }
};

absl::Status check(RawEvent* raw) {
  if (absl::Status s = checkTime(raw->time, raw->view.time); !s.ok()) return s;
  if (raw->body == 0) {
    return absl::InvalidArgumentError(absl::string_view(kNoBody.data(), kNoBody.size()));
  }
  return std::visit(CheckBody{*raw}, raw->view.body);
}

}  // namespace

absl::Status scan(std::string_view bytes, ScannedRequest* request) {
  *request = {};
  // An event and its tag rarely take fewer bytes.
  request->events.reserve(bytes.size() / 128 + 1);
  request->places.reserve(bytes.size() / 128 + 1);
  uint32_t index = 0;
  WireReader reader(bytes);
  const bool isWhole = reader.forEachField([&](uint32_t tag, WireReader& in) {
    switch (tag) {
      case tagOf(1, kVarint):
        return in.read(&request->batch);
      case tagOf(2, kBytes):
        return in.read(&request->source);
      case tagOf(3, kBytes): {
        RawEvent raw(&request->events.emplace_back());
        if (!readEvent(in, &raw)) return false;
        if (const absl::Status s = check(&raw); s.ok()) {
          request->places.push_back(index);
        } else {
          request->events.pop_back();
          request->rejections.push_back({index, std::string(s.message())});
        }
        ++index;
        return true;
      }
      case tagOf(4, kVarint):
        return in.read(&request->unreadable);
      default:
        return in.skip(tag);
    }
  });
  if (isWhole) return absl::OkStatus();
  return absl::InvalidArgumentError(
      "what came is not a watchfloor.v1.PublishRequest; is there a text that is not UTF-8?");
}

}  // namespace watchfloor::wire
