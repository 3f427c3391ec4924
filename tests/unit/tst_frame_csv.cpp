// Frames as CSV.
#include <QtTest>

#include "export/frame_csv.h"

using namespace watchfloor;

class TestFrameCsv : public QObject {
  Q_OBJECT

  // The rows below the header.
  static QStringList rowsOf(FrameCell cell, Selection selection = {}) {
    Frame frame;
    frame.asOf = *parseTime("2026-03-02T10:05:00Z");
    frame.cells = {std::move(cell)};
    FrameCsv csv(std::move(selection));
    csv.add(frame);
    return QString::fromStdString(csv.text()).split('\n', Qt::SkipEmptyParts).mid(1);
  }
  static QString rowOf(Metric metric, Figure figure, std::optional<double> delta = {}) {
    Selection selection;
    selection.metrics = {metric};
    const Window window = info(metric).isNow ? Window::kNow : Window::k15m;
    const QStringList rows = rowsOf({"acme", "voice", window, true, {{metric, figure, delta}}}, selection);
    return rows.size() == 1 ? rows[0] : "not one row";
  }

 private Q_SLOTS:
  void everyRowHasTheColumnsOfTheHeader() {
    FrameCsv csv{Selection{}};
    const auto columns = QString::fromStdString(csv.text()).count(',');
    const QStringList rows = rowsOf({"acme", "voice", Window::k15m, false, {}});
    QVERIFY(rows.size() > 20);
    for (const QString& row : rows) QCOMPARE(row.count(','), columns);
  }
  void shapes() {
    QCOMPARE(rowOf(Metric::kOffered, Count{12, false}, -3),
             "2026-03-02T10:05:00Z,acme,voice,15m,offered,12,,,,,,,,,,,-3");
    QCOMPARE(rowOf(Metric::kAbandonRate, Ratio{1, 8, 2}),
             "2026-03-02T10:05:00Z,acme,voice,15m,abandon_rate,0.125,1,8,2,,,,,,,,");
    QCOMPARE(rowOf(Metric::kOccupancy, Ratio{500'000, 1'000'000, 0}),
             "2026-03-02T10:05:00Z,acme,voice,15m,occupancy,0.5,0.5,1,0,,,,,,,,");
    const Spread spread{
        2, seconds(5), seconds(4), {seconds(1), seconds(1), seconds(4), seconds(4), std::nullopt}, true};
    QCOMPARE(rowOf(Metric::kHandleTime, spread),
             "2026-03-02T10:05:00Z,acme,voice,15m,handle_time_s,2.5,,,,2,2.5,1,4,4,,4,");
    QCOMPARE(rowOf(Metric::kLongestWaiting, Age{*parseTime("2026-03-02T10:04:00Z")}),
             "2026-03-02T10:05:00Z,acme,voice,now,longest_waiting_s,60,,,,,,,,,,,");
  }
  void whatHasNoValueIsEmpty() {
    QCOMPARE(rowOf(Metric::kAbandonRate, Ratio{}),
             "2026-03-02T10:05:00Z,acme,voice,15m,abandon_rate,,0,0,0,,,,,,,,");
    QCOMPARE(rowOf(Metric::kHandleTime, Spread{}),
             "2026-03-02T10:05:00Z,acme,voice,15m,handle_time_s,,,,,0,,,,,,,");
    QCOMPARE(rowOf(Metric::kLongestWaiting, Age{}),
             "2026-03-02T10:05:00Z,acme,voice,now,longest_waiting_s,,,,,,,,,,,,");
  }
  void namesAreQuotedWhereTheyMustBe() {
    Selection selection;
    selection.metrics = {Metric::kOffered};
    QCOMPARE(rowsOf({"a,\"b\"", "voice", Window::k15m, false, {}}, selection),
             QStringList{"2026-03-02T10:05:00Z,\"a,\"\"b\"\"\",voice,15m,offered,0,,,,,,,,,,,"});
  }
};

QTEST_APPLESS_MAIN(TestFrameCsv)
#include "tst_frame_csv.moc"
