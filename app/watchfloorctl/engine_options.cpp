#include "engine_options.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <limits>

namespace watchfloor {
namespace {

volatile std::sig_atomic_t ending = 0;
const int bell = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);

}  // namespace

void addEngine(CLI::App& command, std::string& target) {
  command.add_option("--engine", target, "where the engine listens: host:port, or unix:PATH")
      ->type_name("HOST:PORT")
      ->capture_default_str();
}

CLI::Option* addUnmasked(CLI::App& command, bool& isUnmasked) {
  return command.add_flag("--unmasked", isUnmasked,
                          "names, handles, ids and texts of customers, if the engine allows it");
}

void tellMasked() {
  std::fputs(
      "watchfloorctl: the engine masks personal data, whoever asks: see show_personal_data in "
      "[conversations] "
      "of its configuration\n",
      stderr);
}

WallClient::Options clientOptions(const std::string& target) {
  return {.target = target, .now = [] { return std::chrono::steady_clock::now(); }};
}

void endOnSignals() {
  struct sigaction action {};
  action.sa_handler = [](int) {
    const int error = errno;
    ending = 1;
    wake();
    errno = error;
  };
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

bool isEnding() { return ending != 0; }

void sleepFor(std::chrono::milliseconds limit) {
  constexpr std::chrono::milliseconds kLongest(std::numeric_limits<int>::max());
  pollfd waiting{.fd = bell, .events = POLLIN, .revents = 0};
  poll(&waiting, 1, static_cast<int>(std::clamp(limit, {}, kLongest).count()));
  uint64_t rung = 0;
  [[maybe_unused]] const ssize_t n = read(bell, &rung, sizeof rung);  // none when nobody rang
}

void wake() {
  const uint64_t once = 1;
  [[maybe_unused]] const ssize_t n = write(bell, &once, sizeof once);  // fails when it rings already
}

}  // namespace watchfloor
