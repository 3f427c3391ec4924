// The wall as it was, over gRPC: the same frames as then, each marked as a replay, beside live walls; only a
// few at a time; and whoever leaves frees its engine.
#include <QtTest>
#include <thread>

#include "client/past.h"
#include "rpc/recorded_rig.h"
#include "wire/frame_wire.h"
#include "wire/selection_wire.h"

using namespace watchfloor;
using std::chrono::milliseconds;

namespace {

// One subscription to the past, read on a thread of its own.
class Played {
 public:
  Played(const Rig& rig, const PastWish& wish, const Selection& selection = {})
      : m_stub(v1::WallService::NewStub(rig.channel())) {
    v1::SubscribeRequest request = wire::toProto(selection);
    wire::setPast(wish, &request);
    m_stream = m_stub->Subscribe(&m_context, request);
    m_thread = std::thread([this] { read(); });
  }
  ~Played() {
    m_context.TryCancel();
    m_thread.join();
  }
  std::vector<Frame> frames() const {
    MutexLock lock(m_mutex);
    return m_frames;
  }
  bool hasEnded() const { return m_hasEnded; }
  grpc::Status status() const {
    MutexLock lock(m_mutex);
    return m_status;
  }
  void cancel() { m_context.TryCancel(); }

 private:
  void read() {
    std::optional<Frame> frame;
    for (v1::WallUpdate update; m_stream->Read(&update);) {
      absl::StatusOr<Frame> next = wire::applyUpdate(update, frame ? &*frame : nullptr);
      if (!next.ok()) break;
      frame = *next;
      MutexLock lock(m_mutex);
      m_frames.push_back(*std::move(next));
    }
    grpc::Status status = m_stream->Finish();
    MutexLock lock(m_mutex);
    m_status = std::move(status);
    m_hasEnded = true;
  }

  grpc::ClientContext m_context;
  std::unique_ptr<v1::WallService::Stub> m_stub;
  std::unique_ptr<grpc::ClientReader<v1::WallUpdate>> m_stream;
  mutable Mutex m_mutex;
  std::vector<Frame> m_frames GUARDED_BY(m_mutex);
  grpc::Status m_status GUARDED_BY(m_mutex);
  std::atomic<bool> m_hasEnded = false;
  std::thread m_thread;
};

}  // namespace

class TestReplay : public QObject {
  Q_OBJECT

  std::optional<RecordedRig> m_recorded;
  Rig* m_rig = nullptr;
  std::vector<FramePtr> m_live;

  void begin(size_t replays = 4) {
    m_recorded.emplace(replays);
    m_rig = &m_recorded->rig();
  }
  void live(int ticks) { m_live = m_recorded->live(ticks); }
  template <class Condition>
  bool playUntil(Condition isTrue, Duration step = milliseconds(50)) {
    return m_recorded->playUntil(isTrue, step);
  }
  static PastWish from(Time at, double speed) { return {.moment = {.at = at}, .speed = speed}; }

 private Q_SLOTS:
  void cleanup() { m_recorded.reset(); }

  void itIsFrameForFrameWhatWasPublished() {
    begin();
    live(30);
    EngineConfig berlin;
    berlin.zone = "Europe/Berlin";
    berlin.targets = {{.brand = "*", .channel = "*", .target = seconds(20), .shortAbandon = {}}};
    m_rig->host().configure(berlin);
    live(30);
    const std::vector<FramePtr> then = m_live;
    const size_t first = 10;
    Played played(*m_rig, from(then[first]->asOf, 1));
    QVERIFY(playUntil([&] {
      const std::vector<Frame> frames = played.frames();
      return !frames.empty() && frames.back().position >= then.back()->position;
    }));
    std::set<std::string> definitions;
    size_t compared = 0;
    for (Frame frame : played.frames()) {
      QVERIFY(frame.replayed && frame.replayed->speed == 1 && frame.replayed->isWhole);
      definitions.insert(frame.definitionId);
      const auto it = std::find_if(then.begin(), then.end(),
                                   [&](const FramePtr& f) { return f->position == frame.position; });
      if (it == then.end()) continue;
      Frame expected = selected(**it, {});
      frame.replayed.reset();
      expected.sequence = frame.sequence = 0;
      QVERIFY(frame == expected);
      ++compared;
    }
    // None left out.
    QVERIFY2(compared >= then.size() - first, qPrintable(QString::number(compared)));
    QCOMPARE(definitions.size(), 2u);
  }
  void othersStayLive() {
    begin();
    live(20);
    Played played(*m_rig, from(m_live[4]->asOf, 1));
    QVERIFY(playUntil([&] { return played.frames().size() > 3; }));
    const auto stub = v1::WallService::NewStub(m_rig->channel());
    grpc::ClientContext context;
    v1::WallUpdate update;
    std::atomic<bool> isDone = false;
    std::thread asking([&] {
      QVERIFY(stub->GetSnapshot(&context, {}, &update).ok());
      isDone = true;
    });
    QVERIFY(playUntil([&] { return isDone.load(); }));
    asking.join();
    QVERIFY(!update.has_replayed());
    QVERIFY(fromMicros(update.as_of_us()) > m_live[19]->asOf - seconds(1));
    QVERIFY(played.frames().back().asOf < fromMicros(update.as_of_us()) - seconds(1));
  }
  void fasterLeavesFramesOutAndSlowerSendsHeartbeats() {
    begin();
    live(80);
    const Time beforePause = m_live.back()->asOf;
    m_rig->pass(seconds(10));
    const Time end = m_live[70]->asOf;
    {
      Played played(*m_rig, from(m_live[4]->asOf, 10));
      QVERIFY(playUntil([&] { return !played.frames().empty() && played.frames().back().asOf >= end; }));
      QVERIFY2(played.frames().size() < 20, qPrintable(QString::number(played.frames().size())));
    }
    Played played(*m_rig, from(beforePause, 0.25));  // the next tick is 10 s later: 40 s
    QVERIFY(playUntil([&] { return played.frames().size() >= 2; }, milliseconds(5)));
    for (const Frame& frame : played.frames()) QVERIFY(frame.replayed);
    QCOMPARE(played.frames()[1].asOf, beforePause);
  }
  void itEndsWhereTheRecordsEnd() {
    begin();
    live(10);
    Played played(*m_rig, from(m_live[2]->asOf, 60));
    QVERIFY(playUntil([&] { return played.hasEnded(); }));
    QVERIFY2(played.status().ok(), played.status().error_message().c_str());
  }
  void whoLeavesFreesTheEngine() {
    begin(2);
    live(40);
    auto first = std::make_unique<Played>(*m_rig, from(m_live[4]->asOf, 0.25));
    auto second = std::make_unique<Played>(*m_rig, from(m_live[4]->asOf, 0.25));
    QVERIFY(playUntil([&] { return !first->frames().empty() && !second->frames().empty(); }));
    QCOMPARE(m_rig->server().replays(), 2u);
    Played third(*m_rig, from(m_live[4]->asOf, 1));
    QVERIFY(eventually([&] { return third.hasEnded(); }));
    QCOMPARE(third.status().error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
    QVERIFY2(third.status().error_message().find("max_replays") != std::string::npos,
             third.status().error_message().c_str());
    first.reset();
    QVERIFY(eventually([&] { return m_rig->server().replays() == 1; }));
    Played fourth(*m_rig, from(m_live[4]->asOf, 1));
    QVERIFY(playUntil([&] { return !fourth.frames().empty(); }));
    second.reset();
  }
  void anEngineThatStopsEndsReplays() {
    begin();
    live(40);
    Played played(*m_rig, from(m_live[4]->asOf, 0.25));
    QVERIFY(playUntil([&] { return !played.frames().empty(); }));
    m_recorded->stop();
    QVERIFY(eventually([&] { return played.hasEnded(); }));
    QVERIFY(!played.status().ok());
  }

  void whatIsRefused() {
    begin();
    live(3);
    const auto ended = [&](const PastWish& wish) {
      Played played(*m_rig, wish);
      if (!eventually([&] { return played.hasEnded(); })) return grpc::Status();
      return played.status();
    };
    for (const double speed : {0.2, 61.0, -1.0, std::nan("")}) {
      const grpc::Status status = ended(from(m_live[1]->asOf, speed));
      QCOMPARE(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
      QVERIFY2(status.error_message().find("past.speed") != std::string::npos,
               status.error_message().c_str());
    }
    QCOMPARE(ended(from(kMorning - hours(1), 1)).error_code(), grpc::StatusCode::NOT_FOUND);
    QCOMPARE(ended({.moment = {.at = kMorning, .position = 1'000'000}}).error_code(),
             grpc::StatusCode::NOT_FOUND);
    v1::SubscribeRequest request;
    request.mutable_past();
    v1::WallUpdate update;
    grpc::ClientContext context;
    QCOMPARE(v1::WallService::NewStub(m_rig->channel())->GetSnapshot(&context, request, &update).error_code(),
             grpc::StatusCode::INVALID_ARGUMENT);
    Rig without;
    Played played(without, from(kMorning, 1));
    QVERIFY(eventually([&] { return played.hasEnded(); }));
    QCOMPARE(played.status().error_code(), grpc::StatusCode::FAILED_PRECONDITION);
  }

  void theClientIsGivenOneFrame() {
    begin();
    live(20);
    const FramePtr then = m_live[10];
    const auto found =
        pastFrame(m_rig->target(), {}, {.at = then->asOf, .position = then->position}, kPatience);
    QVERIFY2(found.ok(), found.status().ToString().c_str());
    QCOMPARE((*found)->position, then->position);
    QVERIFY((*found)->cells == then->cells);
    QVERIFY((*found)->replayed.has_value());
    const auto none = pastFrame("unix:/nowhere/at/all", {}, {.at = then->asOf}, milliseconds(100));
    QVERIFY(absl::IsUnavailable(none.status()));
  }
};

QTEST_GUILESS_MAIN(TestReplay)
#include "tst_replay.moc"
