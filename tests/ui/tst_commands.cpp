// All that the wall can do stands in one list: the keys follow it, the help shows it, and the palette runs
// it.
#include <QApplication>
#include <QClipboard>
#include <QSignalSpy>
#include <QtTest>

#include "ink.h"

namespace watchfloor {

class CommandsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void helpListsEveryKey();
  void helpIsReadable();
  void paletteFindsBoardsThemesAndCommands();
  void paletteByTouch();
  void focusComesBack();
  void heldKeysStepInTimeOnly();
  void paletteOffersWhatCanBeDone();
  void paletteCopies();
};

namespace {

void open(Stage& stage) {
  stage.show(busyFrame().build());
  stage.wall().setBoards({"mission_control", "response", "sentiment"});
  stage.window()->requestActivate();
  QVERIFY(QTest::qWaitForWindowActive(stage.window()));
}

std::vector<QQuickItem*> all(QQuickItem* root, const QString& name) {
  std::vector<QQuickItem*> found;
  if (root->objectName() == name) found.push_back(root);
  for (QQuickItem* child : root->childItems()) {
    for (QQuickItem* item : all(child, name)) found.push_back(item);
  }
  return found;
}

void type(Stage& stage, const char* text) {
  QTest::keyClick(stage.window(), Qt::Key_K, Qt::ControlModifier);
  QVERIFY(stage.item("palette")->isVisible());
  for (const char* c = text; *c != '\0'; ++c) QTest::keyClick(stage.window(), *c);
  stage.settle();
  QTest::keyClick(stage.window(), Qt::Key_Return);
  QVERIFY(!stage.item("palette")->isVisible());
}

}  // namespace

// Each Shortcut in the scene has a key and a text in the help.
void CommandsTest::helpListsEveryKey() {
  Stage stage({});
  open(stage);
  QTest::keyClick(stage.window(), Qt::Key_F1);
  stage.settle();
  qsizetype shortcuts = 0, counterparts = 0;
  for (const QObject* object : stage.window()->findChildren<QObject*>()) {
    if (!object->inherits("QQuickShortcut")) continue;
    ++shortcuts;
    counterparts += object->property("isCounterpart").toBool() ? 1 : 0;
    QVERIFY(!object->property("keys").toString().isEmpty());
    QVERIFY(!object->property("text").toString().isEmpty());
  }
  QVERIFY(shortcuts >= 26);
  auto entries = all(stage.item("help"), "helpEntry");
  std::erase_if(entries, [](const QQuickItem* entry) { return !entry->isVisible(); });
  QCOMPARE(std::ssize(entries), shortcuts - counterparts);
  for (QQuickItem* entry : entries) {
    QVERIFY(!Stage::find(entry, "keys")->property("text").toString().isEmpty());
    QVERIFY(!Stage::find(entry, "effect")->property("text").toString().isEmpty());
  }
}

// Nothing of it overlaps, and all of it fits on a wall of five metres.
void CommandsTest::helpIsReadable() {
  Stage stage({});
  open(stage);
  QTest::keyClick(stage.window(), Qt::Key_F1);
  stage.settle();
  QQuickItem* help = stage.item("help");
  std::vector<Ink> inks;
  collect(help, {}, inks);
  QVERIFY(inks.size() > 50);
  const QQuickItem* scroll = stage.item("helpScroll");
  const double excess = scroll->property("contentHeight").toDouble() - scroll->height();
  QVERIFY2(excess <= 0, qPrintable(QString::number(excess / stage.viewing().u())));
  const QRectF panel = help->mapRectToScene(help->boundingRect());
  for (size_t i = 0; i < inks.size(); ++i) {
    QVERIFY2(panel.contains(inks[i].area), qPrintable(inks[i].text));
    QVERIFY(inks[i].cap >= 16 * stage.viewing().u() - 0.01);
    for (size_t j = 0; j < i; ++j) {
      const QRectF common = inks[i].area & inks[j].area;
      QVERIFY2(common.width() < 1 || common.height() < 1, qPrintable(inks[i].text + " on " + inks[j].text));
    }
  }
}

void CommandsTest::paletteFindsBoardsThemesAndCommands() {
  Stage stage({});
  open(stage);
  QSignalSpy asked(&stage.wall(), &WallModel::boardAsked);
  type(stage, "board: sent");
  QCOMPARE(asked.count(), 1);
  QCOMPARE(asked.last().first().toString(), "sentiment");
  type(stage, "theme: li");
  QVERIFY(stage.wall().theme() == ThemeName::Light);
  type(stage, "pin this");
  QVERIFY(stage.wall().rotation().isPinned());
  type(stage, "NEXT BRAND");  // in any case
  QCOMPARE(stage.wall().brandText(), "Alder");
  // What finds nothing does nothing.
  QTest::keyClick(stage.window(), Qt::Key_K, Qt::ControlModifier);
  for (int i = 0; i < 5; ++i) QTest::keyClick(stage.window(), Qt::Key_Z);
  QTest::keyClick(stage.window(), Qt::Key_Return);
  QVERIFY(stage.item("palette")->isVisible());
  QTest::keyClick(stage.window(), Qt::Key_Escape);
  QVERIFY(!stage.item("palette")->isVisible());
}

void CommandsTest::paletteByTouch() {
  Stage stage({});
  open(stage);
  QPointingDevice* screen = QTest::createTouchDevice();
  const auto touch = [&](QQuickItem* item) {
    const QPoint at = item->mapRectToScene(item->boundingRect()).center().toPoint();
    QTest::touchEvent(stage.window(), screen).press(0, at);
    QTest::touchEvent(stage.window(), screen).release(0, at);
    stage.settle();
  };
  touch(stage.item("clock"));
  QVERIFY(stage.item("palette")->isVisible());
  stage.grab();  // lays the list out
  touch(Stage::find(stage.item("palette"), "option.3"));
  QVERIFY(!stage.item("palette")->isVisible());
  QVERIFY(stage.wall().rotation().isPinned());
}

// To the figure that had it.
void CommandsTest::focusComesBack() {
  Stage stage({});
  open(stage);
  for (int i = 0; i < 5; ++i) QTest::keyClick(stage.window(), Qt::Key_Tab);
  const QQuickItem* before = stage.window()->activeFocusItem();
  QTest::keyClick(stage.window(), Qt::Key_B);
  QVERIFY(stage.window()->activeFocusItem() != before);
  QTest::keyClick(stage.window(), Qt::Key_Escape);
  QCOMPARE(stage.window()->activeFocusItem(), before);
}

// A key that is held down would flash the wall at the keyboard's rate.
void CommandsTest::heldKeysStepInTimeOnly() {
  Stage stage({});
  open(stage);
  const auto hold = [&](Qt::Key key, const QString& text, Qt::KeyboardModifiers modifiers = {}) {
    for (int i = 0; i < 5; ++i) QTest::simulateEvent(stage.window(), true, key, modifiers, text, i > 0);
    QTest::simulateEvent(stage.window(), false, key, modifiers, text, false);
  };
  hold(Qt::Key_D, "d");
  QVERIFY(stage.wall().theme() == ThemeName::Light);
  hold(Qt::Key_Right, {});
  QCOMPARE(stage.wall().brandText(), "Alder");
  QSignalSpy asked(&stage.wall(), &WallModel::boardAsked);
  hold(Qt::Key_N, "n");
  QCOMPARE(asked.count(), 1);
  QTest::keyClick(stage.window(), Qt::Key_H);
  const qsizetype before = std::ssize(stage.playbacks());
  hold(Qt::Key_Left, {}, Qt::ControlModifier);
  QCOMPARE(std::ssize(stage.playbacks()), before + 5);
}

void CommandsTest::paletteOffersWhatCanBeDone() {
  Stage stage({});
  open(stage);
  const auto offers = [&](const char* command) {
    QTest::keyClick(stage.window(), Qt::Key_K, Qt::ControlModifier);
    const bool isOffered = stage.item("palette")->property("options").toStringList().contains(command);
    QTest::keyClick(stage.window(), Qt::Key_Escape);
    return isOffered;
  };
  QVERIFY(offers("next board"));
  QVERIFY(!offers("a minute back"));  // of what is not looked at
  QVERIFY(!offers("copy the figure with its definition"));
  QTest::keyClick(stage.window(), Qt::Key_H);
  QVERIFY(offers("a minute back"));
}

// The figure that has the focus; or the one that was explained, whichever has the focus.
void CommandsTest::paletteCopies() {
  Stage stage({});
  open(stage);
  const auto copied = [&] {
    QGuiApplication::clipboard()->clear();
    type(stage, "copy the figure");
    return QGuiApplication::clipboard()->text().section('\n', 0, 0);
  };
  Explanation& explanation = *stage.wall().explanation();
  QQuickItem* figure = Stage::find(stage.tile("backlog"), "figure");
  figure->forceActiveFocus();
  QCOMPARE(copied(), "Backlog");
  QVERIFY(explanation.isCopied());  // and it can be seen what was
  QTest::keyClick(stage.window(), Qt::Key_Escape);
  explanation.ask("service_level", {}, {}, 0, {}, true);
  QCOMPARE(copied(), "Service level");
  QTest::keyClick(stage.window(), Qt::Key_Escape);
  QCOMPARE(copied(), "Backlog");
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::CommandsTest)
#include "tst_commands.moc"
