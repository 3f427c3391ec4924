// The engine without a network: wire bytes to events, events into the engine, frames out of it, frames to
// bytes; CPU time of each stage.
//
//   bench_engine --events 200000 --frames 4 --wall-clock
#include <google/protobuf/arena.h>
#include <watchfloor/v1/service.pb.h>
#include <CLI/CLI.hpp>

#include "bench/decode.h"
#include "bench/measure.h"
#include "bench/workload.h"
#include "engine/engine.h"
#include "wire/frame_wire.h"

using namespace watchfloor;
using namespace watchfloor::bench;

namespace {

constexpr int kRepeats = 5;  // of what is measured at the end

struct Options {
  WorkloadOptions workload;
  size_t frames = 1;
  bool isWallClock = false;
  int threads = 1;
  size_t batch = 256;
};

Options optionsOf(int argc, char** argv) {
  Options options;
  WorkloadOptions& workload = options.workload;
  CLI::App app("Measures decoding, applying and framing a made-up hour of events.", "bench_engine");
  app.option_defaults()->always_capture_default();
  app.add_option("--events", workload.events, "how many events");
  app.add_option("--brands", workload.brands, "brands");
  app.add_option("--channels", workload.channels, "channels");
  app.add_option("--authors", workload.authors, "authors to choose from");
  app.add_option("--contacts", workload.contacts, "part of the events that are steps of contacts");
  app.add_option("--conversations", workload.conversations,
                 "part of the events that belong to conversations");
  app.add_option("--seed", workload.seed, "of the events");
  app.add_option("--frames", options.frames, "frames taken, evenly over the hour");
  app.add_option("--batch", options.batch, "events of a batch");
  app.add_option("--threads", options.threads, "threads of the engine");
  app.add_flag("--wall-clock", options.isWallClock, "ticks come from a clock, not from the events");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    std::exit(app.exit(error));
  }
  return options;
}

// The hour through one engine.
class Run {
 public:
  explicit Run(const Options& options)
      : m_options(options),
        m_workload(options.workload),
        m_requests(m_workload.requests(options.batch)),
        m_engine(benchConfig(), options.isWallClock ? ClockKind::kWall : ClockKind::kEvent, options.threads) {
  }

  void theHour() {
    const Duration step = m_options.workload.span / static_cast<int64_t>(m_options.frames);
    Time tick = m_workload.start();
    if (m_options.isWallClock) m_engine.advance(tick);
    for (size_t i = 0; i < m_requests.size(); ++i) {
      for (; tick + step < m_workload.arrival(i * m_options.batch); tick += step) takeFrame(tick + step);
      Stopwatch watch;
      const BatchRecord batch = decode(m_requests[i]);
      m_decode += watch.cpu();
      watch = Stopwatch();
      m_accepted += m_engine.apply(batch).accepted;
      m_apply += watch.cpu();
      m_applyTime += watch.wall();
    }
    for (; tick < m_workload.end(); tick += step) takeFrame(tick + step);
    reportHour();
  }

  // Every event comes again: it is checked, and known.
  void duplicates() {
    double spent = 0;
    for (const std::string& request : m_requests) {
      const BatchRecord batch = decode(request);
      const Stopwatch watch;
      m_engine.apply(batch);
      spent += watch.cpu();
    }
    report("engine.duplicate", 1e9 * spent / events(), "cpu-ns/event");
  }

  // What somebody may look at, one second later each time; and everything as bytes.
  void walls() {
    const std::vector<Window> five = {Window::k1m, Window::k5m, Window::k15m, Window::k60m, Window::k24h};
    wall("engine.wall_of_none", {});
    wall("engine.wall_of_40", {{.brands = someBrands(), .windows = {Window::k15m}}});
    wall("engine.wall_of_5_windows", {{.windows = five}});
    const FramePtr frame = wall("engine.wall", {Selection{}});
    report("engine.wall_cells", static_cast<double>(frame->cells.size()), "cells x windows");
    const Stopwatch watch;
    google::protobuf::Arena arena;
    auto* const update = google::protobuf::Arena::CreateMessage<v1::WallUpdate>(&arena);
    wire::fullUpdate(*frame, update);
    const std::string message = update->SerializeAsString();
    report("engine.serialise", 1e3 * watch.cpu(), "cpu-ms");
    report("engine.wall_bytes", static_cast<double>(message.size()), "B");
  }

 private:
  double events() const { return static_cast<double>(m_workload.size()); }

  // Frames of what is wanted; the first is as if somebody had just begun to look, and does not count.
  FramePtr wall(const std::string& name, std::vector<Selection> wanted) {
    std::vector<double> frames, times;
    FramePtr frame;
    m_engine.want({.selections = std::move(wanted)});
    for (int i = 0; i <= kRepeats; ++i) {
      const Stopwatch watch;
      frame = m_engine.advance(m_workload.end() + seconds(++m_ticksAfter));
      if (i == 0) continue;
      frames.push_back(1e3 * watch.cpu());
      times.push_back(1e3 * watch.wall());
    }
    report(name, median(frames), "cpu-ms");
    report(name + "_time", median(times), "ms");
    return frame;
  }

  // With eight channels, and the roll-up over them, about 40 cells.
  std::vector<std::string> someBrands() {
    std::vector<std::string> brands = m_engine.advance(m_workload.end())->brands;
    brands.resize(std::min<size_t>(brands.size(), 4));
    return brands;
  }

  void takeFrame(Time tick) {
    const Stopwatch watch;
    m_engine.advance(tick);
    m_frame += watch.cpu();
  }

  void reportHour() const {
    size_t bytes = 0;
    for (const std::string& request : m_requests) bytes += request.size();
    report("engine.bytes_an_event", static_cast<double>(bytes) / events(), "B");
    report("engine.accepted", static_cast<double>(m_accepted), "events");
    report("engine.decode", events() / m_decode, "events/cpu-s");
    report("engine.apply", events() / m_apply, "events/cpu-s");
    report("engine.apply_rate", events() / m_applyTime, "events/s");
    report("engine.frame", 1e3 * m_frame / static_cast<double>(m_options.frames), "cpu-ms/frame");
    report("engine.all", events() / (m_decode + m_apply + m_frame), "events/cpu-s");
  }

  const Options& m_options;
  const Workload m_workload;
  const std::vector<std::string> m_requests;
  Engine m_engine;
  double m_decode = 0, m_apply = 0, m_frame = 0;  // CPU seconds
  double m_applyTime = 0;                         // seconds
  int64_t m_accepted = 0;
  int m_ticksAfter = 0;  // the hour
};

}  // namespace

int main(int argc, char** argv) {
  const Options options = optionsOf(argc, argv);
  Run run(options);
  run.theHour();
  run.walls();
  run.duplicates();
  std::_Exit(0);  // clearing away is not what a profile should show
}
