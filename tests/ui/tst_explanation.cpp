// How a figure came about, told to whoever points at it, holds it, or goes there by keys; and copied.
#include <QApplication>
#include <QClipboard>
#include <QtTest>

#include "models/definition.h"
#include "situations.h"
#include "stage.h"

namespace watchfloor {
namespace {

QString factOf(const std::vector<Fact>& facts, const char* name) {
  const auto found = std::ranges::find(facts, QLatin1String(name), &Fact::name);
  return found == facts.end() ? QString() : found->text;
}

std::vector<Fact> factsAt(Metric metric, const FrameBuilder& builder = busyFrame()) {
  return factsOf(Subject{metric}, {.atLeast = 0.8, .atMost = {}}, live(builder));
}

QPoint centreOf(const QQuickItem* item) {
  return item->mapRectToScene(item->boundingRect()).center().toPoint();
}

Stage::Room desk() { return {.width = 3840, .height = 2160, .diagonal = 32, .distance = 0.8}; }

}  // namespace

class ExplanationTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void everyMetricHasAMeaning();
  void ratio();
  void spreadAndAge();
  void sumOfTwoCounts();
  void aCompetitorIsTold();
  void aStateIsTold();
  void timeIsNoSample();
  void nothingKnown();
  void sources();
  void rests();
  void longPress();
  void closesByTouch();
  void keysScrollWhatIsLong();
  void everythingByKeys();
  void cellsAndRows();
  void follows();
  void copies();
  void goesWithItsBoard();
  void nobodyThere();
};

void ExplanationTest::everyMetricHasAMeaning() {
  QSet<QString> seen;
  for (const MetricInfo& metric : metricInfos()) {
    const Definition definition = definitionOf(Subject{metric.metric});
    QVERIFY2(!definition.meaning.isEmpty(), std::string(metric.name).c_str());
    QCOMPARE(definition.numerator.isEmpty(), metric.shape != Shape::kRatio);
    QCOMPARE(definition.denominator.isEmpty(), metric.shape != Shape::kRatio);
    seen << definition.meaning;
  }
  QCOMPARE(seen.size(), kMetrics);
}

void ExplanationTest::ratio() {
  const std::vector<Fact> facts = factsAt(Metric::kServiceLevel);
  QCOMPARE(factOf(facts, "Figure"), "83.1\u202f%");
  QCOMPARE(factOf(facts, "Numerator"), "675 met, by the engine's rule");
  QCOMPARE(factOf(facts, "Denominator"), "812 contacts that were due in this window");
  QCOMPARE(factOf(facts, "n"), "812");
  QCOMPARE(factOf(facts, "Target"), "≥ 80\u202f%");
  QCOMPARE(factOf(facts, "Of"), "All brands · all channels");
  QCOMPARE(factOf(facts, "Window"), "15\u202fmin");
  QCOMPARE(factOf(facts, "Age"), "0\u202fs, of 14:32:07");
  QCOMPARE(factOf(facts, "Definition"), "service_level, of test");
  QCOMPARE(factOf(factsAt(Metric::kAbandonRate), "Left out"), "12 short abandons");
}

void ExplanationTest::spreadAndAge() {
  const std::vector<Fact> facts = factsAt(Metric::kFirstResponseTime);
  QCOMPARE(factOf(facts, "Figure"), "4:32\u202fmin, median");
  QCOMPARE(factOf(facts, "n"), "233");
  QCOMPARE(factOf(facts, "Quantiles"),
           "p25 2:01\u202fmin · median 4:32\u202fmin · p90 12:40\u202fmin · p95 13:40\u202fmin · p99 "
           "25:20\u202fmin");
  QCOMPARE(factOf(facts, "Longest"), "25:20\u202fmin");
  QVERIFY(factOf(facts, "Numerator").isEmpty());
  QCOMPARE(factOf(factsAt(Metric::kOldestUnanswered), "Since"), "13:53");
  QCOMPARE(factOf(factsAt(Metric::kOldestUnanswered, FrameBuilder()), "Since"), "nobody waits");
}

void ExplanationTest::sumOfTwoCounts() {
  const std::vector<Fact> facts = factsOf(kVolume, {}, live(busyFrame()));
  QCOMPARE(factOf(facts, "Figure"), "1,284");
  QCOMPARE(factOf(facts, "Sum of"), "842 Messages in + 442 Offered");
  QVERIFY(factOf(facts, "Target").isEmpty());
}

// Whose it is, where some brands are watched only.
void ExplanationTest::aCompetitorIsTold() {
  FrameBuilder watched = busyFrame();
  watched.frame().watchedOnly = {"Alder"};
  Situation at = live(watched);
  QCOMPARE(factOf(factsOf(kVolume, {}, at), "Of"), "Our brands · all channels");
  at.choice.brand = "Alder";
  QCOMPARE(factOf(factsOf(kVolume, {}, at), "Of"), "Alder, a competitor · all channels");
}

// A figure that stands still says so, and since when.
void ExplanationTest::aStateIsTold() {
  Situation at = live(busyFrame());
  QVERIFY(factOf(factsOf(Subject{Metric::kServiceLevel}, {}, at), "State").isEmpty());
  at.pausedAt = at.now - minutes(2);
  const std::vector<Fact> facts = factsOf(Subject{Metric::kServiceLevel}, {}, at);
  QVERIFY2(factOf(facts, "State").startsWith("paused"), qPrintable(factOf(facts, "State")));
  QVERIFY2(factOf(facts, "Age").startsWith("2"), qPrintable(factOf(facts, "Age")));
}

// Occupancy is microseconds of work: a time, and no n.
void ExplanationTest::timeIsNoSample() {
  const std::vector<Fact> facts = factsAt(Metric::kOccupancy);
  QCOMPARE(factOf(facts, "Numerator"), "13:32\u202fmin time on contacts and after them");
  QVERIFY(factOf(facts, "n").isEmpty());
}

void ExplanationTest::nothingKnown() {
  Situation at = live(busyFrame());
  at.view.selection.windows = {Window::kNow};
  const std::vector<Fact> facts = factsOf(Subject{Metric::kServiceLevel}, {}, at);
  QCOMPARE(factOf(facts, "Figure"), "—");
  QVERIFY(factOf(facts, "Numerator").isEmpty());
}

void ExplanationTest::sources() {
  QCOMPARE(factOf(factsAt(Metric::kServiceLevel), "Source"), "acd");
  QCOMPARE(factOf(factsAt(Metric::kNetSentiment), "Source"), "social");
  QCOMPARE(factOf(factsAt(Metric::kServiceLevel, FrameBuilder()), "Source"), "none that is known");
  FrameBuilder many;
  for (int i = 0; i < 6; ++i)
    many.source("s" + std::to_string(i), {{"Alder", "voice", kindBit(EventKind::kContact)}});
  QCOMPARE(factOf(factsAt(Metric::kOffered, many), "Source"), "s0 · s1 · s2 · s3 · 2 more");
}

// A pointer that rests; it goes when the pointer does.
void ExplanationTest::rests() {
  Stage stage({});
  stage.show(busyFrame().build());
  const Explanation& explanation = *stage.wall().explanation();
  QTest::mouseMove(stage.window(), centreOf(stage.tile("volume")));
  QTRY_VERIFY(explanation.isOpen());
  QCOMPARE(explanation.title(), "Volume");
  QVERIFY(!explanation.isHeld());
  stage.settle();
  const QQuickItem* panel = stage.item("explained");
  QVERIFY(panel->isVisible());
  const QRectF area = panel->mapRectToScene(panel->boundingRect());
  QVERIFY(QRectF(0, 0, 1920, 1080).contains(area));
  QVERIFY(!area.intersects(explanation.area()));
  QTest::mouseMove(stage.window(), QPoint(2, 2));
  QTRY_VERIFY(!explanation.isOpen());
}

void ExplanationTest::longPress() {
  Stage stage({});
  stage.show(busyFrame().build());
  QPointingDevice* screen = QTest::createTouchDevice();
  const QPoint at = centreOf(stage.tile("backlog"));
  QTest::touchEvent(stage.window(), screen).press(0, at);
  QTRY_VERIFY(stage.wall().explanation()->isHeld());
  QTest::touchEvent(stage.window(), screen).release(0, at);
  QCOMPARE(stage.wall().explanation()->title(), "Backlog");
  // A touch on it copies, Escape closes.
  stage.settle();
  const QPoint panel = centreOf(stage.item("explained"));
  QTest::touchEvent(stage.window(), screen).press(0, panel);
  QTest::touchEvent(stage.window(), screen).release(0, panel);
  QTRY_VERIFY(stage.wall().explanation()->isCopied());
  QTest::keyClick(stage.window(), Qt::Key_Escape);
  QVERIFY(!stage.wall().explanation()->isOpen());
}

// By a sign on it that a finger meets, or beside it.
void ExplanationTest::closesByTouch() {
  QPointingDevice* screen = QTest::createTouchDevice();
  for (const Stage::Room& room : {Stage::Room{}, desk(), Stage::Room{.diagonal = 55, .distance = 8}}) {
    Stage stage(room);
    stage.show(busyFrame().build());
    Explanation& explanation = *stage.wall().explanation();
    const auto touch = [&](const QPoint& at) {
      QTest::touchEvent(stage.window(), screen).press(0, at);
      QTest::touchEvent(stage.window(), screen).release(0, at);
      stage.settle();
    };
    const auto explain = [&] {
      QMetaObject::invokeMethod(Stage::find(stage.item("ground"), "figure"), "explain", Q_ARG(bool, true));
      stage.settle();
      return explanation.isHeld();
    };
    QVERIFY(explain());
    const QQuickItem* sign = stage.item("explainedClose");
    QVERIFY(sign->isVisible() && sign->width() >= 44 && sign->height() >= 24 * stage.viewing().u());
    const QQuickItem* title = stage.item("explainedTitle");
    QVERIFY(title->x() + title->width() <= sign->x());
    touch(centreOf(sign));
    QVERIFY(!explanation.isOpen());
    QVERIFY(explain());
    const QRectF panel = stage.item("explained")->mapRectToScene(stage.item("explained")->boundingRect());
    touch(panel.center().toPoint());
    QVERIFY(explanation.isOpen());
    if (panel.contains(3, 3)) continue;  // it takes the whole of a small wall
    touch(QPoint(3, 3));
    QVERIFY(!explanation.isOpen());
  }
}

// Down and PgDn are its own as long as there is more of it.
void ExplanationTest::keysScrollWhatIsLong() {
  Stage stage({.diagonal = 55, .distance = 8});
  stage.show(busyFrame().build());
  stage.window()->requestActivate();
  QVERIFY(QTest::qWaitForWindowActive(stage.window()));
  QMetaObject::invokeMethod(Stage::find(stage.item("ground"), "figure"), "explain", Q_ARG(bool, true));
  stage.settle();
  const QString before = stage.wall().channelText();
  const QQuickItem* scroll = stage.item("explainedScroll");
  const auto at = [&] { return scroll->property("contentY").toDouble(); };
  const double end = scroll->property("contentHeight").toDouble() - scroll->height();
  QVERIFY(end > 0);
  QTest::keyClick(stage.window(), Qt::Key_Down);
  QVERIFY(at() > 0);
  for (int i = 0; i < 9; ++i) QTest::keyClick(stage.window(), Qt::Key_PageDown);
  QCOMPARE(at(), end);
  QTest::keyClick(stage.window(), Qt::Key_Up);
  QVERIFY(at() < end);
  for (int i = 0; i < 9; ++i) QTest::keyClick(stage.window(), Qt::Key_PageUp);
  QCOMPARE(at(), 0.0);
  QCOMPARE(stage.wall().channelText(), before);
  stage.wall().explanation()->close();
  QTest::keyClick(stage.window(), Qt::Key_Down);
  QVERIFY(stage.wall().channelText() != before);
}

// Tab goes over header and figures; where it is can be seen.
void ExplanationTest::everythingByKeys() {
  Stage stage({});
  stage.show(busyFrame().build());
  stage.window()->requestActivate();
  QVERIFY(QTest::qWaitForWindowActive(stage.window()));
  const Explanation& explanation = *stage.wall().explanation();
  QSet<QString> seen;
  for (int i = 0; i < 20; ++i) {
    QTest::keyClick(stage.window(), Qt::Key_Tab);
    const QQuickItem* item = stage.window()->activeFocusItem();
    QVERIFY(item);
    if (item->objectName() != QLatin1String("figure")) continue;
    QVERIFY(Stage::find(const_cast<QQuickItem*>(item), "focus")->isVisible());
    QTest::keyClick(stage.window(), Qt::Key_Return);
    QVERIFY(explanation.isHeld());
    seen << explanation.title();
  }
  QCOMPARE(seen.size(),
           stage.wall().scene()->figures()->rowCount() + stage.wall().scene()->strips()->rowCount());
  QTest::keyClick(stage.window(), Qt::Key_Escape);
  QVERIFY(!explanation.isOpen());
  QTest::keyClick(stage.window(), Qt::Key_I);
  QVERIFY(explanation.isHeld());
}

void ExplanationTest::cellsAndRows() {
  Stage stage(desk());
  stage.show(busyFrame().build());
  Explanation& explanation = *stage.wall().explanation();
  QMetaObject::invokeMethod(Stage::find(stage.item("cell.0"), "figure"), "explain", Q_ARG(bool, true));
  QCOMPARE(explanation.title(), "Volume");
  QVERIFY(explanation.texts().contains("Alder · chat"));
  stage.wall().stepHeatMap(1);
  stage.live(seconds(1));
  QCOMPARE(explanation.title(), "Net sentiment");

  stage.wall().showBoard(shippedBoard("contact_centre"));
  stage.show(busyFrame().sequence(2).build());
  QVERIFY(!explanation.isOpen());
  for (const TileSpec& spec : stage.wall().scene()->board().tiles) {
    if (spec.kind != TileKind::Table) continue;
    explanation.ask(QString::fromStdString(spec.key), "Alder", "voice", 1, {}, true);
    QCOMPARE(explanation.title(), labelOf(spec.columns[1]));
    return;
  }
  QFAIL("no table");
}

// Its figures are the newest.
void ExplanationTest::follows() {
  Stage stage({});
  stage.show(busyFrame().build());
  Explanation& explanation = *stage.wall().explanation();
  explanation.ask("service_level", {}, {}, 0, {}, true);
  QCOMPARE(explanation.texts().first(), "83.1\u202f%");
  FrameBuilder next = busyFrame();
  stage.show(next.figure(Metric::kServiceLevel, ratioOf(700, 1000)).sequence(2).build());
  QCOMPARE(explanation.texts().first(), "70.0\u202f%");
  stage.wall().chooseBrand("Alder");
  QVERIFY(explanation.texts().contains("Alder · all channels"));
}

void ExplanationTest::copies() {
  Stage stage({});
  stage.show(busyFrame().build());
  Explanation& explanation = *stage.wall().explanation();
  QGuiApplication::clipboard()->clear();
  explanation.copy();
  QVERIFY(QGuiApplication::clipboard()->text().isEmpty());
  explanation.ask("service_level", {}, {}, 0, {}, true);
  QTest::keyClick(stage.window(), Qt::Key_C, Qt::ControlModifier);
  const QStringList lines = QGuiApplication::clipboard()->text().split('\n');
  QCOMPARE(lines.first(), "Service level");
  QVERIFY(lines.contains("Figure: 83.1\u202f%"));
  QVERIFY(lines.contains("Meaning: the share of contacts answered within their target"));
  QVERIFY(explanation.isCopied());
}

void ExplanationTest::goesWithItsBoard() {
  Stage stage({});
  stage.show(busyFrame().build());
  Explanation& explanation = *stage.wall().explanation();
  explanation.ask("no such tile", {}, {}, 0, {}, true);
  QVERIFY(!explanation.isOpen());
  explanation.ask("service_level", {}, {}, 0, {}, true);
  explanation.ask("backlog", {}, {}, 0, {}, false);  // a pointer that passes by
  QCOMPARE(explanation.title(), "Service level");
  stage.wall().showBoard(shippedBoard("sentiment"));
  stage.live(seconds(1));
  QVERIFY(!explanation.isOpen());
}

void ExplanationTest::nobodyThere() {
  Stage stage({});
  stage.show(busyFrame().build());
  stage.wall().explanation()->ask("service_level", {}, {}, 0, {}, true);
  stage.window()->setProperty("isAttended", false);
  stage.settle();
  QVERIFY(!stage.wall().explanation()->isOpen());
  QVERIFY(!stage.item("explained")->isVisible());
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::ExplanationTest)
#include "tst_explanation.moc"
