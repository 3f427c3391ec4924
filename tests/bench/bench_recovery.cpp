// A restart: how long the engine is held up for a checkpoint, how long writing it takes, and how long a
// recovery from it, and one without it.
//
//   bench_recovery --events 10000000 --folder /var/tmp
#include <CLI/CLI.hpp>
#include <filesystem>

#include "bench/measure.h"
#include "bench/workload.h"
#include "host/recovery.h"
#include "wire/record_wire.h"

using namespace watchfloor;
using namespace watchfloor::bench;

namespace {

constexpr size_t kBatch = 256;     // events
constexpr size_t kAtOnce = 1'000;  // batches written together
constexpr int kRepeats = 3;

struct Options {
  size_t events = 10'000'000;
  int hours = 24, frames = 1'440, threads = 2;
  std::string folder = ".";
  bool isReplayed = false;
};

void check(const absl::Status& status) {
  if (status.ok()) return;
  std::fprintf(stderr, "bench_recovery: %s\n", std::string(status.message()).c_str());
  std::exit(1);
}

class Restart {
 public:
  explicit Restart(const Options& options)
      : m_options(options),
        m_path(options.folder + "/bench_recovery.db"),
        m_workload({.events = options.events, .span = hours(options.hours)}) {
    clear();
  }
  ~Restart() { clear(); }
  Restart(const Restart&) = delete;
  Restart& operator=(const Restart&) = delete;

  // What a host would have lived through and written.
  void live() {
    m_store.emplace(*openStore());
    const EngineConfig config = benchConfig();
    const RecordStore::NewRecord first = &config;
    check(m_store->write({&first, 1}, {}));
    Engine engine(config, ClockKind::kWall, m_options.threads);
    const Duration step = Duration(hours(m_options.hours)) / m_options.frames;
    Time tick = m_workload.start();
    std::vector<BatchRecord> batches;
    std::vector<RecordStore::NewTick> ticks;
    uint64_t position = 1;
    const auto advance = [&](Time to) {
      ticks.push_back({.position = position, .tick = to});
      engine.advance(to);
    };
    advance(tick);
    const auto write = [&] {
      std::vector<RecordStore::NewRecord> records;
      for (const BatchRecord& batch : batches) records.emplace_back(&batch);
      check(m_store->write(records, ticks));
      batches.clear();
      ticks.clear();
    };
    for (size_t i = 0; i < m_workload.size(); i += kBatch) {
      for (; tick + step <= m_workload.arrival(i); tick += step) advance(tick + step);
      batches.push_back(*wire::batchFromBytes(m_workload.request(i, kBatch)));
      engine.apply(batches.back());
      ++position;
      if (batches.size() == kAtOnce) write();
    }
    advance(m_workload.end());
    write();
    checkpoint(engine);
    m_next = engine.advance(m_workload.end() + seconds(1));
  }

  void recoverByCheckpoint() {
    std::vector<double> times, cpus;
    for (int i = 0; i < kRepeats; ++i) {
      const Stopwatch watch;
      recoverOnce(true);
      times.push_back(watch.wall());
      cpus.push_back(watch.cpu());
    }
    report("recovery.checkpoint", median(times), "s");
    report("recovery.checkpoint_cpu", median(cpus), "cpu-s");
  }

  void recoverByRecords() {
    for (const auto& entry : std::filesystem::directory_iterator(m_options.folder)) {
      if (entry.path().string().find("bench_recovery.db-checkpoint") != std::string::npos) {
        std::filesystem::remove(entry.path());
      }
    }
    const Stopwatch watch;
    recoverOnce(false);
    report("recovery.records", watch.wall(), "s");
    report("recovery.records_cpu", watch.cpu(), "cpu-s");
    report("recovery.records_rate", static_cast<double>(m_options.events) / watch.wall(), "events/s");
  }

 private:
  absl::StatusOr<RecordStore> openStore() {
    absl::StatusOr<RecordStore> store = RecordStore::open({.path = m_path});
    check(store.status());
    return store;
  }

  void checkpoint(Engine& engine) {
    std::vector<double> held;
    std::optional<SavedState> state;
    for (int i = 0; i < kRepeats; ++i) {
      state.reset();
      const Stopwatch watch;
      state.emplace(engine.save());
      held.push_back(1e3 * watch.wall());
    }
    report("checkpoint.held", median(held), "ms");
    report("checkpoint.bytes", static_cast<double>(state->bytes()) / (1 << 20), "MiB");
    const Stopwatch watch;
    check(m_store->checkpoints().write({m_store->lastPosition(), m_store->lastTick().number}, *state));
    report("checkpoint.write", watch.wall(), "s");
    const auto path = m_store->checkpoints().all().front().path;
    report("checkpoint.file", static_cast<double>(std::filesystem::file_size(path)) / (1 << 20), "MiB");
  }

  void recoverOnce(bool isByCheckpoint) {
    m_store.reset();
    m_store.emplace(*openStore());
    bool isFound = false;
    absl::StatusOr<Engine> engine = recover(
        *m_store, {.config = benchConfig(),
                   .threads = m_options.threads,
                   .onCheckpoint = [&](const auto&, const absl::Status& status) { isFound = status.ok(); }});
    check(engine.status());
    engine->want({.selections = {Selection{}}});
    if (isFound != isByCheckpoint || *engine->advance(m_workload.end() + seconds(1)) != *m_next) {
      check(absl::InternalError("the engine is not the one that was"));
    }
  }

  void clear() {
    m_store.reset();
    for (const auto& entry : std::filesystem::directory_iterator(m_options.folder)) {
      if (entry.path().filename().string().starts_with("bench_recovery.db"))
        std::filesystem::remove(entry.path());
    }
  }

  const Options& m_options;
  const std::string m_path;
  const Workload m_workload;
  std::optional<RecordStore> m_store;
  FramePtr m_next;
};

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app("Measures checkpoints and recoveries.", "bench_recovery");
  app.option_defaults()->always_capture_default();
  app.add_option("--events", options.events, "how many events");
  app.add_option("--hours", options.hours, "in how long a time");
  app.add_option("--frames", options.frames, "frames taken, evenly over that time");
  app.add_option("--threads", options.threads, "threads of the engine");
  app.add_option("--folder", options.folder, "where the store lies, for the time being");
  app.add_flag("--records", options.isReplayed, "recover without a checkpoint, too");
  CLI11_PARSE(app, argc, argv);
  Restart restart(options);
  restart.live();
  restart.recoverByCheckpoint();
  if (options.isReplayed) restart.recoverByRecords();
}
