// Topics over gRPC: what an engine counts, bounds and all, and nobody's own words.
#include <QTemporaryDir>
#include <QtTest>
#include <fstream>

#include "client/topics.h"
#include "event_builders.h"
#include "host/talk_counter.h"
#include "rpc/rig.h"

using namespace watchfloor;

class TestListTopics : public QObject {
  Q_OBJECT

  static Event says(Rig& rig, int id, const std::string& text, Label label) {
    Event event = messageEvent(std::to_string(id), rig.clock().now(), "u" + std::to_string(id));
    auto& message = std::get<MessageEvent>(event.body);
    message.text = text;
    message.sentiment = Sentiment{.label = label, .score = {}};
    return event;
  }

 private Q_SLOTS:
  void whatIsCountedIsTold() {
    TalkCounter talk({.dayStart = *DayStart::make("UTC", 0)});
    talk.start();
    Rig rig(Rig::Bounds{.talk = &talk});
    std::vector<Event> events;
    for (int i = 0; i < 6; ++i)
      events.push_back(says(rig, i, "luggage lost #delay", i < 4 ? Label::kNegative : Label::kPositive));
    events.push_back(says(rig, 7, "cousin ferdinand #delay", Label::kNeutral));
    for (int i = 20; i < 32; ++i) {  // one person's complaint, however often
      events.push_back(says(rig, i, "jane doe #janedoe", Label::kNegative));
      std::get<MessageEvent>(events.back().body).authorId = "jane";
    }
    rig.publish(std::move(events));
    rig.tick(seconds(1));
    const auto answer =
        listTopics(rig.target(), {.brands = {"acme"}, .windows = {Window::k24h, Window::kToday}}, kPatience);
    QVERIFY(answer.ok() && answer->asOf);
    QVERIFY(answer->isComplete && answer->isMasked && answer->lists.size() == 2);
    QVERIFY(answer->lists[1].window == Window::kToday && answer->lists[1].brand == "acme");
    const std::vector<TopicFigure>& figures = answer->lists[0].figures;
    QCOMPARE(figures[0].topic.text, std::string("#delay"));
    QVERIFY(figures[0].topic.kind == TopicKind::kHashtag && (figures[0].count == CountRange{7, 7}));
    QVERIFY((figures[0].byLabel[0] == CountRange{4, 4}) && (figures[0].byLabel[2] == CountRange{2, 2}));
    QVERIFY(std::any_of(figures.begin(), figures.end(),
                        [](const TopicFigure& f) { return f.topic.text == "luggage lost"; }));
    QVERIFY(std::none_of(figures.begin(), figures.end(), [](const TopicFigure& f) {
      return f.topic.text.find("ferdinand") != std::string::npos ||
             f.topic.text.find("jane") != std::string::npos;
    }));
  }

  // What one person says is told to who asks for it, where the engine allows it.
  void personalDataIsToldToWhoAsksWhereItMay() {
    for (const bool isAllowed : {false, true}) {
      TalkCounter talk({.dayStart = *DayStart::make("UTC", 0)});
      talk.start();
      Rig rig(Rig::Bounds{.talk = &talk, .showsPersonalData = isAllowed});
      std::vector<Event> events;
      for (int i = 0; i < 12; ++i) {
        events.push_back(says(rig, i, "#janedoe", Label::kNegative));
        std::get<MessageEvent>(events.back().body).authorId = "jane";
      }
      rig.publish(std::move(events));
      rig.tick(seconds(1));
      for (const bool isAsked : {false, true}) {
        const auto answer = listTopics(
            rig.target(), {.brands = {"acme"}, .windows = {Window::k24h}, .isUnmasked = isAsked}, kPatience);
        QVERIFY(answer.ok());
        QCOMPARE(answer->isMasked, !(isAllowed && isAsked));
        QCOMPARE(answer->lists[0].figures.empty(), answer->isMasked);
      }
    }
  }

  void whatCannotBeAskedForIsRefused() {
    TalkCounter talk({.dayStart = *DayStart::make("UTC", 0)});
    talk.start();
    Rig rig(Rig::Bounds{.talk = &talk});
    const auto ask = [&](const TopicQuestion& question) {
      return listTopics(rig.target(), question, kPatience).status();
    };
    QVERIFY(absl::IsInvalidArgument(ask({.windows = {Window::kNow}})));
    QVERIFY(absl::IsInvalidArgument(ask({.query = {.most = 201}})));
    QVERIFY(absl::IsInvalidArgument(ask({.brands = std::vector<std::string>(501, "acme")})));
    QVERIFY(ask({}).ok());
  }

  // Who changes what is asked for does not wait until it would have been asked again.
  void aWatchAsksForWhatIsWanted() {
    TalkCounter talk({.dayStart = *DayStart::make("UTC", 0)});
    talk.start();
    Rig rig(Rig::Bounds{.talk = &talk});
    std::vector<Event> events;
    for (int i = 0; i < 5; ++i) events.push_back(says(rig, i, "#delay", Label::kNegative));
    rig.publish(std::move(events));
    TopicWatch watch({.target = rig.target(),
                      .now = [&rig] { return rig.clock().monotonic(); },
                      .every = std::chrono::hours(1),
                      .patience = std::chrono::milliseconds(500)});
    QVERIFY(eventually([&] { return watch.newest().isKnown; }));  // that nobody wants anything
    QVERIFY(!watch.newest().find("acme", Window::k15m));
    rig.tick(seconds(1));
    watch.want({.brands = {"acme"}, .windows = {Window::k15m}});
    QVERIFY(eventually([&] { return watch.newest().find("acme", Window::k15m) != nullptr; }));
    QCOMPARE(watch.newest().find("acme", Window::k15m)->figures[0].topic.text, std::string("#delay"));
    watch.want({.brands = {"acme"}, .windows = {Window::k24h}});
    QVERIFY(eventually([&] { return watch.newest().find("acme", Window::k24h) != nullptr; }));
    QVERIFY(!watch.newest().find("acme", Window::k15m));
    const TopicView last = watch.newest();
    rig.pass(minutes(1));
    rig.stop();
    watch.want({.brands = {"all"}, .windows = {Window::k24h}});
    QVERIFY(eventually([&] { return !watch.newest().problem.empty(); }));
    QVERIFY(watch.newest().isKnown && watch.newest().answer == last.answer);
    QVERIFY(watch.newest().lastHeard < rig.clock().monotonic());
  }

  void howACampaignIsReceived() {
    QTemporaryDir folder;
    const std::string path = folder.filePath("topics.toml").toStdString();
    std::ofstream(path) << "[[campaign]]\nname = \"Launch\"\nany = \"launch\"\n"
                           "start = \"2020-01-01T00:00:00Z\"\nend = \"2040-01-01T00:00:00Z\"\n";
    auto book = TopicsInForce::open(path);
    QVERIFY(book.ok());
    TalkCounter talk({.dayStart = *DayStart::make("UTC", 0), .book = book->get()});
    talk.start();
    Rig rig(Rig::Bounds{.talk = &talk});
    rig.publish({says(rig, 1, "the launch", Label::kPositive), says(rig, 2, "is it", Label::kNegative)});
    rig.tick(seconds(1));
    const auto answer = listCampaigns(rig.target(), {.names = {"Launch"}}, kPatience);
    QVERIFY(answer.ok() && answer->asOf && answer->campaigns[0].meanwhile.total() == 2);
    const CampaignReport& report = answer->campaigns[0];
    QVERIFY(report.name == "Launch" && report.start == *parseTime("2020-01-01T00:00:00Z"));
    QVERIFY(report.end == *parseTime("2040-01-01T00:00:00Z") && report.since);
    QVERIFY((report.counts == LabelCounts{{0, 0, 1, 0}}) && (report.meanwhile == LabelCounts{{1, 0, 1, 0}}));
    QVERIFY(report.peak() && report.step > Duration{} && report.steps.back() == report.counts);
    const auto all = listCampaigns(rig.target(), {}, kPatience);
    QVERIFY(all.ok() && all->campaigns.size() == 1 && all->campaigns[0].steps.empty());
    QVERIFY(absl::IsNotFound(listCampaigns(rig.target(), {.names = {"None"}}, kPatience).status()));
    QVERIFY(absl::IsInvalidArgument(
        listCampaigns(rig.target(), {.names = std::vector<std::string>(21, "Launch")}, kPatience).status()));
  }

  void anEngineThatCountsNoneSaysSo() {
    Rig rig;
    QVERIFY(absl::IsFailedPrecondition(listCampaigns(rig.target(), {}, kPatience).status()));
    const absl::Status status = listTopics(rig.target(), {}, kPatience).status();
    QVERIFY(absl::IsFailedPrecondition(status));
    QVERIFY(status.message().find("[topics]") != std::string::npos);
  }
};

QTEST_APPLESS_MAIN(TestListTopics)
#include "tst_list_topics.moc"
