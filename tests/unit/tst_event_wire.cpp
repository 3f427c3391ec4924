// Events between protobuf, JSON and the model: what goes in comes out, and what is malformed says why.
#include <watchfloor/v1/event.pb.h>

#include <QtTest>
#include <limits>
#include <random>

#include "any_event.h"
#include "model/language.h"
#include "wire/event_wire.h"

using namespace watchfloor;

namespace {

v1::Event contactProto() {
  v1::Event proto;
  proto.set_source("acd");
  proto.set_event_id("1");
  proto.mutable_event_time()->set_seconds(1);
  proto.set_brand("acme");
  proto.set_channel("voice");
  proto.mutable_contact()->set_contact_id("a");
  proto.mutable_contact()->set_phase(v1::Contact::ENQUEUED);
  return proto;
}

QString json(const char* place, const char* body) {
  return QString(R"({"source": "s", "event_id": "1", "event_time": "2026-03-02T10:00:00Z", %1, %2})")
      .arg(place, body);
}

}  // namespace

class TestEventWire : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void whatGoesInComesOut_data() {
    QTest::addColumn<int>("kind");
    const char* kinds[] = {"contact",  "message",    "conversation", "correction",
                           "deletion", "engagement", "agent"};
    for (int kind = 0; kind < 7; ++kind) QTest::newRow(kinds[kind]) << kind;
  }
  void whatGoesInComesOut() {
    QFETCH(int, kind);
    for (uint32_t seed = 0; seed < 500; ++seed) {
      Dice dice(seed);
      const Event event = anyEvent(dice, kind);
      v1::Event proto;
      wire::toProto(event, &proto);
      const std::string bytes = proto.SerializeAsString();
      v1::Event received;
      QVERIFY(received.ParseFromString(bytes));
      const absl::StatusOr<Event> copied = wire::fromProto(std::as_const(received));
      QVERIFY2(copied.ok(), copied.status().ToString().c_str());
      QVERIFY(*copied == event);
      QCOMPARE(received.SerializeAsString(), bytes);  // only a copy was taken
      QVERIFY(*wire::fromProto(std::move(received)) == event);

      const std::string text = wire::toJson(event);
      const absl::StatusOr<Event> read = wire::fromJson(text);
      QVERIFY2(read.ok(), (text + read.status().ToString()).c_str());
      QVERIFY2(*read == event, text.c_str());
      QVERIFY(text.find('\n') == std::string::npos);  // fit for JSON Lines
    }
  }

  void jsonHasTheNamesOfTheProtocol() {
    MessageEvent message;
    message.messageId = "m";
    message.authorId = "u";
    message.isPrivate = true;
    const Event event{.source = "social",
                      .eventId = "7",
                      .time = *parseTime("2026-03-02T10:00:00.25Z"),
                      .brand = "acme",
                      .channel = "web",
                      .body = message};
    QCOMPARE(
        wire::toJson(event),
        R"({"source":"social","event_id":"7","event_time":"2026-03-02T10:00:00.250Z","brand":"acme",)"
        R"("channel":"web","message":{"message_id":"m","author_id":"u","direction":"INBOUND","private":true}})");
  }

  void timesAndDurationsAreCutToMicroseconds() {
    const auto event = wire::fromJson(
        R"({"source": "s", "event_id": "1", "event_time": "2026-03-02T12:00:00.123456789+02:00", "brand": "b",
            "channel": "c", "contact": {"contact_id": "a", "phase": "ANSWERED", "wait": "-1.500000999s"}})");
    QVERIFY2(event.ok(), event.status().ToString().c_str());
    QCOMPARE(formatTime(event->time), std::string("2026-03-02T10:00:00.123456Z"));
    QVERIFY(std::get<ContactEvent>(event->body).wait == Duration(-1'500'000));
  }

  void malformedJsonSaysWhy_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    const char* place = R"("brand": "acme", "channel": "web")";
    QTest::newRow("nothing") << ""
                             << "JSON";
    QTest::newRow("no JSON") << "hello"
                             << "JSON";
    QTest::newRow("an array") << "[]"
                              << "JSON";
    QTest::newRow("an empty object") << "{}"
                                     << "event_time";
    QTest::newRow("cut off") << R"({"source": "s", "event_id": )"
                             << "JSON";
    QTest::newRow("two objects") << json(place, R"("deletion": {"message_id": "m"}} {)") << "JSON";
    QTest::newRow("a string, not UTF-8") << "\x01"
                                         << "JSON";
    QTest::newRow("an unknown field") << json(place, R"("colour": "red")") << "colour";
    QTest::newRow("a wrong type") << json(place, R"("agent": 5)") << "JSON";
    QTest::newRow("an unknown phase")
        << json(place, R"("contact": {"contact_id": "a", "phase": "RINGING"})") << "RINGING";
    QTest::newRow("a phase out of range")
        << json(place, R"("contact": {"contact_id": "a", "phase": 99})") << "contact.phase";
    QTest::newRow("no phase") << json(place, R"("contact": {"contact_id": "a"})") << "contact.phase";
    QTest::newRow("the unspecified phase")
        << json(place, R"("contact": {"contact_id": "a", "phase": "PHASE_UNSPECIFIED"})") << "contact.phase";
    QTest::newRow("no contact id") << json(place, R"("contact": {"phase": "ENDED"})") << "contact_id";
    QTest::newRow("no duration")
        << json(place, R"("contact": {"contact_id": "a", "phase": "ANSWERED", "wait": "soon"})") << "wait";
    QTest::newRow("no author") << json(place, R"("message": {"message_id": "m", "direction": "INBOUND"})")
                               << "author_id";
    QTest::newRow("no direction") << json(place, R"("message": {"message_id": "m", "author_id": "u"})")
                                  << "direction";
    QTest::newRow("no label")
        << json(
               place,
               R"("message": {"message_id": "m", "author_id": "u", "direction": "INBOUND", "sentiment": {}})")
        << "sentiment.label";
    QTest::newRow("a score out of range")
        << json(place,
                R"("correction": {"message_id": "m", "sentiment": {"label": "NEUTRAL", "score": 1.5}})")
        << "sentiment.score";
    QTest::newRow("a score that is no number")
        << json(place,
                R"("correction": {"message_id": "m", "sentiment": {"label": "NEUTRAL", "score": "NaN"}})")
        << "sentiment.score";
    QTest::newRow("two bodies")
        << json(place, R"("deletion": {"message_id": "m"}, "engagement": {"message_id": "m"})") << "JSON";
    QTest::newRow("no body") << json(place, R"("deletion": null)") << "no body";
    QTest::newRow("brand all") << json(R"("brand": "all", "channel": "web")",
                                       R"("deletion": {"message_id": "m"})")
                               << "brand";
    QTest::newRow("channel all") << json(R"("brand": "a", "channel": "all")",
                                         R"("agent": {"agent_id": "m", "state": "BREAK"})")
                                 << "channel";
    QTest::newRow("no brand") << json(R"("channel": "web")",
                                      R"("agent": {"agent_id": "m", "state": "BREAK"})")
                              << "brand";
    QTest::newRow("negative slots") << json(place,
                                            R"("agent": {"agent_id": "m", "state": "BREAK", "slots": -1})")
                                    << "slots";
    QTest::newRow("no state") << json(place, R"("conversation": {"message_id": "m"})")
                              << "conversation.state";
    QTest::newRow("no conversation") << json(place, R"("conversation": {"state": "RESOLVED"})")
                                     << "conversation_id";
    QTest::newRow("no id")
        << R"({"source": "s", "event_time": "2026-03-02T10:00:00Z", "deletion": {"message_id": "m"}})"
        << "event_id";
    QTest::newRow("no source")
        << R"({"event_id": "1", "event_time": "2026-03-02T10:00:00Z", "deletion": {"message_id": "m"}})"
        << "source";
    QTest::newRow("no time") << R"({"source": "s", "event_id": "1", "deletion": {"message_id": "m"}})"
                             << "event_time";
    QTest::newRow("not a time")
        << R"({"source": "s", "event_id": "1", "event_time": "yesterday", "deletion": {"message_id": "m"}})"
        << "yesterday";
  }
  void malformedJsonSaysWhy() {
    QFETCH(QString, text);
    QFETCH(QString, says);
    const absl::StatusOr<Event> event = wire::fromJson(text.toStdString());
    QVERIFY(absl::IsInvalidArgument(event.status()));
    QVERIFY2(QString::fromStdString(event.status().ToString()).contains(says),
             event.status().ToString().c_str());
  }

  void bytesThatAreNoUtf8AreRefused() {
    const absl::StatusOr<Event> event = wire::fromJson(
        "{\"source\": \"s\xff\", \"event_id\": \"1\", \"event_time\": \"2026-03-02T10:00:00Z\", "
        "\"deletion\": "
        "{\"message_id\": \"m\"}}");
    QVERIFY(absl::IsInvalidArgument(event.status()));
  }

  void nestingWithoutEndIsRefused() {
    QVERIFY(!wire::fromJson(std::string(200'000, '[')).ok());
    std::string deep;
    for (int i = 0; i < 50'000; ++i) deep += "{\"contact\":";
    QVERIFY(!wire::fromJson(deep).ok());
  }

  void malformedMessagesSayWhy() {
    const auto says = [](const v1::Event& proto, const char* field) {
      const absl::StatusOr<Event> event = wire::fromProto(proto);
      return absl::IsInvalidArgument(event.status()) &&
             event.status().ToString().find(field) != std::string::npos;
    };
    QVERIFY(wire::fromProto(contactProto()).ok());
    v1::Event proto = contactProto();
    proto.mutable_event_time()->set_seconds(std::numeric_limits<int64_t>::max());
    QVERIFY(says(proto, "event_time"));
    proto = contactProto();
    proto.mutable_event_time()->set_nanos(-1);
    QVERIFY(says(proto, "event_time"));
    proto = contactProto();
    proto.mutable_contact()->mutable_wait()->set_seconds(std::numeric_limits<int64_t>::min());
    QVERIFY(says(proto, "contact.wait"));
    proto = contactProto();
    proto.mutable_contact()->mutable_hold()->set_seconds(1);
    proto.mutable_contact()->mutable_hold()->set_nanos(-5);
    QVERIFY(says(proto, "contact.hold"));
    proto = contactProto();
    proto.mutable_contact()->set_phase(static_cast<v1::Contact::Phase>(-3));
    QVERIFY(says(proto, "contact.phase"));
    proto = contactProto();
    proto.clear_contact();
    QVERIFY(says(proto, "no body"));
  }

  // Ids are kept for days: their length is bounded, each.
  void longIdsAreRefused() {
    const std::string longest(1'000, 'x'), tooLong(1'001, 'x');
    const auto verdictOn = [](Event::Body body) {
      return validate(Event{.source = "s",
                            .eventId = "1",
                            .time = fromMicros(1),
                            .brand = "b",
                            .channel = "c",
                            .body = std::move(body)});
    };
    const auto check = [&](auto body, std::string decltype(body)::*id, const char* field) {
      body.*id = longest;
      QVERIFY2(verdictOn(body).ok(), field);
      body.*id = tooLong;
      QCOMPARE(QString::fromStdString(std::string(verdictOn(body).message())),
               QString("%1 is longer than 1,000 bytes").arg(field));
    };
    ContactEvent contact;
    contact.contactId = "a";
    check(contact, &ContactEvent::contactId, "contact.contact_id");
    check(contact, &ContactEvent::legId, "contact.leg_id");
    check(contact, &ContactEvent::agentId, "contact.agent_id");
    MessageEvent message;
    message.messageId = message.authorId = "a";
    check(message, &MessageEvent::messageId, "message.message_id");
    check(message, &MessageEvent::conversationId, "message.conversation_id");
    check(message, &MessageEvent::replyTo, "message.reply_to");
    check(message, &MessageEvent::authorId, "message.author_id");
    check(message, &MessageEvent::shareOf, "message.share_of");
    check(ConversationEvent{}, &ConversationEvent::conversationId, "conversation.conversation_id");
    check(ConversationEvent{}, &ConversationEvent::messageId, "conversation.message_id");
    check(CorrectionEvent{}, &CorrectionEvent::messageId, "correction.message_id");
    check(DeletionEvent{}, &DeletionEvent::messageId, "deletion.message_id");
    check(EngagementEvent{}, &EngagementEvent::messageId, "engagement.message_id");
    check(AgentEvent{}, &AgentEvent::agentId, "agent.agent_id");
  }

  void aMessageNamesAtMostAHundredBrandsMore() {
    v1::Event proto = contactProto();
    proto.mutable_message()->set_message_id("m");
    proto.mutable_message()->set_author_id("a");
    proto.mutable_message()->set_direction(v1::Message::INBOUND);
    for (int i = 0; i < 100; ++i) proto.mutable_message()->add_also_brands("b");
    QVERIFY(wire::fromProto(proto).ok());
    for (int i = 0; i < 2; ++i) {
      proto.mutable_message()->add_also_brands("b");
      const absl::Status refused = wire::fromProto(proto).status();
      QVERIFY(absl::IsInvalidArgument(refused));
      QVERIFY(refused.ToString().find("message.also_brands: more than 100") != std::string::npos);
    }
  }

  void durationsAreAtMostTenYears() {
    v1::Event proto = contactProto();
    for (const int64_t days : {3653, -3653}) {
      proto.mutable_contact()->mutable_wait()->set_seconds(days * 86'400);
      QVERIFY(wire::fromProto(proto).ok());
    }
    for (const int64_t days : {3654, -3654}) {
      proto.mutable_contact()->mutable_wait()->set_seconds(days * 86'400);
      QVERIFY(absl::IsInvalidArgument(wire::fromProto(proto).status()));
    }
  }

  // A message is not lost over what it is written in.
  void whatIsNoTagTellsNoLanguage() {
    for (const char* tag : {"en", "de-AT", "zh-Hant-TW", "i-klingon", "es-419", "a-b", "e", "en_US", "en-",
                            "-en", "419", "en--US", "english language", "deutschland", "en-abcdefghi",
                            "en-aaaaaaaa-aaaaaaaa-aaaaaaaa-aaaaaaaa"}) {
      v1::Event proto = contactProto();
      proto.mutable_message()->set_message_id("m");
      proto.mutable_message()->set_author_id("a");
      proto.mutable_message()->set_direction(v1::Message::INBOUND);
      proto.mutable_message()->set_language(tag);
      const absl::StatusOr<Event> event = wire::fromProto(proto);
      QVERIFY2(event.ok(), tag);
      const bool isTag = isLanguageTag(tag);
      QCOMPARE(std::get<MessageEvent>(event->body).language, std::string(isTag ? tag : ""));
    }
    for (const char* tag : {"en", "de-AT", "zh-Hant-TW", "es-419", "EN"}) QVERIFY2(isLanguageTag(tag), tag);
    for (const char* tag : {"", "e", "en_US", "en-", "-en", "419", "en--US", "english language",
                            "deutschland", "en-abcdefghi", "en-aaaaaaaa-aaaaaaaa-aaaaaaaa-aaaaaaaa", "дe"})
      QVERIFY2(!isLanguageTag(tag), tag);
  }

  void negativeTotalsAreRefused() {
    v1::Event proto = contactProto();
    proto.mutable_engagement()->set_message_id("m");
    QVERIFY(wire::fromProto(proto).ok());
    proto.mutable_engagement()->set_views(-1);
    QVERIFY(absl::IsInvalidArgument(wire::fromProto(proto).status()));
    proto.mutable_message()->set_message_id("m");
    proto.mutable_message()->set_author_id("a");
    proto.mutable_message()->set_direction(v1::Message::INBOUND);
    proto.mutable_message()->set_reach(0);
    QVERIFY(wire::fromProto(proto).ok());
    proto.mutable_message()->set_reach(-7);
    QVERIFY(absl::IsInvalidArgument(wire::fromProto(proto).status()));
  }
};

QTEST_APPLESS_MAIN(TestEventWire)
#include "tst_event_wire.moc"
