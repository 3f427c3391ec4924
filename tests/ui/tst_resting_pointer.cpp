// A pointer that rests on a wall is not shown, also when another board comes beneath it, and is when it
// moves.
#include <QApplication>
#include <QtTest>

#include "models/resting_pointer.h"
#include "stage.h"

namespace watchfloor {
namespace {

constexpr std::chrono::milliseconds kSoon{500}, kNever = std::chrono::hours(1);

// What whoever stands before the window sees.
Qt::CursorShape seen(const QWindow* window) {
  const QCursor* cursor = QGuiApplication::overrideCursor();
  return cursor ? cursor->shape() : window->cursor().shape();
}

QPoint centreOf(const QQuickItem* item) {
  return item->mapRectToScene(item->boundingRect()).center().toPoint();
}

}  // namespace

class RestingPointerTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void restsAndMoves();
  void staysHiddenWhateverComesBeneath();
  void movesInOneWindowOfTwo();
};

void RestingPointerTest::restsAndMoves() {
  QWindow window;
  RestingPointer pointer(&window, kSoon);
  QCOMPARE(seen(&window), Qt::BlankCursor);
  QCOMPARE(window.property("isPointing"), QVariant(false));
  window.show();
  QTest::mouseMove(&window, QPoint(10, 10));
  QTRY_COMPARE(window.property("isPointing"), QVariant(true));
  QCOMPARE(seen(&window), Qt::ArrowCursor);
  QTRY_COMPARE(seen(&window), Qt::BlankCursor);
  QCOMPARE(window.property("isPointing"), QVariant(false));
}

void RestingPointerTest::staysHiddenWhateverComesBeneath() {
  Stage stage({});
  stage.show(busyFrame().build());
  QWindow* window = stage.window();
  const QPoint at = centreOf(stage.item("state"));  // where there is something to be tapped
  RestingPointer pointer(window, kSoon);
  QTest::mouseMove(window, at + QPoint(0, 300));
  QTest::mouseMove(window, at);
  QTRY_COMPARE(seen(window), Qt::PointingHandCursor);
  QTRY_COMPARE(seen(window), Qt::BlankCursor);
  // What Qt Quick does when another item comes beneath, or none.
  window->setCursor(Qt::PointingHandCursor);
  QCOMPARE(seen(window), Qt::BlankCursor);
  window->unsetCursor();
  QCOMPARE(seen(window), Qt::BlankCursor);
}

void RestingPointerTest::movesInOneWindowOfTwo() {
  QWindow a, b;
  RestingPointer first(&a, kNever), second(&b, kSoon);
  a.show(), b.show();
  QTest::mouseMove(&b, QPoint(10, 10));
  QTest::mouseMove(&a, QPoint(10, 10));
  QTRY_COMPARE(b.property("isPointing"), QVariant(false));  // the other's
  QTest::mouseMove(&a, QPoint(20, 20));
  QTRY_COMPARE(seen(&a), Qt::ArrowCursor);
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::RestingPointerTest)
#include "tst_resting_pointer.moc"
