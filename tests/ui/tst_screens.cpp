// Windows on the screens that they were given, with two screens off screen, of which one is unplugged and
// comes back, as Qt tells it.
#include <QApplication>
#include <QFile>
#include <QScreen>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QWindow>
#include <QtTest>

#include "models/screen_seat.h"
#include "models/screen_size.h"

namespace watchfloor {

class ScreensTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void screensAreListed();
  void eachWindowHasItsScreen();
  void aScreenThatIsUnpluggedComesBack();
  void noSuchScreen();
  void noScreenHasTwoWindows();
  void withoutAScreenTheDesktopDecides();
  void aSizeIsBelievedOrNot();

 private:
  static QScreen* screen(int i) { return QGuiApplication::screens().at(i); }
};

void ScreensTest::screensAreListed() {
  QCOMPARE(screenLines(),
           QStringList({"1  left  1920 × 1080 at 0, 0  primary", "2  right  1280 × 720 at 1920, 0"}));
}

void ScreensTest::eachWindowHasItsScreen() {
  QWindow a, b;
  b.resize(4000, 4000);
  ScreenSeat first(&a, "right", true), second(&b, "1", false);
  first.take(), second.take();
  QCOMPARE(a.screen(), screen(1));
  QCOMPARE(a.geometry(), screen(1)->geometry());
  QCOMPARE(a.visibility(), QWindow::FullScreen);
  QCOMPARE(b.screen(), screen(0));
  QCOMPARE(b.size(), screen(0)->size());
  QVERIFY(b.visibility() != QWindow::FullScreen && b.isVisible());
}

void ScreensTest::aScreenThatIsUnpluggedComesBack() {
  QWindow a, b;
  ScreenSeat first(&a, "right", true), second(&b, "left", true);
  QSignalSpy told(&first, &ScreenSeat::told), others(&second, &ScreenSeat::told);
  first.take(), second.take();
  Q_EMIT qGuiApp->screenRemoved(screen(1));
  QVERIFY(!a.isVisible() && b.isVisible());
  QCOMPARE(told.takeFirst().at(0).toString(),
           "screen right is gone; it is shown again when that is connected");
  a.setScreen(screen(0));  // where Qt leaves it
  Q_EMIT qGuiApp->screenAdded(screen(1));
  QVERIFY(a.isVisible());
  QCOMPARE(a.screen(), screen(1));
  QCOMPARE(a.geometry(), screen(1)->geometry());
  QVERIFY(told.isEmpty() && others.isEmpty());
}

void ScreensTest::noSuchScreen() {
  QWindow window;
  for (const char* wanted : {"HDMI-9", "3", "0"}) {
    ScreenSeat seat(&window, wanted, true);
    QSignalSpy told(&seat, &ScreenSeat::told);
    seat.take();
    QVERIFY(!window.isVisible());
    QCOMPARE(told.first().at(0).toString(),
             QString("no such screen: %1 (there are: left, right); it is shown when that is connected")
                 .arg(wanted));
    Q_EMIT qGuiApp->screenAdded(screen(1));  // another one
    QCOMPARE(told.size(), 1);
  }
}

void ScreensTest::noScreenHasTwoWindows() {
  QWindow a, b;
  ScreenSeat first(&a, "left", true), second(&b, "1", true);
  QSignalSpy told(&second, &ScreenSeat::told);
  first.take(), second.take();
  QVERIFY(a.isVisible() && !b.isVisible());
  QCOMPARE(told.first().at(0).toString(), "screen left has another window; it is not shown");
}

void ScreensTest::aSizeIsBelievedOrNot() {
  const QSize pixels(1920, 1080);
  QCOMPARE(believedDiagonal({1210, 680}, pixels), 54.6);
  QCOMPARE(believedDiagonal({680, 1210}, pixels.transposed()), 54.6);
  QCOMPARE(believedDiagonal({531, 299}, {2560, 1440}), 24.0);
  for (const QSizeF size : {QSizeF(0, 0), QSizeF(-1, -1),    // nothing
                            QSizeF(160, 90), QSizeF(16, 9),  // a shape
                            QSizeF(508, 286),                // 96 dots an inch
                            QSizeF(1210, 400),               // of another shape than the picture
                            QSizeF(100, 56), QSizeF(8000, 4500)})
    QVERIFY2(!believedDiagonal(size, pixels), qPrintable(QString::number(size.width())));
  QVERIFY(!diagonalOf({}) && !diagonalOf("right") && !diagonalOf("HDMI-9"));  // off screen
}

void ScreensTest::withoutAScreenTheDesktopDecides() {
  QWindow window;
  ScreenSeat seat(&window, QString(), false);
  seat.take();
  QVERIFY(window.isVisible());
  Q_EMIT qGuiApp->screenRemoved(screen(0));
  QVERIFY(window.isVisible());
}

}  // namespace watchfloor

int main(int argc, char** argv) {
  const QTemporaryDir folder;
  QFile file(folder.filePath("screens.json"));
  if (!file.open(QIODevice::WriteOnly)) return 1;
  file.write(R"({"screens": [{"name": "left", "x": 0, "y": 0, "width": 1920, "height": 1080},
                             {"name": "right", "x": 1920, "y": 0, "width": 1280, "height": 720}]})");
  file.close();
  qputenv("QT_QPA_PLATFORM", "offscreen:configfile=" + file.fileName().toUtf8());
  QApplication application(argc, argv);
  watchfloor::ScreensTest test;
  return QTest::qExec(&test, argc, argv);
}
#include "tst_screens.moc"
