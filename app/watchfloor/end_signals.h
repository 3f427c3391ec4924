// Lets the program end in good order when it is told to by SIGTERM, SIGINT or SIGHUP, so that what it keeps
// in temporary folders goes with it.
//
//   const sigset_t signals = blockEndSignals();       // before there is any other thread
//   QApplication application(argc, argv);
//   EndSignals endSignals(signals);                    // exit(0), from the event loop
//
// GUI thread. Costs a file descriptor.
#pragma once

#include <QObject>
#include <csignal>

namespace watchfloor {

sigset_t blockEndSignals();

class EndSignals : public QObject {
  Q_OBJECT

 public:
  explicit EndSignals(const sigset_t& signals);
  ~EndSignals() override;

 private:
  const int m_fd;
};

}  // namespace watchfloor
