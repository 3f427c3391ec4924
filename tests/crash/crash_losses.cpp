// Loses power many times, and says what it found.
//
//   crash_losses                            50,000 losses, and every known bug is found
//   crash_losses --losses 5000000 --seed 1  for long
//   crash_losses --bug lying-sync           until that bug is found
#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "crash/ordeal.h"

namespace watchfloor {
namespace {

struct Result {
  int64_t losses = 0, histories = 0, failures = 0, loads = 0;
  std::string fault;
};

// Histories of all kinds in turn, until there are so many losses or a fault.
Result live(int64_t losses, uint64_t seed, Bug bug) {
  Result result;
  while (result.losses < losses && result.fault.empty()) {
    const uint64_t kind = seed % 4;
    Ordeal ordeal(
        {.seed = seed++, .bug = bug, .isFailing = kind == 1 || kind == 3, .isForgetful = kind >= 2});
    ordeal.run();
    result.losses += ordeal.losses();
    result.failures += ordeal.failures();
    result.loads += ordeal.loads();
    result.fault = ordeal.fault();
    ++result.histories;
  }
  return result;
}

bool findsBug(size_t bug, int64_t losses, uint64_t seed) {
  const Result result = live(losses, seed, static_cast<Bug>(bug));
  if (result.fault.empty()) {
    std::printf("%s: not found in %lld losses\n", kBugNames[bug], static_cast<long long>(result.losses));
    return false;
  }
  std::printf("%s: found after %lld losses: %s\n", kBugNames[bug], static_cast<long long>(result.losses),
              result.fault.c_str());
  return true;
}

int run(int64_t losses, uint64_t seed, const std::string& bug) {
  bool isRight = true;
  for (size_t i = 1; i < std::size(kBugNames); ++i) {
    if (bug.empty() || bug == kBugNames[i]) isRight = findsBug(i, losses, seed) && isRight;
  }
  if (!bug.empty()) return isRight ? 0 : 1;
  const auto begin = std::chrono::steady_clock::now();
  const Result result = live(losses, seed, Bug::kNone);
  const double taken = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  std::printf(
      "%lld losses of power in %lld histories, %lld recovered by a checkpoint, with %lld failed writes, in "
      "%.1f s: "
      "%s\n",
      static_cast<long long>(result.losses), static_cast<long long>(result.histories),
      static_cast<long long>(result.loads), static_cast<long long>(result.failures), taken,
      result.fault.empty() ? "nothing was lost, nothing invented" : result.fault.c_str());
  return isRight && result.fault.empty() ? 0 : 1;
}

}  // namespace
}  // namespace watchfloor

int main(int argc, char** argv) {
  int64_t losses = 50'000;
  uint64_t seed = 1;
  std::string bug;
  CLI::App app("Simulated losses of power: of the store, and of the engine that is recovered from it.",
               "crash_losses");
  app.add_option("--losses", losses, "how many, at least")->capture_default_str();
  app.add_option("--seed", seed, "of the first history; a fault names its own")->capture_default_str();
  const std::vector<std::string> bugs(std::begin(watchfloor::kBugNames) + 1, std::end(watchfloor::kBugNames));
  app.add_option("--bug", bug, "look for this known bug alone")->check(CLI::IsMember(bugs));
  CLI11_PARSE(app, argc, argv);
  return watchfloor::run(losses, seed, bug);
}
