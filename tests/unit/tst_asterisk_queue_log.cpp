// Asterisk's queue_log: old and new forms, agents, broken lines, a live file.
#include "sources/asterisk_queue_log.h"

#include <QTemporaryDir>
#include <QtTest>
#include <set>

#include "reading.h"

using namespace watchfloor;

namespace {

using Phase = ContactEvent::Phase;

// "PHASE contact wait/talk", in the order of the log.
QStringList contactsOf(const Reading& reading) {
  static const char* kNames[] = {"ENQUEUED", "ANSWERED", "ABANDONED", "FLOWED_OUT", "ENDED", "WRAPPED_UP"};
  QStringList contacts;
  for (const Event* event : reading.of<ContactEvent>()) {
    const auto& c = std::get<ContactEvent>(event->body);
    const auto size = [](const std::optional<Duration>& d) {
      return d ? QString::number(toSeconds(*d)) : "-";
    };
    contacts << QString("%1 %2 %3 %4/%5")
                    .arg(kNames[static_cast<int>(c.phase)], QString::fromStdString(c.contactId),
                         QString::fromStdString(event->brand), size(c.wait), size(c.talk));
  }
  return contacts;
}

// "agent brand STATE"
QStringList agentsOf(const Reading& reading) {
  static const char* kNames[] = {"OFFLINE", "AVAILABLE", "ON_CONTACT", "AFTER_WORK", "BREAK"};
  QStringList agents;
  for (const Event* event : reading.of<AgentEvent>()) {
    const auto& a = std::get<AgentEvent>(event->body);
    agents << QString("%1 %2 %3")
                  .arg(QString::fromStdString(a.agentId), QString::fromStdString(event->brand),
                       kNames[static_cast<int>(a.state)]);
  }
  return agents;
}

Profile oneBrand() {
  return *parseProfile(
      "kind = \"asterisk_queue_log\"\nsource = \"pbx\"\nbrand = \"acme\"\nchannel = \"voice\"", "p");
}

}  // namespace

class TestAsteriskQueueLog : public QObject {
  Q_OBJECT

  const Profile m_profile = *findProfile("asterisk_queue_log", kProfiles);

 private Q_SLOTS:
  void oldForms() {
    const Reading reading = readFile(m_profile, kFixtures + "queue_log_old.txt");
    QVERIFY(reading.status.ok() && reading.problems.empty());
    QCOMPARE(contactsOf(reading),
             (QStringList{"ENQUEUED 1772445605.1 9000 -/-", "ANSWERED 1772445605.1 9000 5/-",
                          "ENDED 1772445605.1 9000 -/30", "ENQUEUED 1772445648.3 9000 -/-",
                          "ABANDONED 1772445648.3 9000 30/-", "ENQUEUED 1772445688.4 9000 -/-",
                          "FLOWED_OUT 1772445688.4 9000 -/-", "ENQUEUED 1772445708.5 9000 -/-",
                          "FLOWED_OUT 1772445708.5 9000 -/-", "ENQUEUED 1772445728.6 9000 -/-",
                          "ANSWERED 1772445728.6 9000 2/-", "ENDED 1772445728.6 9000 -/-",
                          "ENQUEUED 1772445748.8 9000 -/-"}));
    QCOMPARE(agentsOf(reading),
             (QStringList{
                 "Local/2002@from-internal/n 9000 ON_CONTACT", "Local/2002@from-internal/n 9000 AVAILABLE",
                 "Local/2001@from-internal/n 9000 ON_CONTACT", "Local/2001@from-internal/n 9000 AVAILABLE"}));
    QCOMPARE(formatTime(reading.events[0].time), std::string("2026-03-02T10:00:10Z"));
    QVERIFY(reading.events[0].source == "asterisk" && reading.events[0].channel == "voice");
    const auto& answered = std::get<ContactEvent>(reading.events[1].body);
    QCOMPARE(answered.agentId, std::string("Local/2002@from-internal/n"));
    std::set<std::string> ids;
    for (const Event& event : reading.events) ids.insert(event.eventId);
    QCOMPARE(ids.size(), reading.events.size());
  }

  void newForms() {
    const Reading reading = readFile(m_profile, kFixtures + "queue_log_new.txt");
    QVERIFY(reading.status.ok() && reading.problems.empty());
    QCOMPARE(contactsOf(reading),
             (QStringList{"ENQUEUED 1772445605.1 sales -/-", "ANSWERED 1772445605.1 sales 5/-",
                          "ENDED 1772445605.1 sales -/60", "ENQUEUED 1772445678.3 support -/-",
                          "FLOWED_OUT 1772445678.3 support 20/-", "ENQUEUED 1772445678.3 sales -/-",
                          "ANSWERED 1772445678.3 sales 10/-", "ENDED 1772445678.3 sales -/30",
                          "ENQUEUED 1772445748.5 support -/-", "FLOWED_OUT 1772445748.5 support 8/-",
                          "ENQUEUED 1772445759.6 support -/-", "ANSWERED 1772445759.6 support 1/-",
                          "ENDED 1772445759.6 support -/20", "ENQUEUED 1772445794.8 support -/-",
                          "FLOWED_OUT 1772445794.8 support 1/-", "ENQUEUED 1772445796.9 support -/-",
                          "ABANDONED 1772445796.9 support 2/-"}));
    QCOMPARE(
        agentsOf(reading),
        (QStringList{
            "PJSIP/anna sales AVAILABLE", "PJSIP/anna support AVAILABLE", "PJSIP/bert support AVAILABLE",
            "PJSIP/anna sales ON_CONTACT", "PJSIP/anna support ON_CONTACT", "PJSIP/anna sales AVAILABLE",
            "PJSIP/anna support AVAILABLE", "PJSIP/anna sales ON_CONTACT", "PJSIP/anna support ON_CONTACT",
            "PJSIP/anna sales AVAILABLE", "PJSIP/anna support AVAILABLE", "PJSIP/bert support ON_CONTACT",
            "PJSIP/bert support AVAILABLE", "PJSIP/bert support BREAK", "PJSIP/bert support AVAILABLE",
            "PJSIP/bert support OFFLINE", "PJSIP/anna sales OFFLINE", "PJSIP/anna support OFFLINE"}));
  }

  void pausedInOneOfTwoQueuesOfAPlaceIsAvailable() {
    const Reading reading =
        readText(oneBrand(),
                 "1|M|a|x|ADDMEMBER|\n2|M|b|x|ADDMEMBER|\n3|NONE|a|x|PAUSE|\n4|NONE|b|x|PAUSE|\n"
                 "5|NONE|b|x|UNPAUSE|\n");
    QCOMPARE(agentsOf(reading), (QStringList{"x acme AVAILABLE", "x acme BREAK", "x acme AVAILABLE"}));
  }

  void brokenLinesAreToldAndSkipped() {
    const std::string text =
        "1|c|q|NONE|ENTERQUEUE||5\n\nhello\n|c|q|NONE|ENTERQUEUE|\n-1|c|q|NONE|ENTERQUEUE|\n"
        "2|c|q|x|CONNECT|soon\n2|c|q|x|CONNECT\n2|NONE|q|x|CONNECT|1\n"
        "2|c|q|NONE|ABANDON|1|1\n2|c|\xff|NONE|ABANDON|1|1|1\n1e9|c|q|NONE|ENTERQUEUE|\n"
        "99999999999999999999|c|q|NONE|ENTERQUEUE|\n3|c|q|NONE|SOMETHINGNEW|1|2\n" +
        std::string(2 << 20, '|') + "\n3.25|c|q|x|CONNECT|2|1|1\n4|c|q|x|COMPLE";
    const Reading reading = readText(oneBrand(), text);
    QCOMPARE(contactsOf(reading), (QStringList{"ENQUEUED c acme -/-", "ANSWERED c acme 2/-"}));
    std::vector<int64_t> lines;
    for (const Problem& problem : reading.problems) lines.push_back(problem.line);
    QVERIFY((lines == std::vector<int64_t>{3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14}));
    QCOMPARE(formatTime(reading.of<ContactEvent>()[1]->time), std::string("1970-01-01T00:00:03.25Z"));
  }

  void identicalLinesHaveIdsOfTheirOwn() {
    const Reading reading = readText(oneBrand(), "1|c|q|NONE|ENTERQUEUE||5\n1|c|q|NONE|ENTERQUEUE||5\n");
    QCOMPARE(reading.events.size(), 2U);
    QVERIFY(reading.events[0].eventId != reading.events[1].eventId);
  }

  void aLiveLogIsFollowed() {
    QTemporaryDir folder;
    const QString path = folder.filePath("queue_log");
    writeFile(path, "1|c|q|NONE|ENTERQUEUE||5\n2|c|q|x|CONN");
    absl::StatusOr<Source> source = Source::open(oneBrand(), path.toStdString(), LineFile::Mode::kFollow);
    QVERIFY(source.ok());
    QCOMPARE(contactsOf(readOn(*source)), QStringList{"ENQUEUED c acme -/-"});
    QVERIFY(readOn(*source).events.empty());
    writeFile(path, "ECT|1|9\n", QIODevice::Append);
    QCOMPARE(contactsOf(readOn(*source)), QStringList{"ANSWERED c acme 1/-"});
    QVERIFY(QFile::rename(path, path + ".1"));
    writeFile(path, "9|c|q|x|COMPLETEAGENT|1|7|1\n");
    const Reading rest = readOn(*source);
    QCOMPARE(contactsOf(rest), QStringList{"ENDED c acme -/7"});
    QCOMPARE(agentsOf(rest), QStringList{"x acme AVAILABLE"});  // agents are remembered across files
  }
};

QTEST_APPLESS_MAIN(TestAsteriskQueueLog)
#include "tst_asterisk_queue_log.moc"
