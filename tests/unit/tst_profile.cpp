// Profiles: found by name or path, checked with file and line.
#include "sources/profile.h"

#include <QTemporaryDir>
#include <QtTest>

#include "reading.h"

using namespace watchfloor;

namespace {

const char* kHead = "kind = \"delimited\"\nsource = \"s\"\n";

}  // namespace

class TestProfile : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void theShippedOnesAreSound_data() {
    QTest::addColumn<QString>("name");
    const std::vector<std::string> names = profileNames(kProfiles);
    QVERIFY(names.size() >= 4);
    for (const std::string& name : names) QTest::newRow(name.c_str()) << QString::fromStdString(name);
  }
  void theShippedOnesAreSound() {
    QFETCH(QString, name);
    const absl::StatusOr<Profile> profile = findProfile(name.toStdString(), kProfiles);
    QVERIFY2(profile.ok(), profile.status().ToString().c_str());
    QCOMPARE(QString::fromStdString(profile->name), name);
    QVERIFY(validate(profile->engine).ok());
  }

  void theExampleInTheReadmeIsSound() {
    QFile readme(QString::fromStdString(kProfiles + "/README.md"));
    QVERIFY(readme.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(readme.readAll());
    const QStringList parts = text.split("```");  // the first block is a file, the second its profile
    QVERIFY(parts.size() >= 5);
    const QString file = parts[1].section('\n', 1), toml = parts[3].section('\n', 1);
    const absl::StatusOr<Profile> profile = parseProfile(toml.toStdString(), "README.md");
    QVERIFY2(profile.ok(), profile.status().ToString().c_str());
    const Reading reading = readText(*profile, file.toStdString());
    QVERIFY2(reading.status.ok(), reading.status.ToString().c_str());
    QVERIFY(reading.problems.empty());
    QCOMPARE(reading.phases().at(ContactEvent::Phase::kEnqueued), 2);
    QCOMPARE(reading.phases().at(ContactEvent::Phase::kAnswered), 1);
    QCOMPARE(reading.phases().at(ContactEvent::Phase::kAbandoned), 1);
    QCOMPARE(formatTime(reading.events[0].time), std::string("2026-03-02T09:00:00Z"));
  }

  void aPathIsAProfileToo() {
    QTemporaryDir folder;
    writeFile(folder.filePath("mine.toml"), "kind = \"json_lines\"\n[engine]\nzone = \"Europe/Berlin\"\n");
    const absl::StatusOr<Profile> profile =
        findProfile(folder.filePath("mine.toml").toStdString(), "/nowhere");
    QVERIFY2(profile.ok(), profile.status().ToString().c_str());
    QCOMPARE(profile->name, std::string("mine"));
    QCOMPARE(profile->engine.zone, std::string("Europe/Berlin"));
    QVERIFY(findProfile("mine", folder.path().toStdString()).ok());
    QVERIFY(findProfile("jsonl", "/nowhere")->engine == EngineConfig{});
  }

  void anUnknownNameListsTheOthers() {
    const absl::Status status = findProfile("bank_cals", kProfiles).status();
    QVERIFY(absl::IsNotFound(status));
    QVERIFY(
        QString::fromStdString(status.ToString()).contains("airline_tweets, asterisk_queue_log, bank_calls"));
    QVERIFY(absl::IsNotFound(findProfile("./nothing.toml", kProfiles).status()));
  }

  void theZoneOfTheDefinitionsIsThatOfTheTimes() {
    const std::string text = std::string(kHead) +
                             "[engine]\nzone = \"Asia/Tokyo\"\n[[event]]\ntime = \"{t}\"\n"
                             "deletion = { message_id = \"{m}\" }\n";
    QCOMPARE(std::string(parseProfile(text, "p")->form.zone.name()), std::string("Asia/Tokyo"));
    QCOMPARE(std::string(parseProfile("zone = \"Europe/Rome\"\n" + text, "p")->form.zone.name()),
             std::string("Europe/Rome"));
  }

  void whatIsWrongNamesItsLine_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    const QString head = kHead;
    const QString event = head + "[[event]]\ntime = \"{t}\"\n";
    QTest::newRow("no kind") << "source = \"s\""
                             << "kind: is missing";
    QTest::newRow("kind") << "kind = \"xml\""
                          << "p.toml:1: kind: expected one of \"json_lines\"";
    QTest::newRow("no source") << "kind = \"delimited\""
                               << "source: is missing";
    QTest::newRow("no event") << head << "event: is missing";
    QTest::newRow("no time") << head + "[[event]]\ndeletion = { message_id = \"1\" }"
                             << "p.toml:3: event.time: is missing";
    QTest::newRow("no body") << event << "p.toml:3: event: has no body";
    QTest::newRow("two bodies")
        << event + "deletion = { message_id = \"1\" }\nengagement = { message_id = \"1\" }"
        << "p.toml:6: event.engagement: an event is either this or deletion";
    QTest::newRow("needed field") << head + "brand = \"b\"\nchannel = \"c\"\n[[event]]\ntime = \"{t}\"\n" +
                                         "contact = { contact_id = \"1\" }"
                                  << "p.toml:7: event.contact.phase: is missing";
    QTest::newRow("unknown field") << event + "deletion = { message_id = \"1\", by = \"x\" }"
                                   << "p.toml:5: event.deletion.by: an event has no such field";
    QTest::newRow("unknown key")
        << head + "delimeter = \";\"\n[[event]]\ntime = \"{t}\"\ndeletion = { message_id = \"1\" }"
        << "p.toml:3: delimeter: no such key, did you mean delimiter? known here: brand, channel";
    QTest::newRow("filter") << event + "deletion = { message_id = \"{a|shout}\" }"
                            << "p.toml:5: event.deletion.message_id: no filter or [map.shout]";
    QTest::newRow("no place") << event + "channel = \"web\"\nagent = { agent_id = \"1\", state = \"BREAK\" }"
                              << "p.toml:3: event.brand: is missing: \"agent\" needs it";
    QTest::newRow("condition") << event + "deletion = { message_id = \"1\" }\nwhen = [{ value = \"{a}\" }]"
                               << "p.toml:6: event.when: expected either `is` or `is_not`";
    QTest::newRow("zone") << "zone = \"Mars\"\n" + event + "deletion = { message_id = \"1\" }"
                          << "p.toml:1: zone: unknown time zone";
    QTest::newRow("delimiter") << "delimiter = \"\"\n" + event + "deletion = { message_id = \"1\" }"
                               << "p.toml:1: delimiter: expected one character";
    QTest::newRow("quote") << "quote = \",\"\n" + event + "deletion = { message_id = \"1\" }"
                           << "p.toml:1: quote: expected one character that is not the delimiter";
    QTest::newRow("queue log")
        << "kind = \"asterisk_queue_log\"\nsource = \"s\"\nbrand = \"{q}\"\nchannel = \"voice\""
        << "p.toml:3: brand: there is no column \"q\", only queue";
    QTest::newRow("queue log, no channel") << "kind = \"asterisk_queue_log\"\nsource = \"s\"\nbrand = \"b\""
                                           << "channel: is missing";
    QTest::newRow("definitions") << "kind = \"json_lines\"\n[engine]\nzone = 5"
                                 << "p.toml:3: engine.zone: expected";
    QTest::newRow("TOML") << "kind = ["
                          << "p.toml:1: ";
  }
  void whatIsWrongNamesItsLine() {
    QFETCH(QString, text);
    QFETCH(QString, says);
    const absl::StatusOr<Profile> profile = parseProfile(text.toStdString(), "p.toml");
    QVERIFY(absl::IsInvalidArgument(profile.status()));
    const QString said = QString::fromStdString(profile.status().ToString());
    QVERIFY2(said.contains(says), qPrintable(said));
  }
};

QTEST_APPLESS_MAIN(TestProfile)
#include "tst_profile.moc"
