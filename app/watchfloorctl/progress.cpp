#include "progress.h"

#include <unistd.h>

#include <cstdio>

#include "model/shown_text.h"

namespace watchfloor {

using std::chrono::steady_clock;

Progress::Progress(std::string_view work)
    : m_work(shownText(work)), m_isTerminal(isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() {
  if (m_isTerminal) std::fputs("\r\x1b[K", stderr);
}

void Progress::show(int64_t done, int64_t total) {
  if (!m_isTerminal || steady_clock::now() < m_next) return;
  m_next = steady_clock::now() + std::chrono::milliseconds(100);
  const double percent = total > 0 ? 100.0 * static_cast<double>(done) / static_cast<double>(total) : 0;
  std::fprintf(stderr, "\r%s: %.0f %%\x1b[K", m_work.c_str(), percent);
}

}  // namespace watchfloor
