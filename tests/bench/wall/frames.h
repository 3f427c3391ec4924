// What a wall's frames cost: how long each took, from the tick until it is drawn, and how much of it the GUI
// thread worked.
#pragma once

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QQuickWindow>
#include <ctime>
#include <vector>

namespace watchfloor::bench {

class FrameTimes {
 public:
  // Runs `tick`, then draws all that it changed.
  template <typename F>
  void frame(QQuickWindow& window, F tick) {
    const double cpu = threadCpu();
    QElapsedTimer time;
    time.start();
    tick();
    window.update();
    bool isDrawn = false;
    const auto drawn = QObject::connect(&window, &QQuickWindow::frameSwapped, [&] { isDrawn = true; });
    while (!isDrawn) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    QObject::disconnect(drawn);
    m_milliseconds.push_back(static_cast<double>(time.nsecsElapsed()) * 1e-6);
    m_cpu += threadCpu() - cpu;
  }

  const std::vector<double>& milliseconds() const { return m_milliseconds; }
  double cpu() const { return m_cpu; }  // seconds, all frames together
  void clear() { m_milliseconds.clear(), m_cpu = 0; }

  static double threadCpu() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
  }

 private:
  std::vector<double> m_milliseconds;
  double m_cpu = 0;
};

}  // namespace watchfloor::bench
