#include "screen_saver.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <cstdio>

namespace watchfloor {
namespace {

const QString kName = QStringLiteral("org.freedesktop.ScreenSaver");

}  // namespace

ScreenSaver::ScreenSaver(QObject* parent)
    : QObject(parent),
      m_desktops(kName, QDBusConnection::sessionBus(), QDBusServiceWatcher::WatchForRegistration) {
  connect(&m_desktops, &QDBusServiceWatcher::serviceRegistered, this, &ScreenSaver::inhibit);
  if (QDBusConnection::sessionBus().isConnected()) inhibit();
}

void ScreenSaver::inhibit() {
  QDBusMessage call =
      QDBusMessage::createMethodCall(kName, QStringLiteral("/ScreenSaver"), kName, QStringLiteral("Inhibit"));
  call.setAutoStartService(false);
  call << QStringLiteral("watchfloor") << QStringLiteral("a wall is shown");
  auto* asked = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call), this);
  connect(asked, &QDBusPendingCallWatcher::finished, this, [](QDBusPendingCallWatcher* done) {
    done->deleteLater();
    const QDBusError error = QDBusPendingReply<uint>(*done).error();
    const bool isThere = error.type() != QDBusError::ServiceUnknown &&
                         error.name() != QLatin1String("org.freedesktop.DBus.Error.NameHasNoOwner");
    if (!error.isValid() || !isThere) return;
    std::fprintf(stderr, "watchfloor: the desktop does not keep the screen on: %s\n",
                 qPrintable(error.message()));
  });
}

}  // namespace watchfloor
