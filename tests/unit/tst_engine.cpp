// What the golden cases do not reach: memory bounds, sources, series, and independence of order.
#include <QtTest>
#include <algorithm>
#include <cmath>
#include <random>
#include <utility>

#include "engine/engine.h"
#include "event_builders.h"
#include "frame_compare.h"

using namespace watchfloor;
using Phase = ContactEvent::Phase;

namespace {

const Time kNoon = at("2026-03-02T12:00:00Z");

}  // namespace

class TestEngine : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void orderOfArrivalDoesNotMatterUnderTheEventClock() {
    std::vector<Event> events;
    for (int i = 0; i < 300; ++i) {
      const Time when = kNoon + seconds(i * 7);
      const std::string id = std::to_string(i);
      events.push_back(contactEvent("e" + id, when, id, Phase::kEnqueued));
      events.push_back(
          contactEvent("a" + id, when + seconds(i % 40), id, i % 3 ? Phase::kAnswered : Phase::kAbandoned));
      events.push_back(
          messageEvent(id, when, "u" + std::to_string(i % 17), i % 4 ? "m" + std::to_string(i - 1) : ""));
    }
    const auto run = [&](bool isTwice) {
      Engine engine({}, ClockKind::kEvent);
      for (const Event& e : events) {
        engine.apply(batchOf({e}));
        if (isTwice) engine.apply(batchOf({e}));
      }
      return jsonOf(*engine.advance(*engine.now()))["cells"].toArray();
    };
    const QJsonArray inOrder = run(false);
    QVERIFY(inOrder.size() > 10);
    std::shuffle(events.begin(), events.end(), std::mt19937_64(7));
    QVERIFY(run(false) == inOrder);
    QVERIFY(run(true) == inOrder);
  }

  // A long recording: nobody looks until its end, or somebody does now and then.
  void windowsFollowALongRecording() {
    constexpr int kEvents = 530'000;
    const auto run = [](int frames) {
      Engine engine({}, ClockKind::kEvent);
      std::vector<Event> events;
      for (int i = 0; i < kEvents; ++i) {
        const std::string id = std::to_string(i);
        events.push_back(messageEvent(id, kNoon + Duration(i * 700'000LL), "u" + std::to_string(i % 999)));
        if (events.size() == 1'000) engine.apply(batchOf(std::exchange(events, {})));
        if (frames > 1 && i % (kEvents / frames) == 0) engine.advance(*engine.now());
      }
      return engine.advance(*engine.now());
    };
    const FramePtr once = run(1), often = run(20);
    QCOMPARE(countOf(*once, Window::kTotal, Metric::kMentions), int64_t{kEvents});
    QCOMPARE(once->cells.size(), often->cells.size());
    for (const FrameCell& cell : once->cells) {
      const FrameCell* const other = often->find(cell.brand, cell.channel, cell.window);
      QVERIFY(other != nullptr);
      for (const Measured& m : cell.figures) QVERIFY(other->figure(m.metric) == m.figure);
    }
  }

  // Since when it counts, and where its day begins, in its own zone.
  void framesTellWhereWindowsBegin() {
    EngineConfig config;
    config.zone = "Europe/Berlin", config.resetMinutes = 6 * 60;
    Engine engine(config, ClockKind::kWall);
    engine.advance(kNoon);
    const FramePtr frame = engine.advance(kNoon + hours(20));
    QVERIFY(frame->began == kNoon);
    QVERIFY(frame->todayStart == at("2026-03-03T05:00:00Z"));
    Engine recording(config, ClockKind::kEvent);
    const FramePtr played = recording.advance(at("2026-03-02T04:59:59Z"));
    QVERIFY(!played->began);
    QVERIFY(played->todayStart == at("2026-03-01T05:00:00Z"));
  }

  void aSourceFallsSilentAndTheOthersDoNot() {
    Engine engine({}, ClockKind::kWall);
    engine.advance(kNoon);
    engine.apply(batchOf({contactEvent("1", kNoon, "a", Phase::kEnqueued), messageEvent("1", kNoon, "u")}));
    engine.advance(kNoon + seconds(25));
    engine.apply(Batch{.source = "social", .events = {}, .unreadable = 0});  // a sign of life
    const FramePtr frame = engine.advance(kNoon + seconds(31));
    QCOMPARE(frame->sources.size(), size_t{2});
    QVERIFY(frame->sources[0].name == "acd" && frame->sources[0].isSilent);
    QVERIFY(frame->sources[1].name == "social" && !frame->sources[1].isSilent);
    QVERIFY(frame->sources[0].feeds[0].kinds == 1u << static_cast<int>(EventKind::kContact));
    QVERIFY(frame->sources[1].feeds[0].kinds == 1u << static_cast<int>(EventKind::kMessage));
    // As long as anything of it may be shown, so is its silence.
    QCOMPARE(engine.advance(kNoon + hours(24 * 30))->sources.size(), size_t{2});
    QVERIFY(!engine.advance(kNoon + hours(24 * 32))->sources.size());
  }

  void aClockThatWasSetBack() {
    Engine engine({}, ClockKind::kWall);
    QVERIFY(engine.advance(kNoon)->setBack == Duration::zero());
    const FramePtr frame = engine.advance(kNoon - minutes(59));
    QVERIFY(frame->asOf == kNoon && frame->setBack == minutes(59));
    QVERIFY(engine.advance(kNoon + seconds(1))->setBack == Duration::zero());
  }

  void theWatermarkIsTheOldestOfTheActiveSources() {
    Engine engine({}, ClockKind::kWall);
    engine.advance(kNoon);
    engine.apply(batchOf(
        {contactEvent("1", kNoon - seconds(50), "a", Phase::kEnqueued), messageEvent("1", kNoon, "u")}));
    QVERIFY(engine.advance(kNoon + seconds(1))->watermark == kNoon - seconds(50));
    engine.apply(Batch{.source = "social", .events = {}, .unreadable = 0});
    engine.advance(kNoon + seconds(20));
    engine.apply(Batch{.source = "social", .events = {}, .unreadable = 0});
    QVERIFY(engine.advance(kNoon + seconds(40))->watermark == kNoon);
  }

  // A bound is shared out over the partitions, by hash: the oldest of each go.
  void tooManyIdsRaiseTheFloor() {
    EngineConfig config;
    config.limits.eventIds = 6'400;
    Engine engine(config, ClockKind::kWall);
    engine.advance(kNoon);
    std::vector<Event> events;
    for (int i = 0; i < 19'200; ++i) {
      events.push_back(messageEvent(std::to_string(i), kNoon - minutes(300 - i / 64), "u"));
    }
    engine.apply(batchOf(events));
    const FramePtr frame = engine.advance(kNoon + seconds(1));
    QVERIFY(frame->counters.forgotten >= 19'200 - 6'400);
    QVERIFY(frame->counters.forgotten < 19'200 - 4'800);
    QVERIFY(*frame->floor >= kNoon - minutes(100) && *frame->floor < kNoon - minutes(50));
    const BatchResult again =
        engine.apply(batchOf(events));  // what cannot be checked any more cannot count twice
    QCOMPARE(again.accepted, 0);
    QVERIFY(again.lateDropped >= frame->counters.forgotten);
    QCOMPARE(again.lateDropped + again.duplicates, 19'200);
  }

  void contactsAreBoundedAndWhatTheyCountedStays() {
    EngineConfig config;
    config.limits.contacts = 640;
    Engine engine(config, ClockKind::kWall);
    engine.advance(kNoon);
    for (int i = 0; i < 1'600; ++i) {
      engine.apply(
          batchOf({contactEvent(std::to_string(i), kNoon, "c" + std::to_string(i), Phase::kEnqueued)}));
    }
    const FramePtr frame = engine.advance(kNoon + seconds(1));
    QVERIFY(frame->counters.forgotten >= 960 && frame->counters.forgotten < 1'000);
    QCOMPARE(countOf(*frame, Window::k5m, Metric::kOffered), 1'600);
    QCOMPARE(countOf(*frame, Window::kNow, Metric::kWaiting), 1'600 - frame->counters.forgotten);
  }

  void messagesAreBoundedAndWhatTheyCountedStays() {
    EngineConfig config;
    config.limits.messages = 10;
    Engine engine(config, ClockKind::kWall);
    engine.advance(kNoon);
    for (int i = 0; i < 25; ++i)
      engine.apply(batchOf({messageEvent(std::to_string(i), kNoon, "u" + std::to_string(i))}));
    const FramePtr frame = engine.advance(kNoon + seconds(1));
    QCOMPARE(frame->counters.forgotten, 15);
    QCOMPARE(countOf(*frame, Window::k5m, Metric::kMessagesInbound), 25);
    QCOMPARE(countOf(*frame, Window::k5m, Metric::kDistinctAuthors), 25);
    QCOMPARE(countOf(*frame, Window::kNow, Metric::kUnanswered), 10);
    // The reply to one that was let go is a reply to a message that never came.
    engine.apply(batchOf({messageEvent("late", kNoon + seconds(1), "u", "m0")}));
    QCOMPARE(engine.advance(kNoon + seconds(2))->counters.startUnknown, 1);
  }

  void oneThatNeverEndsIsBounded() {
    EngineConfig config;
    config.limits.eventsPerContact = 10;
    config.limits.messagesPerConversation = 10;
    Engine engine(config, ClockKind::kWall);
    FramePtr frame = engine.advance(kNoon);
    for (int i = 0; i < 30; ++i) {
      const std::string id = std::to_string(i);
      const Time when = kNoon + seconds(i);
      engine.apply(batchOf({contactEvent(id, when, "always the same", Phase::kEnqueued),
                            messageEvent(id, when, "u", i ? "m" + std::to_string(i - 1) : "")}));
      frame = engine.advance(when);
    }
    QCOMPARE(countOf(*frame, Window::k5m, Metric::kOffered), 30);
    QCOMPARE(countOf(*frame, Window::k5m, Metric::kMessagesInbound), 30);
    QVERIFY(frame->counters.forgotten >= 2 + 20);
    const int64_t waiting = countOf(*frame, Window::kNow, Metric::kWaiting);
    QVERIFY(waiting >= 1 && waiting <= 10);
    const int64_t unknown = frame->counters.startUnknown;  // replies to messages that were let go
    engine.apply(batchOf({contactEvent("end", kNoon + seconds(40), "always the same", Phase::kAnswered)}));
    frame = engine.advance(kNoon + seconds(40));  // the leg that waits is still known
    QCOMPARE(frame->counters.startUnknown, unknown);
    QCOMPARE(countOf(*frame, Window::k5m, Metric::kAnswered), 1);
  }

  void theIdleAreForgotten() {
    EngineConfig config;
    config.limits.idleContact = hours(1);
    config.limits.idleConversation = hours(1);
    Engine engine(config, ClockKind::kWall);
    engine.apply(batchOf({contactEvent("1", kNoon, "a", Phase::kEnqueued), messageEvent("1", kNoon, "u")}));
    QCOMPARE(countOf(*engine.advance(kNoon), Window::kNow, Metric::kWaiting), 1);
    QCOMPARE(countOf(*engine.advance(kNoon + hours(1)), Window::kNow, Metric::kUnanswered), 1);
    const FramePtr frame = engine.advance(kNoon + hours(1) + seconds(1));
    QCOMPARE(countOf(*frame, Window::kNow, Metric::kWaiting), 0);
    QCOMPARE(countOf(*frame, Window::kNow, Metric::kUnanswered), 0);
    QCOMPARE(countOf(*frame, Window::k24h, Metric::kOffered), 1);
    QCOMPARE(frame->counters.forgotten, 2);  // somebody still waited in both
  }

  void whatIsCountedElsewhereIsBoundedToo() {  // brands that messages name beside their own
    EngineConfig config;
    config.limits.cells = 5;
    Engine engine(config, ClockKind::kWall);
    for (int c = 0; c < 5; ++c) {
      Event e = messageEvent(std::to_string(c), kNoon, "u");
      e.channel = "c" + std::to_string(c);
      std::get<MessageEvent>(e.body).alsoBrands = {"b1", "b2", "b3"};
      QCOMPARE(engine.apply(batchOf({e})).accepted, 1);
    }
    const FramePtr frame = engine.advance(kNoon);
    QVERIFY(frame->counters.forgotten > 0);
    int cells = 0;
    for (const FrameCell& cell : frame->cells) {
      const bool isRollUp = cell.brand == kAll || cell.channel == kAll;
      cells += cell.window == Window::k5m && !isRollUp && cell.find(Metric::kMentions);
    }
    QVERIFY2(cells <= 10, qPrintable(QString::number(cells)));
  }

  void sourcesThatAreGoneMakeRoom() {
    EngineConfig config;
    config.limits.sources = 2;
    Engine engine(config, ClockKind::kWall);
    engine.advance(kNoon);
    const auto tell = [&](const char* source, Time when) {
      Event e = messageEvent(source, when, "u");
      e.source = source;
      return engine.apply(batchOf({e})).accepted;
    };
    QVERIFY(tell("a", kNoon) == 1 && tell("b", kNoon) == 1 && tell("c", kNoon) == 0);
    engine.advance(kNoon + minutes(61));
    QVERIFY(tell("b", kNoon + minutes(60)) == 0);  // the same event again: a duplicate, and heard
    QVERIFY(tell("c", kNoon + minutes(60)) == 1);
    const FramePtr frame = engine.advance(kNoon + minutes(61));
    QVERIFY(frame->sources.size() == 2 && frame->sources[0].name == "b" && frame->sources[1].name == "c");
  }

  // However many names there ever were; what was told under one that is gone stays, in the order of names.
  void sourcesComeAndGoForEver() {
    EngineConfig config;
    config.limits.sources = 2;
    Engine engine(config, ClockKind::kWall);
    Time tick = kNoon;
    for (int i = 0; i < 500; ++i, tick += hours(2)) {
      engine.advance(tick);
      const std::string name = "source " + std::to_string(i), id = std::to_string(i);
      Event message = messageEvent(id, tick, "u"),
            contact = contactEvent("c" + id, tick, id, Phase::kAnswered);
      message.source = contact.source = name;
      QCOMPARE(engine.apply(batchOf({message, contact})).accepted, 2);
      if (i == 0) continue;
      // The one of the last source is told again, at the same time: the earlier by name counts.
      const std::string last = std::to_string(i - 1);
      Event again = messageEvent(last, tick - hours(2), "u");
      again.source = name, again.eventId = "again";
      QCOMPARE(engine.apply(batchOf({again})).duplicates, 1);
    }
    const FramePtr frame = engine.advance(tick);
    QCOMPARE(frame->sources.size(), size_t{2});
    QCOMPARE(countOf(*frame, Window::k24h, Metric::kMessagesInbound), 11);
    QCOMPARE(countOf(*frame, Window::k24h, Metric::kAnswered), 11);
  }

  void oneAgentThatTellsALotIsBounded() {
    EngineConfig config;
    config.limits.eventsPerAgent = 10;
    Engine engine(config, ClockKind::kWall);
    engine.advance(kNoon);
    std::vector<Event> events;
    for (int i = 0; i < 100; ++i) {
      events.push_back({.source = "acd",
                        .eventId = std::to_string(i),
                        .time = kNoon - seconds(100 - i),
                        .brand = "acme",
                        .channel = "voice",
                        .body = AgentEvent{.agentId = "anna",
                                           .state = i % 2 ? AgentState::kAvailable : AgentState::kOnContact,
                                           .slotCount = 0,
                                           .busySlots = 0}});
    }
    engine.apply(batchOf(events));
    const FramePtr frame = engine.advance(kNoon);
    QCOMPARE(countOf(*frame, Window::kNow, Metric::kAgentsAvailable), 1);
    QVERIFY(frame->counters.forgotten >= 89 && frame->counters.forgotten < 100);
  }

  void namesAreOfBoundedLength() {
    Engine engine({}, ClockKind::kWall);
    Event e = messageEvent("1", kNoon, "u");
    e.source = std::string(1'000'000, 'x');
    QCOMPARE(engine.apply(batchOf({e})).rejected, 1);
    QVERIFY(engine.advance(kNoon)->sources.empty());
  }

  void cellsAndSourcesAreBounded() {
    EngineConfig config;
    config.limits.cells = 3;
    config.limits.sources = 2;
    Engine engine(config, ClockKind::kWall);
    BatchResult result;
    for (const char* brand : {"a", "b", "c", "d", "a"}) {
      Event e = messageEvent(std::string(brand) + std::to_string(result.accepted), kNoon, "u");
      e.brand = brand;
      const BatchResult one = engine.apply(batchOf({e}));
      result.accepted += one.accepted;
      result.rejected += one.rejected;
    }
    QCOMPARE(result.rejected, 1);
    QCOMPARE(result.accepted, 4);
  }

  void authorsPastTheirCapAreEstimatedAndSaySo() {
    EngineConfig config;
    config.limits.authorsPerCell = 256;
    Engine engine(config, ClockKind::kWall);
    std::vector<Event> events;
    for (int i = 0; i < 5'000; ++i)
      events.push_back(messageEvent(std::to_string(i), kNoon, "u" + std::to_string(i)));
    engine.apply(batchOf(events));
    const Count count = std::get<Count>(
        engine.advance(kNoon)->find("acme", "web", Window::k5m)->figure(Metric::kDistinctAuthors));
    QVERIFY(count.isEstimated);
    QVERIFY2(std::abs(count.n - 5'000) < 4 * std::sqrt(40 * 5'000.0), qPrintable(QString::number(count.n)));
  }

  void theLastHourComesMinuteByMinute() {
    Engine engine({}, ClockKind::kWall);
    engine.want({.selections = {{.series = {{"all", "all"}, {"acme", "voice"}, {"nobody", "voice"}}}}});
    for (int i = 0; i <= 90; ++i) {
      const Time tick = kNoon + minutes(i);
      engine.apply(batchOf({contactEvent(std::to_string(i), tick, std::to_string(i), Phase::kEnqueued)}));
      engine.advance(tick + seconds(30));
    }
    const FramePtr frame = engine.advance(kNoon + minutes(90) + seconds(45));
    QCOMPARE(frame->series.size(), size_t{3});
    const Series* series = frame->findSeries("acme", "voice");
    QCOMPARE(series->points.size(), size_t{60});
    QVERIFY(series->points.front().start == kNoon + minutes(31));
    for (const SeriesPoint& p : series->points)
      QVERIFY(p.figure(Metric::kOffered) == Figure(Count{1, false}));
    QVERIFY(series->points.back().figure(Metric::kWaiting) == Figure(Count{91, false}));
    QVERIFY(frame->findSeries("all", "all")->points == series->points);
    QVERIFY(frame->findSeries("nobody", "voice")->points.empty());
  }

  // Replies, each to the one before, oldest first and newest first: work and memory grow with their number.
  void aDeepChainIsQuick() {
    for (const bool isReversed : {false, true}) {
      Engine engine({}, ClockKind::kEvent);
      std::vector<Event> events;
      for (int i = 0; i < 40'000; ++i) {
        events.push_back(
            messageEvent(std::to_string(i), kNoon + seconds(i), "u", i ? "m" + std::to_string(i - 1) : ""));
      }
      if (isReversed) std::reverse(events.begin(), events.end());
      engine.apply(batchOf(events));
      const FramePtr frame = engine.advance(*engine.now());
      QCOMPARE(countOf(*frame, Window::kTotal, Metric::kConversations), 1);
      QCOMPARE(countOf(*frame, Window::kNow, Metric::kUnanswered), 1);
    }
  }

  void aTickBeforeThePresentIsThePresent() {
    Engine engine({}, ClockKind::kWall);
    engine.advance(kNoon);
    QVERIFY(engine.advance(kNoon - hours(1))->asOf == kNoon);
  }
};

QTEST_APPLESS_MAIN(TestEngine)
#include "tst_engine.moc"
