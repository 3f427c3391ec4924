// The scan of a request's bytes says what protobuf says, of good bytes and of bad ones.
#include "scan_compare.h"  // before Qt: of its words, protobuf has one

#include <QtTest>
#include <random>

#include "any_event.h"
#include "wire/wire_reader.h"

using namespace watchfloor;

namespace {

v1::PublishRequest anyRequest(Dice& dice) {
  v1::PublishRequest request;
  request.set_batch(static_cast<uint64_t>(dice.number(0, std::numeric_limits<int64_t>::max())));
  request.set_source(dice.text());
  request.set_unreadable(dice.number(-3, 3));
  for (int64_t i = dice.number(0, 6); i > 0; --i) {
    wire::toProto(anyEvent(dice, static_cast<int>(dice.number(0, 6))), request.add_events());
  }
  return request;
}

std::string varint(uint64_t value) {
  std::string bytes;
  for (; value >= 0x80; value >>= 7) bytes.push_back(static_cast<char>(value | 0x80));
  bytes.push_back(static_cast<char>(value));
  return bytes;
}
std::string field(uint32_t number, wire::WireType type, const std::string& rest) {
  return varint(wire::tagOf(number, type)) + rest;
}
std::string message(uint32_t number, const std::string& bytes) {
  return field(number, wire::WireType::kBytes, varint(bytes.size()) + bytes);
}

// A request with one event of these bytes.
std::string requestOf(const std::string& event) { return message(3, event); }

// A little damage: a byte changed, cut out, doubled or put elsewhere.
std::string damaged(std::string bytes, Dice& dice) {
  for (int64_t i = dice.number(0, 2); i >= 0 && !bytes.empty(); --i) {
    const auto at = static_cast<size_t>(dice.number(0, static_cast<int64_t>(bytes.size()) - 1));
    const auto length = static_cast<size_t>(dice.number(1, 12));
    switch (dice.number(0, 4)) {
      case 0:
        bytes[at] = static_cast<char>(dice.number(0, 255));
        break;
      case 1:
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << dice.number(0, 7)));
        break;
      case 2:
        bytes.erase(at, length);
        break;
      case 3:
        bytes.insert(at, bytes.substr(at, length));
        break;
      default:
        bytes.resize(at);
    }
  }
  return bytes;
}

std::string eventBytes(const std::string& body) {
  v1::Event event;
  event.set_source("s");
  event.set_event_id("1");
  event.mutable_event_time()->set_seconds(1);
  event.set_brand("b");
  event.set_channel("c");
  return event.SerializeAsString() + body;
}

}  // namespace

class TestPublishScan : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void goodRequests() {
    for (uint32_t seed = 1; seed <= 2000; ++seed) {
      Dice dice(seed);
      const std::string bytes = anyRequest(dice).SerializeAsString();
      QVERIFY2(differenceOfScan(bytes).empty(),
               qPrintable(QString("seed %1: %2").arg(seed).arg(differenceOfScan(bytes).c_str())));
    }
  }

  void damagedRequests() {
    const google::protobuf::LogSilencer quiet;
    int refused = 0;
    for (uint32_t seed = 1; seed <= 20'000; ++seed) {
      Dice dice(seed);
      const std::string bytes = damaged(anyRequest(dice).SerializeAsString(), dice);
      const std::string difference = differenceOfScan(bytes);
      QVERIFY2(difference.empty(), qPrintable(QString("seed %1: %2").arg(seed).arg(difference.c_str())));
      wire::ScannedRequest scanned;
      refused += !wire::scan(bytes, &scanned).ok();
    }
    QVERIFY2(refused > 2000 && refused < 19'000, qPrintable(QString::number(refused)));
  }

  void noMoreBrandsAreKeptThanTellThatThereAreTooMany() {
    v1::PublishRequest request;
    v1::Event* const event = request.add_events();
    for (int i = 0; i < 10'000; ++i) event->mutable_message()->add_also_brands("b");
    event->mutable_message()->set_direction(v1::Message::INBOUND);
    event->mutable_event_time()->set_seconds(1);
    const std::string bytes = request.SerializeAsString();
    wire::ScannedRequest scanned;
    QVERIFY(wire::scan(bytes, &scanned).ok());
    QCOMPARE(scanned.events.size(), size_t{1});
    QCOMPARE(std::get<MessageView>(scanned.events[0].body).alsoBrands.size(), kMostAlsoBrands + 1);
    QVERIFY2(differenceOfScan(bytes).empty(), differenceOfScan(bytes).c_str());
  }

  void whatProtobufMerges_data() {
    QTest::addColumn<QByteArray>("event");
    const auto row = [](const char* name, const std::string& bytes) {
      QTest::newRow(name) << QByteArray::fromStdString(bytes);
    };
    const auto text = [](uint32_t number, const char* value) { return message(number, value); };
    const auto number = [](uint32_t field_, uint64_t value) {
      return field(field_, wire::WireType::kVarint, varint(value));
    };
    const std::string contact = message(10, text(1, "c1") + number(3, 1));
    row("a text twice", eventBytes(text(4, "other") + contact));
    row("a time in two parts", eventBytes(message(3, number(2, 5000)) + contact));
    row("the same body twice", eventBytes(contact + message(10, text(2, "leg") + number(3, 2))));
    row("a wait in two parts", eventBytes(message(10, message(4, number(1, 3))) + contact +
                                          message(10, message(4, number(2, 7000)))));
    row("another body after it", eventBytes(contact + message(16, text(1, "a1") + number(2, 2))));
    row("another one between", eventBytes(contact + message(16, text(1, "a1")) + message(10, number(3, 2))));
    row("an empty body", eventBytes(message(10, "")));
    row("a number of ten bytes", eventBytes(message(10, text(1, "c") + number(3, ~uint64_t{0} - 5))));
    row("a word beyond 32 bits", eventBytes(message(10, text(1, "c") + number(3, (uint64_t{1} << 32) + 1))));
    row("an unknown word", eventBytes(message(10, text(1, "c") + number(3, 77))));
    row("a true of many bits",
        eventBytes(message(11, text(1, "m") + text(4, "a") + number(5, 1) + number(6, uint64_t{1} << 40))));
    const std::string said = text(1, "m") + text(4, "a") + number(5, 1);
    row("a language", eventBytes(message(11, said + text(12, "pt-BR"))));
    row("a language twice", eventBytes(message(11, said + text(12, "pt-BR") + text(12, "no tag"))));
    row("a language that is no tag", eventBytes(message(11, said + text(12, "en_US"))));
    row("a language that is too long",
        eventBytes(message(11, said + text(12, "en-aaaaaaaa-aaaaaaaa-aaaaaaaa-aaaaaaaa"))));
    row("a language that is no UTF-8", eventBytes(message(11, said + text(12, "en\xff"))));
    row("unknown fields of all types",
        eventBytes(
            number(99, 1) + text(98, "\xff") + field(97, wire::WireType::kFixed32, "1234") +
            field(96, wire::WireType::kFixed64, "12345678") +
            field(95, wire::WireType::kGroup, number(1, 1) + field(95, wire::WireType::kEndGroup, "")) +
            contact));
    row("a group without its end", eventBytes(field(95, wire::WireType::kGroup, "") + contact));
    row("a group with another's end", eventBytes(field(95, wire::WireType::kGroup, "") +
                                                 field(94, wire::WireType::kEndGroup, "") + contact));
    row("an end without a group", eventBytes(field(95, wire::WireType::kEndGroup, "") + contact));
    row("a field of another type", eventBytes(number(1, 5) + contact));
    row("field number 0", eventBytes(varint(2) + varint(0) + contact));
    row("a type that is none", eventBytes(varint(1 << 3 | 6) + contact));
    row("a text that is not UTF-8", eventBytes(text(4, "\xc3") + contact));
    row("a surrogate", eventBytes(text(4, "\xed\xa0\x80") + contact));
    row("an overlong length", eventBytes(varint(wire::tagOf(4, wire::WireType::kBytes)) +
                                         std::string("\x81\x80\x80\x80\x80\x00", 6) + "b" + contact));
    row("a tag of six bytes", eventBytes(std::string("\xa2\x80\x80\x80\x80\x00", 6) +
                                         "\x01"
                                         "b" +
                                         contact));
    row("a tag of five bytes", eventBytes(std::string("\xa2\x80\x80\x80\x00", 5) +
                                          "\x01"
                                          "b" +
                                          contact));
    std::string deep;
    for (int i = 0; i < 99; ++i) deep += field(95, wire::WireType::kGroup, "");
    std::string ends;
    for (int i = 0; i < 99; ++i) ends += field(95, wire::WireType::kEndGroup, "");
    row("99 groups deep", eventBytes(deep + ends + contact));
    row("100 groups deep", eventBytes(field(95, wire::WireType::kGroup, deep) + ends +
                                      field(95, wire::WireType::kEndGroup, "") + contact));
  }
  void whatProtobufMerges() {
    const google::protobuf::LogSilencer quiet;
    QFETCH(QByteArray, event);
    const std::string difference = differenceOfScan(requestOf(event.toStdString()));
    QVERIFY2(difference.empty(), difference.c_str());
  }
};

QTEST_GUILESS_MAIN(TestPublishScan)
#include "tst_publish_scan.moc"
