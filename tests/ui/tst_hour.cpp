// The last hour out of a frame's series, and the chart's axes.
#include <QSignalSpy>
#include <QtTest>

#include "charts/hour.h"
#include "charts/hour_chart.h"
#include "situations.h"

namespace watchfloor {

class HourTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void countsAreZeroOnlyWhereTheEngineLooked();
  void ratiosPoolTheirParts();
  void quantilesLeaveGaps();
  void pointsOutsideTheHour();
  void levelsNeedATick();
  void rangeOnlyWidens();
  void rangeHasRoundSteps();
  void stackAddsUp();
  void channelsPastEightGoTogether();
  void timesFollowTheZone();
  void labelsStandApart();
  void noLabelWithoutALastMinute();
  void tooFewAreMarked();
  void whatIsNotKnownIsNotSaid();
  void titlesSayUntilWhen();
};

void HourTest::countsAreZeroOnlyWhereTheEngineLooked() {
  FrameBuilder b;
  b.minute(5, Metric::kOffered, countOf(3))
      .minute(3, Metric::kOffered, countOf(2))
      .minute(9, Metric::kOffered, countOf(1), "A", "voice");
  const FramePtr frame = b.build();
  const Hour hour = countsOf(frame->findSeries("all", "all"), {Metric::kOffered, Metric::kMessagesInbound},
                             frame->asOf, firstKnown(*frame));
  QVERIFY(!hour[50]);
  QCOMPARE(hour[51], 0.0);  // nine minutes ago something was known of another cell
  QCOMPARE(hour[55], 3.0);
  QCOMPARE(hour[56], 0.0);
  QCOMPARE(hour[57], 2.0);
  QCOMPARE(hour[59], 0.0);
  QVERIFY(!countsOf(nullptr, {Metric::kOffered}, frame->asOf, std::nullopt)[59]);
}

void HourTest::ratiosPoolTheirParts() {
  FrameBuilder b;
  b.minute(10, Metric::kAbandonRate, ratioOf(1, 2)).minute(8, Metric::kAbandonRate, ratioOf(0, 6));
  const FramePtr frame = b.build();
  const auto ratios = ratiosOf(frame->findSeries("all", "all"), Metric::kAbandonRate, frame->asOf, 5);
  const Hour hour = valuesOf(ratios);
  QVERIFY(!hour[49]);
  QCOMPARE(hour[50], 0.5);
  QCOMPARE(hour[51], 0.5);
  QCOMPARE(hour[52], 0.125);  // 1 of 8, not the mean of 50 % and 0 %
  QCOMPARE(hour[54], 0.125);
  QCOMPARE(hour[55], 0.0);  // the first minute has left the pool
  QCOMPARE(hour[56], 0.0);
  QVERIFY(!hour[57]);
  // Enough, and too few: each minute is in one of them.
  const Hour enough = valuesOf(ratios, 3), few = valuesOf(ratios, 1, 2);
  for (size_t i = 0; i < kSlots; ++i) QVERIFY((enough[i] ? enough[i] : few[i]) == hour[i]);
  QVERIFY(!enough[51] && few[51] && enough[52] && !few[52]);
}

void HourTest::quantilesLeaveGaps() {
  FrameBuilder b;
  b.minute(2, Metric::kFirstResponseTime, spreadOf(4, 10, 20, 30)).minute(1, Metric::kOffered, countOf(1));
  const FramePtr frame = b.build();
  const Hour hour = quantilesOf(frame->findSeries("all", "all"), Metric::kFirstResponseTime, 90, frame->asOf);
  QCOMPARE(hour[58], 30.0);
  QVERIFY(!hour[59]);
  // Enough, and too few.
  const auto at = [&](int64_t least, int64_t most) {
    return quantilesOf(frame->findSeries("all", "all"), Metric::kFirstResponseTime, 90, frame->asOf, least,
                       most)[58];
  };
  QVERIFY(!at(5, 99) && at(1, 4) == 30.0 && !at(1, 3));
}

void HourTest::pointsOutsideTheHour() {
  FrameBuilder b;
  b.minute(61, Metric::kOffered, countOf(9))
      .minute(60, Metric::kOffered, countOf(4))
      .minute(0, Metric::kOffered, countOf(5));
  const FramePtr frame = b.build();
  const Hour hour =
      countsOf(frame->findSeries("all", "all"), {Metric::kOffered}, frame->asOf, firstKnown(*frame));
  QCOMPARE(hour[0], 4.0);
  QCOMPARE(hour[59], 0.0);  // the running minute is not told yet
  QCOMPARE(hour.size(), size_t{kSlots});
}

void HourTest::levelsNeedATick() {
  FrameBuilder b;
  b.minute(3, Metric::kBacklog, countOf(7)).minute(2, Metric::kWaiting, countOf(1));
  b.minute(1, Metric::kOffered, countOf(5)).minute(0, Metric::kBacklog, countOf(6));
  b.minute(5, Metric::kAgentsAvailable, countOf(2), "all", "voice");
  const FramePtr frame = b.build();
  const Hour hour = levelsOf(*frame, frame->findSeries("all", "all"), Metric::kBacklog);
  QCOMPARE(hour[54], 0.0);  // elsewhere something was asked at that tick
  QVERIFY(!hour[55]);
  QCOMPARE(hour[56], 7.0);
  QCOMPARE(hour[57], 0.0);  // asked, and there was none
  QVERIFY(!hour[58]);       // never asked
  QCOMPARE(hour[59], 6.0);
}

namespace {

ChartData oneLine(double value, ChartData::Unit unit = ChartData::Unit::Count) {
  ChartData data;
  data.unit = unit;
  data.lines.push_back({QStringLiteral("line"), Hour(kSlots, value)});
  return data;
}

}  // namespace

void HourTest::rangeOnlyWidens() {
  HourChart chart;
  chart.show(oneLine(37));
  QCOMPARE(chart.high(), 40.0);
  QCOMPARE(chart.low(), 0.0);
  chart.show(oneLine(3));
  QCOMPARE(chart.high(), 40.0);
  chart.show(oneLine(41));
  QCOMPARE(chart.high(), 60.0);
  chart.forgetRange();
  chart.show(oneLine(3));
  QCOMPARE(chart.high(), 3.0);
}

void HourTest::rangeHasRoundSteps() {
  HourChart chart;
  for (double value = 1; value < 3e6; value *= 1.37) {
    for (const auto unit : {ChartData::Unit::Count, ChartData::Unit::Seconds}) {
      chart.forgetRange();
      chart.show(oneLine(value, unit));
      QVERIFY(chart.high() >= value);
      QVERIFY(chart.high() < value * 2.5 + 4);
      const std::vector<ChartText>& values = chart.valueTexts()->all();
      QVERIFY2(values.size() >= 2 && values.size() <= 6, qPrintable(QString::number(value)));
      QCOMPARE(chart.valueTexts()->texts().removeDuplicates(), 0);
      QVERIFY(chart.bottom() < chart.low() && chart.top() > chart.high());
      QVERIFY(values.front().position > 0.02 && values.back().position < 0.98);
    }
  }
}

void HourTest::stackAddsUp() {
  Situation at;
  at.view.frame = busyFrame().build();
  ChannelRoster roster;
  const ChartData data = chartOf(at, "volume", roster);
  HourChart chart;
  chart.show(data);
  const Frame& frame = *at.view.frame;
  for (size_t slot = 0; slot < kSlots; ++slot) {
    double sum = 0;
    for (const std::string& channel : frame.channels) {
      sum += *countsOf(frame.findSeries("all", channel), {Metric::kMessagesInbound, Metric::kOffered},
                       frame.asOf, firstKnown(frame))[slot];
    }
    QCOMPARE(*chart.upperOf(data.lines.size() - 1)[slot], sum);
    QCOMPARE(*chart.lowerOf(0)[slot], 0.0);
  }
}

void HourTest::channelsPastEightGoTogether() {
  FrameBuilder b;
  std::vector<std::string> channels;
  for (int i = 0; i < 11; ++i) {
    channels.push_back("c" + std::to_string(10 + i));
    b.minute(1, Metric::kOffered, countOf(10 + i), "all", channels.back());
  }
  Situation at;
  at.view.frame = b.names({"A"}, channels).build();
  ChannelRoster roster;
  const ChartData data = chartOf(at, "volume", roster);
  QCOMPARE(data.lines.size(), size_t{9});
  QCOMPARE(data.lines.front().name, "c13");
  QCOMPARE(data.lines.back().name, "other");
  QCOMPARE(data.lines.back().values[59], 10.0 + 11 + 12);
}

void HourTest::timesFollowTheZone() {
  Situation at;
  at.view.frame = busyFrame().build();
  at.zone = QTimeZone("Asia/Kathmandu");  // five hours and three quarters ahead
  ChannelRoster roster;
  const ChartData data = chartOf(at, "volume", roster);
  QCOMPARE(data.times.front().text, "18:20");
  QCOMPARE(data.times.back().text, "19:10");
  QCOMPARE(data.times.back().number - data.times.front().number, 5);
  QCOMPARE(data.times.back().slot - data.times.front().slot, 50);
}

void HourTest::labelsStandApart() {
  QCOMPARE(spread({0.5, 0.52, 0.9}, 0.1), QList<double>({0.5, 0.6, 0.9}));
  const QList<double> pushed = spread({0.95, 0.97, 0.99}, 0.1);
  QCOMPARE(pushed[2], 1.0);
  QVERIFY(qAbs(pushed[1] - 0.9) < 1e-9 && qAbs(pushed[0] - 0.8) < 1e-9);
}

namespace {

Situation abandoning(int ago, Ratio ratio) {
  Situation at;
  at.view.frame = FrameBuilder().minute(ago, Metric::kAbandonRate, ratio).build();
  return at;
}

}  // namespace

// An old value beside the end of the axis would look like the newest one.
void HourTest::noLabelWithoutALastMinute() {
  const auto labels = [](int ago) {
    HourChart chart;
    chart.show(chartOf(abandoning(ago, ratioOf(10, 40)), "abandon_rate"));
    return chart.labelTexts()->texts();
  };
  QCOMPARE(labels(1), QStringList({"25.0\u202f%"}));
  QCOMPARE(labels(5), QStringList({"25.0\u202f%"}));  // within the five minutes
  QCOMPARE(labels(6), QStringList());
  ChartData gap = oneLine(7);
  gap.lines[0].values.back() = std::nullopt;
  HourChart chart;
  chart.show(gap);
  QCOMPARE(chart.labelTexts()->texts(), QStringList());
  chart.show(oneLine(7));
  QCOMPARE(chart.labelTexts()->texts(), QStringList({"line"}));
}

// Marks of their own; no value beside their end, but how many there were.
void HourTest::tooFewAreMarked() {
  HourChart chart;
  chart.show(chartOf(abandoning(1, ratioOf(1, 4)), "abandon_rate"));
  QCOMPARE(chart.labelTexts()->texts(), QStringList({"n 4"}));
  QCOMPARE(chart.labelTexts()->all()[0].line, 2);
  QVERIFY(!chart.isEmpty());

  Situation at;
  FrameBuilder b;
  b.minute(10, Metric::kAbandonRate, ratioOf(9, 36)).minute(8, Metric::kAbandonRate, ratioOf(0, 4));
  at.view.frame = b.build();
  const ChartData data = chartOf(at, "abandon_rate");
  const Hour &judged = data.lines[0].values, &few = data.lines[2].values;
  QVERIFY(judged[54] && !judged[55]);  // then the 36 have left the five minutes
  QVERIFY(!few[54] && few[55] && few[56] && !few[57]);
  QCOMPARE(*few[55], 0.0);

  FrameBuilder toned;
  toned.minute(3, Metric::kNetSentiment, ratioOf(-9, 29)).minute(20, Metric::kNetSentiment, ratioOf(9, 30));
  at.view.frame = toned.build();
  chart.show(chartOf(at, "net_sentiment"));
  QCOMPARE(chart.labelTexts()->texts(), QStringList({"n 29"}));
  QVERIFY(!chart.data().lines[0].values[57] && chart.data().lines[1].values[57]);
  QVERIFY(chart.data().lines[0].values[40] && !chart.data().lines[1].values[40]);
}

// Before anything came there is no time to tell; an engine that began a moment ago cannot say "nothing".
void HourTest::whatIsNotKnownIsNotSaid() {
  Situation at;
  ChannelRoster roster;
  at.zone = QTimeZone("Europe/Berlin");
  const auto check = [&] {
    for (const ChartData& data :
         {chartOf(at, "volume", roster), chartOf(at, "net_sentiment"), chartOf(at, "first_response_time_s"),
          chartOf(at, "abandon_rate"), chartOf(at, "service_level")}) {
      QVERIFY2(data.times.empty() && data.nothing.isEmpty(), qPrintable(data.title));
      QVERIFY2(!data.title.contains(QLatin1Char(':')), qPrintable(data.title));
    }
  };
  check();
  QCOMPARE(chartOf(at, "abandon_rate").title, "Abandon rate, 5 min");
  FrameBuilder unbegun;
  unbegun.at(Time{}).frame().isEventClock = true;
  at.view.frame = unbegun.build();
  check();

  at.view.frame = FrameBuilder().build();
  QCOMPARE(chartOf(at, "abandon_rate").nothing, "");  // it was not asked for
  at.view.selection.series = {{"all", "all"}};
  QCOMPARE(chartOf(at, "abandon_rate").nothing, "nothing in the last hour");
  at.view.frame = FrameBuilder().began(kAsOf - seconds(8)).build();
  QCOMPARE(chartOf(at, "abandon_rate").nothing, "nothing since 14:31");
}

void HourTest::titlesSayUntilWhen() {
  Situation at;
  at.view.frame = busyFrame().build();
  at.zone = QTimeZone("Europe/Berlin");
  QCOMPARE(chartOf(at, "abandon_rate").title, "Abandon rate, 5 min to 14:32");
  QCOMPARE(chartOf(at, "service_level").title, "Service level, 5 min to 14:32");
  QCOMPARE(chartOf(at, "net_sentiment").title, "Net sentiment, 5 min to 14:32");
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::HourTest)
#include "tst_hour.moc"
