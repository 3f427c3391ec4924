// Nobody needs a pointer that lies on a wall: after a while without a move it is not shown, whatever comes to
// stand beneath it, until it moves again. The window's property isPointing says the same, so that nothing is
// marked because it lies there.
//
//   RestingPointer pointer(window);
//
// The windows of a program share the pointer: it is the program's cursor that is hidden, as Qt Quick sets
// that of a window anew when another item comes beneath. GUI thread.
#pragma once

#include <QObject>
#include <QTimer>
#include <chrono>

class QWindow;

namespace watchfloor {

class RestingPointer : public QObject {
  Q_OBJECT

 public:
  // It rests from the beginning. `window` outlives it.
  explicit RestingPointer(QWindow* window, std::chrono::milliseconds idle = std::chrono::seconds(4),
                          QObject* parent = nullptr);
  ~RestingPointer() override;

 private:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void rest();
  void move();

  QWindow* m_window;
  const std::chrono::milliseconds m_idle;
  QTimer m_sinceMove;
};

}  // namespace watchfloor
