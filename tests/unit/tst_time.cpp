// Times, durations and the beginning of a day.
#include <QtTest>

#include "model/time.h"

using namespace watchfloor;

class TestTime : public QObject {
  Q_OBJECT

  static Time at(const char* text) { return *parseTime(text); }

 private Q_SLOTS:
  void timesSurviveARoundTrip_data() {
    QTest::addColumn<QString>("text");
    for (const char* text :
         {"2026-03-02T10:00:00Z", "2026-03-02T10:00:00.25Z", "1969-12-31T23:59:59.999999Z"}) {
      QTest::newRow(text) << text;
    }
  }
  void timesSurviveARoundTrip() {
    QFETCH(QString, text);
    QCOMPARE(QString::fromStdString(formatTime(at(text.toUtf8().constData()))), text);
  }
  void offsetsAreUnderstood() { QVERIFY(at("2026-03-02T12:00:00+02:00") == at("2026-03-02T10:00:00Z")); }
  void whatIsNoTimeIsRefused_data() {
    QTest::addColumn<QString>("text");
    for (const char* text : {"", "yesterday", "2026-03-02", "2026-03-02T10:00:00", "2026-13-02T10:00:00Z",
                             "infinite-future", "2026-03-02T10:00:00Zz"}) {
      QTest::addRow("'%s'", text) << text;
    }
  }
  void whatIsNoTimeIsRefused() {
    QFETCH(QString, text);
    QVERIFY(!parseTime(text.toStdString()).ok());
  }
  void durations() {
    QVERIFY(*parseDuration("90s") == seconds(90));
    QVERIFY(*parseDuration("1.5s") == std::chrono::milliseconds(1500));
    QVERIFY(*parseDuration("15m") == minutes(15));
    QVERIFY(*parseDuration("7d") == hours(168));
    for (const char* text : {"", "s", "5", "5 s", "-1s", "1e30s", "nans"})
      QVERIFY2(!parseDuration(text).ok(), text);
  }
  void aDayBeginsAtTheResetHour() {
    const DayStart utc = *DayStart::make("UTC", 0);
    QVERIFY(utc.at(at("2026-03-02T00:00:00Z")) == at("2026-03-02T00:00:00Z"));
    QVERIFY(utc.at(at("2026-03-01T23:59:59.999999Z")) == at("2026-03-01T00:00:00Z"));
  }
  void aDayOfSpringIsShort() {  // Berlin, 29 March 2026: 02:00 to 03:00 is skipped
    const DayStart berlin = *DayStart::make("Europe/Berlin", 150);
    QVERIFY(berlin.at(at("2026-03-29T01:00:00Z")) == at("2026-03-29T01:00:00Z"));
    QVERIFY(berlin.at(at("2026-03-29T00:59:59Z")) == at("2026-03-28T01:30:00Z"));
  }
  void aDayOfAutumnBeginsOnce() {  // Berlin, 25 October 2026: 02:30 comes twice
    const DayStart berlin = *DayStart::make("Europe/Berlin", 150);
    QVERIFY(berlin.at(at("2026-10-25T01:45:00Z")) == at("2026-10-25T00:30:00Z"));
  }
  void aZoneMustExist() { QVERIFY(!DayStart::make("Europe/Atlantis", 0).ok()); }
};

QTEST_APPLESS_MAIN(TestTime)
#include "tst_time.moc"
