// Runs a wall in a window, or off screen: its display tick, what it prints, its pictures, its end. There may
// be several; what belongs to the whole program is in walls.h.
#pragma once

#include <QQmlApplicationEngine>
#include <QQuickWindow>
#include <QTimer>

#include "boards/board_shelf.h"
#include "client/control.h"
#include "export/exporter.h"
#include "models/resting_pointer.h"
#include "models/screen_seat.h"
#include "models/viewing.h"
#include "models/wall_model.h"
#include "options.h"
#include "view_state.h"

namespace watchfloor {

class Session : public QObject {
  Q_OBJECT

 public:
  // `target`: of the engine.
  Session(const Options& options, std::string target, WallFeed feed, QTimeZone zone);
  ~Session() override;

  // False, and why is printed, when there is no such board, also in the rotation, or the QML does not load.
  bool open();
  // Lets others tell this wall what to show, through its engine.
  void obey();

 Q_SIGNALS:
  void finished(bool isDone);  // its time is over, or its picture written; false: it could not be

 private:
  void carryOut(const WallCommand& command);
  WallState state() const;
  void sayPlace() const;
  void showBoard();
  void openBoard(const QString& name);
  bool eventFilter(QObject* watched, QEvent* event) override;
  bool watchBoards();
  void setAttended(bool isAttended);
  ViewState view() const;
  void keepView();
  void keepFrame();
  void tick();
  void print() const;
  bool save();
  void giveUp(const std::string& why);
  void finish();
  bool isSettled() const;

  Options m_options;
  const std::string m_target;
  Viewing m_viewing;
  WallModel m_wall;
  BoardShelf m_shelf;
  Exporter m_exporter;
  QQmlApplicationEngine m_engine;
  QQuickWindow* m_window = nullptr;
  std::unique_ptr<ScreenSeat> m_seat;
  std::unique_ptr<RestingPointer> m_pointer;
  QTimer m_ticks, m_reports, m_end;
  QTimer m_unattended;              // since anybody last touched the wall
  std::optional<ViewState> m_kept;  // in the state file
  FramePtr m_keptFrame;             // beside it
  Time m_frameKept{};               // when
  int m_settledTicks = 0;           // one after another
  bool m_showsPast = false;         // was asked for
  std::unique_ptr<WallControl> m_control;
};

}  // namespace watchfloor
