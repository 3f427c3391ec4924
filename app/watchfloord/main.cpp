// watchfloord: the engine as a service.
#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>
#include <absl/synchronization/mutex.h>
#include <signal.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <random>
#include <thread>

#include "daemon_config.h"
#include "host/engine_host.h"
#include "listen/listener.h"
#include "past.h"
#include "server/address.h"
#include "server/wall_server.h"

namespace watchfloor {
namespace {

constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;
constexpr Duration kShutdownPatience = seconds(1);

constexpr const char* kFooter = R"(
Examples:
  watchfloord                                         on 127.0.0.1:7411, with the defaults
  watchfloord --config watchfloord.toml
  watchfloord --listen 127.0.0.1:0                    on a free port; see the line "listening on"
  watchfloord --listen unix:/run/watchfloor/socket
  watchfloord --store /var/lib/watchfloor/records.db  knows after a restart what it knew before
  watchfloord --check-config --config watchfloord.toml

SIGTERM and SIGINT end it in good order; SIGHUP reads the triage rules and
the named topics again. Exit codes: 0 ended in good order, 1 failed, 2 wrong command line.)";

struct Options {
  std::string config, listen, store;
  bool isCheck = false;
};

int fail(const absl::Status& status) {
  const std::string message(status.message());
  std::fprintf(stderr, "watchfloord: %s\n", message.c_str());
  return kFailed;
}

absl::StatusOr<DaemonConfig> configOf(const Options& options) {
  absl::StatusOr<DaemonConfig> config =
      options.config.empty() ? DaemonConfig() : readDaemonConfig(options.config);
  if (!config.ok()) return config;
  if (!options.listen.empty()) config->listen = options.listen;
  if (!options.store.empty()) config->storePath = options.store;
  if (absl::Status status = checkAddress(config->listen); !status.ok()) return status;
  return config;
}

void startLog(int level) {
  spdlog::set_default_logger(spdlog::stderr_color_mt("watchfloord"));
  spdlog::set_level(static_cast<spdlog::level::level_enum>(level));
  spdlog::set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
}

Time timeOfDay() { return std::chrono::floor<Duration>(std::chrono::system_clock::now()); }
std::chrono::steady_clock::time_point monotonic() { return std::chrono::steady_clock::now(); }

std::string newEngineId() {
  std::random_device random;
  return absl::StrFormat("%08x%08x", random(), random());
}

bool isLocal(const std::string& address) {
  for (const char* local : {"127.", "localhost:", "[::1]:", "unix:"}) {
    if (address.starts_with(local)) return true;
  }
  return false;
}

// "127.0.0.1:0" as it was bound.
std::string boundAddress(const std::string& listen, int port) {
  return port == 0 ? listen : absl::StrCat(listen.substr(0, listen.rfind(':') + 1), port);
}

// Signals that end the program. They stay blocked in all threads, and wait to be asked for.
sigset_t blockEndSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  sigset_t blocked = signals;
  sigaddset(&blocked, SIGHUP);  // reads rules again, and ends nothing
  pthread_sigmask(SIG_BLOCK, &blocked, nullptr);
  return signals;
}

int threadsOf(const DaemonConfig& config) {
  constexpr unsigned kMost = 8;  // its serial part leaves little for more
  if (config.threads > 0) return static_cast<int>(config.threads);
  return static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1u, kMost));
}

HistoryService::Options historyOf(const Past& past) {
  HistoryService::Options options;
  if (!past.history) return options;
  options.reader.emplace(past.historyStore->path());
  options.flush = [writer = past.history.get()] { return writer->flush(); };
  return options;
}

// What is done to conversations is done in the engine's present: a recording's is not the time of day.
ConversationService::Options conversationsOf(const Past& past, const DaemonConfig& config,
                                             const EngineHost& host, const TopicsInForce* topics) {
  ConversationService::Options options;
  if (!past.conversations) return options;
  options.reader.emplace(past.conversationStore->path());
  options.writer = past.conversations.get();
  options.showsPersonalData = config.showPersonalData;
  options.watchedOnly = config.engine.watchedOnly;
  options.topics = topics;
  options.now = timeOfDay;
  if (config.clock == ClockKind::kEvent) options.now = [&host] { return host.newest()->asOf; };
  return options;
}

// Files that are read again when the operator asks for it; null: there is none.
struct InForceFiles {
  std::unique_ptr<TriageInForce> triage;
  std::unique_ptr<TopicsInForce> topics;
};

template <class File>
absl::Status open(const std::string& path, std::unique_ptr<File>* file) {
  if (path.empty()) return absl::OkStatus();
  absl::StatusOr<std::unique_ptr<File>> opened = File::open(path);
  if (opened.ok()) *file = *std::move(opened);
  return opened.status();
}

void reload(const InForceFiles& files) {
  if (!files.triage && !files.topics)
    return spdlog::warn("there is nothing to read again: see [triage] and [topics] in the configuration");
  if (files.triage) {
    if (const absl::Status status = files.triage->reload(); status.ok()) {
      spdlog::info("triage goes by {} from now on", files.triage->newest()->version());
    } else {
      spdlog::error("triage goes on by the rules that it had: {}", std::string(status.message()));
    }
  }
  if (!files.topics) return;
  if (const absl::Status status = files.topics->reload(); status.ok()) {
    spdlog::info("{} topics and campaigns are in force from now on", files.topics->newest()->named().size());
  } else {
    spdlog::error("topics stay those that were named before: {}", std::string(status.message()));
  }
}

// Returns the signal that ends the program.
int waitForEnd(sigset_t signals, const InForceFiles& files) {
  sigaddset(&signals, SIGHUP);
  for (int signal = 0;;) {
    sigwait(&signals, &signal);
    if (signal != SIGHUP) return signal;
    reload(files);
  }
}

int serve(const DaemonConfig& config, const Listener& listener, const InForceFiles& files) {
  const sigset_t endSignals = blockEndSignals();  // before there is any other thread
  signal(SIGPIPE, SIG_IGN);
  startLog(config.logLevel);
  absl::StatusOr<Past> past = readPast(config, files.topics.get(), threadsOf(config), endSignals);
  if (absl::IsCancelled(past.status())) return 0;
  if (!past.ok()) return fail(past.status());
  EngineHost host({.config = config.engine,
                   .clock = config.clock,
                   .now = timeOfDay,
                   .monotonic = monotonic,
                   .maxRateHz = config.maxRateHz,
                   .maxQueuedBytes = static_cast<size_t>(config.maxQueuedMib) << 20,
                   .store = past->store.get(),
                   .history = past->history.get(),
                   .conversations = past->conversations.get(),
                   .talk = past->talk.get(),
                   .onStore = logStore,
                   .checkpointEvery = config.checkpointEvery,
                   .checkpointRecords = static_cast<uint64_t>(config.checkpointRecords),
                   .onCheckpoint = logCheckpoint},
                  std::move(past->engine));
  WallServer server({.host = &host,
                     .listener = &listener,
                     .engineId = newEngineId(),
                     .monotonic = monotonic,
                     .maxPublishers = static_cast<size_t>(config.maxPublishers),
                     .maxWalls = static_cast<size_t>(config.maxWalls),
                     .history = historyOf(*past),
                     .config = config.engine,
                     .clock = config.clock,
                     .maxRateHz = config.maxRateHz,
                     .maxReplays = static_cast<size_t>(config.maxReplays),
                     .conversations = conversationsOf(*past, config, host, files.topics.get()),
                     .topics = {past->talk.get(), config.showPersonalData}});
  const absl::StatusOr<int> port = server.start(config.listen);
  if (!port.ok()) return fail(port.status());

  const std::string address = boundAddress(config.listen, *port);
  std::printf("listening on %s\n", address.c_str());
  std::fflush(stdout);
  spdlog::info("watchfloord {} under the {} clock, today begins in {}, definitions {}", WATCHFLOOR_VERSION,
               config.clock == ClockKind::kWall ? "wall" : "event", config.engine.zone,
               definitionId(config.engine));
  if (!isLocal(address)) {
    spdlog::warn("{} is reachable from outside and nothing is encrypted: whoever reaches it may publish",
                 address);
  }

  const int ending = waitForEnd(endSignals, files);
  spdlog::info("ending, as signal {} asks", ending);
  server.shutdown(kShutdownPatience);
  host.stop();
  spdlog::info("ended after record {}", host.newest()->position);
  return 0;
}

}  // namespace
}  // namespace watchfloor

int main(int argc, char** argv) {
  using namespace watchfloor;  // NOLINT(google-build-using-namespace): the program itself
  // Debian's build of Abseil looks for deadlocks at every lock of gRPC's: 4 % of serving walls.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  Options options;
  CLI::App app("Watchfloor's engine as a service: takes events from publishers and serves walls, over gRPC.",
               "watchfloord");
  app.set_version_flag("--version", "watchfloord " WATCHFLOOR_VERSION);
  app.add_option("--config", options.config, "configuration (TOML)")->type_name("FILE");
  app.add_option("--listen", options.listen, "where to listen; port 0: a free one")->type_name("HOST:PORT");
  app.add_option("--store", options.store, "where to keep records, so that nothing is lost")
      ->type_name("FILE");
  app.add_flag("--check-config", options.isCheck, "say whether the configuration is right, and end");
  app.footer(kFooter);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kWrongUsage;
  }
  const absl::StatusOr<DaemonConfig> config = configOf(options);
  if (!config.ok()) return fail(config.status());
  InForceFiles files;
  for (const absl::Status& status :
       {open(config->triageRules, &files.triage), open(config->topicBook, &files.topics)}) {
    if (!status.ok()) return fail(status);
  }
  const absl::StatusOr<std::unique_ptr<const Listener>> listener =
      Listener::make(config->sentiment, files.triage.get());
  if (!listener.ok()) return fail(listener.status());
  if (options.isCheck) {
    std::puts("the configuration is right");
    return 0;
  }
  return serve(*config, **listener, files);
}
