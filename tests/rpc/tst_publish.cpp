// EventService as any publisher sees it: acknowledgements, rejections, back-pressure, and the end of streams.
#include "rpc/rig.h"
// Before Qt, to which `slots` is a keyword.
#include <QtTest>
#include <semaphore>

using namespace watchfloor;

namespace {

// A publisher of the plainest kind.
class Publisher {
 public:
  explicit Publisher(const Rig& rig) : m_stub(v1::EventService::NewStub(rig.channel())) {
    m_context.set_deadline(std::chrono::system_clock::now() + kPatience);
    m_stream = m_stub->Publish(&m_context);
  }
  bool send(const v1::PublishRequest& request) { return m_stream->Write(request); }
  std::optional<v1::PublishResponse> answer() {
    v1::PublishResponse response;
    if (!m_stream->Read(&response)) return std::nullopt;
    return response;
  }
  grpc::Status end() {
    m_stream->WritesDone();
    v1::PublishResponse rest;
    while (m_stream->Read(&rest)) {
    }
    return m_stream->Finish();
  }
  void cancel() { m_context.TryCancel(); }

 private:
  std::unique_ptr<v1::EventService::Stub> m_stub;
  grpc::ClientContext m_context;
  std::unique_ptr<grpc::ClientReaderWriter<v1::PublishRequest, v1::PublishResponse>> m_stream;
};

// Keeps the engine's thread busy until it is released.
class BusyEngine {
 public:
  explicit BusyEngine(EngineHost& host) {
    host.submit({}, [this](const absl::StatusOr<BatchOutcome>&) {
      m_began.release();
      m_free.acquire();
      m_ended.release();
    });
    m_began.acquire();
  }
  ~BusyEngine() { release(); }
  void release() {
    if (std::exchange(m_isReleased, true)) return;
    m_free.release();
    m_ended.acquire();
  }

 private:
  bool m_isReleased = false;
  std::binary_semaphore m_began{0}, m_free{0}, m_ended{0};
};

int64_t answeredIn(const Rig& rig, const std::string& brand) {
  grpc::ClientContext context;
  v1::WallUpdate update;
  v1::SubscribeRequest wish;
  wish.add_brands(brand);
  wish.add_channels("all");
  wish.add_windows(v1::WINDOW_60M);
  wish.add_metrics(v1::METRIC_ANSWERED);
  const auto stub = v1::WallService::NewStub(rig.channel());
  if (!stub->GetSnapshot(&context, wish, &update).ok() || update.cells_size() != 1) return 0;
  return update.cells(0).figures(0).count().n();
}

}  // namespace

class TestPublish : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void eachBatchIsAcknowledgedInOrder() {
    Rig rig;
    Publisher publisher(rig);
    uint64_t position = 0;
    for (uint64_t i = 1; i <= 20; ++i)
      QVERIFY(publisher.send(request(100 + i, {answered(std::to_string(i))})));
    for (uint64_t i = 1; i <= 20; ++i) {
      const auto answer = publisher.answer();
      QVERIFY(answer);
      QCOMPARE(answer->batch(), 100 + i);
      QCOMPARE(answer->accepted(), 1);
      QVERIFY(answer->position() > position);
      position = answer->position();
    }
    QVERIFY(publisher.end().ok());
    rig.pass(seconds(1));
    QVERIFY(eventually([&] { return answeredIn(rig, "acme") == 20; }));
  }
  void whatComesTwiceCountsOnce() {
    Rig rig;
    Publisher publisher(rig);
    for (int i = 0; i < 2; ++i) QVERIFY(publisher.send(request(1, {answered("a"), answered("b")})));
    QCOMPARE(publisher.answer()->accepted(), 2);
    QCOMPARE(publisher.answer()->duplicates(), 2);
  }
  void malformedEventsAreRejectedWithTheirPlace() {
    Rig rig;
    Publisher publisher(rig);
    v1::PublishRequest mixed = request(1, {answered("a"), answered("b"), answered("c"), answered("d")});
    mixed.mutable_events(1)->clear_contact();
    mixed.mutable_events(3)->clear_event_id();
    mixed.set_unreadable(5);
    QVERIFY(publisher.send(mixed));
    const auto answer = publisher.answer();
    QVERIFY(answer);
    QCOMPARE(answer->accepted(), 2);
    QCOMPARE(answer->rejected(), 2 + 5);
    QCOMPARE(answer->rejections_size(), 2);
    QCOMPARE(answer->rejections(0).index(), 1u);
    QCOMPARE(answer->rejections(1).index(), 3u);
    QVERIFY(answer->rejections(1).reason().find("event_id") != std::string::npos);
  }
  void onlyTheFirstHundredRejectionsAreTold() {
    Rig rig;
    Publisher publisher(rig);
    v1::PublishRequest bad;
    for (int i = 0; i < 150; ++i) bad.add_events();
    QVERIFY(publisher.send(bad));
    const auto answer = publisher.answer();
    QCOMPARE(answer->rejected(), 150);
    QCOMPARE(answer->rejections_size(), 100);
  }
  void anEmptyBatchIsASignOfLife() {
    Rig rig;
    Publisher publisher(rig);
    QVERIFY(publisher.send(request(1, {})));
    QCOMPARE(publisher.answer()->accepted(), 0);
    rig.pass(seconds(1));
    QVERIFY(eventually([&] { return !rig.host().newest()->sources.empty(); }));
    QCOMPARE(rig.host().newest()->sources[0].name, std::string("acd"));
  }
  void aBusyEngineHoldsThePublisherBack() {
    Rig rig;
    Publisher publisher(rig);
    {
      BusyEngine busy(rig.host());
      for (uint64_t i = 0; i < 20; ++i) QVERIFY(publisher.send(request(i, {answered(std::to_string(i))})));
      QVERIFY(eventually([&] { return rig.host().queuedEvents() == PublishStream::kMaxBatches; }));
      for (int i = 0; i < 10'000; ++i) {
        QCOMPARE(rig.host().queuedEvents(), size_t(PublishStream::kMaxBatches));
        std::this_thread::yield();
      }
    }
    for (uint64_t i = 0; i < 20; ++i) QCOMPARE(publisher.answer()->batch(), i);
    QVERIFY(publisher.end().ok());
  }
  void aFullQueueHoldsAllPublishersBack() {
    constexpr size_t kText = 30'000, kBytes = 200'000;
    constexpr uint64_t kBatches = 8;
    Rig rig(Rig::Bounds{.queuedBytes = kBytes});
    std::vector<std::unique_ptr<Publisher>> publishers;
    {
      BusyEngine busy(rig.host());
      for (int p = 0; p < 3; ++p) {
        publishers.push_back(std::make_unique<Publisher>(rig));
        for (uint64_t i = 0; i < kBatches; ++i) {
          Event event = answered(std::to_string(p) + "/" + std::to_string(i));
          event.body = MessageEvent{.messageId = event.eventId,
                                    .conversationId = {},
                                    .replyTo = {},
                                    .authorId = "a",
                                    .text = std::string(kText, 'x'),
                                    .alsoBrands = {},
                                    .sentiment = {},
                                    .reach = {}};
          QVERIFY(publishers.back()->send(request(i, {event})));
        }
      }
      QVERIFY(eventually([&] { return rig.host().queuedBytes() > kBytes / 2; }));
      for (int i = 0; i < 10'000; ++i) {
        QVERIFY(rig.host().queuedBytes() <= kBytes);
        std::this_thread::yield();
      }
    }
    for (const auto& publisher : publishers) {
      for (uint64_t i = 0; i < kBatches; ++i) {
        const auto answer = publisher->answer();
        QVERIFY(answer && answer->batch() == i && answer->accepted() == 1);
      }
      QVERIFY(publisher->end().ok());
    }
  }
  void whoeverIsHeldBackMayLeave() {
    Rig rig(Rig::Bounds{.queuedBytes = 1});
    {
      BusyEngine busy(rig.host());
      Publisher publisher(rig);
      for (uint64_t i = 0; i < 3; ++i) QVERIFY(publisher.send(request(i, {answered(std::to_string(i))})));
      QVERIFY(eventually([&] { return rig.host().queuedEvents() == 1; }));
      publisher.cancel();
      QCOMPARE(publisher.end().error_code(), grpc::StatusCode::CANCELLED);
    }
    Publisher next(rig);
    QVERIFY(next.send(request(1, {answered("0"), answered("1")})));
    const auto answer = next.answer();
    // What was taken is known; of the rest, whatever was read before the server heard of the end.
    QVERIFY(answer->duplicates() >= 1);
    QCOMPARE(answer->duplicates() + answer->accepted(), 2);
  }
  void onePublisherTooManyIsRefusedInWords() {
    Rig rig(Rig::Bounds{.publishers = 2});
    Publisher first(rig);
    {
      Publisher second(rig);
      for (Publisher* p : {&first, &second}) QVERIFY(p->send(request(1, {})) && p->answer());
      const grpc::Status refused = Publisher(rig).end();
      QCOMPARE(refused.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
      QVERIFY(refused.error_message().find("max_publishers") != std::string::npos);
      QVERIFY(second.end().ok());
    }
    QVERIFY(eventually([&] {  // there is room as soon as the server has seen it leave
      Publisher next(rig);
      return next.send(request(1, {})) && next.answer();
    }));
  }
  void badBatchesEndTheStreamInWords_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("reason");
    QTest::newRow("garbage") << QByteArray("\xff\xff\xff\xff no protobuf")
                             << "not a watchfloor.v1.PublishRequest";
    v1::PublishRequest many;
    for (int i = 0; i <= PublishStream::kMaxEvents; ++i) many.add_events();
    QTest::newRow("too many events") << QByteArray::fromStdString(many.SerializeAsString())
                                     << "send smaller batches";
    v1::PublishRequest large;
    large.add_events()->mutable_message()->set_text(std::string(PublishStream::kMaxBytes, 'x'));
    QTest::newRow("too large") << QByteArray::fromStdString(large.SerializeAsString())
                               << "send smaller batches";
    v1::PublishRequest latin;
    latin.add_events()->set_brand("caf\xe9");
    QTest::newRow("not UTF-8") << QByteArray::fromStdString(latin.SerializePartialAsString()) << "UTF-8";
  }
  void badBatchesEndTheStreamInWords() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, reason);
    Rig rig;
    const grpc::Status status =
        callWithBytes(rig.channel(), "/watchfloor.v1.EventService/Publish", bytes.toStdString()).status;
    QCOMPARE(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
    QVERIFY2(QString::fromStdString(status.error_message()).contains(reason), status.error_message().c_str());
    Publisher next(rig);  // the engine goes on
    QVERIFY(next.send(request(1, {answered("a")})));
    QCOMPARE(next.answer()->accepted(), 1);
  }
  void whatLiesBeforeABadBatchIsAcknowledged() {
    Rig rig;
    Publisher publisher(rig);
    QVERIFY(publisher.send(request(1, {answered("a")})));
    v1::PublishRequest many;
    for (int i = 0; i <= PublishStream::kMaxEvents; ++i) many.add_events();
    QVERIFY(publisher.send(many));
    QCOMPARE(publisher.answer()->batch(), 1u);
    QVERIFY(!publisher.answer());
    QCOMPARE(publisher.end().error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  }
  void aPublisherThatVanishesLeavesNothingBehind() {
    Rig rig;
    {
      BusyEngine busy(rig.host());
      Publisher publisher(rig);
      for (uint64_t i = 0; i < 20; ++i) QVERIFY(publisher.send(request(i, {answered(std::to_string(i))})));
      QVERIFY(eventually([&] { return rig.host().queuedEvents() == PublishStream::kMaxBatches; }));
      publisher.cancel();
      QCOMPARE(publisher.end().error_code(), grpc::StatusCode::CANCELLED);
    }
    Publisher next(rig);
    QVERIFY(next.send(request(1, {answered("0"), answered("new")})));
    const auto answer = next.answer();  // what was taken before was applied
    QCOMPARE(answer->accepted(), 1);
    QCOMPARE(answer->duplicates(), 1);
  }
  void stoppingAcknowledgesWhatWasTaken() {
    Rig rig;
    Publisher publisher(rig), idle(rig);
    QVERIFY(idle.send(request(1, {})) && idle.answer());
    auto busy = std::make_unique<BusyEngine>(rig.host());
    for (uint64_t i = 0; i < 3; ++i) QVERIFY(publisher.send(request(i, {answered(std::to_string(i))})));
    QVERIFY(eventually([&] { return rig.host().queuedEvents() == 3; }));
    std::thread stopping([&] { rig.server().shutdown(kPatience); });
    QVERIFY(!idle.answer());  // the server is stopping, and this stream had nothing to wait for
    QCOMPARE(idle.end().error_code(), grpc::StatusCode::UNAVAILABLE);
    busy.reset();
    uint64_t answers = 0;
    while (const auto answer = publisher.answer()) QCOMPARE(answer->batch(), answers++);
    const grpc::Status end = publisher.end();
    QCOMPARE(end.error_code(), grpc::StatusCode::UNAVAILABLE);
    // The connection goes with the server: a client that is slow to read may lose the last of it. One that
    // was told why has all that came before.
    if (end.error_message().find("stopping") != std::string::npos) QCOMPARE(answers, uint64_t{3});
    stopping.join();
  }
  void anEngineThatHasStoppedSaysSo() {
    Rig rig;
    rig.host().stop();
    Publisher publisher(rig);
    QVERIFY(publisher.send(request(1, {answered("a")})));
    QVERIFY(!publisher.answer());
    QCOMPARE(publisher.end().error_code(), grpc::StatusCode::UNAVAILABLE);
  }
  void manyPublishersAtOnce() {
    Rig rig;
    std::vector<std::thread> threads;
    std::atomic<int64_t> accepted = 0;
    for (int t = 0; t < 8; ++t) {
      threads.emplace_back([&, t] {
        Publisher publisher(rig);
        const std::string name = std::to_string(t) + "/";
        for (uint64_t i = 0; i < 50; ++i) publisher.send(request(i, {answered(name + std::to_string(i))}));
        for (int i = 0; i < 50; ++i) accepted += publisher.answer()->accepted();
        publisher.end();
      });
    }
    for (std::thread& thread : threads) thread.join();
    QCOMPARE(accepted.load(), 400);
    rig.pass(seconds(1));
    QVERIFY(eventually([&] { return answeredIn(rig, "all") == 400; }));
  }
  void twoServersNeverShareAPort() {
    Rig rig;
    WallServer first({.host = &rig.host(), .engineId = "1", .monotonic = [] {
                        return std::chrono::steady_clock::time_point();
                      }});
    WallServer second({.host = &rig.host(), .engineId = "2", .monotonic = [] {
                         return std::chrono::steady_clock::time_point();
                       }});
    const auto port = first.start("127.0.0.1:0");
    QVERIFY(port.ok() && *port > 0);
    const auto refused = second.start("127.0.0.1:" + std::to_string(*port));
    QVERIFY(absl::IsUnavailable(refused.status()));
  }
};

QTEST_APPLESS_MAIN(TestPublish)
#include "tst_publish.moc"
