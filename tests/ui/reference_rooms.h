// The rooms that reference pictures show: one of 1080 lines, and a desk of 2160.
#pragma once

#include <QTest>

#include "models/language.h"
#include "reference_picture.h"
#include "stage.h"

namespace watchfloor {

inline const Stage::Room kRoom{.width = 1920, .height = 1080, .diagonal = 75, .distance = 5};
inline const Stage::Room kDesk{.width = 3840, .height = 2160, .diagonal = 32, .distance = 0.8};

// All of it drawn anew, whatever was drawn of it before, with no pointer over it. What is drawn in parts may
// round what does not begin on a whole pixel to another one.
inline QImage drawnAnew(const Stage& stage) {
  QQuickWindow* window = stage.window();
  QEvent leave(QEvent::Leave);
  QCoreApplication::sendEvent(window, &leave);
  stage.settle();
  const QColor ground = window->color();
  window->setColor(QColor::fromRgb(~ground.rgb()));
  stage.grab();
  window->setColor(ground);
  return stage.grab();
}

inline void compare(const Stage& stage, const QString& name) {
  const QString fault = faultAgainstReference(
      name + (stage.window()->height() > 1080 ? QStringLiteral("_2160") : QStringLiteral("_1080")),
      drawnAnew(stage));
  QVERIFY2(fault.isEmpty(), qPrintable(fault));
}

// A row for every shipped board in every theme, "response_light_de".
inline void addBoards(const char* language) {
  QTest::addColumn<QString>("board");
  QTest::addColumn<int>("theme");
  QTest::addColumn<QString>("language");
  for (const std::string& board : kShippedBoards) {
    for (int theme = 0; theme < kThemes; ++theme) {
      QTest::addRow("%s_%s_%s", board.c_str(), kThemeWords[static_cast<size_t>(theme)].data(), language)
          << QString::fromStdString(board) << theme << QString(language);
    }
  }
}

// The row's board in such a room.
inline void compareBoard(Stage::Room room) {
  QFETCH(QString, board);
  QFETCH(int, theme);
  QFETCH(QString, language);
  setLanguage(language);
  room.board = board.toStdString(), room.theme = static_cast<ThemeName>(theme);
  Stage stage(room);
  stage.show(busyFrame().build());
  compare(stage, QString::fromLatin1(QTest::currentDataTag()));
  setLanguage("en");
}

}  // namespace watchfloor
