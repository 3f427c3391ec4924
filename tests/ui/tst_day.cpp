// Charts of a day: their axes, their gaps, and what they say.
#include <QtTest>

#include "charts/hour_chart.h"
#include "situations.h"

namespace watchfloor {
namespace {

constexpr SeriesSpan kDaySpan = SeriesSpan::of(hours(24));

TileSpec dayOf(Subject subject) {
  TileSpec spec;
  spec.kind = TileKind::Series, spec.subject = subject, spec.span = kDaySpan;
  return spec;
}
ChartData dayAt(const Situation& at, Subject subject) {
  ChannelRoster roster;
  return chartData(dayOf(subject), at, roster, 300);
}

QStringList textsOf(const ChartData& data) {
  QStringList texts;
  for (const ChartData::Tick& tick : data.times) texts << tick.text;
  return texts;
}

}  // namespace

class DayTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void hasHours();
  void levelsStandAtTheEndsOfTheirSteps();
  void hasGaps();
  void titlesSayItsSteps();
};

// Each four hours by the clocks of the zone, which on two days of the year are more or less than 48 steps
// apart.
void DayTest::hasHours() {
  struct Day {
    const char *asOf, *zone;
    QStringList texts;
    std::vector<int> apart;
  };
  for (const Day& day : {Day{"2026-03-02T13:32:07Z",
                             "Europe/Berlin",
                             {"16:00", "20:00", "00:00", "04:00", "08:00", "12:00"},
                             {48, 48, 48, 48, 48}},
                         Day{"2026-03-29T13:32:07Z",
                             "Europe/Berlin",
                             {"16:00", "20:00", "00:00", "04:00", "08:00", "12:00"},
                             {48, 48, 36, 48, 48}},
                         Day{"2026-10-25T11:32:07Z",
                             "Europe/Berlin",
                             {"16:00", "20:00", "00:00", "04:00", "08:00", "12:00"},
                             {48, 48, 60, 48, 48}},
                         Day{"2026-03-02T13:32:07Z",
                             "Asia/Kathmandu",
                             {"20:00", "00:00", "04:00", "08:00", "12:00", "16:00"},
                             {48, 48, 48, 48, 48}}}) {
    Situation at = live(FrameBuilder().at(*parseTime(day.asOf)));
    at.zone = QTimeZone(day.zone);
    const ChartData data = dayAt(at, {Metric::kOffered});
    QCOMPARE(textsOf(data), day.texts);
    for (size_t i = 0; i + 1 < data.times.size(); ++i)
      QCOMPARE(data.times[i + 1].slot - data.times[i].slot, day.apart[i]);
    QCOMPARE(data.slots, 288);
  }
}

// What was waiting at noon stands above "12:00", and so does what was counted from noon on. Never a time to
// come.
void DayTest::levelsStandAtTheEndsOfTheirSteps() {
  const Time noon = *parseTime("2026-03-02T12:00:00Z");
  for (const SeriesSpan span : {kDaySpan, SeriesSpan()}) {
    FrameBuilder b;
    b.at(noon + 2 * span.step + seconds(7));
    // Ago 2: the step that begins at noon; ago 3: the one that ends then.
    b.minute(2, Metric::kOffered, countOf(40), "all", "all", span);
    b.minute(3, Metric::kUnanswered, countOf(7), "all", "all", span);
    b.minute(0, Metric::kUnanswered, countOf(9), "all", "all", span);
    Situation at = live(b);
    at.zone = QTimeZone("UTC");
    for (const auto& [metric, value] : {std::pair{Metric::kOffered, 40.0}, {Metric::kUnanswered, 7.0}}) {
      TileSpec spec = dayOf({metric});
      spec.span = span;
      ChannelRoster roster;
      const ChartData data = chartData(spec, at, roster, 300);
      const ChartData::Tick& last = data.times.back();
      QCOMPARE(last.text, "12:00");
      QCOMPARE(data.lines[0].values[static_cast<size_t>(last.slot)], value);
    }
  }
  for (int minute = 0; minute < 60; ++minute) {
    Situation at = live(FrameBuilder().at(noon + minutes(minute) + seconds(7)));
    at.zone = QTimeZone("UTC");
    QCOMPARE(dayAt(at, {Metric::kUnanswered}).times.back().text, "12:00");
  }
}

// Before anything is known, and where nobody looked; the last value stands at the end.
void DayTest::hasGaps() {
  FrameBuilder b;
  const auto put = [&](int ago, Metric metric, Figure value, const char* channel = "all") {
    b.minute(ago, metric, std::move(value), "all", channel, kDaySpan);
  };
  put(100, Metric::kUnanswered, countOf(7)), put(99, Metric::kWaiting, countOf(1), "voice");
  put(3, Metric::kOffered, countOf(40)), put(0, Metric::kUnanswered, countOf(9));
  b.minute(30, Metric::kOffered, countOf(5));  // of an hour by minutes, which is another series
  const Hour level = dayAt(live(b), {Metric::kUnanswered}).lines[0].values;
  QCOMPARE(level.size(), size_t{288});
  QVERIFY(!level[186]);
  QCOMPARE(level[187], 7.0);
  QCOMPARE(level[188], 0.0);
  QVERIFY(!level[189]);
  QCOMPARE(level[287], 9.0);
  const Hour count = dayAt(live(b), {Metric::kOffered}).lines[0].values;
  QVERIFY(!count[187]);
  QCOMPARE(count[188], 0.0);
  QCOMPARE(count[285], 40.0);
  QCOMPARE(count[287], 0.0);  // the last step that is over
  HourChart chart;
  chart.show(dayAt(live(b), {Metric::kUnanswered}));
  QCOMPARE(chart.lastTime(), 287.5);
  QCOMPARE(chart.endPosition(), 287.5 / 288);
  QCOMPARE(chart.labelTexts()->texts(), QStringList{"9"});
}

void DayTest::titlesSayItsSteps() {
  Situation at = live(FrameBuilder());
  QCOMPARE(dayAt(at, {Metric::kOffered}).title, "Offered in 5\u202fmin");
  QCOMPARE(dayAt(at, {Metric::kUnanswered}).title, "Unanswered, 24\u202fh");
  QCOMPARE(dayAt(at, {Metric::kAbandonRate}).title, "Abandon rate, 5 min to 14:30");
  QVERIFY(dayAt(at, {Metric::kOffered}).nothing.isEmpty());  // it was not asked for
  at.view.selection.series = {{"all", "all", kDaySpan}};
  QCOMPARE(dayAt(at, {Metric::kOffered}).nothing, "this engine tells the last hour only");
  FrameBuilder quiet;
  quiet.frame().series.push_back({"all", "all", {}, kDaySpan});
  at.view.frame = quiet.build();
  QCOMPARE(dayAt(at, {Metric::kOffered}).nothing, "nothing in the last 24\u202fh");
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::DayTest)
#include "tst_day.moc"
