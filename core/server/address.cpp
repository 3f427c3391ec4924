#include "server/address.h"

#include <absl/strings/numbers.h>
#include <absl/strings/str_cat.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>

namespace watchfloor {
namespace {

constexpr std::string_view kUnix = "unix:";
constexpr int kHighestPort = 65'535;
constexpr size_t kLongestPath = sizeof(sockaddr_un::sun_path) - 1;

}  // namespace

absl::Status checkAddress(const std::string& address) {
  const auto wrong = [&](const char* why) {
    return absl::InvalidArgumentError(absl::StrCat(
        "listen: \"", address, "\": ", why, "; expected HOST:PORT, such as 127.0.0.1:7411, or unix:PATH"));
  };
  if (address.starts_with(kUnix)) {
    const size_t length = address.size() - kUnix.size();
    if (length == 0) return wrong("no path");
    return length <= kLongestPath ? absl::OkStatus() : wrong("the path is too long for a socket (107 bytes)");
  }
  const size_t colon = address.rfind(':');
  if (colon == std::string::npos || colon == 0) return wrong("no port");
  int port = 0;
  if (!absl::SimpleAtoi(address.substr(colon + 1), &port) || port < 0 || port > kHighestPort) {
    return wrong("the port is not 0 to 65535");
  }
  return absl::OkStatus();
}

bool isTaken(const std::string& address) {
  if (!address.starts_with(kUnix)) return false;
  sockaddr_un at{};
  at.sun_family = AF_UNIX;
  std::strncpy(at.sun_path, address.c_str() + kUnix.size(), kLongestPath);
  const int probe = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (probe < 0) return false;
  const bool isAnswered = ::connect(probe, reinterpret_cast<const sockaddr*>(&at), sizeof(at)) == 0;
  ::close(probe);
  return isAnswered;
}

}  // namespace watchfloor
