#include "service_manager.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstddef>
#include <cstdlib>
#include <cstring>

namespace watchfloor {

ServiceManager::ServiceManager() {
  if (const char* socket = std::getenv("NOTIFY_SOCKET")) m_socket = socket;
  const char* pid = std::getenv("WATCHDOG_PID");
  const char* time = std::getenv("WATCHDOG_USEC");
  const bool isOurs = !pid || std::atol(pid) == getpid();
  if (m_socket.empty() || !time || !isOurs) return;
  m_beat = std::chrono::milliseconds(std::atoll(time) / 1000 / 2);
}

void ServiceManager::tell(std::string_view state) const {
  sockaddr_un address{};
  if (m_socket.empty() || m_socket.size() >= sizeof address.sun_path) return;
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, m_socket.data(), m_socket.size());
  if (m_socket[0] == '@') address.sun_path[0] = '\0';  // not in the file system
  const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + m_socket.size());
  const int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return;
  // A manager that does not listen is no reason to stop.
  [[maybe_unused]] const ssize_t sent = sendto(fd, state.data(), state.size(), MSG_NOSIGNAL,
                                               reinterpret_cast<const sockaddr*>(&address), length);
  close(fd);
}

}  // namespace watchfloor
