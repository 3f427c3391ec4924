// What somebody hears who cannot see the wall: walked as a screen reader does, and held against the frame.
#include <QAccessible>
#include <QApplication>
#include <QRegularExpression>
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

// Of an item, and of what is in it when it says nothing itself.
std::vector<Heard> heardIn(QQuickItem* item) {
  std::vector<Heard> heard;
  if (QAccessibleInterface* at = QAccessible::queryAccessibleInterface(item)) {
    listen(at, heard);
    return heard;
  }
  for (QQuickItem* child : item->childItems()) std::ranges::move(heardIn(child), std::back_inserter(heard));
  return heard;
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

// How the item of a tile is called.
QString itemOf(const TileSpec& spec) {
  const QString key = QString::fromStdString(spec.key);
  switch (spec.kind) {
    case TileKind::Number:
    case TileKind::Clock:
      return QStringLiteral("tile.") + key;
    case TileKind::Series:
      return QStringLiteral("chart.") + key;
    case TileKind::HeatMap:
      return QStringLiteral("heatMap");
    case TileKind::Bars:
    case TileKind::Ranking:
    case TileKind::Table:
      return QStringLiteral("rows.") + key;
    case TileKind::Trends:
      return QStringLiteral("trends.") + key;
    case TileKind::Topics:
      return QStringLiteral("topics.") + key;
    case TileKind::Text:
      return QStringLiteral("text.") + key;
    case TileKind::Sources:
      return QStringLiteral("sources");
  }
  return {};
}

// Whether a digit or the sign for none is in it.
bool hasValue(const QString& said) {
  return said.contains(kNoValue) || std::ranges::any_of(said, [](QChar c) { return c.isDigit(); });
}

// What a list's or a table's parts are.
std::optional<QAccessible::Role> partOf(TileKind kind) {
  switch (kind) {
    case TileKind::HeatMap:
      return QAccessible::Cell;
    case TileKind::Bars:
    case TileKind::Ranking:
    case TileKind::Table:
      return QAccessible::Row;
    case TileKind::Trends:
    case TileKind::Topics:
    case TileKind::Sources:
      return QAccessible::ListItem;
    default:
      return {};
  }
}

}  // namespace

class AccessibilityTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { QAccessible::setActive(true); }
  void tilesSayWhatTheFrameSays_data();
  void tilesSayWhatTheFrameSays();
  void everyTileHasRoleNameAndValue_data() { tilesSayWhatTheFrameSays_data(); }
  void everyTileHasRoleNameAndValue();
  void alarmsAndChangesAreHeard();
  void chartsSayWhatTheyEndWith();
  void optionsAreChosenByName();
  void theTimeBarHasAValue();
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
  size_t rows = 0, heatMaps = 0;
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
    if (spec.kind == TileKind::HeatMap) ++heatMaps;
    if (spec.kind == TileKind::Table || spec.kind == TileKind::Ranking || spec.kind == TileKind::Bars) ++rows;
  }
  QCOMPARE(static_cast<size_t>(std::ranges::count(heard, QAccessible::Table, &Heard::role)), rows + heatMaps);
  if (rows == 0) return;
  // A row says each of its figures.
  const auto row = std::ranges::find(heard, QAccessible::Row, &Heard::role);
  QVERIFY(row != heard.end() && row->name.count(',') >= 1);
}

// A tile begins with what it is and what it is called; its figures follow, or those of its parts.
void AccessibilityTest::everyTileHasRoleNameAndValue() {
  QFETCH(QString, board);
  Stage stage({.width = 3840, .height = 2160, .diagonal = 32, .distance = 0.8, .board = board.toStdString()});
  stage.show(busyFrame().build());
  for (const auto& page : stage.wall().scene()->layout().pages) {
    for (const Placed& placed : page) {
      const TileSpec& spec = stage.wall().scene()->board().tiles[placed.tile];
      QQuickItem* item = stage.item(itemOf(spec));
      QVERIFY2(item, qPrintable(itemOf(spec)));
      const std::vector<Heard> heard = heardIn(item);
      QVERIFY2(!heard.empty(), qPrintable(itemOf(spec)));
      const Heard& tile = heard.front();
      const bool isOne = tile.role == QAccessible::StaticText || tile.role == QAccessible::Chart ||
                         tile.role == QAccessible::Table || tile.role == QAccessible::List;
      QVERIFY2(isOne && !tile.name.isEmpty(), qPrintable(itemOf(spec)));
      if (spec.kind == TileKind::Text) continue;
      const std::optional<QAccessible::Role> part = partOf(spec.kind);
      const bool isValue = hasValue(tile.description) || tile.description == "no value now";
      if (!part) QVERIFY2(isValue, qPrintable(itemOf(spec) + ": " + tile.description));
      const bool hasFigures = spec.kind != TileKind::Sources && spec.kind != TileKind::Trends;
      int parts = 0;
      for (const Heard& one : heard) {
        if (!part || one.role != *part) continue;
        ++parts;
        QVERIFY2(!one.name.isEmpty() && (!hasFigures || hasValue(one.name)),
                 qPrintable(itemOf(spec) + ": " + one.name));
      }
      QVERIFY2(!part || parts > 0, qPrintable(itemOf(spec)));
      for (const Heard& one : heard) QVERIFY2(!one.name.contains(", , "), qPrintable(one.name));
      for (const Heard& one : heard)
        QVERIFY2(!one.name.startsWith(": "), qPrintable(itemOf(spec) + one.name));  // whose it is
    }
  }
}

void AccessibilityTest::alarmsAndChangesAreHeard() {
  Stage stage({});
  stage.show(busyFrame().build());
  const auto said = [&](const char* label) {
    return find(heardOn(stage), QAccessible::StaticText, label)->description;
  };
  QVERIFY2(
      said("Abandon rate").startsWith("Abandon rate, 7.4\u202f%, alarm of level 3: > 5\u202f%, up 2.9, "),
      qPrintable(said("Abandon rate")));
  QVERIFY2(said("First response").contains("mean up 0:41"), qPrintable(said("First response")));
  QVERIFY2(said("Net sentiment").contains(", down 9, "), qPrintable(said("Net sentiment")));
  QVERIFY(!said("Net sentiment").contains("alarm"));
  FrameBuilder silent = busyFrame();
  stage.show(silent.source("acd", {{"Alder", "voice", 0x7f}}, minutes(2), true).sequence(2).build());
  QVERIFY2(said("Abandon rate").contains("alarm of level 2"), qPrintable(said("Abandon rate")));
  QVERIFY(find(heardOn(stage), QAccessible::Button, "Abandon rate: how it is computed"));
}

void AccessibilityTest::chartsSayWhatTheyEndWith() {
  Stage stage({.width = 3840, .height = 2160, .diagonal = 32, .distance = 0.8});
  stage.show(busyFrame().build());
  for (int at = 0; at < 2; ++at) {
    int charts = 0;
    for (const TileSpec& spec : stage.wall().scene()->board().tiles) {
      const HourChart* chart = stage.wall().scene()->chart(QString::fromStdString(spec.key));
      if (!chart) continue;
      ++charts;
      const std::vector<Heard> all = heardOn(stage);
      const Heard* heard = find(all, QAccessible::Chart, chart->title());
      QVERIFY(heard);
      for (const QString& name : const_cast<HourChart*>(chart)->labelTexts()->texts())
        QVERIFY2(heard->description.contains(name), qPrintable(heard->description));
      if (chart->form() == HourChart::Stack)
        QVERIFY2(heard->description.contains(QRegularExpression("voice \\d")),
                 qPrintable(heard->description));
      QCOMPARE(heard->description.contains("stale"), at == 1);
    }
    QVERIFY(charts > 2);
    stage.pass(seconds(5));
  }
}

void AccessibilityTest::optionsAreChosenByName() {
  Stage stage({});
  stage.show(busyFrame().build());
  QMetaObject::invokeMethod(stage.window(), "openBrands");
  stage.grab();  // lays the list out
  const auto option = [&](int i) {
    return QAccessible::queryAccessibleInterface(
        Stage::find(stage.item("brandChooser"), QStringLiteral("option.%1").arg(i)));
  };
  QVERIFY(option(0)->state().selectable && option(0)->state().selected && !option(1)->state().selected);
  option(1)->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
  QCOMPARE(stage.wall().brandText(), "Alder");
  QVERIFY(!stage.item("brandChooser")->isVisible());
}

void AccessibilityTest::theTimeBarHasAValue() {
  Stage stage({});
  stage.show(busyFrame().build());
  stage.wall().past()->toggle();
  stage.live(seconds(1));
  QAccessibleInterface* bar = QAccessible::queryAccessibleInterface(stage.item("timeBar"));
  QVERIFY(bar->valueInterface());
  QCOMPARE(bar->valueInterface()->currentValue().toDouble(), stage.wall().past()->position());
  QCOMPARE(bar->valueInterface()->maximumValue().toDouble(), 1.0);
  const double before = stage.wall().past()->position();
  QVERIFY(before > 0.5);
  bar->actionInterface()->doAction(QAccessibleActionInterface::decreaseAction());
  stage.live(seconds(0));
  QVERIFY(stage.wall().past()->position() < before);
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
