// Publishing through engines that die and return: everything is acknowledged, and counts once.
#include "client/event_publisher.h"
#include "model/thread.h"
#include "rpc/rig.h"
// Before Qt, to which `slots` is a keyword.
#include <QtTest>

using namespace watchfloor;

namespace {

Batch batch(int from, int count = 1) {
  Batch result;
  result.source = "acd";
  for (int i = from; i < from + count; ++i) result.events.push_back(answered(std::to_string(i)));
  return result;
}

// An engine's server that breaks its first stream when it has read a batch, and acknowledges nothing of it.
class Breaking final : public v1::EventService::Service {
 public:
  explicit Breaking(const std::string& address, grpc::StatusCode code) : m_code(code) {
    grpc::ServerBuilder builder;
    builder.AddListeningPort(address, grpc::InsecureServerCredentials());
    builder.RegisterService(this);
    m_server = builder.BuildAndStart();
  }
  std::vector<uint64_t> acknowledged() const {
    MutexLock lock(m_mutex);
    return m_acknowledged;
  }

 private:
  grpc::Status Publish(grpc::ServerContext*,
                       grpc::ServerReaderWriter<v1::PublishResponse, v1::PublishRequest>* stream) override {
    v1::PublishRequest request;
    if (!m_hasBroken.exchange(true)) {
      stream->Read(&request);
      return {m_code, "broken"};
    }
    while (stream->Read(&request)) {
      {
        MutexLock lock(m_mutex);
        m_acknowledged.push_back(request.batch());
      }
      v1::PublishResponse response;
      response.set_batch(request.batch());
      response.set_accepted(request.events_size());
      stream->Write(response);
    }
    return grpc::Status::OK;
  }

  const grpc::StatusCode m_code;
  std::atomic<bool> m_hasBroken = false;
  mutable Mutex m_mutex;
  std::vector<uint64_t> m_acknowledged GUARDED_BY(m_mutex);
  std::unique_ptr<grpc::Server> m_server;
};

}  // namespace

class TestEventPublisher : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void tellsWhatBecameOfIt() {
    Rig rig;
    std::atomic<int64_t> progress = 0;
    EventPublisher publisher(
        {.target = rig.target(), .onProgress = [&](const auto& totals) { progress = totals.events; }});
    QVERIFY(publisher.publish(batch(0, 10)).ok());
    Batch mixed = batch(5, 10);
    mixed.events[9].eventId.clear();
    mixed.unreadable = 3;
    QVERIFY(publisher.publish(mixed).ok());
    const auto totals = publisher.finish();
    QVERIFY(totals.ok());
    QCOMPARE(totals->batches, 2);
    QCOMPARE(totals->events, 20);
    QCOMPARE(totals->accepted, 14);
    QCOMPARE(totals->duplicates, 5);
    QCOMPARE(totals->rejected, 1 + 3);
    QCOMPARE(totals->rejections.size(), 1u);
    QCOMPARE(totals->rejections[0].event, 19);
    QVERIFY(totals->position > 0);
    QCOMPARE(progress.load(), 20);
  }
  void withNothingToPublishItEndsAtOnce() {
    Rig rig;
    rig.stop();
    EventPublisher publisher({.target = rig.target(), .onProgress = {}});
    QCOMPARE(publisher.finish()->batches, 0);
  }
  void largeBatchesGoInParts() {
    Rig rig;
    Batch large = batch(0, 40);
    for (Event& event : large.events)
      event.body = MessageEvent{.messageId = event.eventId,
                                .conversationId = {},
                                .replyTo = {},
                                .authorId = "a",
                                .text = std::string(200'000, 'x'),
                                .alsoBrands = {},
                                .sentiment = {},
                                .reach = {}};
    EventPublisher publisher({.target = rig.target(), .onProgress = {}});
    QVERIFY(publisher.publish(large).ok());
    const auto totals = publisher.finish();
    QVERIFY2(totals.ok(), totals.status().ToString().c_str());
    QCOMPARE(totals->accepted, 40);
    QCOMPARE(totals->batches, 3);
  }
  void anEventThatIsTooLargeIsRefused() {
    Rig rig;
    Batch huge = batch(0, 2);
    huge.events[1].brand = std::string(4'000'000, 'x');
    EventPublisher publisher({.target = rig.target(), .onProgress = {}});
    QVERIFY(absl::IsInvalidArgument(publisher.publish(huge)));
    QVERIFY(publisher.publish(batch(0)).ok());
    QCOMPARE(publisher.finish()->accepted, 1);
  }
  void anEngineThatDiesAndReturnsMissesNothing() {
    Rig rig;
    std::atomic<int64_t> acknowledged = 0;
    EventPublisher publisher({.target = rig.target(),
                              .maxAttempts = 0,
                              .onProgress = [&](const auto& totals) { acknowledged = totals.batches; }});
    for (int i = 0; i < 50; ++i) QVERIFY(publisher.publish(batch(i)).ok());
    QVERIFY(eventually([&] { return acknowledged == 50; }));
    rig.stop();
    std::thread later([&] { rig.start(); });
    for (int i = 50; i < 100; ++i) QVERIFY(publisher.publish(batch(i)).ok());
    const auto totals = publisher.finish();
    later.join();
    QVERIFY(totals.ok());
    QCOMPARE(totals->batches, 100);
    QCOMPARE(totals->accepted, 100);
  }
  void anOutageIsToldOnceAndWhenItIsOver() {
    Rig rig;
    rig.stop();
    Mutex mutex;
    std::vector<bool> told;
    const auto size = [&] {
      MutexLock lock(mutex);
      return told.size();
    };
    EventPublisher publisher({.target = rig.target(),
                              .maxAttempts = 0,
                              .onProgress = {},
                              .onOutage = [&](const absl::Status& why) {
                                MutexLock lock(mutex);
                                told.push_back(why.ok());
                              }});
    QVERIFY(publisher.publish(batch(0)).ok());
    QTRY_COMPARE_WITH_TIMEOUT(size(), size_t{1}, 60'000);
    rig.start();
    QVERIFY(publisher.finish().ok());
    QCOMPARE(told, (std::vector{false, true}));
  }
  void inAnOutageItEndsWhenItIsTo() {
    std::atomic<bool> isEnding = false;
    EventPublisher publisher({.target = "127.0.0.1:1", .maxAttempts = 0, .onProgress = {}, .isEnding = [&] {
                                return isEnding.load();
                              }});
    QVERIFY(publisher.publish(batch(0)).ok());
    isEnding = true;
    QCOMPARE(publisher.finish().status().code(), absl::StatusCode::kUnavailable);
  }

  void whatWasNotAcknowledgedIsSentAgain() {
    Rig rig;  // for its address
    rig.stop();
    const Breaking engine(rig.target(), grpc::StatusCode::UNAVAILABLE);
    EventPublisher publisher({.target = rig.target(), .onProgress = {}});
    for (int i = 0; i < 5; ++i) QVERIFY(publisher.publish(batch(i)).ok());
    QCOMPARE(publisher.finish()->accepted, 5);
    QVERIFY(engine.acknowledged() == std::vector<uint64_t>({1, 2, 3, 4, 5}));
  }
  void whatRetryingCannotMendIsAFailure() {
    Rig rig;
    rig.stop();
    const Breaking engine(rig.target(), grpc::StatusCode::PERMISSION_DENIED);
    EventPublisher publisher({.target = rig.target(), .onProgress = {}});
    QVERIFY(publisher.publish(batch(0)).ok());
    QVERIFY(absl::IsPermissionDenied(publisher.finish().status()));
    QVERIFY(absl::IsPermissionDenied(publisher.publish(batch(1))));
  }
  void withoutAnEngineItGivesUpInTheEnd() {
    Rig rig;
    rig.stop();
    EventPublisher publisher({.target = rig.target(), .window = 2, .maxAttempts = 2, .onProgress = {}});
    absl::Status status;
    for (int i = 0; i < 3 && status.ok(); ++i) status = publisher.publish(batch(i));  // the third one waits
    QVERIFY(absl::IsUnavailable(status));
    QVERIFY(absl::IsUnavailable(publisher.finish().status()));
  }
  void canBeGivenUpAtAnyTime() {
    Rig rig;
    for (int i = 0; i < 20; ++i) {
      EventPublisher publisher({.target = rig.target(), .onProgress = {}});
      for (int k = 0; k < i % 4; ++k) QVERIFY(publisher.publish(batch(i)).ok());
    }
    rig.stop();
    EventPublisher publisher({.target = rig.target(), .maxAttempts = 0, .onProgress = {}});
    QVERIFY(publisher.publish(batch(0)).ok());
  }
};

QTEST_APPLESS_MAIN(TestEventPublisher)
#include "tst_event_publisher.moc"
