// WallService as any wall sees it: a full frame, deltas, heartbeats, filters, rates, snapshots; what happens
// to a wall that does not read; the standard services beside it.
#include "rpc/rig.h"
// Before Qt, to which `slots` is a keyword.
#include <google/protobuf/util/message_differencer.h>

#include <QtTest>

#include "model/selection.h"
#include "wire/frame_wire.h"
#include "wire/selection_wire.h"

using namespace watchfloor;
using std::chrono::milliseconds;

namespace {

// A wall of the plainest kind. Checks the sequence of all that it reads.
class Wall {
 public:
  explicit Wall(const Rig& rig, const v1::SubscribeRequest& wish = {})
      : m_stub(v1::WallService::NewStub(rig.channel())) {
    m_context.set_deadline(std::chrono::system_clock::now() + kPatience);
    m_stream = m_stub->Subscribe(&m_context, wish);
  }
  // Nothing when the stream has ended.
  std::optional<v1::WallUpdate> next() {
    v1::WallUpdate update;
    if (!m_stream->Read(&update)) return std::nullopt;
    if (update.sequence() != ++m_sequence) qFatal("a gap in the sequence");
    return update;
  }
  grpc::Status end() { return m_stream->Finish(); }
  void cancel() { m_context.TryCancel(); }

 private:
  std::unique_ptr<v1::WallService::Stub> m_stub;
  grpc::ClientContext m_context;
  std::unique_ptr<grpc::ClientReader<v1::WallUpdate>> m_stream;
  uint64_t m_sequence = 0;
};

grpc::Status snapshot(const Rig& rig, const v1::SubscribeRequest& wish, v1::WallUpdate& update) {
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + kPatience);
  return v1::WallService::NewStub(rig.channel())->GetSnapshot(&context, wish, &update);
}

v1::SubscribeRequest answeredOfAcme() {
  v1::SubscribeRequest wish;
  wish.add_brands("acme");
  wish.add_channels("voice");
  wish.add_windows(v1::WINDOW_5M);
  wish.add_metrics(v1::METRIC_ANSWERED);
  return wish;
}

int64_t answeredIn(const v1::WallUpdate& update) { return update.cells(0).figures(0).count().n(); }

// Enough brands that a full frame is larger than what a connection buffers.
std::vector<Event> manyBrands(const std::string& ids) {
  std::vector<Event> events;
  for (int i = 0; i < 150; ++i) {
    events.push_back(answered(ids + std::to_string(i), "brand with a rather long name " + std::to_string(i)));
  }
  return events;
}

}  // namespace

class TestSubscribe : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aFullFrameComesAtOnce() {
    Rig rig;
    rig.publish({answered("a")});
    rig.pass(milliseconds(250));
    QVERIFY(eventually([&] { return rig.host().newest()->sequence == 3; }));
    Wall wall(rig);
    const auto full = wall.next();
    QVERIFY(full);
    QCOMPARE(full->kind(), v1::WallUpdate::FULL);
    QCOMPARE(full->engine_id(), std::string("engine 1"));
    const auto frame = wire::applyUpdate(*full, nullptr);
    QVERIFY(frame.ok());
    Frame expected = selected(*rig.host().newest(), {});
    expected.sequence = 1;
    QVERIFY(*frame == expected);
    QVERIFY(frame->find("all", "all", Window::k24h));
  }
  void thenOnlyWhatChanged() {
    Rig rig;
    Wall wall(rig, answeredOfAcme());
    QCOMPARE(wall.next()->cells_size(), 0);
    for (int i = 1; i <= 5; ++i) {
      rig.publish({answered(std::to_string(i)), answered("b" + std::to_string(i), "bravo")});
      rig.pass(milliseconds(250));
      const auto delta = wall.next();
      QVERIFY(delta);
      QCOMPARE(delta->kind(), v1::WallUpdate::DELTA);
      QCOMPARE(delta->cells_size(), 1);
      QCOMPARE(answeredIn(*delta), i);
      QCOMPARE(delta->brands_size(), i == 1 ? 2 : 0);  // new brands are told, selected or not
    }
  }
  void deltasAddUpToTheFrame() {
    Rig rig;
    Wall wall(rig);
    absl::StatusOr<Frame> frame = wire::applyUpdate(*wall.next(), nullptr);
    for (int i = 1; i <= 30; ++i) {
      rig.publish({answered(std::to_string(i), "brand " + std::to_string(i % 4))});
      rig.pass(seconds(i));
      do {
        frame = wire::applyUpdate(*wall.next(), &*frame);
        QVERIFY(frame.ok());
      } while (frame->asOf != rig.clock().now());
      Frame expected = selected(*rig.host().newest(), {});
      expected.sequence = frame->sequence;
      QVERIFY(*frame == expected);
    }
  }
  void withoutNewsThereIsAHeartbeatEachSecond() {
    Rig rig;
    Wall wall(rig);
    QVERIFY(wall.next());
    for (int i = 1; i <= 3; ++i) {
      rig.pass(seconds(1));
      const auto heartbeat = wall.next();
      QVERIFY(heartbeat);
      QCOMPARE(heartbeat->kind(), v1::WallUpdate::HEARTBEAT);
      QCOMPARE(heartbeat->as_of_us(), micros(rig.clock().now()));
    }
  }
  void newsElsewhereAreHeartbeatsToo() {
    Rig rig;
    Wall wall(rig, answeredOfAcme());
    QVERIFY(wall.next());
    rig.publish({answered("1", "bravo")});
    rig.pass(milliseconds(250));
    QVERIFY(wall.next()->cells().empty());  // a new brand and a source
    rig.pass(seconds(1));
    QCOMPARE(wall.next()->kind(), v1::WallUpdate::HEARTBEAT);
  }
  void aWallMayAskForFewerUpdates() {
    Rig rig(10);
    v1::SubscribeRequest wish = answeredOfAcme();
    wish.set_max_rate_hz(2);
    Wall wall(rig, wish);
    QVERIFY(wall.next());
    int64_t seen = 0, updates = 0;
    uint64_t frames = rig.host().newest()->sequence;
    for (int i = 1; i <= 20; ++i) {  // two seconds at ten frames a second
      rig.publish({answered(std::to_string(i))});
      rig.pass(milliseconds(100));
      QVERIFY(eventually([&] { return rig.host().newest()->sequence == frames + 1; }));
      ++frames;
    }
    rig.pass(seconds(1));
    while (seen < 20) {
      const auto delta = wall.next();
      QVERIFY(delta && answeredIn(*delta) > seen);
      seen = answeredIn(*delta);
      ++updates;
    }
    QVERIFY2(updates <= 5, qPrintable(QString::number(updates)));
  }
  void theSelectionIsHonoured() {
    Rig rig;
    rig.publish({answered("1"), answered("2", "bravo"), answered("3", "acme", "chat")});
    rig.pass(seconds(1));
    QVERIFY(eventually([&] { return rig.host().newest()->sequence == 3; }));
    const auto update = Wall(rig, answeredOfAcme()).next();
    QCOMPARE(update->cells_size(), 1);
    const v1::Cell& cell = update->cells(0);
    QCOMPARE(cell.brand() + "|" + cell.channel(), std::string("acme|voice"));
    QCOMPARE(cell.window(), v1::WINDOW_5M);
    QCOMPARE(cell.figures_size(), 1);
    QCOMPARE(cell.figures(0).metric(), v1::METRIC_ANSWERED);
    QCOMPARE(update->brands_size(), 2);
    QCOMPARE(update->series_size(), 0);
  }
  void seriesComeWhenTheyAreAskedFor() {
    Rig rig;
    rig.publish({answered("1")});
    v1::SubscribeRequest wish = answeredOfAcme();
    wish.add_series()->set_brand("acme");
    wish.mutable_series(0)->set_channel("voice");
    Wall wall(rig, wish);
    QVERIFY(rig.tickUntil([&] { return !rig.host().newest()->series.empty(); }));
    auto update = wall.next();  // they are in the first
    QVERIFY(update);
    QCOMPARE(update->series(0).points_size(), 1);
    QCOMPARE(update->series(0).points(0).start_us(), micros(kMorning));
    rig.pass(minutes(1));
    rig.publish({answered("2")});
    rig.pass(seconds(1));
    update = wall.next();
    QVERIFY(update && update->kind() != v1::WallUpdate::FULL);
  }
  void oneWallTooManyIsRefusedInWords() {
    Rig rig(Rig::Bounds{.walls = 2});
    Wall first(rig), second(rig);
    QVERIFY(first.next() && second.next());
    Wall third(rig);
    QVERIFY(!third.next());
    const grpc::Status refused = third.end();
    QCOMPARE(refused.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
    QVERIFY(refused.error_message().find("max_walls") != std::string::npos);
    second.cancel();
    QVERIFY(eventually([&] { return Wall(rig).next().has_value(); }));  // once the server has seen it leave
    rig.pass(seconds(1));
    QVERIFY(first.next());
  }
  void aWishOutOfRangeIsRefused() {
    Rig rig;
    v1::SubscribeRequest wish;
    wish.set_max_rate_hz(1000);
    Wall wall(rig, wish);
    QVERIFY(!wall.next());
    const grpc::Status status = wall.end();
    QCOMPARE(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
    QVERIFY(status.error_message().find("max_rate_hz") != std::string::npos);
    v1::WallUpdate update;
    QCOMPARE(snapshot(rig, wish, update).error_code(), grpc::StatusCode::INVALID_ARGUMENT);
    QCOMPARE(callWithBytes(rig.channel(), "/watchfloor.v1.WallService/Subscribe", "\xff\xff garbage")
                 .status.error_code(),
             grpc::StatusCode::INVALID_ARGUMENT);
  }

  void aSnapshotIsTheSameFrameOnce() {
    Rig rig;
    rig.publish({answered("1")});
    rig.pass(seconds(1));
    QVERIFY(eventually([&] { return rig.host().newest()->sequence == 3; }));
    v1::WallUpdate update;
    QVERIFY(snapshot(rig, answeredOfAcme(), update).ok());
    const auto first = Wall(rig, answeredOfAcme()).next();
    QVERIFY(google::protobuf::util::MessageDifferencer::Equals(update, *first));
  }
  void aSnapshotWaitsForItsSeries() {
    Rig rig;
    rig.publish({answered("1")});
    v1::SubscribeRequest wish;
    wish.add_series()->set_brand("acme");
    wish.mutable_series(0)->set_channel("all");
    v1::WallUpdate update;
    std::atomic<bool> isDone = false;
    std::thread asking([&] {
      QVERIFY(snapshot(rig, wish, update).ok());
      isDone = true;
    });
    QVERIFY(rig.tickUntil([&] { return isDone.load(); }));
    asking.join();
    QCOMPARE(update.series_size(), 1);
    QCOMPARE(update.series(0).points_size(), 1);
    QVERIFY(eventually([&] {  // nobody wants it any more
      rig.pass(seconds(1));
      return rig.host().newest()->series.empty();
    }));
  }

  void aWallThatDoesNotReadGetsTheNewestFrameLater() {
    Rig rig;
    rig.publish(manyBrands("0/"));
    rig.pass(seconds(1));
    QVERIFY(eventually([&] { return rig.host().newest()->sequence == 3; }));
    Wall slow(rig), quick(rig);
    QVERIFY(quick.next());
    for (int i = 1; i <= 20; ++i) {
      rig.publish(manyBrands(std::to_string(i) + "/"));
      rig.pass(seconds(1));
      QVERIFY(quick.next());
    }
    auto frame = wire::applyUpdate(*slow.next(), nullptr);
    int deltas = 0;
    while (frame->asOf != rig.clock().now()) {
      frame = wire::applyUpdate(*slow.next(), &*frame);
      QVERIFY(frame.ok());
      ++deltas;
    }
    QVERIFY2(deltas <= 3, "what was blocked is not made up for");
    Frame expected = selected(*rig.host().newest(), {});
    expected.sequence = frame->sequence;
    QVERIFY(*frame == expected);
  }
  void aWallThatNeverReadsIsLetGo() {
    Rig rig;
    rig.publish(manyBrands("0/"));
    rig.pass(seconds(1));
    QVERIFY(eventually([&] { return rig.host().newest()->sequence == 3; }));
    Wall slow(rig), quick(rig);
    QVERIFY(quick.next());
    uint64_t frames = 3;
    for (int i = 1; i <= 32; ++i) {
      rig.publish(manyBrands(std::to_string(i) + "/"));
      rig.pass(seconds(1));
      QVERIFY(quick.next());
      QVERIFY(eventually([&] { return rig.host().newest()->sequence >= ++frames; }));
    }
    while (slow.next()) {
    }
    QVERIFY(!slow.end().ok());
    rig.pass(seconds(1));
    QVERIFY(quick.next());  // the others go on
  }
  void wallsComeAndGo() {
    Rig rig;
    std::atomic<bool> isOver = false;
    std::vector<std::thread> walls;
    std::atomic<int> frames = 0;
    for (int t = 0; t < 6; ++t) {
      walls.emplace_back([&, t] {
        v1::SubscribeRequest wish;
        if (t % 2) wish = answeredOfAcme();
        for (int i = 0; i < 20; ++i) {
          Wall wall(rig, wish);
          for (int k = 0; k < t; ++k) frames += wall.next() ? 1 : 0;
          wall.cancel();
        }
      });
    }
    std::thread time([&] {
      for (int i = 0; !isOver; ++i) {
        rig.publish({answered(std::to_string(i))});
        rig.pass(milliseconds(50));
      }
    });
    for (std::thread& wall : walls) wall.join();
    isOver = true;
    time.join();
    QCOMPARE(frames.load(), 20 * (1 + 2 + 3 + 4 + 5));
  }
  void stoppingEndsTheStreams() {
    Rig rig;
    Wall wall(rig), other(rig);
    QVERIFY(wall.next() && other.next());
    rig.server().shutdown(kPatience);
    QVERIFY(!wall.next() && !other.next());
    QCOMPARE(wall.end().error_code(), grpc::StatusCode::UNAVAILABLE);
  }
  void stoppingDoesNotWaitForAWallThatDoesNotRead() {
    Rig rig;
    rig.publish(manyBrands("0/"));
    rig.pass(seconds(1));
    QVERIFY(eventually([&] { return rig.host().newest()->sequence == 3; }));
    Wall slow(rig), quick(rig);
    QVERIFY(quick.next());
    rig.server().shutdown(milliseconds(10));
    while (quick.next()) {
    }
    QCOMPARE(quick.end().error_code(), grpc::StatusCode::UNAVAILABLE);
    while (slow.next()) {
    }
    QVERIFY(!slow.end().ok());
  }

  void theHealthServiceAnswers() {
    Rig rig;
    // grpc.health.v1: HealthCheckRequest.service is field 1, HealthCheckResponse.status field 1, SERVING
    // is 1.
    for (const std::string service : {"", "watchfloor.v1.EventService", "watchfloor.v1.WallService"}) {
      const std::string bytes =
          service.empty() ? "" : std::string("\x0a") + static_cast<char>(service.size()) + service;
      const Ended ended = callWithBytes(rig.channel(), "/grpc.health.v1.Health/Check", bytes);
      QVERIFY2(ended.status.ok(), ended.status.error_message().c_str());
      QCOMPARE(ended.answer, std::string("\x08\x01"));
    }
  }
  void reflectionIsThere() {
    Rig rig;
    // ServerReflectionRequest.list_services is field 7.
    const Ended ended = callWithBytes(
        rig.channel(), "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", "\x3a\x01*");
    QVERIFY2(ended.status.ok(), ended.status.error_message().c_str());
    QVERIFY(ended.answer.find("watchfloor.v1.WallService") != std::string::npos);
    QVERIFY(ended.answer.find("watchfloor.v1.EventService") != std::string::npos);
  }
};

QTEST_APPLESS_MAIN(TestSubscribe)
#include "tst_subscribe.moc"
