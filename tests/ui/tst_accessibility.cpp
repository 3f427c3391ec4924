// What somebody hears who cannot see the wall: walked as a screen reader does, and held against the frame.
#include <QAccessible>
#include <QApplication>
#include <QtTest>

#include "situations.h"
#include "stage.h"

namespace watchfloor {
namespace {

struct Heard {
  QAccessible::Role role;
  QString name, description;
};

void listen(QAccessibleInterface* at, std::vector<Heard>& heard) {
  if (!at || at->state().invisible) return;
  heard.push_back({at->role(), at->text(QAccessible::Name), at->text(QAccessible::Description)});
  for (int i = 0; i < at->childCount(); ++i) listen(at->child(i), heard);
}

std::vector<Heard> heardOn(const Stage& stage) {
  std::vector<Heard> heard;
  listen(QAccessible::queryAccessibleInterface(stage.window()), heard);
  return heard;
}

const Heard* find(const std::vector<Heard>& heard, QAccessible::Role role, const QString& name) {
  const auto found =
      std::ranges::find_if(heard, [&](const Heard& one) { return one.role == role && one.name == name; });
  return found == heard.end() ? nullptr : &*found;
}

}  // namespace

class AccessibilityTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { QAccessible::setActive(true); }
  void tilesSayWhatTheFrameSays_data();
  void tilesSayWhatTheFrameSays();
  void competitorsAreNamedAsSuch();
  void nothingIsNameless();
  void statesAreHeard();
  void pressedByName();
};

void AccessibilityTest::tilesSayWhatTheFrameSays_data() {
  QTest::addColumn<QString>("board");
  for (const std::string& board : kShippedBoards)
    QTest::addRow("%s", board.c_str()) << QString::fromStdString(board);
}

// Each tile of the board is there, under its name, and says the figure that the frame has.
void AccessibilityTest::tilesSayWhatTheFrameSays() {
  QFETCH(QString, board);
  Stage stage({.width = 3840, .height = 2160, .diagonal = 32, .distance = 0.8, .board = board.toStdString()});
  stage.show(busyFrame().build());
  const Situation& at = stage.wall().situation();
  const std::vector<Heard> heard = heardOn(stage);
  size_t rows = 0;
  for (const Placed& placed : stage.wall().scene()->layout().pages[0]) {
    const TileSpec& spec = stage.wall().scene()->board().tiles[placed.tile];
    const QString label = spec.title.empty() ? labelOf(spec.subject) : QString::fromStdString(spec.title);
    if (spec.kind == TileKind::Number) {
      const Heard* tile = find(heard, QAccessible::StaticText, label);
      QVERIFY2(tile, qPrintable(label));
      const Choice choice = choiceOf(spec, at.choice);
      const FrameCell* cell = at.view.frame->find(choice.brand, choice.channel,
                                                  spec.subject.isNow() ? Window::kNow : choice.window);
      const Reading reading = readingOf(cell ? *cell : FrameCell{}, spec.subject, at.present);
      const QString begins = label + ", " + one(reading.shown);
      QVERIFY2(tile->description.startsWith(begins), qPrintable(tile->description + " for " + begins));
    }
    if (spec.kind == TileKind::Series)
      QVERIFY(std::ranges::any_of(heard, [](const Heard& one) { return one.role == QAccessible::Chart; }));
    if (spec.kind == TileKind::Table || spec.kind == TileKind::Ranking || spec.kind == TileKind::Bars) ++rows;
  }
  QCOMPARE(static_cast<size_t>(std::ranges::count(heard, QAccessible::Table, &Heard::role)), rows);
  if (rows == 0) return;
  // A row says each of its figures.
  const auto row = std::ranges::find(heard, QAccessible::Row, &Heard::role);
  QVERIFY(row != heard.end() && row->name.count(',') >= 1);
}

// A quiet mark to the eye is a word to the ear.
void AccessibilityTest::competitorsAreNamedAsSuch() {
  Stage stage({.width = 3840,
               .height = 2160,
               .diagonal = 32,
               .distance = 0.8,
               .isDrawn = false,
               .board = "competitors"});
  FrameBuilder watched = busyFrame();
  watched.frame().watchedOnly = {"Northwind"};
  stage.show(watched.build());
  QCOMPARE(stage.wall().brandText(), "Our brands");
  int rows = 0;
  for (const TileSpec& spec : stage.wall().scene()->board().tiles) {
    if (spec.rows != RowsOf::Brands) continue;
    for (int i = 0;; ++i) {
      QQuickItem* row = stage.item(QStringLiteral("row.%1.%2").arg(QString::fromStdString(spec.key)).arg(i));
      if (!row) break;
      const bool isTheirs = row->property("brand").toString() == QLatin1String("Northwind");
      QCOMPARE(Stage::find(row, "rowName")->property("text").toString().endsWith(QStringLiteral(" ◊")),
               isTheirs);
      QCOMPARE(row->property("spoken").toString().contains(QStringLiteral("Northwind, competitor, ")),
               isTheirs);
      rows += isTheirs;
    }
  }
  QCOMPARE(rows, 4);
  stage.show(busyFrame().sequence(2).build());
  QCOMPARE(stage.wall().brandText(), "All brands");
}

// Whatever has a role has a name: a role alone is noise.
void AccessibilityTest::nothingIsNameless() {
  for (const std::string& board : kShippedBoards) {
    Stage stage({.width = 3840, .height = 2160, .diagonal = 32, .distance = 0.8, .board = board});
    stage.show(busyFrame().build());
    for (const Heard& one : heardOn(stage)) {
      const bool isSpoken = one.role == QAccessible::Button || one.role == QAccessible::Chart ||
                            one.role == QAccessible::Table || one.role == QAccessible::Row ||
                            one.role == QAccessible::Cell || one.role == QAccessible::AlertMessage;
      QVERIFY2(!isSpoken || !one.name.isEmpty(), board.c_str());
    }
  }
}

void AccessibilityTest::statesAreHeard() {
  Stage stage({});
  stage.show(busyFrame().build());
  QVERIFY(find(heardOn(stage), QAccessible::AlertMessage, stage.wall().noticeText()));
  stage.pass(seconds(5));
  QVERIFY(find(heardOn(stage), QAccessible::StaticText, "Backlog")->description.contains("stale"));
  stage.pass(minutes(2));
  const Heard lost = *find(heardOn(stage), QAccessible::StaticText, "Backlog");
  QVERIFY2(lost.description.contains("was 57") && lost.description.contains("disconnected"),
           qPrintable(lost.description));
}

// What can be touched can be pressed by whoever only hears it.
void AccessibilityTest::pressedByName() {
  Stage stage({});
  stage.show(busyFrame().build());
  const auto press = [](QQuickItem* item) {
    QAccessibleInterface* at = QAccessible::queryAccessibleInterface(item);
    QVERIFY(at && at->actionInterface());
    at->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
  };
  press(Stage::find(stage.tile("backlog"), "figure"));
  QCOMPARE(stage.wall().explanation()->title(), "Backlog");
  QVERIFY(find(heardOn(stage), QAccessible::ToolTip, "Backlog"));
  press(stage.item("brand"));
  QVERIFY(stage.item("brandChooser")->isVisible());
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::AccessibilityTest)
#include "tst_accessibility.moc"
