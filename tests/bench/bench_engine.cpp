// The engine without a network: wire bytes to events, events into the engine, frames out of it; events a CPU
// second of each stage.
//
//   bench_engine --events 200000 --frames 4 --wall-clock
#include <CLI/CLI.hpp>

#include "bench/decode.h"
#include "bench/measure.h"
#include "bench/workload.h"
#include "engine/engine.h"

using namespace watchfloor;
using namespace watchfloor::bench;

namespace {

struct Options {
  WorkloadOptions workload;
  size_t frames = 1;
  bool isWallClock = false;
};

struct Spent {
  double decode = 0, apply = 0, frame = 0;  // CPU seconds
};

constexpr size_t kBatch = 256;

Options optionsOf(int argc, char** argv) {
  Options options;
  CLI::App app("Measures decoding, applying and framing a made-up hour of events.", "bench_engine");
  app.add_option("--events", options.workload.events, "how many events")->capture_default_str();
  app.add_option("--brands", options.workload.brands, "brands")->capture_default_str();
  app.add_option("--channels", options.workload.channels, "channels")->capture_default_str();
  app.add_option("--authors", options.workload.authors, "authors to choose from")->capture_default_str();
  app.add_option("--seed", options.workload.seed, "of the events")->capture_default_str();
  app.add_option("--frames", options.frames, "frames taken, evenly over the hour")->capture_default_str();
  app.add_flag("--wall-clock", options.isWallClock, "ticks come from a clock, not from the events");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    std::exit(app.exit(error));
  }
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  const Options options = optionsOf(argc, argv);
  const Workload workload(options.workload);
  const std::vector<std::string> requests = workload.requests(kBatch);
  size_t bytes = 0;
  for (const std::string& request : requests) bytes += request.size();

  Engine engine({}, options.isWallClock ? ClockKind::kWall : ClockKind::kEvent);
  Spent spent;
  int64_t accepted = 0;
  size_t cells = 0;
  const Duration step = options.workload.span / static_cast<int64_t>(options.frames);
  Time tick = workload.start();
  const auto takeFrame = [&] {
    const Stopwatch watch;
    cells = engine.advance(tick)->cells.size();
    spent.frame += watch.cpu();
  };
  if (options.isWallClock) engine.advance(tick);
  tick += step;
  for (size_t i = 0; i < requests.size(); ++i) {
    for (; tick < workload.arrival(i * kBatch); tick += step) takeFrame();
    Stopwatch watch;
    const Batch batch = decode(requests[i]);
    spent.decode += watch.cpu();
    watch = {};
    accepted += engine.apply(batch).accepted;
    spent.apply += watch.cpu();
  }
  for (; tick <= workload.end(); tick += step) takeFrame();

  const double events = static_cast<double>(workload.size());
  report("engine.bytes_an_event", static_cast<double>(bytes) / events, "B");
  report("engine.accepted", static_cast<double>(accepted), "events");
  report("engine.frame_cells", static_cast<double>(cells), "cells x windows");
  report("engine.decode", events / spent.decode, "events/cpu-s");
  report("engine.apply", events / spent.apply, "events/cpu-s");
  report("engine.frame", 1e3 * spent.frame / static_cast<double>(options.frames), "cpu-ms/frame");
  report("engine.all", events / (spent.decode + spent.apply + spent.frame), "events/cpu-s");
}
