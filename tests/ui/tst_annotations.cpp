// What stands in the charts where it happened: what the board's file notes, and what began to rise or to
// fall.
#include <absl/strings/str_cat.h>

#include <QAccessible>
#include <QApplication>
#include <QtTest>
#include <functional>

#include "boards/board_file.h"
#include "charts/annotations.h"
#include "charts/board_charts.h"
#include "legibility.h"
#include "models/language.h"

namespace watchfloor {
namespace {

const QTimeZone kBerlin("Europe/Berlin");

Situation situationAt(Time asOf) {
  Situation at;
  at.view.frame = busyFrame().at(asOf).build();
  at.view.isConnected = true;
  at.zone = kBerlin;
  at.present = at.now = asOf;
  return at;
}

Board boardWith(std::vector<Annotation> annotations) {
  Board board;
  board.annotations = std::move(annotations);
  return board;
}

TileSpec seriesOf(Metric metric, SeriesSpan span = {}) {
  TileSpec spec;
  spec.kind = TileKind::Series, spec.subject = Subject{metric}, spec.span = span;
  return spec;
}

Time at(const char* text) { return *parseTime(text); }

QStringList textsOf(const std::vector<ChartData::Mark>& marks) {
  QStringList texts;
  for (const ChartData::Mark& mark : marks) texts << mark.when + " " + mark.text;
  return texts;
}

// A board of one chart, at a desk.
Board chartBoard(const std::string& annotations) {
  absl::StatusOr<Board> board =
      parseBoard(absl::StrCat("[[tile]]\nkind = \"series\"\nmetric = \"volume\"\n"
                              "place = { column = 1, row = 1, width = 12, height = 6 }\n",
                              annotations),
                 "my.toml");
  if (!board.ok()) qFatal("%s", board.status().ToString().c_str());
  return *board;
}

}  // namespace

class AnnotationsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { QAccessible::setActive(true); }
  void aMoment();
  void eachDay();
  void eachDayAtTheChangesOfTheClocks();
  void ofItsScopeOnly();
  void trendsThatBegan();
  void standWhereTheirTimesStand();
  void namesKeepApart_data();
  void namesKeepApart();
  void cleanup() { setLanguage("en"); }
};

void AnnotationsTest::aMoment() {
  const Situation now = situationAt(at("2025-03-03T13:30:20Z"));
  const Board board = boardWith({{at("2025-03-03T12:29:59Z"), "before"},
                                 {at("2025-03-03T13:00:00Z"), "Release"},
                                 {at("2025-03-03T13:10:30Z"), "Rollback"},
                                 {at("2025-03-03T13:30:00Z"), "in the running minute"}});
  QCOMPARE(textsOf(marksOf(board, seriesOf(Metric::kOffered), now)),
           (QStringList{"14:10 Rollback", "14:00 Release"}));
  // A level is known to the end of the running minute.
  QCOMPARE(textsOf(marksOf(board, seriesOf(Metric::kBacklog), now)).first(), "14:30 in the running minute");
}

void AnnotationsTest::eachDay() {
  const Board board = boardWith({{minutes(9 * 60 + 7), "Shift"}});
  const TileSpec day = seriesOf(Metric::kOffered, SeriesSpan::of(hours(24)));
  QCOMPARE(textsOf(marksOf(board, day, situationAt(at("2025-03-03T13:30:20Z")))), QStringList{"09:07 Shift"});
  QCOMPARE(textsOf(marksOf(board, seriesOf(Metric::kOffered), situationAt(at("2025-03-03T13:30:20Z")))),
           QStringList());
  // From minute to minute it comes, and goes an hour later.
  for (Time now = at("2025-03-01T08:00:00Z"); now < at("2025-03-01T10:00:00Z"); now += minutes(1)) {
    const TileSpec hour = seriesOf(Metric::kOffered);
    const Slots slots(now);
    const bool isIn = at("2025-03-01T08:07:00Z") >= slots.start && at("2025-03-01T08:07:00Z") < slots.end();
    QCOMPARE(marksOf(board, hour, situationAt(now)).size(), size_t{isIn});
    QCOMPARE(marksOf(board, day, situationAt(now)).size(), size_t{1});
  }
}

// In spring 02:30 is left out, in autumn it comes twice.
void AnnotationsTest::eachDayAtTheChangesOfTheClocks() {
  const Board board = boardWith({{minutes(2 * 60 + 30), "Backup"}});
  for (const TileSpec& spec : {seriesOf(Metric::kOffered, SeriesSpan::of(hours(24))),
                               seriesOf(Metric::kOffered, SeriesSpan::of(hours(3)))}) {
    QCOMPARE(marksOf(board, spec, situationAt(at("2025-03-30T02:00:00Z"))).size(), size_t{1});
    QCOMPARE(textsOf(marksOf(board, spec, situationAt(at("2025-10-26T02:30:00Z")))),
             QStringList{"02:30 Backup"});
  }
}

void AnnotationsTest::ofItsScopeOnly() {
  Situation now = situationAt(at("2025-03-03T13:30:20Z"));
  const Board board = boardWith({{at("2025-03-03T13:00:00Z"), "one", "Alder", {}},
                                 {at("2025-03-03T13:01:00Z"), "two", {}, "voice"},
                                 {at("2025-03-03T13:02:00Z"), "three", "Larkwing", "chat"}});
  const auto texts = [&](const char* brand, const char* channel) {
    now.choice.brand = brand, now.choice.channel = channel;
    QStringList found;
    for (const ChartData::Mark& mark : marksOf(board, seriesOf(Metric::kOffered), now)) found << mark.text;
    return found;
  };
  QCOMPARE(texts("all", "all"), (QStringList{"three", "two", "one"}));
  QCOMPARE(texts("Alder", "all"), (QStringList{"two", "one"}));
  QCOMPARE(texts("Alder", "chat"), QStringList{"one"});
  QCOMPARE(texts("Larkwing", "voice"), QStringList{"two"});
}

// Over what people write; calls do not rise because somebody writes.
void AnnotationsTest::trendsThatBegan() {
  Situation now = situationAt(kAsOf);
  now.zone = kBerlin;
  now.trends = std::make_shared<TrendView>(TrendView{.trends = talkTrends(), .isKnown = true});
  QStringList texts;
  for (const auto& mark : marksOf({}, seriesOf(Metric::kMessagesInbound), now)) texts << mark.text;
  QCOMPARE(texts, (QStringList{"conversation 4711 · Alder rises", "Alder · #delay rises",
                               "Northwind Reinsurance and Claims, Europe rises"}));
  QVERIFY(marksOf({}, seriesOf(Metric::kAbandonRate), now).empty());
  now.choice.channel = "x";  // trends are of all channels
  QVERIFY(marksOf({}, seriesOf(Metric::kMessagesInbound), now).empty());
  now.choice.channel = "all";
  // Competitors are no part of what the chart of all brands counts.
  std::vector<Trend> trends = talkTrends();
  for (Trend& trend : trends) trend.isWatchedOnly = trend.brand == "Alder";
  now.trends = std::make_shared<TrendView>(TrendView{.trends = trends, .isKnown = true});
  QCOMPARE(marksOf({}, seriesOf(Metric::kMessagesInbound), now).size(), size_t{1});
  trends[1].state = Trend::State::kCollapsing;
  now.trends = std::make_shared<TrendView>(TrendView{.trends = trends, .isKnown = true});
  now.choice.brand = "Alder";
  texts.clear();
  for (const auto& mark : marksOf({}, seriesOf(Metric::kNetSentiment, SeriesSpan::of(hours(4))), now))
    texts << mark.text;
  QCOMPARE(texts,
           (QStringList{"conversation 4711 · Alder ◊ rises", "#delay collapses", "Alder ◊ collapses"}));
}

// Beside the texts of the axis: a count's at the beginning of its step, a level's at its end.
void AnnotationsTest::standWhereTheirTimesStand() {
  for (const Metric metric : {Metric::kOffered, Metric::kBacklog}) {
    for (const Duration span : {Duration(hours(1)), Duration(hours(24))}) {
      const Situation now = situationAt(at("2025-03-03T13:32:20Z"));
      const TileSpec spec = seriesOf(metric, SeriesSpan::of(span));
      ChannelRoster roster;
      const ChartData data = chartData(spec, now, roster, 300);
      QVERIFY(!data.times.empty());
      for (const ChartData::Tick& tick : data.times) {
        const QTime ofDay = QTime::fromString(tick.text, "HH:mm");
        const auto marks =
            marksOf(boardWith({{minutes(ofDay.msecsSinceStartOfDay() / 60'000), "it"}}), spec, now);
        QCOMPARE(marks.size(), size_t{1});
        QVERIFY(std::abs(marks[0].position - (tick.slot + 0.5) / data.slots) < 1e-9);
      }
    }
  }
}

// From the right to the left, too: time runs from the left everywhere.
void AnnotationsTest::namesKeepApart_data() {
  QTest::addColumn<QString>("language");
  for (const char* language : {"en", "ar"}) QTest::addRow("%s", language) << QString(language);
}

// The newest has its name first; what has no room for it is a sign on the axis, and is told.
void AnnotationsTest::namesKeepApart() {
  QFETCH(QString, language);
  setLanguage(language);
  Stage stage({.width = 3840, .height = 2160, .diagonal = 32, .distance = 0.8});
  std::string many;
  for (int ago : {1, 3, 20, 21, 40, 55}) {
    const QDateTime when =
        QDateTime::fromMSecsSinceEpoch((floor<minutes>(kAsOf) - minutes(ago)).time_since_epoch() /
                                       std::chrono::milliseconds(1))
            .toUTC();
    many += absl::StrCat("[[annotation]]\nat = \"", when.toString(Qt::ISODate).toStdString(),
                         "\"\ntext = \"Release ", ago, " of the new booking system\"\n");
  }
  stage.wall().showBoard(chartBoard(many));
  stage.show(busyFrame().build());
  QCOMPARE(faultIn(stage), QString());
  QQuickItem* panel = Stage::find(stage.item("chart.series.volume"), "panel");
  QStringList names;
  std::vector<Ink> inks;
  collect(panel, {}, inks);
  for (const Ink& ink : inks) {
    if (ink.item->objectName() == QLatin1String("mark")) names << ink.text;
  }
  const auto isNamed = [&](int ago) {
    return names.filter(QStringLiteral("Release %1 of").arg(ago)).size() == 1;
  };
  // The title stands at the right there, above the newest.
  QCOMPARE(isNamed(1), language == QLatin1String("en"));
  QVERIFY2(isNamed(20) && !isNamed(3), qPrintable(names.join('|')));
  const auto shown = [panel](const char* part) {
    const std::function<qsizetype(const QQuickItem*)> count = [&](const QQuickItem* item) {
      qsizetype found = item->objectName() == QLatin1String(part) && isShown(item);
      for (const QQuickItem* child : item->childItems()) found += count(child);
      return found;
    };
    return count(panel);
  };
  QCOMPARE(shown("markLine"), names.size());
  QCOMPARE(shown("markSign"), 6 - names.size());
  QAccessibleInterface* read = QAccessible::queryAccessibleInterface(panel);
  QVERIFY(read);
  const QString spoken = read->text(QAccessible::Description);
  for (int ago : {1, 3, 20, 21, 40, 55})
    QVERIFY2(spoken.contains(QStringLiteral("Release %1 of").arg(ago)), qPrintable(spoken));
  // The line is drawn where the chart has that minute.
  const QImage image = stage.grab();
  QQuickItem* plot = Stage::find(panel, "plot");
  const QRectF area = panel->property("area").toRectF();
  const double x = area.x() + area.width() * (60 - 20 + 0.5) / 60;
  int lit = 0, beside = 0;
  for (double y = area.y(); y < area.bottom(); ++y) {
    const QPoint point = plot->mapToScene({x, y}).toPoint();
    const auto isLit = [&](int by) { return qGray(image.pixel(point.x() + by, point.y())) > 120; };
    lit += isLit(-1) || isLit(0) || isLit(1), beside += isLit(-12) && isLit(12);
  }
  QVERIFY2(lit > area.height() * 0.95 && beside < area.height() * 0.3, qPrintable(QString::number(lit)));
  stage.save("annotations_" + language);
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::AnnotationsTest)
#include "tst_annotations.moc"
