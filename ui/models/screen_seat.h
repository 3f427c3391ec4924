// The screen that a window stands on: the one it was given, whenever that is connected. When it is unplugged
// the window is hidden, not moved on top of another; when it comes back, so does the window. Two windows
// never stand on one screen.
//
//   ScreenSeat seat(window, "HDMI-2", true);             // or "2", as screenLines() counts them
//   QObject::connect(&seat, &ScreenSeat::told, print);   // "no such screen: HDMI-2 (there are: eDP-1); …"
//   seat.take();
//
// GUI thread; costs nothing between events.
#pragma once

#include <QObject>
#include <QStringList>

class QScreen;
class QWindow;

namespace watchfloor {

class ScreenSeat : public QObject {
  Q_OBJECT

 public:
  // `wanted`: a screen's name or number; empty: wherever the desktop puts it. `window` outlives it.
  ScreenSeat(QWindow* window, QString wanted, bool isFullScreen, QObject* parent = nullptr);

  // Shows the window there, or tells why not and waits for the screen.
  void take();

 Q_SIGNALS:
  void told(const QString& text);  // for the operator, in English

 private:
  void leave(QScreen* gone);
  void sit(QScreen* screen);
  bool isTaken(QScreen* screen) const;

  QWindow* m_window;
  QString m_wanted;
  const bool m_isFullScreen;
  QScreen* m_screen = nullptr;  // that it stands on; null: none that was asked for
};

// By name or, from 1 on, number; null: there is none.
QScreen* screenNamed(const QString& wanted);

// What is connected, a line each: "1  HDMI-1  1920 × 1080 at 0, 0  primary".
QStringList screenLines();

}  // namespace watchfloor
