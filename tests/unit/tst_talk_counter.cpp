// What is talked about beside a live engine: what it accepts counts once, after a restart, too, and a
// publisher who is too fast is held back.
#include <QTemporaryDir>
#include <QtTest>
#include <atomic>
#include <fstream>
#include <future>
#include <semaphore>
#include <thread>
#include <utility>

#include "crash/request.h"
#include "event_builders.h"
#include "host/engine_host.h"
#include "host/recovery.h"
#include "host/talk_counter.h"
#include "host_fixture.h"

using namespace watchfloor;

namespace {

Event says(int id, std::string text, Time when) {
  Event event = messageEvent(std::to_string(id), when, "anna");
  std::get<MessageEvent>(event.body).text = std::move(text);
  return event;
}

}  // namespace

class TestTalkCounter : public QObject {
  Q_OBJECT

  QTemporaryDir m_folder{};
  FakeClock m_clock;
  std::unique_ptr<RecordStore> m_records;
  std::unique_ptr<TopicsInForce> m_book;
  std::unique_ptr<TalkCounter> m_talk;
  std::unique_ptr<EngineHost> m_host;

  std::string path(const char* name) const { return m_folder.filePath(name).toStdString(); }
  void name(const std::string& topic) const {
    std::ofstream(path("topics.toml")) << "[[topic]]\nname = \"" << topic << "\"\nany = \"late\"\n";
  }

  void start() {
    m_talk = std::make_unique<TalkCounter>(
        TalkCounter::Options{.dayStart = *DayStart::make("UTC", 0), .book = m_book.get()});
    auto records = RecordStore::open({.path = path("records.db")});
    QVERIFY2(records.ok(), records.status().ToString().c_str());
    m_records = std::make_unique<RecordStore>(*std::move(records));
    QVERIFY(m_talk->catchUp(*m_records, [](uint64_t) { return true; }).ok());
    m_talk->start();
    absl::StatusOr<Engine> engine = recover(*m_records, {});
    QVERIFY2(engine.ok(), engine.status().ToString().c_str());
    m_host =
        std::make_unique<EngineHost>(EngineHost::Options{.config = {},
                                                         .now = [this] { return m_clock.now(); },
                                                         .monotonic = [this] { return m_clock.monotonic(); },
                                                         .store = m_records.get(),
                                                         .talk = m_talk.get()},
                                     *std::move(engine));
  }
  void end() { m_host.reset(), m_talk.reset(), m_records.reset(); }

  // Returns when it is acknowledged, some ticks later.
  void say(std::vector<Event> events) {
    std::atomic<bool> isDone = false;
    m_host->submit(asPublished(batchOf(std::move(events))), [&](const auto&) { isDone = true; });
    QTRY_VERIFY(pass() && isDone);
  }
  bool pass() {
    m_clock.pass(seconds(1));
    m_host->wake();
    return true;
  }
  int64_t count(const std::string& topic, TopicKind kind = TopicKind::kHashtag) {
    pass();
    const absl::StatusOr<TopicAnswer> answer = ask({"acme"}, kind);
    for (const TopicFigure& f : answer->lists.at(0).figures) {
      if (f.topic.text == topic) return f.count.isExact() ? f.count.least : -1;
    }
    return 0;
  }
  absl::StatusOr<TopicAnswer> ask(std::vector<std::string> brands, TopicKind kind = TopicKind::kHashtag) {
    std::promise<absl::StatusOr<TopicAnswer>> answered;
    m_talk->ask({.brands = std::move(brands), .windows = {Window::k24h}, .query = {.kinds = {kind}}},
                [&](absl::StatusOr<TopicAnswer> answer) { answered.set_value(std::move(answer)); });
    return answered.get_future().get();
  }

 private Q_SLOTS:
  void init() {
    for (const QString& file : QDir(m_folder.path()).entryList(QDir::Files))
      QFile::remove(m_folder.filePath(file));
    name("Delays");
    m_book = *TopicsInForce::open(path("topics.toml"));
    start();
  }
  void cleanup() { end(); }

  void whatTheEngineLeavesIsNotCounted() {
    const Time now = m_clock.now();
    say({says(1, "#delay", now), says(1, "#delay", now), says(2, "#delay", now + minutes(6)),
         says(3, "#delay", now - hours(30)), says(4, "#delay late", now)});
    QTRY_COMPARE(count("#delay"), 2);
    QTRY_COMPARE(count("Delays", TopicKind::kNamed), 1);
    say({says(4, "#delay", now)});
    say({says(5, "#delay", now)});
    QTRY_COMPARE(count("#delay"), 3);
  }

  void whatWasSaidIsThereAfterARestart() {
    const Time now = m_clock.now();
    say({says(1, "#delay", now), says(2, "#delay", now)});
    say({says(2, "#delay", now), says(3, "#delay", now + minutes(6))});
    QTRY_COMPARE(count("#delay"), 2);
    end();
    start();
    QCOMPARE(count("#delay"), 2);
    m_clock.pass(hours(26));
    say({says(9, "#other", m_clock.now())});
    end();
    start();
    QTRY_COMPARE(count("#other"), 1);
    QCOMPARE(count("#delay"), 0);
  }

  void anotherBookHoldsForWhatComes() {
    say({says(1, "so late", m_clock.now())});
    QTRY_COMPARE(count("Delays", TopicKind::kNamed), 1);
    name("Waiting");
    QVERIFY(m_book->reload().ok());
    say({says(2, "late again", m_clock.now())});
    QTRY_COMPARE(count("Waiting", TopicKind::kNamed), 1);
    QCOMPARE(count("Delays", TopicKind::kNamed), 1);
  }

  void whatIsAskedForIsBounded() {
    say({says(1, "#delay", m_clock.now())});
    QTRY_COMPARE(count("#delay"), 1);
    const absl::StatusOr<TopicAnswer> all = ask({});
    QVERIFY(all.ok() && all->lists.size() == 2 && all->lists[1].brand == "all" && all->isComplete);
    QVERIFY(absl::IsInvalidArgument(ask(std::vector<std::string>(501, "acme")).status()));
  }

  // A recording of weeks waits while the counter is at a question: it is not counted any more, holds nothing,
  // and whoever waits is told.
  void whatWaitsWhenItStopsIsLeft() {
    TalkCounter talk({.clock = ClockKind::kEvent, .dayStart = *DayStart::make("UTC", 0)});
    std::vector<Event> events;
    for (int hour = 0; hour < 24 * 30; ++hour) events.push_back(says(hour, "#delay", kMorning + hours(hour)));
    events.push_back(says(-1, "#delay", kMorning));  // late, and told if it was counted
    auto hold = std::make_shared<int>();
    const std::weak_ptr<int> held = hold;
    talk.add(asPublished(batchOf(std::move(events))), {}, std::move(hold));
    absl::Status told;
    talk.whenCounted([&](const absl::Status& status) { told = status; });
    std::binary_semaphore isAsked(0), isStopping(0);
    const TopicQuestion question{.windows = {Window::k24h}};
    talk.ask(question, [&](const absl::StatusOr<TopicAnswer>&) { isAsked.release(), isStopping.acquire(); });
    talk.start();
    isAsked.acquire();
    std::thread end([&] { talk.stop(); });
    absl::Status status;
    QTRY_VERIFY((talk.ask(question, [&](const auto& answer) { status = answer.status(); }),
                 absl::IsUnavailable(status)));
    isStopping.release();
    end.join();
    QCOMPARE(talk.trends().late, int64_t{0});
    QVERIFY(held.expired() && absl::IsUnavailable(std::exchange(told, {})));
    talk.whenCounted([&](const absl::Status& after) { told = after; });
    QVERIFY(absl::IsUnavailable(told));
  }

  void roomIsFreeOnceItIsCounted() {
    say({says(1, "#delay", m_clock.now())});
    QTRY_COMPARE(count("#delay"), 1);
    QTRY_COMPARE(m_host->queuedEvents(), size_t{0});
    QCOMPARE(m_host->queuedBytes(), size_t{0});
  }
};

QTEST_GUILESS_MAIN(TestTalkCounter)
#include "tst_talk_counter.moc"
