// The charts of a desk, as they are drawn.
#include <QApplication>
#include <QtTest>

#include "ink.h"

namespace watchfloor {

class ChartsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void chartsShowTheHour();
  void chartsShowADay();
  void axisTextsStandApart();
  void textsComeAndGo();
};

// The charts' ink lies where the hour has values, and nowhere in its gaps.
void ChartsTest::chartsShowTheHour() {
  Stage::Room desk;
  desk.diagonal = 24, desk.distance = 0.7;
  Stage stage(desk);
  stage.show(busyFrame().build());
  QQuickItem* chart = Stage::find(stage.item("chart.series.first_response_time_s"), "panel");
  const QImage image = stage.grab();
  const QRectF area = chart->property("area").toRectF();
  QQuickItem* plot = Stage::find(chart, "plot");
  const auto brightest = [&](int slot) {
    const double x = area.x() + area.width() * (slot + 0.5) / kSlots;
    int found = 0;
    const double ground =
        area.bottom() -
        area.height() * stage.wall().scene()->chart("series.first_response_time_s")->zeroPosition();
    for (double y = area.y(); y < ground - 4; ++y) {
      found = std::max(found, qGray(image.pixel(plot->mapToScene({x, y}).toPoint())));
    }
    return found;
  };
  QVERIFY(brightest(10) > 150);
  QVERIFY(brightest(50) > 150);
  QVERIFY(brightest(33) < 60);  // nobody was answered then
}

// A day in its own steps, with its gap, at most two points a pixel wherever it is shown, beside charts of an
// hour.
void ChartsTest::chartsShowADay() {
  for (const Stage::Room& room :
       {Stage::Room{.width = 1920, .height = 1080, .diagonal = 24, .distance = 0.7},
        Stage::Room{.width = 3840, .height = 2160, .diagonal = 98, .distance = 3}}) {
    Stage::Room response = room;
    response.board = "response";
    Stage stage(response);
    stage.show(busyFrame().build());
    const auto& asked = stage.selections().back().series;
    QVERIFY(std::ranges::find(asked, SeriesName{"all", "all", SeriesSpan::of(hours(24))}) != asked.end());
    QQuickItem* chart = Stage::find(stage.item("chart.series.unanswered"), "panel");
    const QRectF area = chart->property("area").toRectF();
    QVERIFY2(area.width() * 2 >= 288, qPrintable(QString::number(area.width())));
    QStringList texts;
    std::vector<Ink> inks;
    collect(chart, {}, inks);
    for (const Ink& ink : inks) texts << ink.text;
    for (const char* text : {"Unanswered, 24\u202fh", "16:00", "00:00", "12:00"})
      QVERIFY2(texts.contains(text), text);
    const QImage image = stage.grab();
    QQuickItem* plot = Stage::find(chart, "plot");
    const auto brightest = [&](int slot) {
      const double x = area.x() + area.width() * (slot + 0.5) / 288;
      const double ground = area.bottom() - area.height() * 0.08;
      int found = 0;
      for (double y = area.y(); y < ground; ++y)
        found = std::max(found, qGray(image.pixel(plot->mapToScene({x, y}).toPoint())));
      return found;
    };
    QVERIFY(brightest(40) > 150);
    QVERIFY(brightest(280) > 150);
    QVERIFY(brightest(91) < 60);  // nobody looked then
  }
}

// Where the value axis and the time axis meet, and at the end of a line on the ground.
void ChartsTest::axisTextsStandApart() {
  Stage stage({.diagonal = 24, .distance = 0.7});
  for (int minute = 0; minute < 10; ++minute) {
    FrameBuilder b;
    b.at(kAsOf + minutes(minute));
    for (int ago = 0; ago < 60; ++ago) {
      b.minute(ago, Metric::kAbandonRate, ratioOf(0, 40)).minute(ago, Metric::kServiceLevel, ratioOf(40, 40));
    }
    stage.show(b.sequence(static_cast<uint64_t>(minute) + 1).build());
    const double u = stage.viewing().u();
    for (const char* chart : {"chart.series.abandon_rate", "chart.series.service_level",
                              "chart.series.first_response_time_s", "chart.series.volume"}) {
      std::vector<Ink> inks;
      collect(stage.item(chart), {}, inks);
      for (size_t i = 0; i < inks.size(); ++i) {
        for (size_t j = 0; j < i; ++j) {
          const QRectF around = inks[i].area.adjusted(-3 * u, -3 * u, 3 * u, 3 * u);
          QVERIFY2(!around.intersects(inks[j].area), qPrintable(inks[i].text + " meets " + inks[j].text));
        }
      }
    }
    // A line at the end of its range is drawn whole.
    for (HourChart* chart : {stage.wall().scene()->chart("series.abandon_rate"),
                             stage.wall().scene()->chart("series.service_level")}) {
      const double end = chart->labelTexts()->all().at(0).end;
      QVERIFY(end > 0.02 && end < 0.98);
    }
  }
}

// Before the engine is heard there are no times; a Stage fails with any warning of QML.
void ChartsTest::textsComeAndGo() {
  Stage stage({.diagonal = 24, .distance = 0.7});
  ChartTexts& times = *stage.wall().scene()->chart("series.volume")->timeTexts();
  QVERIFY(times.all().empty());
  stage.show(busyFrame().build());
  QCOMPARE(times.all().size(), size_t{6});
  stage.show(nullptr);
  QVERIFY(times.all().empty());
  stage.show(busyFrame().sequence(2).build());
  QCOMPARE(times.all().size(), size_t{6});
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::ChartsTest)
#include "tst_charts.moc"
