// Frames as a table for people.
#include <QtTest>

#include "export/frame_table.h"

using namespace watchfloor;

class TestFrameTable : public QObject {
  Q_OBJECT

  static QString tableOf(std::vector<FrameCell> cells) {
    Frame frame;
    frame.asOf = *parseTime("2026-03-02T10:05:00Z");
    frame.cells = std::move(cells);
    FrameTable table{Selection{}};
    table.add(frame);
    return QString::fromStdString(table.text());
  }
  static QString lineOf(Metric metric, Figure figure, std::optional<double> delta = {}) {
    const Window window = info(metric).isNow ? Window::kNow : Window::k15m;
    return tableOf({{"acme", "voice", window, true, {{metric, figure, delta}}}})
        .section('\n', 1, 1)
        .simplified();
  }

 private Q_SLOTS:
  void aCellIsABlock() {
    QCOMPARE(tableOf({{"acme",
                       "voice",
                       Window::k15m,
                       false,
                       {{Metric::kOffered, Count{12, false}, {}}, {Metric::kAnswered, Count{}, {}}}}}),
             "acme × voice · 15m · 2026-03-02T10:05:00Z\n  offered                           12\n");
  }
  void figures() {
    QCOMPARE(lineOf(Metric::kOffered, Count{12, false}, -3), "offered 12 (-3)");
    QCOMPARE(lineOf(Metric::kDistinctAuthors, Count{90'000, true}, 250), "distinct_authors ≈90000 (+250)");
    QCOMPARE(lineOf(Metric::kAbandonRate, Ratio{1, 8, 2}, 0.05),
             "abandon_rate 12.5 % 1 of 8, 2 excluded (+5.0 %)");
    QCOMPARE(lineOf(Metric::kAbandonRate, Ratio{0, 0, 2}), "abandon_rate — 0 of 0, 2 excluded");
    QCOMPARE(lineOf(Metric::kOccupancy, Ratio{1'500'000, 3'000'000, 0}), "occupancy 50.0 % 1.5 s of 3 s");
    QCOMPARE(lineOf(Metric::kLongestWaiting, Age{*parseTime("2026-03-02T10:00:00Z")}),
             "longest_waiting_s 300 s");
    const Spread spread{2,
                        seconds(5),
                        hours(24 * 40),
                        {seconds(1), Duration(1'234'567), std::nullopt, std::nullopt, std::nullopt},
                        true};
    QCOMPARE(lineOf(Metric::kHandleTime, spread),
             "handle_time_s 2.5 s n 2, median 1.23 s, 90 % > 30 d, max 3456000 s");
  }
  void smallDurations() {
    const auto meanOf = [](int64_t micros) {
      return lineOf(Metric::kHandleTime, Spread{1, Duration(micros), Duration(micros), {}, false})
          .section(' ', 1, 2);
    };
    QCOMPARE(meanOf(1500), "0.0015 s");
    QCOMPARE(meanOf(150), "0.00015 s");
    QCOMPARE(meanOf(30), "0.00003 s");
    QCOMPARE(meanOf(1), "0.000001 s");
    QCOMPARE(meanOf(0), "0 s");
  }
  void aFigureThatFellToZeroIsShown() { QCOMPARE(lineOf(Metric::kOffered, Count{}, -3), "offered 0 (-3)"); }
  void terminalsAreNotObeyed() {
    const QString table = tableOf({{"a\x1b[2Jb\u009b31m", "x\u202ey", Window::k15m, false, {}}});
    QVERIFY2(table.startsWith("a\\u{1b}[2Jb\\u{9b}31m × x\\u{202e}y ·"), qPrintable(table));
  }
  void nothing() { QCOMPARE(tableOf({}), "nothing is known at 2026-03-02T10:05:00Z\n"); }
};

QTEST_APPLESS_MAIN(TestFrameTable)
#include "tst_frame_table.moc"
