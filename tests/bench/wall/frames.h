// What a wall's frames cost: how long each took, from the tick until it is drawn, and how much of it the GUI
// thread worked. As large after days as after a minute.
#pragma once

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QQuickWindow>
#include <algorithm>
#include <cmath>
#include <cstdint>
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
    m_last = static_cast<double>(time.nsecsElapsed()) * 1e-6, m_lastCpu = (threadCpu() - cpu) * 1e3;
    m_longest = std::max(m_longest, m_last), m_cpu += m_lastCpu, ++m_count;
    ++m_tenths[std::min(static_cast<size_t>(m_last * 10), m_tenths.size() - 1)];
  }

  // Milliseconds.
  double last() const { return m_last; }
  double lastCpu() const { return m_lastCpu; }
  double longest() const { return m_longest; }
  double meanCpu() const { return m_cpu / static_cast<double>(m_count); }
  // To a tenth, rounded up.
  double quantile(double q) const {
    auto left = static_cast<int64_t>(std::ceil(q * static_cast<double>(m_count)));
    size_t tenth = 0;
    while (tenth + 1 < m_tenths.size() && (left -= m_tenths[tenth]) > 0) ++tenth;
    return std::min(static_cast<double>(tenth + 1) / 10, m_longest);
  }

  // Of the calling thread, seconds.
  static double threadCpu() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
  }

 private:
  std::vector<int64_t> m_tenths =
      std::vector<int64_t>(20'000);  // how many took so many tenths; two seconds, or more
  double m_last = 0, m_lastCpu = 0, m_longest = 0, m_cpu = 0;
  int64_t m_count = 0;
};

}  // namespace watchfloor::bench
