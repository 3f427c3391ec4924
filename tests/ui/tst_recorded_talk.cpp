// Recorded conversations of people with brands, from a real engine, as the wall shows them: whether all of it
// can be read, in any script and at any length. With pictures for people to look at, in the folder that the
// test runs in. The recording may not be redistributed: where it is not beside the project, this says SKIP.
#include <QApplication>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include "conversation_desk.h"
#include "end_to_end/program.h"
#include "models/language.h"

namespace watchfloor {

class RecordedTalkTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void isRead_data();
  void isRead();
};

namespace {

const QString kRecording =
    QStringLiteral(WATCHFLOOR_SOURCE_DIR "/../shared/data/support_tweets/conversations.csv");
constexpr auto kConfig =
    "[server]\nclock = \"event\"\n[conversations]\nkeep = \"4000d\"\nshow_personal_data = true\n";

// The engine has kept all that was published.
bool isKept(const Daemon& daemon) {
  return QTest::qWaitFor(
      [&] {
        return run("watchfloorctl",
                   {"conversations", "search", "--unmasked", "--engine", daemon.address(), "MariahDaigle"})
            .out.contains("MariahDaigle");
      },
      kPatienceMs);
}

}  // namespace

void RecordedTalkTest::isRead_data() {
  QTest::addColumn<int>("height");
  QTest::addColumn<QString>("language");
  QTest::newRow("a wall") << 1080 << "en";
  QTest::newRow("a desk, right to left") << 2160 << "ar";
}

void RecordedTalkTest::isRead() {
  if (!QFile::exists(kRecording)) QSKIP("../shared/data/support_tweets is not there");
  QFETCH(int, height);
  QFETCH(QString, language);
  QTemporaryDir folder;
  QFile config(folder.filePath("config.toml"));
  QVERIFY(config.open(QIODevice::WriteOnly) && config.write(kConfig) > 0);
  config.close();
  const Daemon daemon({"--config", config.fileName(), "--store", folder.filePath("records.db")});
  const Outcome published = run(
      "watchfloorctl", {"publish", "--engine", daemon.address(), "--profile", "support_tweets", kRecording});
  QVERIFY2(published.out.contains("4999 accepted"), published.out + published.err);
  QVERIFY(isKept(daemon));

  setLanguage(language);
  const bool isDesk = height == 2160;
  Desk desk(daemon.address().toStdString(), {.width = height * 16 / 9,
                                             .height = height,
                                             .diagonal = isDesk ? 32.0 : 75.0,
                                             .distance = isDesk ? 0.8 : 5.0});
  const auto isFine = [&](const QString& what) {
    desk.stage.save(QStringLiteral("recorded_%1_%2_%3").arg(what, language).arg(height));
    const QString fault = faultIn(desk);
    return QTest::qVerify(fault.isEmpty(), qPrintable(what), qPrintable(fault), __FILE__, __LINE__);
  };
  QVERIFY(desk.go(Qt::Key_V));
  QVERIFY(isFine("list"));
  for (int i = 0; i < 12; ++i) {
    QVERIFY(desk.go(Qt::Key_Return));
    QVERIFY(!desk.lines().empty());
    QVERIFY(isFine(QStringLiteral("conversation_%1").arg(i)));
    QVERIFY(desk.go(Qt::Key_Return));
    QVERIFY(isFine(QStringLiteral("author_%1").arg(i)));
    QVERIFY(desk.go(Qt::Key_Escape));
    QVERIFY(desk.go(Qt::Key_Escape));
    desk.press(Qt::Key_Down);
  }
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::RecordedTalkTest)
#include "tst_recorded_talk.moc"
