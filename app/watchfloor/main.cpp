// watchfloor: the wall.
#include <QtQml/qqmlextensionplugin.h>
#include <QApplication>
#include <cstdio>

#include "end_signals.h"
#include "inner_engine.h"
#include "models/language.h"
#include "models/screen_seat.h"
#include "options.h"
#include "walls.h"

Q_IMPORT_QML_PLUGIN(WatchfloorPlugin)

namespace {

constexpr int kFailed = 1;

// Where there is no display, the wall is drawn off screen. False when it was to fill one: a wall that nobody
// sees is none, and whoever started it is to try again.
bool chooseScreen(const watchfloor::Options& options) {
  const bool hasDisplay =
      qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY");
  if (hasDisplay && !options.isSnapshotOnly()) return true;
  if ((options.isFullScreen || options.listsScreens) && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) {
    std::fputs("watchfloor: there is no display: neither DISPLAY nor WAYLAND_DISPLAY is set\n", stderr);
    return false;
  }
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  if (!qEnvironmentVariableIsSet("QT_QUICK_BACKEND")) qputenv("QT_QUICK_BACKEND", "software");
  return true;
}

int listScreens() {
  for (const QString& line : watchfloor::screenLines()) std::puts(qPrintable(line));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  int exitCode = 0;
  const std::optional<watchfloor::Options> options = watchfloor::parseOptions(argc, argv, &exitCode);
  if (!options) return exitCode;
  if (!chooseScreen(*options)) return kFailed;
  qputenv("QT_SCALE_FACTOR", "1");                         // sizes come from arc minutes
  const sigset_t signals = watchfloor::blockEndSignals();  // before there is any other thread
  QApplication application(argc, argv);
  const watchfloor::EndSignals endSignals(signals);
  if (options->listsScreens) return listScreens();
  QApplication::setApplicationName(QStringLiteral("watchfloor"));
  watchfloor::setLanguage(QString::fromStdString(options->language));
  const QTimeZone zone = options->zone.empty() ? QTimeZone::systemTimeZone()
                                               : QTimeZone(QByteArray::fromStdString(options->zone));

  std::unique_ptr<watchfloor::InnerEngine> inner;
  if (options->engine.empty()) {
    auto started = watchfloor::InnerEngine::start({.zone = zone.id().toStdString(),
                                                   .isDemo = options->isDemo,
                                                   .seed = options->seed,
                                                   .rate = options->rate});
    if (!started.ok()) {
      std::fprintf(stderr, "watchfloor: %s\n", std::string(started.status().message()).c_str());
      return kFailed;
    }
    inner = *std::move(started);
    std::fprintf(stderr, "watchfloor: the engine inside listens on %s\n", inner->target().c_str());
  }

  watchfloor::Walls walls(*options, inner ? inner->target() : options->engine, zone);
  return walls.open() ? QApplication::exec() : kFailed;
}
