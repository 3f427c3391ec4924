// Trends over gRPC: what the engine's frames and its history say of brands.
#include "client/trends.h"

#include <grpcpp/test/default_reactor_test_peer.h>

#include <QtTest>
#include <semaphore>

#include "event_builders.h"
#include "host/talk_counter.h"
#include "rpc/rig.h"
#include "server/trend_service.h"
#include "store/history_store.h"
#include "window/window_ranges.h"

using namespace watchfloor;

class TestTrends : public QObject {
  Q_OBJECT

  QTemporaryDir m_folder;

  // A day of 20 mentions every five minutes, under these definitions.
  std::string history(const std::string& definitionId = "d") const {
    const std::string path = m_folder.filePath(QString::fromStdString(definitionId + ".db")).toStdString();
    HistoryStore store = *HistoryStore::open({.path = path});
    MinuteTable table;
    MinuteChanges changes;
    changes.brands = {"all", "acme"};
    changes.channels = {"all", "web"};
    changes.definitionId = definitionId;
    changes.tick = kMorning - kDay - hours(1);  // it begins
    table.add(changes);
    changes.brands.clear(), changes.channels.clear();
    for (Time t = kMorning - kDay - hours(1); t < kMorning; t += minutes(1)) {
      changes.entries.push_back({Entry{t, CellId{1, 1}, Field::kUnclassified, 1}, 4});
      changes.ended.push_back({paneOf(t, minutes(1)), t + seconds(59), {}});
    }
    changes.tick = kMorning;
    table.add(changes);
    if (!store.write(table, {1, kMorning}).ok()) qFatal("no history");
    return path;
  }
  static void publish(Rig& rig, int from, int count) {
    std::vector<Event> events;
    for (int i = from; i < from + count; ++i)
      events.push_back(messageEvent(std::to_string(i), rig.clock().now(), "u" + std::to_string(i)));
    rig.publish(std::move(events));
  }

  // Second by second, with a frame for each.
  static void passFiveMinutes(Rig& rig) {
    for (int i = 0; i < 300; ++i) rig.tick(seconds(1));
  }

 private Q_SLOTS:
  void aRiseAgainstTheHistory() {
    HistoryService::Options options;
    options.reader.emplace(history());
    Rig rig(Rig::Bounds{.history = options});
    const auto before = listTrends(rig.target(), false, kPatience);
    QVERIFY2(before.ok() && !before->empty(), before.status().ToString().c_str());
    QVERIFY(before->at(0).state == Trend::State::kQuiet);
    QVERIFY(listTrends(rig.target(), true, kPatience)->empty());
    publish(rig, 0, 400);
    passFiveMinutes(rig);
    QVERIFY(eventually([&] {  // the frame is published before it is looked at
      const auto trends = listTrends(rig.target(), true, kPatience);
      return trends.ok() && !trends->empty() && trends->at(0).brand == "acme" &&
             trends->at(0).state == Trend::State::kRising && trends->at(0).authors == 400 &&
             !trends->at(0).isWatchedOnly;
    }));
  }
  // The history is of a time when it was a brand like any other.
  void aCompetitorRisesByItself() {
    HistoryService::Options options;
    options.reader.emplace(history());
    EngineConfig config;
    config.watchedOnly = {"acme"};
    Rig rig(Rig::Bounds{.history = options, .engine = config});
    publish(rig, 0, 400);
    passFiveMinutes(rig);
    QVERIFY(eventually([&] {
      const auto trends = listTrends(rig.target(), true, kPatience);
      return trends.ok() && trends->size() == 1 && trends->at(0).brand == "acme" &&
             trends->at(0).isWatchedOnly;
    }));
    const std::vector<Trend> all = *listTrends(rig.target(), false, kPatience);
    const auto together = std::ranges::find(all, "all", &Trend::brand);
    QVERIFY(together != all.end() && !together->isWatchedOnly && together->observed == 0);
    QVERIFY(together->state == Trend::State::kLearning);
  }
  // What is usual of all brands is known as that of each is.
  void allBrandsAreAsUsualAfterARestart() {
    HistoryService::Options options;
    options.reader.emplace(history(definitionId(EngineConfig())));
    Rig rig(Rig::Bounds{.history = options});
    publish(rig, 0, 20);
    passFiveMinutes(rig);
    std::vector<Trend> trends;
    QVERIFY(eventually([&] {
      trends = *listTrends(rig.target(), false, kPatience);
      return trends.size() == 2 && trends[0].observed > 1 && trends[1].observed > 1;
    }));
    for (const Trend& trend : trends) {
      QVERIFY2(trend.state == Trend::State::kQuiet, trend.brand.c_str());
      QVERIFY2(trend.expected > 100, std::to_string(trend.expected).c_str());
    }
  }
  // Whoever asks while a recording is counted is told when that is done, or refused when the service stops.
  void whoWaitsForARecordingIsToldOrRefused() {
    TalkCounter talk({.clock = ClockKind::kEvent, .dayStart = *DayStart::make("UTC", 0)});
    std::binary_semaphore isAsked(0), goesOn(0);
    talk.ask(TopicQuestion{.windows = {Window::k24h}},
             [&](const absl::StatusOr<TopicAnswer>&) { isAsked.release(), goesOn.acquire(); });
    talk.start();
    isAsked.acquire();
    FakeClock clock;
    EngineHost host({.config = {},
                     .clock = ClockKind::kEvent,
                     .now = [&] { return clock.now(); },
                     .monotonic = [&] { return clock.monotonic(); },
                     .talk = &talk});
    TrendService stopped(host, BrandTrends(), {.talk = &talk}), lasting(host, BrandTrends(), {.talk = &talk});
    const v1::ListTrendsRequest request;
    v1::ListTrendsResponse response;
    grpc::CallbackServerContext contexts[3];
    const grpc::testing::DefaultReactorTestPeer refused(&contexts[0]), late(&contexts[1]), told(&contexts[2]);
    stopped.ListTrends(&contexts[0], &request, &response);
    lasting.ListTrends(&contexts[2], &request, &response);
    QVERIFY(!refused.test_status_set());
    stopped.stop();
    QCOMPARE(refused.test_status().error_code(), grpc::StatusCode::UNAVAILABLE);
    stopped.ListTrends(&contexts[1], &request, &response);
    QCOMPARE(late.test_status().error_code(), grpc::StatusCode::UNAVAILABLE);
    QVERIFY(!told.test_status_set());
    goesOn.release();
    QVERIFY(eventually([&] { return told.test_status_set(); }));  // the last that is done there
    QVERIFY(told.test_status().ok());
  }
  void aWatchAsksAgainAndSaysWhenNobodyAnswers() {
    HistoryService::Options options;
    options.reader.emplace(history());
    Rig rig(Rig::Bounds{.history = options});
    const TrendWatch watch({.target = rig.target(),
                            .now = [&rig] { return rig.clock().monotonic(); },
                            .every = std::chrono::milliseconds(5),
                            .patience = std::chrono::milliseconds(500)});
    QVERIFY(eventually([&] { return watch.newest().isKnown; }));
    QVERIFY(!watch.newest().trends.empty() && watch.newest().problem.empty());
    rig.pass(minutes(1));
    QVERIFY(eventually([&] { return watch.newest().lastHeard == rig.clock().monotonic(); }));
    const TrendView last = watch.newest();
    rig.stop();
    rig.pass(minutes(1));
    QVERIFY(eventually([&] { return !watch.newest().problem.empty(); }));
    QVERIFY(watch.newest().isKnown &&
            watch.newest().trends == last.trends);  // what was heard, and since when
    QVERIFY(watch.newest().lastHeard < rig.clock().monotonic());
  }
  // Seven hours in which nobody spoke, then many at once; who they are is nobody's business.
  void aConversationRisesBesideBrands() {
    TalkCounter talk({.dayStart = *DayStart::make("UTC", 0)});
    talk.start();
    Rig rig(Rig::Bounds{.talk = &talk});
    talk.flush();  // its first tick is told apart
    rig.tick(hours(7));
    std::vector<Event> events;
    for (int i = 0; i < 40; ++i) {
      const std::string id = std::to_string(i);
      Event event = messageEvent(id, rig.clock().now(), "user " + std::to_string(i % 20), i > 0 ? "m0" : "");
      std::get<MessageEvent>(event.body).reach = 100 * i;
      events.push_back(std::move(event));
    }
    rig.publish(std::move(events));
    rig.tick(minutes(1));
    const std::vector<Trend> trends =
        listTrends(rig.target(), true, kPatience).value_or(std::vector<Trend>());
    QCOMPARE(trends.size(), size_t{1});
    QVERIFY(trends[0].conversation && trends[0].brand == "acme" && trends[0].authors == 20);
    const TrendConversation& of = *trends[0].conversation;
    QVERIFY(of.messages == 40 && of.reach == 3'900 && of.sharesMostMessages == 2 && of.number == 0);
    QVERIFY(of.beganById.empty() && of.sharesMostId.empty() && of.messageId.empty());
  }
  void withoutAHistoryItLearns() {
    Rig rig;
    publish(rig, 0, 400);
    passFiveMinutes(rig);
    QVERIFY(eventually([&] {
      const auto trends = listTrends(rig.target(), false, kPatience);
      return trends.ok() && trends->size() == 2 && trends->at(0).state == Trend::State::kLearning;
    }));
  }
};

QTEST_APPLESS_MAIN(TestTrends)
#include "tst_trends.moc"
