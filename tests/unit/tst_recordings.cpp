// The recordings, row by row: what can be counted without the engine.
#include <QtTest>
#include <set>

#include "reading.h"

using namespace watchfloor;

class TestRecordings : public QObject {
  Q_OBJECT

  static Reading read(const char* profile, const char* file) {
    return readFile(*findProfile(profile, kProfiles), kRecordings + file);
  }
  static std::map<Label, int> labelsOf(const Reading& reading) {
    std::map<Label, int> labels;
    for (const Event* event : reading.of<MessageEvent>())
      ++labels[std::get<MessageEvent>(event->body).sentiment->label];
    return labels;
  }

 private Q_SLOTS:
  void initTestCase() {
    if (!QDir(QString::fromStdString(kRecordings)).exists()) {
      QSKIP("EVERYTHING SKIPPED: the recordings (../shared/data) are not there");
    }
  }
  void bankCalls() {
    const Reading reading = read("bank_calls", "bank_calls/calls_1999_02.tsv");
    QVERIFY2(reading.status.ok(), reading.status.ToString().c_str());
    QCOMPARE(reading.problems.size(), 0U);
    auto phases = reading.phases();
    QCOMPARE(phases[ContactEvent::Phase::kEnqueued], 18'059);
    QCOMPARE(phases[ContactEvent::Phase::kAnswered], 27'162);
    QCOMPARE(phases[ContactEvent::Phase::kAbandoned], 3'963);
    QCOMPARE(phases[ContactEvent::Phase::kEnded], 27'162);
    Duration waited{}, served{};
    std::map<std::string, Time> enqueued;
    for (const Event& event : reading.events) {
      const auto& contact = std::get<ContactEvent>(event.body);
      if (contact.phase == ContactEvent::Phase::kEnqueued) enqueued[contact.contactId] = event.time;
      if (contact.phase == ContactEvent::Phase::kAnswered) waited += *contact.wait;
      if (contact.phase == ContactEvent::Phase::kEnded) served += *contact.talk;
    }
    QVERIFY(std::abs(toSeconds(waited) / 27'162 - 40.774) < 0.001);
    QVERIFY(std::abs(toSeconds(served) / 27'162 - 176.35) < 0.01);
    for (const Event& event : reading.events) {  // the log's own wait is that of its times, midnight or not
      const auto& contact = std::get<ContactEvent>(event.body);
      const auto start = enqueued.find(contact.contactId);
      if (contact.wait && start != enqueued.end()) QVERIFY(event.time - start->second == *contact.wait);
    }
  }
  void airlineTweets() {
    const Reading reading = read("airline_tweets", "airline_tweets/tweets.csv");
    QVERIFY2(reading.status.ok(), reading.status.ToString().c_str());
    QCOMPARE(reading.problems.size(), 0U);
    QCOMPARE(reading.events.size(), 14'640U);
    auto labels = labelsOf(reading);
    QVERIFY(labels[Label::kNegative] == 9'178 && labels[Label::kNeutral] == 3'099 &&
            labels[Label::kPositive] == 2'363);
    std::set<std::string> ids;
    std::map<std::string, int> brands;
    Reading once;
    for (const Event& event : reading.events) {
      ++brands[event.brand];
      if (ids.insert(event.eventId).second) once.events.push_back(event);
      QVERIFY(std::get<MessageEvent>(event.body).text.find("&amp;") == std::string::npos);
    }
    QCOMPARE(ids.size(), 14'485U);
    labels = labelsOf(once);
    QVERIFY(labels[Label::kNegative] == 9'082 && labels[Label::kNeutral] == 3'069 &&
            labels[Label::kPositive] == 2'334);
    QVERIFY((brands == std::map<std::string, int>{{"United", 3'822},
                                                  {"US Airways", 2'913},
                                                  {"American", 2'759},
                                                  {"Southwest", 2'420},
                                                  {"Delta", 2'222},
                                                  {"Virgin America", 504}}));
  }
  void supportTweets() {
    const Reading reading = read("support_tweets", "support_tweets/conversations.csv");
    QVERIFY2(reading.status.ok(), reading.status.ToString().c_str());
    QCOMPARE(reading.problems.size(), 1U);
    QCOMPARE(reading.problems[0].line, 2'589);
    QCOMPARE(reading.events.size(), 4'999U);
    std::set<std::string> brands;
    std::map<std::string, std::string> replies;
    for (const Event& event : reading.events) {
      const auto& message = std::get<MessageEvent>(event.body);
      if (message.direction == MessageEvent::Direction::kOutbound) brands.insert(event.brand);
      replies[message.messageId] = message.replyTo;
    }
    QCOMPARE(brands.size(), 76U);
    std::set<std::string> threads;  // by their first known message
    for (const auto& [id, replyTo] : replies) {
      std::string root = id;
      while (replies.contains(replies[root])) root = replies[root];
      threads.insert(root);
    }
    QCOMPARE(threads.size(), 1'312U);
  }
  void queueLog() {
    const Reading reading = read("asterisk_queue_log", "queue_log/queue_log_2010-02-22.txt");
    QVERIFY2(reading.status.ok(), reading.status.ToString().c_str());
    QCOMPARE(reading.problems.size(), 0U);
    auto phases = reading.phases();
    QCOMPARE(phases[ContactEvent::Phase::kEnqueued], 21);
    QCOMPARE(phases[ContactEvent::Phase::kAnswered], 8);
    QCOMPARE(phases[ContactEvent::Phase::kAbandoned], 12);
    QCOMPARE(phases[ContactEvent::Phase::kEnded], 7);
    Duration held{}, longest{};
    int inTime = 0;
    for (const Event* event : reading.of<ContactEvent>()) {
      const auto& contact = std::get<ContactEvent>(event->body);
      if (contact.phase != ContactEvent::Phase::kAnswered) continue;
      held += *contact.wait;
      longest = std::max(longest, *contact.wait);
      inTime += *contact.wait <= seconds(20);
    }
    QVERIFY(held == seconds(143) && longest == seconds(84) && inTime == 6);
  }
};

QTEST_APPLESS_MAIN(TestRecordings)
#include "tst_recordings.moc"
