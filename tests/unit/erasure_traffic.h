// The traffic of authors one of whom is to be forgotten, and what is to be left of it. Tests of erasures
// stand on it.
#pragma once

#include <iterator>
#include <random>
#include <string>

#include "conversation_fixture.h"
#include "event_builders.h"

namespace watchfloor {

inline const std::string kAuthor = "zoe.q%'\"", kPseudonym = "forgotten-0123456789ab";
inline const std::string kSecret = "xylophone",
                         kSaid = "my " + kSecret + " is broken ";  // in each of his texts
inline const Time kNow = kNoon + hours(2);

// Messages and contacts of some authors, who answer, quote and name each other, and are joined at any time.
class Traffic {
 public:
  Event next() {
    const std::string id = std::to_string(++m_n);
    Event event = m_random() % 4 == 0
                      ? contactEvent(id, when(), m_random() % 2 == 0 ? kAuthor : "c" + id, phase())
                      : message(id);
    event.brand = m_random() % 3 == 0 ? "beta" : "acme";
    return event;
  }

 private:
  Time when() const { return kNoon + seconds(m_n * 7); }
  ContactEvent::Phase phase() { return static_cast<ContactEvent::Phase>(m_random() % 3); }
  Event message(const std::string& id) {
    const std::string authors[] = {kAuthor, "x" + kAuthor, "bob", "eve", "u" + id};
    const std::string author = authors[m_random() % std::size(authors)];
    Event event = messageEvent(id, when(), author);
    auto& said = std::get<MessageEvent>(event.body);
    if (author == kAuthor) {
      said.messageId = "m" + id + ":" + kAuthor;
      said.text = m_quoted = kSaid + id;
      said.sentiment = Sentiment{Label::kNegative, {}};
    } else {
      const std::string others[] = {"words of " + id, "@ZOE.Q%'\" no", "RT @" + kAuthor + ": " + m_quoted,
                                    "to @x" + kAuthor};
      said.text = others[m_random() % std::size(others)];
      if (m_random() % 3 == 0) said.direction = MessageDirection::kOutbound;
    }
    if (m_random() % 3 == 0) said.replyTo = m_last;
    if (m_random() % 4 == 0) said.shareOf = m_last;
    if (m_random() % 5 == 0) said.conversationId = "dm-" + kAuthor + "-" + std::to_string(m_random() % 3);
    m_last = said.messageId;
    return event;
  }

  std::mt19937 m_random{3};
  int m_n = 0;
  std::string m_last, m_quoted;
};

// What is said of an author, replaced without any of the rules about words: all of it stands alone here.
inline std::string replaced(std::string text) {
  for (const std::string& name : {kAuthor, std::string("ZOE.Q%'\"")}) {
    for (size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + 1)) {
      if (at > 0 && text[at - 1] == 'x') continue;
      text.replace(at, name.size(), kPseudonym);
    }
  }
  return text;
}
inline Event expected(Event event) {
  event.eventId = replaced(event.eventId);
  if (auto* contact = std::get_if<ContactEvent>(&event.body))
    contact->contactId = replaced(contact->contactId);
  auto* message = std::get_if<MessageEvent>(&event.body);
  if (!message) return event;
  const bool isHis = message->authorId == kAuthor;
  for (std::string* id : {&message->authorId, &message->messageId, &message->replyTo, &message->shareOf,
                          &message->conversationId})
    *id = replaced(*id);
  if (const size_t at = message->text.find(kSaid); at != std::string::npos)
    message->text = message->text.substr(0, at) + "[…]";
  message->text = isHis ? "" : replaced(message->text);
  return event;
}

}  // namespace watchfloor
