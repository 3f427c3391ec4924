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
  // Runs `tick`, then draws all that it changed: charts draw themselves after the first frame, and are seen
  // with the second.
  template <typename F>
  void frame(QQuickWindow& window, F tick) {
    const double cpu = threadCpu();
    QElapsedTimer time;
    time.start();
    tick();
    int swaps = 0;
    const auto drawn = QObject::connect(&window, &QQuickWindow::frameSwapped, [&] { ++swaps; });
    for (int asked = 1; asked <= 2; ++asked) {
      window.update();
      while (swaps < asked) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
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
