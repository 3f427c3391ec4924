// Keeps the screen on while this program runs, where the desktop offers it: org.freedesktop.ScreenSaver on
// the session's bus, which GNOME, KDE, Xfce and others have. A desktop that begins later, or again, is asked
// then; one that refuses is told of on standard error. Without a bus nothing happens. GUI thread.
#pragma once

#include <QDBusServiceWatcher>
#include <QObject>

namespace watchfloor {

class ScreenSaver : public QObject {
  Q_OBJECT

 public:
  // Asks, without waiting for an answer.
  explicit ScreenSaver(QObject* parent = nullptr);

 private:
  void inhibit();

  QDBusServiceWatcher m_desktops;
};

}  // namespace watchfloor
