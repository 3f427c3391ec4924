// The engine's configuration in TOML.
#include "sources/config_file.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace watchfloor;

namespace {

absl::StatusOr<EngineConfig> read(const char* text) {
  QTemporaryDir folder;
  QFile file(folder.filePath("c.toml"));
  if (!file.open(QIODevice::WriteOnly)) qFatal("no place for a file");
  file.write(text);
  file.close();
  return readEngineConfigFile(file.fileName().toStdString());
}

}  // namespace

class TestConfigFile : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void nothingMeansTheDefaults() { QVERIFY(*read("") == EngineConfig{}); }

  void theExampleShowsTheDefaults() {
    const std::string path = WATCHFLOOR_SOURCE_DIR "/resources/watchfloord.toml";
    absl::StatusOr<TomlFile> file = TomlFile::read(path);
    QVERIFY2(file.ok(), file.status().ToString().c_str());
    TomlSection root = file->root();
    QVERIFY(readEngineConfig(root) == EngineConfig{});
    TomlSection engine = *root.section("engine");
    // Every key of the section stands there.
    for (const char* key : {"zone", "reset", "service_level", "response_within", "reopen_after",
                            "silent_after", "watched_only", "lost_after", "limits"}) {
      QVERIFY2(engine.has(key), key);
    }
    const TomlSection limits = *engine.section("limits");
    QCOMPARE(limits.keys().size(), 12U);
    const QString found = QString::fromStdString(std::string(file->status().message()));
    QVERIFY2(found.indexOf("engine.") < 0, qPrintable(found));  // [server] and [log] are the daemon's
  }

  void readsEveryKey() {
    const absl::StatusOr<EngineConfig> config = read(R"(
      [engine]
      zone = "Europe/Berlin"
      reset = "04:30"
      service_level = "HANDLED_ONLY"
      response_within = "1h"
      reopen_after = "3d"
      silent_after = "2m"
      watched_only = ["petrelair", "owlwave", "petrelair"]
      [engine.lost_after]
      voice = "1h"
      fax = "2d"
      [engine.limits]
      event_ids = 1
      contacts = 2
      messages = 3
      agents = 4
      events_per_agent = 12
      events_per_contact = 10
      messages_per_conversation = 11
      authors_per_cell = 5
      cells = 6
      sources = 7
      idle_contact = "8s"
      idle_conversation = "9s"
      [[engine.target]]
      brand = "acme"
      channel = "voice"
      target = "20s"
      short_abandon = "5s"
      [[engine.target]]
      channel = "chat"
    )");
    QVERIFY2(config.ok(), config.status().ToString().c_str());
    EngineConfig expected;
    expected.zone = "Europe/Berlin";
    expected.resetMinutes = 270;
    expected.serviceLevel = ServiceLevelSwitch::kHandledOnly;
    expected.responseWithin = hours(1);
    expected.reopenAfter = hours(72);
    expected.silentAfter = minutes(2);
    expected.watchedOnly = {"owlwave", "petrelair"};
    expected.lostAfter["voice"] = hours(1);
    expected.lostAfter["fax"] = hours(48);
    expected.limits = {1, 2, 3, 10, 11, 4, 12, 5, 6, 7, seconds(8), seconds(9)};
    expected.targets = {{"acme", "voice", seconds(20), seconds(5)},
                        {"*", "chat", std::nullopt, std::nullopt}};
    QVERIFY(*config == expected);
  }

  void whatIsWrongNamesLineAndKey_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    QTest::newRow("zone") << "[engine]\nzone = \"Europe/Atlantis\""
                          << "c.toml:2: engine.zone: unknown time zone";
    QTest::newRow("reset") << "[engine]\nreset = \"24:00\""
                           << "c.toml:2: engine.reset: expected a time of day";
    QTest::newRow("reset, no time") << "[engine]\nreset = \"noon\""
                                    << "engine.reset";
    QTest::newRow("switch") << "[engine]\nservice_level = \"short\""
                            << "\"SHORT\", \"IGNORE\"";
    QTest::newRow("response_within") << "[engine]\nresponse_within = \"0s\""
                                     << "engine.response_within: must be";
    QTest::newRow("watched_only") << "[engine]\nwatched_only = [\"acme\", \"all\"]"
                                  << "c.toml:2: engine.watched_only: \"all\" is no brand's name";
    QTest::newRow("reopen_after") << "[engine]\nreopen_after = \"soon\""
                                  << "engine.reopen_after: expected a duration";
    QTest::newRow("lost_after") << "[engine.lost_after]\nvoice = 5"
                                << "c.toml:2: engine.lost_after.voice";
    QTest::newRow("limit") << "[engine.limits]\ncells = 0"
                           << "c.toml:2: engine.limits.cells: expected a whole number";
    QTest::newRow("unknown limit") << "[engine.limits]\ncell = 5"
                                   << "c.toml:2: engine.limits.cell: no such key";
    QTest::newRow("target") << "[[engine.target]]\ntarget = \"0s\""
                            << "c.toml:2: engine.target.target: must be";
    QTest::newRow("short_abandon") << "[[engine.target]]\ntarget = \"5s\"\nshort_abandon = \"5s\""
                                   << "c.toml:3: engine.target.short_abandon: must be shorter";
    QTest::newRow("empty brand") << "[[engine.target]]\nbrand = \"\""
                                 << "engine.target.brand: is empty";
    QTest::newRow("all brands")
        << "[[engine.target]]\nbrand = \"all\""
        << "c.toml:2: engine.target.brand: \"all\" is no brand's name; \"*\" matches any";
    QTest::newRow("all channels") << "[[engine.target]]\nchannel = \"all\""
                                  << "c.toml:2: engine.target.channel: \"all\" is no channel's name; \"*\"";
    QTest::newRow("target, a table") << "[engine.target]"
                                     << "expected sections [[engine.target]]";
    QTest::newRow("another section") << "[sever]\nport = 1"
                                     << "c.toml:1: sever: no such key; known here: engine";
  }
  void whatIsWrongNamesLineAndKey() {
    QFETCH(QString, text);
    QFETCH(QString, says);
    const absl::StatusOr<EngineConfig> config = read(text.toUtf8().constData());
    QVERIFY(absl::IsInvalidArgument(config.status()));
    const QString said = QString::fromStdString(config.status().ToString());
    QVERIFY2(said.contains(says), qPrintable(said));
    QCOMPARE(said.count('\n'), 0);
  }
};

QTEST_APPLESS_MAIN(TestConfigFile)
#include "tst_config_file.moc"
