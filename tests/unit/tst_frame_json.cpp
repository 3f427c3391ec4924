// Frames as JSON: every shape, every null, and that what is written can be read.
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>
#include <limits>

#include "export/frame_json.h"
#include "export/json_text.h"

using namespace watchfloor;

class TestFrameJson : public QObject {
  Q_OBJECT

  static Time at(const char* text) { return *parseTime(text); }

  static Frame frameOf(std::vector<FrameCell> cells) {
    Frame frame;
    frame.asOf = at("2026-03-02T10:05:00.25Z");
    frame.cells = std::move(cells);
    return frame;
  }

  static QJsonObject read(const std::string& text) {
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(text), &error);
    if (document.isNull()) qWarning("%s in %s", qPrintable(error.errorString()), text.c_str());
    return document.object();
  }
  static QJsonObject documentOf(const Frame& frame, Selection selection = {}) {
    FrameJson json(std::move(selection));
    json.add(frame);
    return read(json.text());
  }
  static QJsonObject cellOf(FrameCell cell) {
    return documentOf(frameOf({std::move(cell)}))["cells"].toArray().at(0).toObject();
  }
  static QJsonValue metricOf(FrameCell cell, Metric metric) {
    const auto metricName = name(metric);
    return cellOf(std::move(cell))["metrics"]
        .toObject()[QLatin1String(metricName.data(), static_cast<int>(metricName.size()))];
  }
  static FrameCell cellWith(Metric metric, Figure figure) {
    const Window window = info(metric).isNow ? Window::kNow : Window::k15m;
    return {"acme", "voice", window, false, {{metric, std::move(figure), {}}}};
  }

 private Q_SLOTS:
  void theHead() {
    Frame frame = frameOf({});
    frame.counters = {.duplicates = 1,
                      .lateDropped = 2,
                      .futureRejected = 3,
                      .clockSkew = 4,
                      .rejected = 5,
                      .startUnknown = 6,
                      .lost = 7};
    frame.definitionId = "5b1d";
    QJsonObject document = documentOf(frame);
    QCOMPARE(document["as_of"].toString(), "2026-03-02T10:05:00.25Z");
    QCOMPARE(document["definition_id"].toString(), "5b1d");
    QVERIFY(!document.contains("watermark") && !document.contains("set_back"));
    QCOMPARE(document["counters"].toObject(), (QJsonObject{{"duplicates", 1},
                                                           {"late_dropped", 2},
                                                           {"future_rejected", 3},
                                                           {"clock_skew", 4},
                                                           {"rejected", 5},
                                                           {"start_unknown", 6},
                                                           {"lost", 7}}));
    QVERIFY(document["cells"].toArray().isEmpty());
    frame.counters.forgotten = 8;
    QCOMPARE(documentOf(frame)["counters"].toObject()["forgotten"].toInt(), 8);
    frame.watermark = at("2026-03-02T10:04:59Z"), frame.setBack = minutes(59);
    document = documentOf(frame);
    QCOMPARE(document["watermark"].toString(), "2026-03-02T10:04:59Z");
    QCOMPARE(document["set_back"].toDouble(), 3540.0);
  }

  void cellsOfSeveralFramesAddUp() {
    Frame early = frameOf({cellWith(Metric::kOffered, Count{3, false})});
    early.asOf = at("2026-03-02T10:00:00Z");
    FrameJson json{Selection{}};
    json.add(early);
    json.add(frameOf({cellWith(Metric::kOffered, Count{4, false})}));
    const QJsonObject document = read(json.text());
    QCOMPARE(document["as_of"].toString(), "2026-03-02T10:05:00.25Z");
    QCOMPARE(document["cells"].toArray().size(), 2);
    QCOMPARE(document["cells"].toArray().at(0)["at"].toString(), "2026-03-02T10:00:00Z");
    QCOMPARE(document["cells"].toArray().at(0)["metrics"].toObject()["offered"].toInt(), 3);
    QCOMPARE(document["cells"].toArray().at(1)["at"].toString(), "2026-03-02T10:05:00.25Z");
    QCOMPARE(document["cells"].toArray().at(1)["metrics"].toObject()["offered"].toInt(), 4);
  }

  void aCellALine() {
    CellJsonLines lines{Selection{}};
    lines.add(
        frameOf({cellWith(Metric::kOffered, Count{3, false}), cellWith(Metric::kAnswered, Count{4, false})}));
    const std::string text = lines.text();
    QCOMPARE(std::count(text.begin(), text.end(), '\n'), 2);
    QCOMPARE(read(text.substr(0, text.find('\n')))["metrics"].toObject()["offered"].toInt(), 3);
    QCOMPARE(read(text.substr(text.find('\n')))["metrics"].toObject()["answered"].toInt(), 4);
  }

  void aCellHasTheMetricsOfItsWindow() {
    const QStringList windowed =
        cellOf({"acme", "voice", Window::k15m, false, {}})["metrics"].toObject().keys();
    const QStringList now = cellOf({"acme", "voice", Window::kNow, false, {}})["metrics"].toObject().keys();
    QCOMPARE(windowed.size() + now.size(), qsizetype{kMetrics});
    QVERIFY(windowed.contains("offered") && windowed.contains("share_of_voice") &&
            !windowed.contains("backlog"));
    QVERIFY(now.contains("backlog") && !now.contains("offered"));
    QVERIFY(
        !cellOf({"all", "voice", Window::k15m, false, {}})["metrics"].toObject().contains("share_of_voice"));
  }

  void whatIsNotThereIsZero() {
    const FrameCell empty{"acme", "voice", Window::k15m, false, {}};
    QCOMPARE(metricOf(empty, Metric::kOffered), QJsonValue(0));
    QCOMPARE(metricOf(empty, Metric::kAbandonRate).toObject(),
             (QJsonObject{{"num", 0}, {"den", 0}, {"excluded", 0}, {"value", QJsonValue::Null}}));
    QCOMPARE(metricOf(empty, Metric::kHandleTime).toObject(), (QJsonObject{{"n", 0},
                                                                           {"mean", QJsonValue::Null},
                                                                           {"max", QJsonValue::Null},
                                                                           {"p50", QJsonValue::Null},
                                                                           {"p90", QJsonValue::Null},
                                                                           {"p95", QJsonValue::Null},
                                                                           {"p99", QJsonValue::Null}}));
    QCOMPARE(metricOf({"acme", "voice", Window::kNow, false, {}}, Metric::kLongestWaiting),
             QJsonValue(QJsonValue::Null));
  }

  void ratios() {
    QCOMPARE(metricOf(cellWith(Metric::kAbandonRate, Ratio{1, 8, 2}), Metric::kAbandonRate).toObject(),
             (QJsonObject{{"num", 1}, {"den", 8}, {"excluded", 2}, {"value", 0.125}}));
    QCOMPARE(
        metricOf(cellWith(Metric::kNetSentiment, Ratio{-3, 4, 0}), Metric::kNetSentiment)["value"].toDouble(),
        -0.75);
  }
  void occupancyIsInSeconds() {
    QCOMPARE(
        metricOf(cellWith(Metric::kOccupancy, Ratio{1'500'000, 3'000'000, 0}), Metric::kOccupancy).toObject(),
        (QJsonObject{{"num", 1.5}, {"den", 3}, {"excluded", 0}, {"value", 0.5}}));
  }
  void spreads() {
    const Spread spread{3,
                        seconds(10),
                        seconds(7),
                        {seconds(1), seconds(2), Duration(7'000'001), seconds(7), std::nullopt},
                        true};
    QCOMPARE(metricOf(cellWith(Metric::kHandleTime, spread), Metric::kHandleTime).toObject(),
             (QJsonObject{{"n", 3},
                          {"mean", 3.333333},
                          {"max", 7},
                          {"p50", 2},
                          {"p90", 7.000001},
                          {"p95", 7},
                          {"p99", QJsonValue::Null},
                          {"over", true}}));
  }
  void agesAreTakenAtTheTick() {
    QCOMPARE(
        metricOf(cellWith(Metric::kLongestWaiting, Age{at("2026-03-02T10:04:00Z")}), Metric::kLongestWaiting)
            .toDouble(),
        60.25);
  }

  void deltas() {
    FrameCell cell{"acme",
                   "voice",
                   Window::k15m,
                   true,
                   {{Metric::kOffered, Count{4, false}, -2},
                    {Metric::kAbandonRate, Ratio{1, 4, 0}, 0.1 + 0.2},
                    {Metric::kServiceLevel, Ratio{1, 4, 0}, {}}}};
    const QJsonObject delta = cellOf(cell)["delta"].toObject();
    QCOMPARE(delta.keys(), cellOf(cell)["metrics"].toObject().keys());
    QCOMPARE(delta["offered"], QJsonValue(-2));
    QCOMPARE(delta["abandon_rate"], QJsonValue(0.3));
    QCOMPARE(delta["service_level"], QJsonValue(QJsonValue::Null));
    QCOMPARE(delta["answered"], QJsonValue(0));
    QCOMPARE(delta["handle_time_s"], QJsonValue(QJsonValue::Null));
    cell.hasDelta = false;
    QVERIFY(!cellOf(cell).contains("delta"));
  }

  void estimatesAreNamed() {
    QCOMPARE(cellOf(cellWith(Metric::kDistinctAuthors, Count{90'000, true}))["estimated"].toArray(),
             QJsonArray{"distinct_authors"});
    QVERIFY(!cellOf(cellWith(Metric::kDistinctAuthors, Count{90, false})).contains("estimated"));
  }

  void aSelectionChooses() {
    const Frame frame = frameOf({{"acme", "all", Window::k15m, false, {}},
                                 {"acme", "voice", Window::k15m, false, {}},
                                 {"acme", "voice", Window::k5m, false, {}},
                                 {"bravo", "voice", Window::k15m, false, {}}});
    const auto cells = [&](const Selection& selection) {
      return documentOf(frame, selection)["cells"].toArray();
    };
    Selection selection;
    QCOMPARE(cells(selection).size(), 4);
    selection.brands = {"acme"};
    QCOMPARE(cells(selection).size(), 3);
    selection.windows = {Window::k15m};
    QCOMPARE(cells(selection).size(), 2);
    selection.channels = {"all"};
    QCOMPARE(cells(selection).size(), 1);
    selection.metrics = {Metric::kOffered};
    QCOMPARE(cells(selection).at(0)["metrics"].toObject().keys(), QStringList{"offered"});
  }

  void namesSurvive_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << "";
    QTest::newRow("quotes and backslashes") << "a\"b\\c";
    QTest::newRow("line breaks and tabs") << "line\nbreak\ttab\r";
    QTest::newRow("controls") << QString(QChar(1)) + QChar(0x1f) + QChar(0x7f);
    QTest::newRow("beyond ASCII") << "Zürich → 東京 𝄞";
  }
  void namesSurvive() {
    QFETCH(QString, text);
    QCOMPARE(cellOf({text.toStdString(), "voice", Window::k15m, false, {}})["brand"].toString(), text);
  }
  void bytesThatAreNotUtf8AreReplaced_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("stray continuation") << QByteArray("a\x80z") << QString("a\uFFFDz");
    QTest::newRow("cut off") << QByteArray("a\xE2\x82") << QString("a\uFFFD\uFFFD");
    QTest::newRow("overlong") << QByteArray("\xC0\xAF") << QString("\uFFFD\uFFFD");
    QTest::newRow("overlong of three") << QByteArray("\xE0\x80\xAF") << QString("\uFFFD\uFFFD\uFFFD");
    QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80") << QString("\uFFFD\uFFFD\uFFFD");
    QTest::newRow("beyond") << QByteArray("\xF4\x90\x80\x80") << QString("\uFFFD\uFFFD\uFFFD\uFFFD");
  }
  void bytesThatAreNotUtf8AreReplaced() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    std::string out;
    json::appendString(out, bytes.toStdString());
    QCOMPARE(QString::fromStdString(out), "\"" + text + "\"");
  }

  void numbersReadBackAsTheyWere() {
    const auto text = [](double number) {
      std::string out;
      json::appendNumber(out, number);
      return out;
    };
    for (const double number :
         {0.1, 1.0 / 3, 1e-9, 1e22, -0.5, 12345678.9, std::numeric_limits<double>::max(),
          std::numeric_limits<double>::denorm_min()}) {
      QCOMPARE(QByteArray::fromStdString(text(number)).toDouble(), number);
    }
    QCOMPARE(text(0.1), "0.1");
    QCOMPARE(text(57), "57");
    QCOMPARE(text(std::numeric_limits<double>::quiet_NaN()), "null");
    QCOMPARE(text(std::numeric_limits<double>::infinity()), "null");
  }
};

QTEST_APPLESS_MAIN(TestFrameJson)
#include "tst_frame_json.moc"
