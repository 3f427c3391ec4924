#include "screen_seat.h"

#include <QGuiApplication>
#include <QScreen>
#include <QWindow>
#include <algorithm>

namespace watchfloor {
namespace {

constexpr const char* kSeated = "isSeated";  // a property of windows that have a screen of their own

QString names() {
  QStringList names;
  for (const QScreen* screen : QGuiApplication::screens()) names << screen->name();
  return names.join(QStringLiteral(", "));
}

}  // namespace

QScreen* screenNamed(const QString& wanted) {
  const QList<QScreen*> screens = QGuiApplication::screens();
  const auto named = std::ranges::find(screens, wanted, &QScreen::name);
  if (named != screens.end()) return *named;
  bool isNumber = false;
  const int number = wanted.toInt(&isNumber);
  return isNumber ? screens.value(number - 1) : nullptr;
}

ScreenSeat::ScreenSeat(QWindow* window, QString wanted, bool isFullScreen, QObject* parent)
    : QObject(parent), m_window(window), m_wanted(std::move(wanted)), m_isFullScreen(isFullScreen) {
  if (m_wanted.isEmpty()) return;
  connect(qGuiApp, &QGuiApplication::screenAdded, this, [this] {
    if (!m_screen && screenNamed(m_wanted)) take();
  });
  connect(qGuiApp, &QGuiApplication::screenRemoved, this, &ScreenSeat::leave);
}

void ScreenSeat::take() {
  if (m_wanted.isEmpty()) return m_isFullScreen ? m_window->showFullScreen() : m_window->show();
  QScreen* screen = screenNamed(m_wanted);
  if (!screen) {
    Q_EMIT told(QStringLiteral("no such screen: %1 (there are: %2); it is shown when that is connected")
                    .arg(m_wanted, names()));
  } else if (isTaken(screen)) {
    Q_EMIT told(QStringLiteral("screen %1 has another window; it is not shown").arg(screen->name()));
  } else {
    sit(screen);
  }
}

void ScreenSeat::sit(QScreen* screen) {
  m_screen = screen;
  if (!screen->name().isEmpty()) m_wanted = screen->name();  // numbers move when one is unplugged
  m_window->setProperty(kSeated, true);
  m_window->setScreen(screen);
  const QRect whole = screen->geometry();
  m_window->setGeometry(m_isFullScreen ? whole
                                       : QRect(whole.topLeft(), m_window->size().boundedTo(whole.size())));
  m_isFullScreen ? m_window->showFullScreen() : m_window->show();
}

// Right before Qt would move the window to a screen that is left.
void ScreenSeat::leave(QScreen* gone) {
  if (gone != m_screen) return;
  m_screen = nullptr;
  m_window->setProperty(kSeated, false);
  m_window->hide();
  Q_EMIT told(
      QStringLiteral("screen %1 is gone; it is shown again when that is connected").arg(gone->name()));
}

bool ScreenSeat::isTaken(QScreen* screen) const {
  return std::ranges::any_of(QGuiApplication::topLevelWindows(), [&](const QWindow* other) {
    return other != m_window && other->screen() == screen && other->property(kSeated).toBool();
  });
}

QStringList screenLines() {
  QStringList lines;
  for (const QScreen* screen : QGuiApplication::screens()) {
    const QRect at = screen->geometry();
    lines << QStringLiteral("%1  %2  %3 × %4 at %5, %6%7")
                 .arg(lines.size() + 1)
                 .arg(screen->name())
                 .arg(at.width())
                 .arg(at.height())
                 .arg(at.x())
                 .arg(at.y())
                 .arg(screen == QGuiApplication::primaryScreen() ? QStringLiteral("  primary") : QString());
  }
  return lines;
}

}  // namespace watchfloor
