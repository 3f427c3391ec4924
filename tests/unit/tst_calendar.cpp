// Where steps begin and end, by the clocks of zones that jump.
#include <QtTest>

#include "model/calendar.h"

using namespace watchfloor;

namespace {

Time at(std::string_view text) { return *parseTime(text); }
QString shown(const Calendar& calendar, Time t) { return QString::fromStdString(calendar.format(t)); }

}  // namespace

class TestCalendar : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void stepsEnd_data() {
    QTest::addColumn<QString>("zone");
    QTest::addColumn<int>("step");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("end");
    const auto row = [](const char* what, const char* zone, HistoryStep step, const char* from,
                        const char* end) {
      QTest::newRow(what) << zone << static_cast<int>(step) << from << end;
    };
    using enum HistoryStep;
    row("minute", "UTC", kMinute, "2026-03-02T10:00:30Z", "2026-03-02T10:01+00:00");
    row("hour", "Asia/Kathmandu", kHour, "2026-03-02T10:00:00Z", "2026-03-02T16:00+05:45");
    row("15 minutes", "Asia/Kathmandu", k15m, "2026-03-02T10:00:00Z", "2026-03-02T16:00+05:45");
    row("day", "Europe/Berlin", kCalendarDay, "2026-03-02T10:00:00Z", "2026-03-03T00:00+01:00");
    row("day of 23 hours", "Europe/Berlin", kCalendarDay, "2026-03-28T23:00:00Z", "2026-03-30T00:00+02:00");
    row("day of 25 hours", "Europe/Berlin", kCalendarDay, "2026-10-24T22:00:00Z", "2026-10-26T00:00+01:00");
    row("the hour that comes twice", "Europe/Berlin", kHour, "2026-10-25T00:30:00Z",
        "2026-10-25T02:00+01:00");
    row("the hour after the jump", "Europe/Berlin", kHour, "2026-03-29T00:30:00Z", "2026-03-29T03:00+02:00");
    row("a midnight that is skipped", "America/Asuncion", kCalendarDay, "2024-10-05T12:00:00Z",
        "2024-10-06T01:00-03:00");
    row("a midnight that comes twice", "Atlantic/Azores", kCalendarDay, "2026-10-24T12:00:00Z",
        "2026-10-25T00:00+00:00");
    row("the day with two midnights", "Atlantic/Azores", kCalendarDay, "2026-10-25T00:30:00Z",
        "2026-10-26T00:00-01:00");
    row("half an hour's jump", "Australia/Lord_Howe", kCalendarDay, "2026-10-03T14:00:00Z",
        "2026-10-05T00:00+11:00");
    row("week", "Europe/Berlin", kWeek, "2026-03-25T10:00:00Z", "2026-03-30T00:00+02:00");
    row("a week from Monday", "UTC", kWeek, "2026-03-30T00:00:00Z", "2026-04-06T00:00+00:00");
    row("month", "Europe/Berlin", kMonth, "2026-03-01T10:00:00Z", "2026-04-01T00:00+02:00");
    row("december", "America/New_York", kMonth, "2026-12-31T23:00:00Z", "2027-01-01T00:00-05:00");
    row("before 1970", "UTC", kMonth, "1969-02-03T00:00:00Z", "1969-03-01T00:00+00:00");
  }
  void stepsEnd() {
    QFETCH(QString, zone);
    QFETCH(int, step);
    QFETCH(QString, from);
    QFETCH(QString, end);
    const auto calendar = Calendar::in(zone.toStdString());
    QVERIFY(calendar.ok());
    QCOMPARE(shown(*calendar, calendar->endOf(static_cast<HistoryStep>(step), at(from.toStdString()))), end);
  }
  // Whatever the zone: steps follow each other, end where the next longer ones do, and are of whole minutes.
  void stepsFillTime() {
    for (const char* zone :
         {"UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe",
          "America/Asuncion", "Atlantic/Azores", "Pacific/Apia", "Africa/Casablanca"}) {
      const Calendar calendar = *Calendar::in(zone);
      for (const auto step :
           {HistoryStep::k15m, HistoryStep::kHour, HistoryStep::kCalendarDay, HistoryStep::kMonth}) {
        const auto longer = step == HistoryStep::kMonth ? HistoryStep::kMonth : HistoryStep::kCalendarDay;
        Time t = at("2011-12-20T00:00:00Z");
        while (t < at("2012-02-01T00:00:00Z")) {
          const Time end = calendar.endOf(step, t);
          QVERIFY2(end > t && end <= std::max(calendar.endOf(longer, t), end), zone);
          QCOMPARE(calendar.endOf(step, end - Duration(1)), end);
          QCOMPARE(end, std::chrono::floor<minutes>(end));
          t = end;
        }
      }
    }
  }
  void timesAreRead_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("time");
    QTest::newRow("a day") << "2026-03-02"
                           << "2026-03-02T00:00+01:00";
    QTest::newRow("a time") << "2026-03-02T10:30"
                            << "2026-03-02T10:30+01:00";
    QTest::newRow("with a space") << "2026-07-02 10:30"
                                  << "2026-07-02T10:30+02:00";
    QTest::newRow("in UTC") << "2026-03-02T10:30Z"
                            << "2026-03-02T11:30+01:00";
    QTest::newRow("with an offset") << "2026-03-02T10:30-05:00"
                                    << "2026-03-02T16:30+01:00";
    QTest::newRow("with seconds") << "2026-03-02T10:30:15"
                                  << "2026-03-02T10:30:15+01:00";
    for (const char* wrong : {"", "noon", "2026-13-01", "2026-02-30", "2026-03-02T25:00", "infinite-future"})
      QTest::newRow(wrong) << wrong << "";
  }
  void timesAreRead() {
    QFETCH(QString, text);
    QFETCH(QString, time);
    const Calendar berlin = *Calendar::in("Europe/Berlin");
    const auto parsed = berlin.parse(text.toStdString());
    QCOMPARE(parsed.ok(), !time.isEmpty());
    if (parsed.ok()) {
      QCOMPARE(shown(berlin, *parsed), time);
    } else {
      QVERIFY(parsed.status().message().find(text.toStdString()) != std::string::npos);
    }
  }
  void zonesThatAreNone() {
    for (const char* zone : {"", "Europe/Atlantis", "../../etc/passwd", "Europe/Berlin\n"})
      QVERIFY2(!Calendar::in(zone).ok(), zone);
  }
};

QTEST_APPLESS_MAIN(TestCalendar)
#include "tst_calendar.moc"
