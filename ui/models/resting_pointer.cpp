#include "resting_pointer.h"

#include <QCursor>
#include <QEvent>
#include <QGuiApplication>
#include <QWindow>

namespace watchfloor {
namespace {

constexpr const char* kPointing = "isPointing";

void showPointer() {
  while (QGuiApplication::overrideCursor()) QGuiApplication::restoreOverrideCursor();
}

}  // namespace

RestingPointer::RestingPointer(QWindow* window, std::chrono::milliseconds idle, QObject* parent)
    : QObject(parent), m_window(window), m_idle(idle) {
  connect(&m_sinceMove, &QTimer::timeout, this, &RestingPointer::rest);
  m_sinceMove.setSingleShot(true);
  m_window->installEventFilter(this);
  rest();
}

RestingPointer::~RestingPointer() { showPointer(); }

void RestingPointer::rest() {
  if (!QGuiApplication::overrideCursor()) QGuiApplication::setOverrideCursor(Qt::BlankCursor);
  m_window->setProperty(kPointing, false);
}

// Each time, as another window of the program may have hidden it since.
void RestingPointer::move() {
  showPointer();
  m_window->setProperty(kPointing, true);
  m_sinceMove.start(m_idle);
}

bool RestingPointer::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::MouseMove) move();
  return QObject::eventFilter(watched, event);
}

}  // namespace watchfloor
