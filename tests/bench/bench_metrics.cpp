// What an entry and a frame cost: a wall of 40 brands on 40 channels, an hour of entries, a tick a second.
//
//   bench_metrics [entries a leaf, default 1000]
//
// Prints nanoseconds an entry by kind, milliseconds a frame (cold: every leaf changed; warm: one in twenty),
// and bytes a leaf. Compare only what one run prints.
#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <vector>

#include "metrics/frame_cells.h"

using namespace watchfloor;

namespace {

constexpr Interner::Id kSide = 40;
constexpr int kRounds = 15;

double secondsNow() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

double megabytes() { return static_cast<double>(mallinfo2().uordblks) / 1e6; }

class Bench {
 public:
  Bench() {
    for (int i = 1; i <= kSide; ++i) {
      m_brands.intern("brand " + std::to_string(i));
      m_channels.intern("channel " + std::to_string(i));
    }
    apply();
  }

  Entry anyEntry(bool isDuration, Time at) {
    const CellId cell{static_cast<Interner::Id>(1 + m_dice() % kSide),
                      static_cast<Interner::Id>(1 + m_dice() % kSide)};
    if (!isDuration) return {at, cell, static_cast<Field>(m_dice() % kCountFields), 1};
    const double seconds = std::exp(m_normal(m_dice) + 4);
    return {at, cell, static_cast<Field>(kCountFields + static_cast<int>(m_dice() % kDurationFields)),
            static_cast<int64_t>(seconds * 1e6)};
  }

  void fill(int entriesALeaf) {
    const int64_t aSecond = int64_t{entriesALeaf} * kSide * kSide / 3'600;
    for (int s = 0; s < 3'600; ++s) {
      m_tick += seconds(1);
      for (int64_t i = 0; i < aSecond; ++i) put(anyEntry(m_dice() % 5 < 2, m_tick));
      apply();
      if (s % 30 == 0) frame();
    }
  }

  // Nanoseconds an entry; each contact puts four into one cell.
  double entries(bool isDuration, Duration ago) {
    std::vector<std::vector<Entry>> contacts(100'000);
    for (auto& contact : contacts) {
      for (int i = 0; i < 4; ++i) contact.push_back(anyEntry(isDuration, m_tick - ago));
      for (Entry& e : contact) e.cell = contact.front().cell;
      std::sort(contact.begin(), contact.end());  // as settled
    }
    for (const auto& contact : contacts) m_changes.replace({}, contact);
    const double start = secondsNow();
    apply();
    return (secondsNow() - start) * 1e9 / static_cast<double>(4 * contacts.size());
  }

  double tick() {
    m_tick += seconds(1);
    const double start = secondsNow();
    apply();
    return (secondsNow() - start) * 1e3;
  }

  // Milliseconds a frame after one leaf in `every` changed.
  double frameAfter(int every) {
    std::vector<double> times;
    for (int round = 0; round < kRounds; ++round) {
      tick();
      int n = round;
      for (Interner::Id b = 1; b <= kSide; ++b) {
        for (Interner::Id c = 1; c <= kSide; ++c) {
          if (n++ % every != 0) continue;
          for (int f = 0; f < kCountFields + kDurationFields; ++f) {
            put({m_tick, CellId{b, c}, static_cast<Field>(f), f < kCountFields ? 1 : 1'000'000 + n});
          }
        }
      }
      apply();
      times.push_back(frame());
    }
    return median(times);
  }

  double frame() {
    const double start = secondsNow();
    const auto cells = m_reader.read({m_cube, m_brands, m_channels, m_staff});
    const double took = (secondsNow() - start) * 1e3;
    m_frameCells = cells.size();
    return took;
  }

  size_t frameCellCount() const { return m_frameCells; }

 private:
  void put(const Entry& e) { m_changes.entries.push_back({e, 1}); }

  // Comes up to the tick with what was put.
  void apply() {
    const Changes* const all[] = {&m_changes};
    m_cube.advance(m_tick, m_day);
    m_cube.apply(all);
    m_changes.clear();
  }

  std::mt19937_64 m_dice{1};
  std::normal_distribution<double> m_normal{0, 1.2};
  DayStart m_day = *DayStart::make("UTC", 0);
  Time m_tick = *parseTime("2026-03-02T10:00:00Z");
  Interner m_brands, m_channels;
  StaffByCell m_staff;
  Changes m_changes;
  Cube m_cube{10'000, 65'536, ClockKind::kWall};
  FrameCells m_reader{120};
  size_t m_frameCells = 0;
};

}  // namespace

int main(int argc, char** argv) {
  const double before = megabytes();
  Bench bench;
  bench.fill(argc > 1 ? std::atoi(argv[1]) : 1'000);
  std::printf("%-28s %8.1f MB\n", "after an hour", megabytes() - before);
  for (const bool isDuration : {false, true}) {
    const char* kind = isDuration ? "duration" : "count";
    std::printf("%-10s %-17s %8.1f ns\n", kind, "now", bench.entries(isDuration, seconds(0)));
    std::printf("%-10s %-17s %8.1f ns\n", kind, "20 min ago", bench.entries(isDuration, minutes(20)));
  }
  std::vector<double> ticks;
  for (int i = 0; i < kRounds; ++i) ticks.push_back(bench.tick());
  std::printf("%-28s %8.2f ms\n", "a tick", median(ticks));
  std::printf("%-28s %8.2f ms\n", "a frame, cold", bench.frameAfter(1));
  std::printf("%-28s %8.2f ms\n", "a frame, warm (5 %)", bench.frameAfter(20));
  std::printf("%-28s %8zu\n", "cells in a frame", bench.frameCellCount());
}
