#include "screen_saver.h"

#include <QDBusConnection>
#include <QDBusMessage>

namespace watchfloor {

void keepScreenOn() {
  QDBusConnection bus = QDBusConnection::sessionBus();
  if (!bus.isConnected()) return;
  const QString name = QStringLiteral("org.freedesktop.ScreenSaver");
  QDBusMessage call =
      QDBusMessage::createMethodCall(name, QStringLiteral("/ScreenSaver"), name, QStringLiteral("Inhibit"));
  call.setAutoStartService(false);
  call << QStringLiteral("watchfloor") << QStringLiteral("a wall is shown");
  bus.send(call);
}

}  // namespace watchfloor
