#include "session.h"

#include <QCoreApplication>
#include <QImage>
#include <QMetaEnum>
#include <QSaveFile>
#include <cstdio>

namespace watchfloor {
namespace {

constexpr std::chrono::milliseconds kTick{100};
constexpr std::chrono::seconds kIdle{4};  // then the pointer is not shown
constexpr double kReportEvery = 5;        // seconds
constexpr int kSettledTicks = 20;  // two seconds of a live wall: everything that was asked for has come

std::chrono::milliseconds milliseconds(double seconds) {
  return std::chrono::milliseconds(static_cast<int64_t>(seconds * 1000));
}

}  // namespace

Session::Session(const Options& options, WallFeed feed, QTimeZone zone)
    : m_options(options),
      m_viewing(options.diagonal, options.distance, options.viewing),
      m_wall(std::move(feed), options.choice, options.targets, std::move(zone), options.care) {
  connect(&m_ticks, &QTimer::timeout, this, &Session::tick);
  connect(&m_idle, &QTimer::timeout, this, [this] { setPointing(false); });
  m_idle.setSingleShot(true);
  connect(&m_end, &QTimer::timeout, this, &Session::finish);
  connect(&m_reports, &QTimer::timeout, this, [this] {
    if (m_options.printEvery) print();
    if (!m_options.snapshot.empty()) save();
  });
}

bool Session::open() {
  m_viewing.setPixels(m_options.width, m_options.height);
  m_engine.addImportPath(QStringLiteral(":/qt/qml"));
  m_engine.setInitialProperties(
      {{QStringLiteral("wall"), QVariant::fromValue(&m_wall)},
       {QStringLiteral("viewing"), QVariant::fromValue(&m_viewing)},
       {QStringLiteral("isStill"), m_options.isStill || !m_options.snapshot.empty()},
       {QStringLiteral("width"), m_options.width},
       {QStringLiteral("height"), m_options.height}});
  m_engine.load(QUrl(QStringLiteral("qrc:/qt/qml/Watchfloor/Main.qml")));
  if (m_engine.rootObjects().isEmpty()) return false;
  m_window = qobject_cast<QQuickWindow*>(m_engine.rootObjects().first());
  m_window->installEventFilter(this);
  setPointing(false);
  m_options.isFullScreen ? m_window->showFullScreen() : m_window->show();
  m_ticks.start(kTick);
  if (!m_options.isSnapshotOnly()) m_reports.start(milliseconds(m_options.printEvery.value_or(kReportEvery)));
  if (m_options.seconds) m_end.start(milliseconds(*m_options.seconds));
  return true;
}

// Nobody needs a pointer that lies on a wall, nor what is marked because it lies there.
void Session::setPointing(bool isPointing) {
  isPointing ? m_window->unsetCursor() : m_window->setCursor(Qt::BlankCursor);
  m_window->setProperty("isPointing", isPointing);
}

bool Session::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::MouseMove) {
    if (!m_idle.isActive()) setPointing(true);
    m_idle.start(kIdle);
  }
  return QObject::eventFilter(watched, event);
}

bool Session::isSettled() const {
  const Situation& at = m_wall.situation();
  return at.freshness == Freshness::kLive && at.covers(at.choice.window);
}

void Session::tick() {
  m_wall.tick();
  m_settledTicks = isSettled() ? m_settledTicks + 1 : 0;
  if (m_options.isSnapshotOnly() && m_settledTicks > kSettledTicks) finish();
}

void Session::finish() {
  if (m_options.printEvery) print();
  const bool isDone = m_options.snapshot.empty() || save();
  QCoreApplication::exit(isDone ? 0 : 1);
}

// Written beside the old picture, then put in its place: whoever looks sees a whole one.
bool Session::save() {
  QSaveFile file(QString::fromStdString(m_options.snapshot));
  if (file.open(QIODevice::WriteOnly) && m_window->grabWindow().save(&file, "PNG") && file.commit())
    return true;
  std::fprintf(stderr, "watchfloor: cannot write %s: check that its folder exists and may be written\n",
               m_options.snapshot.c_str());
  return false;
}

// A line for the wall, a line for what is abnormal, and one for each tile.
void Session::print() const {
  const auto text = [](const QString& s) { return s.toStdString(); };
  std::printf("%s  %s · %s · %s  %s\n", text(m_wall.clockText()).c_str(), text(m_wall.brandText()).c_str(),
              text(m_wall.channelText()).c_str(), text(m_wall.windowText()).c_str(),
              text(m_wall.freshnessText()).c_str());
  if (!m_wall.problem().isEmpty()) std::printf("  ! %s\n", text(m_wall.problem()).c_str());
  for (const Notice& notice : m_wall.notices())
    std::printf("  ! %d  %s\n", notice.level, text(notice.text).c_str());
  for (const TileModel* model : {m_wall.tiles(), m_wall.agents()}) {
    for (const Tile& tile : model->tiles()) {
      const QString state =
          QString::fromLatin1(QMetaEnum::fromType<TileState::State>().valueToKey(tile.condition));
      std::printf("  %-15s %-13s %s\n", text(tile.key).c_str(), text(state.toLower()).c_str(),
                  text(tile.spoken).c_str());
    }
  }
  std::fflush(stdout);
}

}  // namespace watchfloor
