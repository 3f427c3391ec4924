// A wall that asks a rig for conversations, and somebody who presses its keys.
//
//   Desk desk(rig);
//   desk.press(Qt::Key_V);
//   QVERIFY(desk.isAnswered());
#pragma once

#include "conversation_rig.h"
#include "ink.h"

namespace watchfloor {

struct Desk {
  explicit Desk(const ConversationRig& rig, Stage::Room room = {}, const std::string& actor = "ann")
      : Desk(rig.target(), std::move(room), actor) {}
  explicit Desk(const std::string& target, Stage::Room room = {}, const std::string& actor = "ann")
      : stage(std::move(room)) {
    stage.wall().conversations()->connectTo(target, actor, true);  // names are asked for: the rig decides
    stage.show(busyFrame().build());
    stage.window()->requestActivate();
    if (!QTest::qWaitForWindowActive(stage.window())) qFatal("the window is not active");
  }

  ConversationBrowser& browser() { return *stage.wall().conversations(); }
  const std::vector<ConversationLine>& lines() { return browser().lines()->lines(); }
  const std::vector<ConversationLine>& acts() { return browser().acts()->lines(); }
  QStringList texts() {
    QStringList texts;
    for (const ConversationLine& line : lines()) texts << line.text;
    return texts;
  }
  void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
    QTest::keyClick(stage.window(), key, modifiers);
    stage.settle();
  }
  void type(const char* text) {
    for (const char* c = text; *c != '\0'; ++c) QTest::keyClick(stage.window(), *c);
    stage.settle();
  }
  // Until the engine has answered what was asked last.
  bool isAnswered() {
    const bool isIt = QTest::qWaitFor(
        [this] { return browser().isOpen() && browser().isAnswered() && browser().problem().isEmpty(); },
        kPatienceMs);
    stage.settle();  // what there is room for is known
    stage.settle();  // and shown
    return isIt;
  }
  // Presses it, and waits for what it leads to.
  bool go(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
    press(key, modifiers);
    return isAnswered();
  }
  // Opens what is behind a tile's figure.
  bool goBehind(const char* tile) {
    stage.wall().openConversations(QLatin1String(tile), {}, {}, 0, {});
    stage.settle();
    return isAnswered();
  }
  // The conversation in which that was written last, from the list.
  bool openOf(const QString& text) {
    if (!go(Qt::Key_V)) return false;
    for (size_t i = 0;
         i < lines().size() && !lines()[static_cast<size_t>(browser().current())].text.contains(text); ++i)
      press(Qt::Key_Down);
    return lines()[static_cast<size_t>(browser().current())].text.contains(text) && go(Qt::Key_Return);
  }
  // What an item of the panel says; empty where it is not seen.
  QString says(const char* name) {
    const QQuickItem* item = stage.item(QLatin1String(name));
    return item && item->isVisible() ? item->property("text").toString() : QString();
  }

  static constexpr int kPatienceMs = 60'000;  // never spent, but when something is broken
  Stage stage;
};

// The first text of the panel that is cut, too small, or on another one; empty: none is.
inline QString faultIn(Desk& desk) {
  QQuickItem* panel = desk.stage.item("conversations");
  std::vector<Ink> inks;
  collect(panel, {}, inks);
  if (inks.size() < 5) return QStringLiteral("there is nothing to read");
  const QRectF room = panel->mapRectToScene(panel->boundingRect());
  // Of several lines, by what is laid out: an estimate of each would add up.
  for (Ink& ink : inks) {
    if (ink.item->property("lineCount").toInt() < 2) continue;
    const double width = ink.item->property("contentWidth").toDouble();
    const double height = ink.item->property("contentHeight").toDouble();
    ink.area = ink.item->mapRectToScene(QRectF(startOf(ink.item), 0, width, height));
  }
  for (size_t i = 0; i < inks.size(); ++i) {
    const QQuickItem* item = inks[i].item;
    const auto said = [&](const char* problem) { return inks[i].text + QLatin1String(problem); };
    if (item->property("truncated").toBool()) return said(" is elided");
    if (item->property("textFormat").toInt() != Qt::PlainText) return said(" may be taken for HTML");
    if (item->property("contentWidth").toDouble() > item->width() + 1) return said(" is wider than its room");
    if (!room.contains(inks[i].area)) return said(" leaves the panel");
    if (inks[i].cap / desk.stage.viewing().u() < 16 - 0.01) return said(" is too small");
    for (size_t j = 0; j < i; ++j) {
      const QRectF common = inks[i].area & inks[j].area;
      if (common.width() >= 1 && common.height() >= 1) return said(" is on ") + inks[j].text;
    }
  }
  return {};
}

}  // namespace watchfloor
