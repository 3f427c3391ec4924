// What the most frequent items of sliding windows cost: an occurrence, an item that is kept, and a question.
//
//   bench_hitters                    an hour of 200 brands on 8 channels, and a day of one key
//   bench_hitters --occurrences N    of the hour, for each of its cells and roll-ups together
//
// Items follow Zipf's law. In turn with it the same occurrences are counted in a hash map of keys and items:
// exactly, since ever, without windows.
#include <absl/container/flat_hash_map.h>
#include <malloc.h>
#include <CLI/CLI.hpp>

#include <cmath>
#include <random>

#include "bench/measure.h"
#include "window/heavy_hitters.h"

using namespace watchfloor;
using namespace watchfloor::bench;

namespace {

constexpr size_t kCapacity = 64;
constexpr int64_t kHour = 3'600;
constexpr Interner::Id kBrands = 200, kChannels = 8;

double heapBytes() {
  const struct mallinfo2 info = mallinfo2();
  return static_cast<double>(info.uordblks + info.hblkhd);
}

struct Occurrence {
  CellId key;
  uint64_t item;
};

class Dice {
 public:
  // 1 .. most, by Zipf's law.
  uint64_t zipf(double most) {
    const double share = static_cast<double>(m_dice() >> 11) / static_cast<double>(uint64_t{1} << 53);
    return static_cast<uint64_t>(std::exp(share * std::log(most + 1)));
  }
  uint64_t item(double items) { return zipf(items) * 0x9e3779b97f4a7c15; }
  uint64_t below(uint64_t n) { return m_dice() % n; }

 private:
  std::mt19937_64 m_dice{1};
};

// One counter, a tick a second.
class Clocked {
 public:
  explicit Clocked(int64_t start) : m_second(start) { tick(); }

  void add(const Occurrence& o, Duration ago = {}) { hitters.add(o.key, o.item, now() - ago); }
  void tick() {
    ++m_second;
    hitters.advance(WindowRanges::at(now(), m_day, ClockKind::kWall));
  }

  HeavyHitters hitters{kCapacity};

 private:
  Time now() const { return fromMicros(m_second * 1'000'000); }

  DayStart m_day = *DayStart::make("UTC", 0);
  int64_t m_second;
};

constexpr int64_t kStart = 1'772'445'600;  // 2026-03-02T10:00:00Z

std::vector<std::vector<Occurrence>> anHour(size_t occurrences, double items) {
  Dice dice;
  std::vector<std::vector<Occurrence>> seconds(kHour);
  for (size_t i = 0; i < occurrences / 4; ++i) {
    const CellId cell{static_cast<Interner::Id>(dice.zipf(kBrands)),
                      static_cast<Interner::Id>(1 + dice.below(kChannels))};
    const uint64_t item = dice.item(items);
    for (const CellId key : withRollUps(cell)) seconds[i * 4 * kHour / occurrences].push_back({key, item});
  }
  return seconds;
}

// One in a hundred is up to a minute late.
void measureHour(const std::string& name, size_t occurrences, double items) {
  const auto seconds = anHour(occurrences, items);
  const double before = heapBytes();
  const Stopwatch watch;
  Clocked clocked(kStart);
  uint64_t n = 0;
  for (const auto& second : seconds) {
    for (const Occurrence& o : second) {
      ++n;
      clocked.add(o, n % 100 == 0 ? std::chrono::seconds(n / 100 % 60) : std::chrono::seconds(0));
    }
    clocked.tick();
  }
  const double took = watch.cpu(), bytes = heapBytes() - before;
  report(name + ".occurrence", took * 1e9 / static_cast<double>(n), "cpu-ns");
  report(name + ".kept_item", bytes / static_cast<double>(clocked.hitters.entries()), "B");
  report(name + ".kept", static_cast<double>(clocked.hitters.entries()), "items");
  report(name + ".memory", bytes / (1 << 20), "MiB");
}

void measureHashMap(const std::string& name, size_t occurrences, double items) {
  const auto seconds = anHour(occurrences, items);
  const Stopwatch watch;
  absl::flat_hash_map<std::pair<CellId, uint64_t>, int64_t> counts;
  for (const auto& second : seconds) {
    for (const Occurrence& o : second) ++counts[{o.key, o.item}];
  }
  report(name + ".hash_map", watch.cpu() * 1e9 / static_cast<double>(occurrences), "cpu-ns");
}

// A day of one key, whose panes of a minute are full.
void measureQuestions(const std::string& name, int64_t length, double items) {
  constexpr CellId kKey{};
  constexpr int kASecond = 20;
  Dice dice;
  std::vector<uint64_t> come;
  for (int64_t i = 0; i < length * kASecond; ++i) come.push_back(dice.item(items));
  const Stopwatch filling;
  Clocked clocked(kStart);
  for (size_t i = 0; i < come.size(); ++i) {
    clocked.add({kKey, come[i]});
    if (i % kASecond == kASecond - 1) clocked.tick();
  }
  report(name + ".key_occurrence", filling.cpu() * 1e9 / static_cast<double>(come.size()), "cpu-ns");
  report(name + ".key_kept", static_cast<double>(clocked.hitters.entries()), "items");
  for (const Window w : {Window::k1m, Window::k60m, Window::k24h}) {
    std::vector<double> took;
    for (int i = 0; i < 101; ++i) {
      const Stopwatch watch;
      const TopItems top = clocked.hitters.top(kKey, w, 10);
      took.push_back(watch.cpu() * 1e6);
      if (top.items.size() > 10) std::abort();
    }
    report(name + ".top10_" + std::string(watchfloor::name(w)), median(took), "cpu-us");
  }
}

}  // namespace

int main(int argc, char** argv) {
  size_t occurrences = 4'000'000;
  int64_t length = 24 * kHour;
  CLI::App app("Measures the most frequent items of sliding windows.", "bench_hitters");
  app.add_option("--occurrences", occurrences, "of the hour, for each of its cells and roll-ups together")
      ->check(CLI::Range(4, 1'000'000'000));
  app.add_option("--seconds", length, "of the day")->check(CLI::Range(1, 1'000'000));
  CLI11_PARSE(app, argc, argv);
  for (const auto& [name, items] :
       {std::pair("hitters.topics", 2'000.0), std::pair("hitters.authors", 500'000.0)}) {
    measureHour(name, occurrences, items);
    measureHashMap(name, occurrences, items);
    measureQuestions(name, length, items);
  }
}
