// Runs a wall in a window, or off screen: its display tick, what it prints, its pictures, its end.
#pragma once

#include <QQmlApplicationEngine>
#include <QQuickWindow>
#include <QTimer>

#include "boards/board_shelf.h"
#include "models/viewing.h"
#include "models/wall_model.h"
#include "options.h"
#include "service_manager.h"
#include "view_state.h"

namespace watchfloor {

class Session : public QObject {
  Q_OBJECT

 public:
  // `engine`: that is asked for conversations, host:port.
  Session(const Options& options, WallFeed feed, QTimeZone zone, std::string engine);

  // False, and why is printed, when there is no such board, also in the rotation, or the QML does not load.
  bool open();

 private:
  void showBoard();
  void openBoard(const QString& name);
  bool eventFilter(QObject* watched, QEvent* event) override;
  bool hasAllBoards() const;
  void setPointing(bool isPointing);
  void setAttended(bool isAttended);
  void keepView();
  void tick();
  void print() const;
  bool save();
  void finish();
  bool isSettled() const;

  Options m_options;
  Viewing m_viewing;
  WallModel m_wall;
  BoardShelf m_shelf;
  QQmlApplicationEngine m_engine;
  QQuickWindow* m_window = nullptr;
  QTimer m_ticks, m_reports, m_end;
  QTimer m_idle;        // since the pointer last moved
  QTimer m_unattended;  // since anybody last touched the wall
  QTimer m_beats;       // of the watchdog
  ServiceManager m_manager;
  std::optional<ViewState> m_kept;  // in the state file
  int m_settledTicks = 0;           // one after another
};

}  // namespace watchfloor
