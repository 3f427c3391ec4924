#include "engine_options.h"

#include <csignal>
#include <thread>

namespace watchfloor {
namespace {

volatile std::sig_atomic_t ending = 0;

}  // namespace

void addEngine(CLI::App& command, std::string& target) {
  command.add_option("--engine", target, "where the engine listens: host:port, or unix:PATH")
      ->type_name("HOST:PORT")
      ->capture_default_str();
}

WallClient::Options clientOptions(const std::string& target) {
  return {.target = target, .now = [] { return std::chrono::steady_clock::now(); }};
}

void endOnSignals() {
  struct sigaction action {};
  action.sa_handler = [](int) { ending = 1; };
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

bool isEnding() { return ending != 0; }

bool waitUntil(std::chrono::milliseconds limit, const std::function<bool()>& isDone) {
  const auto end = std::chrono::steady_clock::now() + limit;
  while (!isDone()) {
    if (isEnding() || std::chrono::steady_clock::now() >= end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return true;
}

}  // namespace watchfloor
