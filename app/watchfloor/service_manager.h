// Tells the service manager that the wall is there, and goes on telling it: if the wall stops, it is started
// again. It is systemd's protocol (sd_notify(3)): datagrams to the socket that $NOTIFY_SOCKET names, at least
// every $WATCHDOG_USEC. Without one nothing is told.
//
//   const ServiceManager manager;
//   manager.tell("READY=1");
//   if (manager.beat().count() > 0) timer.start(manager.beat());   // each time: manager.tell("WATCHDOG=1")
//
// Any thread.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace watchfloor {

class ServiceManager {
 public:
  ServiceManager();  // from the environment

  void tell(std::string_view state) const;
  // How often it wants to be told, with time to spare; 0: never.
  std::chrono::milliseconds beat() const { return m_beat; }

 private:
  std::string m_socket;
  std::chrono::milliseconds m_beat{0};
};

}  // namespace watchfloor
