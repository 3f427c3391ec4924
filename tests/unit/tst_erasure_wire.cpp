// An author is taken out of the bytes of a request: also of events that the engine refuses but keeps, and of
// what nobody reads; and what could be converted can be still.
#include <watchfloor/v1/service.pb.h>

#include <QtTest>

#include "wire/erasure_wire.h"
#include "wire/publish_scan.h"

using namespace watchfloor;

namespace {

const std::string kAuthor = "zoe", kPseudonym = "forgotten-1", kSecret = "my xylophone is broken";

v1::Event* addMessage(v1::PublishRequest* request, const std::string& author) {
  v1::Event* event = request->add_events();
  event->set_source("web");
  event->set_event_id(std::to_string(request->events_size()));
  event->mutable_event_time()->set_seconds(1'772'445'600);
  event->set_brand("acme");
  event->set_channel("web");
  event->mutable_message()->set_message_id("m" + event->event_id());
  event->mutable_message()->set_author_id(author);
  event->mutable_message()->set_direction(v1::Message::INBOUND);
  event->mutable_message()->set_text(author == kAuthor ? kSecret : "hello");
  return event;
}

wire::ErasedRequest erased(const std::string& bytes) {
  Erasure erasure(kAuthor, kPseudonym);
  if (!wire::rememberTexts(bytes, &erasure).ok()) return {};
  return wire::erasedFrom(bytes, erasure).value_or(wire::ErasedRequest());
}

}  // namespace

class TestErasureWire : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void whatIsRefusedIsErasedToo() {
    v1::PublishRequest request;
    addMessage(&request, kAuthor)->mutable_message()->clear_direction();
    addMessage(&request, kAuthor)->mutable_event_time()->set_seconds(INT64_MAX);
    addMessage(&request, kAuthor)->mutable_message()->set_conversation_id(std::string(2'000, ' ') + kAuthor);
    addMessage(&request, kAuthor);
    const std::string before = request.SerializeAsString();
    const wire::ErasedRequest left = erased(before);
    QVERIFY(left.isChanged);
    QCOMPARE(left.messages, uint64_t{4});
    QCOMPARE(left.mentions, uint64_t{0});
    for (const std::string& gone : {kAuthor, kSecret}) QVERIFY(left.bytes.find(gone) == std::string::npos);
    wire::ScannedRequest was, is;
    QVERIFY(wire::scan(before, &was).ok() && wire::scan(left.bytes, &is).ok());
    QCOMPARE(is.places, was.places);
    QCOMPARE(is.rejections.size(), was.rejections.size());
    for (size_t i = 0; i < is.events.size(); ++i)
      QCOMPARE(validate(is.events[i]).ok(), validate(was.events[i]).ok());
    QVERIFY(validate(is.events.back()).ok() && !validate(is.events.front()).ok());
  }
  // No event with such an id is taken, but the request that brings it is kept.
  void anIdOfAMegabyteIsOneToo() {
    const std::string large(1 << 20, 'y');
    v1::PublishRequest request;
    addMessage(&request, large);
    addMessage(&request, "bob")->mutable_message()->set_text("@" + large + " hello");
    const Erasure erasure(large, kPseudonym);
    const wire::ErasedRequest left = *wire::erasedFrom(request.SerializeAsString(), erasure);
    QCOMPARE(left.messages, uint64_t{1});
    QCOMPARE(left.mentions, uint64_t{1});
    QVERIFY(left.bytes.size() < 2'000 && left.bytes.find("yyyy") == std::string::npos);
    wire::ScannedRequest is;
    QVERIFY(wire::scan(left.bytes, &is).ok() && is.events.size() == 2);
    QVERIFY(!validate(is.events[0]).ok() && validate(is.events[1]).ok());
  }
  void everyIdIsLookedAt() {
    v1::PublishRequest request;
    for (int i = 0; i < 7; ++i) addMessage(&request, "bob")->clear_message();
    const auto event = [&](int i) { return request.mutable_events(i); };
    event(0)->mutable_contact()->set_contact_id(kAuthor);
    event(1)->mutable_contact()->set_leg_id("leg " + kAuthor);
    event(1)->mutable_contact()->set_agent_id(kAuthor);
    event(2)->mutable_conversation()->set_conversation_id("c-" + kAuthor);
    event(2)->mutable_conversation()->set_message_id("m-" + kAuthor);
    event(3)->mutable_correction()->set_message_id("m-" + kAuthor);
    event(4)->mutable_deletion()->set_message_id("m-" + kAuthor);
    event(5)->mutable_engagement()->set_message_id("m-" + kAuthor);
    event(6)->mutable_agent()->set_agent_id(kAuthor);
    addMessage(&request, kAuthor + "e")->set_event_id("e-" + kAuthor);
    const wire::ErasedRequest left = erased(request.SerializeAsString());
    QCOMPARE(left.mentions, uint64_t{8});
    QCOMPARE(left.messages + left.names, uint64_t{0});
    v1::PublishRequest is;
    QVERIFY(is.ParseFromString(left.bytes));
    QCOMPARE(is.events(3).correction().message_id(), "m-" + kPseudonym);
    QCOMPARE(is.events(7).message().author_id(), kAuthor + "e");
    is.mutable_events(7)->mutable_message()->set_author_id("");
    QVERIFY(is.SerializeAsString().find(kAuthor) == std::string::npos);
  }
  void whatNobodyReadsIsLeftOut() {
    v1::PublishRequest request;
    addMessage(&request, "bob");
    const std::string bytes = request.SerializeAsString();
    QVERIFY(!erased(bytes).isChanged);
    const wire::ErasedRequest unknown = erased(bytes + "\x7a\x03" + kAuthor);  // field 15
    QVERIFY(unknown.isChanged && unknown.bytes == bytes);
    const wire::ErasedRequest twice = erased("\x12\x03" + kAuthor + bytes + "\x12\x03" + "pbx");  // `source`
    QVERIFY(twice.isChanged && twice.bytes.find(kAuthor) == std::string::npos);
  }
  void namesStayAndAreCounted() {
    v1::PublishRequest request;
    addMessage(&request, "bob")->set_brand(kAuthor);
    addMessage(&request, "bob")->mutable_message()->add_also_brands("by " + kAuthor);
    addMessage(&request, "bob")->set_brand(kAuthor + "s");
    const wire::ErasedRequest left = erased(request.SerializeAsString());
    QVERIFY(!left.isChanged);
    QCOMPARE(left.names, uint64_t{2});
  }
  void otherBytesAreNoRequest() {
    Erasure erasure(kAuthor, kPseudonym);
    QVERIFY(absl::IsInvalidArgument(wire::rememberTexts("\xff", &erasure)));
    QVERIFY(absl::IsInvalidArgument(wire::erasedFrom("\xff", erasure).status()));
  }
};

QTEST_APPLESS_MAIN(TestErasureWire)
#include "tst_erasure_wire.moc"
