// The engine's thread under a clock that only the test moves: when it ticks, what is in a frame, and that
// nothing is lost. No test waits for real time: what a tick is waited for has been made due before.
#include "host/engine_host.h"

#include <QtTest>
#include <atomic>
#include <semaphore>
#include <thread>

#include "host_fixture.h"

using namespace watchfloor;
using std::chrono::milliseconds;

class TestEngineHost : public QObject {
  Q_OBJECT

  FakeClock m_clock;

  EngineHost::Options options(ClockKind clock = ClockKind::kWall, double maxRateHz = 4) {
    return {.config = {},
            .clock = clock,
            .now = [this] { return m_clock.now(); },
            .monotonic = [this] { return m_clock.monotonic(); },
            .maxRateHz = maxRateHz};
  }

  void pass(EngineHost& host, Duration d) {
    m_clock.pass(d);
    host.wake();
  }

 private Q_SLOTS:
  void thereIsAFrameFromTheBeginning() {
    const EngineHost host(options());
    QVERIFY(host.newest()->asOf == m_clock.now());
    QCOMPARE(host.newest()->sequence, 1u);
  }
  void aBatchIsAnsweredAndShownAtTheNextTick() {
    EngineHost host(options());
    host.want(this, {});
    Frames frames;
    const auto subscription = host.subscribe([&](FramePtr f) { frames.put(std::move(f)); });
    QCOMPARE(answeredIn(*frames.next()), 0);  // the newest there was
    const auto outcome = applied(host, batch(1));
    QVERIFY(outcome.ok());
    QCOMPARE(outcome->result.accepted, 1);
    QCOMPARE(host.newest()->sequence, 1u);  // no time has passed, so no tick
    pass(host, milliseconds(250));
    const FramePtr frame = frames.next();
    QVERIFY(frame && frame->asOf == m_clock.now());
    QCOMPARE(answeredIn(*frame), 1);
    QVERIFY(frame->position > outcome->position);
  }
  void withoutNewsItTicksEachSecond() {
    const Time begin = m_clock.now();
    EngineHost host(options());
    Frames frames;
    const auto subscription = host.subscribe([&](FramePtr f) { frames.put(std::move(f)); });
    QVERIFY(frames.next());
    for (int i = 1; i <= 3; ++i) {
      pass(host, milliseconds(999));
      pass(host, milliseconds(1));
      const FramePtr frame = frames.next();
      QVERIFY(frame && frame->asOf == begin + seconds(i));
    }
  }
  void newsDoNotTickFasterThanTheRate() {
    EngineHost host(options(ClockKind::kWall, 2));
    Frames frames;
    const auto subscription = host.subscribe([&](FramePtr f) { frames.put(std::move(f)); });
    QVERIFY(frames.next());
    for (int i = 0; i < 10; ++i) {  // 10 × 100 ms: ticks after 500 ms and after 1 s
      QVERIFY(applied(host, batch(i)).ok());
      pass(host, milliseconds(100));
      QVERIFY(applied(host, batch(100 + i)).ok());
      // The thread looks at the clock after each batch; another one shows that it has.
      QVERIFY(applied(host, batch(200 + i)).ok());
    }
    QVERIFY(frames.next());
    QVERIFY(frames.next());
    QCOMPARE(frames.size(), 3u);
  }
  void aFloodDoesNotStarveTicks() {
    EngineHost host(options());
    host.want(this, {});
    Frames frames;
    const auto subscription = host.subscribe([&](FramePtr f) { frames.put(std::move(f)); });
    QVERIFY(frames.next());
    // There is always another batch, and each takes 10 ms.
    std::atomic<bool> isFlooding = true;
    std::atomic<int> batches = 0;
    std::function<void(absl::StatusOr<BatchOutcome>)> again =
        [&](const absl::StatusOr<BatchOutcome>& outcome) {
          m_clock.pass(milliseconds(10));
          if (outcome.ok() && isFlooding) host.submit(batch(++batches), again);
        };
    host.submit(batch(0), again);
    host.submit(batch(-1), again);
    FramePtr last;
    for (int i = 0; i < 4; ++i) {
      const FramePtr frame = frames.next();
      QVERIFY(frame);
      if (last) QVERIFY(frame->asOf - last->asOf <= milliseconds(270));
      last = frame;
    }
    isFlooding = false;
    host.stop();
    QVERIFY(answeredIn(*last) > 25);
  }
  void underTheEventClockThePresentIsTheNewestEvent() {
    EngineHost host(options(ClockKind::kEvent));
    host.want(this, {});
    QCOMPARE(host.newest()->sequence, 0u);
    QVERIFY(host.newest()->isEventClock && host.newest()->cells.empty());
    QVERIFY(!host.newest()->definitionId.empty());
    Frames frames;
    const auto subscription = host.subscribe([&](FramePtr f) { frames.put(std::move(f)); });
    QVERIFY(frames.next());
    const Time longAgo = kMorning - hours(24 * 365);
    QVERIFY(applied(host, batch(1, longAgo)).ok());
    pass(host, seconds(1));
    const FramePtr frame = frames.next();
    QVERIFY(frame && frame->asOf == longAgo);
    QCOMPARE(answeredIn(*frame), 1);
  }
  void configurationsAndBatchesKeepTheirOrder() {
    EngineHost host(options());
    EngineConfig config;
    config.targets = {{"*", "*", seconds(20), {}}};
    const std::string before = host.newest()->definitionId;
    host.configure(config);
    QVERIFY(applied(host, batch(1)).ok());
    host.stop();
    QVERIFY(host.newest()->targets == config.targets);
    QVERIFY(host.newest()->definitionId != before);
  }
  void seriesAreThereWhileSomebodyWantsThem() {
    EngineHost host(options());
    Frames frames;
    const auto subscription = host.subscribe([&](FramePtr f) { frames.put(std::move(f)); });
    QVERIFY(frames.next());
    const int ann = 0, bob = 0;
    const auto areShown = [&](size_t series) {  // from some tick on
      for (int i = 0; i < 5; ++i) {
        pass(host, seconds(1));
        const FramePtr frame = frames.next();
        if (frame && frame->series.size() == series) return true;
      }
      return false;
    };
    host.want(&ann, {.series = {{"acme", "voice"}, {"all", "all"}}});
    host.want(&bob, {.series = {{"acme", "voice"}}});
    QVERIFY(areShown(2));
    host.release(&ann);
    QVERIFY(areShown(1));
    host.release(&bob);
    QVERIFY(areShown(0));
  }
  void framesShowWhatSomebodyWants() {
    EngineHost host(options());
    Frames frames;
    const auto subscription = host.subscribe([&](FramePtr f) { frames.put(std::move(f)); });
    QVERIFY(frames.next());
    QVERIFY(applied(host, batch(1)).ok());
    pass(host, milliseconds(250));
    QVERIFY(frames.next()->cells.empty());
    const int ann = 0, bob = 0;
    const uint64_t wanted = host.want(&ann, {.brands = {"all"}, .windows = {Window::k60m}});
    pass(host, milliseconds(250));  // it does not wait for news
    const FramePtr anns = frames.next();
    QVERIFY(anns->wants >= wanted);
    QCOMPARE(anns->cells.size(), 2u);                                                   // voice, all
    QCOMPARE(host.want(&bob, {.brands = {"all"}, .windows = {Window::k60m}}), wanted);  // is shown already
    host.release(&ann);
    pass(host, seconds(1));
    QCOMPARE(frames.next()->cells.size(), 2u);
    host.release(&bob);
    FramePtr last = anns;
    for (int i = 0; i < 5 && last && !last->cells.empty(); ++i) {
      pass(host, seconds(1));
      last = frames.next();
    }
    QVERIFY(last && last->cells.empty());
  }
  void aSubscriptionThatIsGoneIsNotCalled() {
    EngineHost host(options());
    Frames kept, gone;
    const auto subscription = host.subscribe([&](FramePtr f) { kept.put(std::move(f)); });
    auto other = host.subscribe([&](FramePtr f) { gone.put(std::move(f)); });
    QVERIFY(kept.next() && gone.next());
    other.reset();
    pass(host, seconds(1));
    QVERIFY(kept.next());
    QCOMPARE(gone.size(), 1u);
  }
  void stoppingAppliesWhatWasTakenAndShowsIt() {
    EngineHost host(options());
    host.want(this, {});
    std::atomic<int> applied = 0;
    for (int i = 0; i < 1000; ++i) {
      host.submit(batch(i), [&](const absl::StatusOr<BatchOutcome>& o) { applied += o.ok() ? 1 : 0; });
    }
    host.stop();
    host.stop();
    QCOMPARE(applied.load(), 1000);
    QCOMPARE(answeredIn(*host.newest()), 1000);
    QCOMPARE(host.queuedEvents(), 0u);
    absl::Status late;
    host.submit(batch(1), [&](const absl::StatusOr<BatchOutcome>& o) { late = o.status(); });
    QVERIFY(absl::IsUnavailable(late));
  }
  void tooManyWaitingEventsAreRefused() {
    EngineHost::Options few = options();
    few.maxQueuedEvents = 3;
    EngineHost host(std::move(few));
    std::binary_semaphore began(0), goOn(0);
    host.submit(batch(1), [&](const absl::StatusOr<BatchOutcome>&) {  // holds the engine's thread
      began.release();
      goOn.acquire();
    });
    QVERIFY(began.try_acquire_for(kPatience));
    QCOMPARE(host.queuedEvents(), 0u);
    std::vector<absl::Status> answers(4);
    for (int i = 0; i < 4; ++i) {
      host.submit(batch(10 + i), [&answers, i](const absl::StatusOr<BatchOutcome>& o) {
        answers[static_cast<size_t>(i)] = o.status();
      });
    }
    QCOMPARE(host.queuedEvents(), 3u);
    QVERIFY(absl::IsResourceExhausted(answers[3]));
    goOn.release();
    host.stop();
    for (int i = 0; i < 3; ++i) QVERIFY(answers[static_cast<size_t>(i)].ok());
  }
  void tooManyWaitingBytesAreRefusedAndRoomIsTold() {
    Batch large = batch(1);
    large.source = std::string(1'000, 'x');
    EngineHost::Options few = options();
    few.maxQueuedBytes = 3 * BatchRecord(large).bytes();
    EngineHost host(std::move(few));
    std::binary_semaphore began(0), goOn(0);
    host.submit(batch(1), [&](const absl::StatusOr<BatchOutcome>&) {  // holds the engine's thread
      began.release();
      goOn.acquire();
    });
    QVERIFY(began.try_acquire_for(kPatience));
    QCOMPARE(host.queuedBytes(), 0u);
    std::vector<absl::Status> answers(4);
    std::atomic<int> rooms = 0;
    for (int i = 0; i < 4; ++i) {
      QCOMPARE(host.awaitRoom([&] { ++rooms; }), i < 2);
      host.submit(large, [&answers, i](const absl::StatusOr<BatchOutcome>& o) {
        answers[static_cast<size_t>(i)] = o.status();
      });
    }
    QCOMPARE(host.queuedBytes(), 3 * BatchRecord(large).bytes());
    QVERIFY(absl::IsResourceExhausted(answers[3]));
    QCOMPARE(rooms.load(), 0);
    goOn.release();
    host.stop();
    QCOMPARE(rooms.load(), 2);
    QCOMPARE(host.queuedBytes(), 0u);
    for (int i = 0; i < 3; ++i) QVERIFY(answers[static_cast<size_t>(i)].ok());
  }
  void manyThreadsAtOnce() {
    EngineHost host(options());
    host.want(this, {});
    std::atomic<int> applied = 0;
    std::atomic<uint64_t> frames = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&, t] {
        for (int i = 0; i < 200; ++i) {
          host.submit(batch(1000 * t + i), [&](const absl::StatusOr<BatchOutcome>& o) { applied += o.ok(); });
          pass(host, milliseconds(5));
          const auto subscription = host.subscribe([&](const FramePtr& f) { frames += f ? 1 : 0; });
          host.want(&threads + t, {.series = {{"acme", "voice"}}});
          if (i % 3 == 0) host.release(&threads + t);
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    host.stop();
    QCOMPARE(applied.load(), 800);
    QCOMPARE(answeredIn(*host.newest()), 800);
    QVERIFY(frames >= 800);
  }
};

QTEST_APPLESS_MAIN(TestEngineHost)
#include "tst_engine_host.moc"
