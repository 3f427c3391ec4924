// A wall that runs for a day in half an hour: a day of simulated traffic, boards in turn, alarms that take
// over, connections that break, hands that ask. It fails when memory grows, or a frame takes too long.
//
//   endurance                          a day in 30 minutes
//   endurance --minutes 4320           for three days, a day each half hour
//   endurance --smoke                  seconds: shows that it works
//
// The frames are made first, by a real engine from the simulator, and kept: what grows then is the wall.
#include <CLI/CLI.hpp>
#include <QApplication>
#include <QTimer>
#include <cstdio>
#include <fstream>
#include <set>

#include <unistd.h>
#include "bench/measure.h"
#include "engine/engine.h"
#include "frames.h"
#include "sources/simulator/simulator.h"
#include "ui/stage.h"

namespace watchfloor::bench {
namespace {

constexpr Duration kDayLong = hours(24), kStep = minutes(2), kEach = kDayLong / (30 * 600);
constexpr double kMostGrowth = 0.02, kLongest = 100;  // of memory after warm-up; ms
constexpr double kWarm = 0.25;                        // of the run
const std::vector<std::string> kBoards = {"mission_control", "response", "sentiment",
                                          "contact_centre",  "trending", "one_brand"};

struct Length {
  double minutes = 30;
  Duration day = kDayLong, each = kEach;  // from tick to tick
};

double residentMiB() {
  std::ifstream statm("/proc/self/statm");
  long all = 0, resident = 0;
  statm >> all >> resident;
  return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1 << 20);
}

// A day as an engine shows it, a frame every two minutes. For ten minutes of every two hours one source is
// silent.
std::vector<FramePtr> day(Duration length) {
  const Time start = kAsOf;
  absl::StatusOr<Simulator> simulator = Simulator::make({.seed = 1, .start = start - hours(1), .rate = 0.2});
  EngineConfig config;
  Engine engine(config, ClockKind::kWall);
  Selection all;
  all.windows = {Window::k15m, Window::k60m, Window::kNow};
  all.series = {{"all", "all"}};
  for (const char* channel : {"voice", "chat", "email", "x"}) all.series.push_back({"all", channel});
  engine.want({.selections = {all}, .number = 1});
  std::vector<FramePtr> frames;
  for (Time tick = start - hours(1); tick < start + length; tick += kStep) {
    Batch batch;
    while (simulator->nextTime() <= tick) batch.events.push_back(simulator->next());
    engine.apply(std::move(batch));
    FramePtr frame = engine.advance(tick);
    if (tick < start) continue;
    auto told = std::make_shared<Frame>(*frame);
    const auto minute = std::chrono::floor<minutes>(tick - start).count() % 120;
    if (!told->sources.empty() && minute < 10) told->sources.front().isSilent = true;
    frames.push_back(std::move(told));
  }
  return frames;
}

// The same as the engine would tell it at another tick.
FramePtr asOf(const Frame& frame, Time tick, int64_t n) {
  auto told = std::make_shared<Frame>(frame);
  told->asOf = tick, told->sequence = static_cast<uint64_t>(n) + 1;
  return told;
}

// What hands do now and then: which, in words.
const char* touch(Stage& stage, int64_t n) {
  WallModel& wall = stage.wall();
  switch (n % 6) {
    case 0:
      return wall.stepBrand(1), "another brand";
    case 1:
      return wall.explanation()->ask("service_level", {}, {}, 0, {}, true), "an explanation";
    case 2:
      return wall.explanation()->close(), "the explanation closes";
    case 3:
      return wall.stepTheme(1), "another theme";
    case 4:
      return wall.stepHeatMap(1), "another heat map";
    default:
      return wall.chooseAll(), "all brands";
  }
}

// One wall over `frames`, again and again until its time is over; ten ticks a second of the machine.
int endure(const Length& length, bool isSmoke) {
  const std::vector<FramePtr> frames = day(length.day);
  std::fprintf(stderr, "endurance: %zu frames of a day are made\n", frames.size());
  Stage stage({.isStill = false, .isAttended = false});
  WallModel& wall = stage.wall();
  QObject::connect(&wall, &WallModel::boardAsked,
                   [&](const QString& name) { wall.showBoard(shippedBoard(name.toStdString())); });
  Rotation::Plan plan{.takeOvers = {{.level = 2, .board = "competitors", .time = minutes(3)}}};
  for (const std::string& board : kBoards) plan.turns.push_back({board, minutes(10)});
  wall.setRotation(plan);

  const auto ticks = static_cast<int64_t>(length.minutes * 600);
  const Duration each = length.each;
  FrameTimes times;
  std::set<std::string> seen;
  int64_t broken = 0;
  double warm = 0, most = 0;
  Stopwatch run;
  const double cpu = FrameTimes::threadCpu();  // all of it, with what moves between the ticks
  for (int64_t n = 0; n < ticks; ++n) {
    const Duration at = each * n;
    const auto second = std::chrono::floor<seconds>(at).count();
    const bool isBroken = second % 7200 > 7100;  // 100 s of every two hours nothing is heard
    const FramePtr frame = asOf(*frames[static_cast<size_t>(at / kStep) % frames.size()], kAsOf + at, n);
    const std::string before = wall.scene()->board().name;
    const char* touched = "no touch";
    times.frame(*stage.window(), [&] {
      stage.step(each, isBroken ? nullptr : frame);
      if (n % 97 == 0) touched = touch(stage, n / 97);
    });
    if (times.last() > kLongest) {
      std::fprintf(stderr,
                   "endurance: frame %lld took %.0f ms, %.0f of them on the GUI thread: %s to %s, %s\n",
                   static_cast<long long>(n), times.last(), times.lastCpu(), before.c_str(),
                   wall.scene()->board().name.c_str(), touched);
    }
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);  // as a wall's own loop does
    broken += stage.wall().situation().freshness == Freshness::kDisconnected;
    seen.insert(wall.scene()->board().name);
    const double memory = residentMiB();
    (static_cast<double>(n) < static_cast<double>(ticks) * kWarm ? warm : most) =
        std::max(static_cast<double>(n) < static_cast<double>(ticks) * kWarm ? warm : most, memory);
    if (const std::chrono::duration<double> left(static_cast<double>(n + 1) * 0.1 - run.wall());
        left.count() > 0 && !isSmoke)
      QTest::qWait(static_cast<int>(left.count() * 1000));
    if (n % 6000 == 5999) std::fprintf(stderr, "endurance: %.0f min, %.1f MiB\n", run.wall() / 60, memory);
  }
  report("endurance.memory", most, "MiB");
  report("endurance.growth", most / warm - 1, "of memory after warm-up");
  report("endurance.longest_frame", times.longest(), "ms");
  report("endurance.p99_frame", times.quantile(0.99), "ms");
  report("endurance.gui", (FrameTimes::threadCpu() - cpu) / run.wall(), "of a core");
  report("endurance.boards", static_cast<double>(seen.size()), "shown");
  report("endurance.disconnected", static_cast<double>(broken), "ticks");
  const bool hasSeenAll = seen.size() == kBoards.size() + 1 && broken > 0;
  if (!hasSeenAll) std::fprintf(stderr, "endurance: not every board was shown, or nothing broke\n");
  if (isSmoke) return hasSeenAll ? 0 : 1;
  return hasSeenAll && most <= warm * (1 + kMostGrowth) && times.longest() <= kLongest ? 0 : 1;
}

}  // namespace
}  // namespace watchfloor::bench

int main(int argc, char** argv) {
  CLI::App app("A wall that runs for a day in half an hour.", "endurance");
  watchfloor::bench::Length length;
  bool isSmoke = false;
  app.add_option("--minutes", length.minutes, "how long it runs")
      ->check(CLI::Range(0.1, 1e6))
      ->capture_default_str();
  app.add_flag("--smoke", isSmoke, "seconds, as fast as it can: judges neither memory nor time");
  CLI11_PARSE(app, argc, argv);
  if (isSmoke) length = {.minutes = 0.5, .day = watchfloor::hours(4), .each = watchfloor::seconds(48)};
  qputenv("QT_QPA_PLATFORM", "offscreen"), qputenv("QT_QUICK_BACKEND", "software"),
      qputenv("QT_SCALE_FACTOR", "1");
  QApplication application(argc, argv);
  return watchfloor::bench::endure(length, isSmoke);
}
