// How the wall looks in German and Arabic, held against pictures that somebody has looked at: every board in
// every theme, for a room of 1080 lines and a desk of 2160. English, and every state: tst_reference_pictures.
#include <QApplication>
#include <QtTest>

#include "reference_rooms.h"

namespace watchfloor {

class ReferenceLanguages : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void german_data() { addBoards("de"); }
  void german();
  void arabic_data() { addBoards("ar"); }
  void arabic();
  void digitsOfACountry();
};

void ReferenceLanguages::german() {
  compareBoard(kRoom);
  compareBoard(kDesk);
}

void ReferenceLanguages::arabic() {
  compareBoard(kRoom);
  compareBoard(kDesk);
}

// Egypt has its own.
void ReferenceLanguages::digitsOfACountry() {
  setLanguage("ar_EG");
  Stage stage(kRoom);
  stage.show(busyFrame().build());
  compare(stage, QStringLiteral("mission_control_dark_ar_EG"));
  setLanguage("en");
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::ReferenceLanguages)
#include "tst_reference_languages.moc"
