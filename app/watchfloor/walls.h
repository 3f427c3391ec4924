// All that the program shows: one wall, or one for each window of its configuration, each with its own
// connection to the engine, so that one that looks at the past, pauses or is slow holds up no other. Trends
// are asked for once, topics for each wall, as they are of what it shows. Tells the service manager that the
// program lives, keeps the screens on, and ends it when all walls have finished.
//
//   Walls walls(options, "127.0.0.1:7411", zone);
//   return walls.open() ? QApplication::exec() : 1;
//
// GUI thread.
#pragma once

#include <QObject>
#include <QTimeZone>
#include <QTimer>
#include <memory>
#include <string>
#include <vector>

#include "client/topics.h"
#include "client/trends.h"
#include "client/wall_client.h"
#include "options.h"
#include "screen_saver.h"
#include "service_manager.h"
#include "session.h"

namespace watchfloor {

class Walls : public QObject {
  Q_OBJECT

 public:
  // `target`: of the engine.
  Walls(const Options& options, const std::string& target, const QTimeZone& zone);

  // False, and why is printed, when one of them cannot be opened.
  bool open();

 private:
  struct Wall {
    std::unique_ptr<WallClient> client;
    std::unique_ptr<TopicWatch> topics;
    std::unique_ptr<Session> session;
  };
  void add(const Options& options, const std::string& target, const QTimeZone& zone);
  void noteFinished(bool isDone);

  const bool m_isSnapshotOnly;
  TrendWatch m_trends;
  std::vector<Wall> m_walls;
  size_t m_finished = 0;
  bool m_areAllDone = true;
  ServiceManager m_manager;
  QTimer m_beats;                              // of the watchdog
  std::unique_ptr<ScreenSaver> m_screenSaver;  // none: nothing is shown
};

}  // namespace watchfloor
