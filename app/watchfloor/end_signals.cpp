#include "end_signals.h"

#include <sys/signalfd.h>
#include <unistd.h>

#include <QCoreApplication>
#include <QSocketNotifier>

namespace watchfloor {

sigset_t blockEndSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) {
    struct sigaction set {};
    const bool isIgnored = sigaction(signal, nullptr, &set) == 0 && set.sa_handler == SIG_IGN;
    if (!isIgnored) sigaddset(&signals, signal);  // nohup has them ignored
  }
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

EndSignals::EndSignals(const sigset_t& signals) : m_fd(signalfd(-1, &signals, SFD_NONBLOCK | SFD_CLOEXEC)) {
  auto* told = new QSocketNotifier(m_fd, QSocketNotifier::Read, this);
  connect(told, &QSocketNotifier::activated, this, [told] {
    told->setEnabled(false);
    QCoreApplication::exit(0);
  });
}

EndSignals::~EndSignals() { close(m_fd); }

}  // namespace watchfloor
