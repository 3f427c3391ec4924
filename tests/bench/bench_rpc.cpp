// The whole path, through gRPC: publishers and walls of a running server, watchfloord or `bench_rpc sink`.
//
//   watchfloord --listen 127.0.0.1:7411 &
//   bench_rpc publish --target 127.0.0.1:7411 --server-pid $!
#include <grpcpp/impl/codegen/proto_utils.h>
#include <watchfloor/v1/service.pb.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <atomic>
#include <thread>

#include "bench/measure.h"
#include "bench/raw_stream.h"
#include "bench/sink.h"
#include "bench/workload.h"
#include "model/thread.h"
#include "wire/selection_wire.h"

using namespace watchfloor;
using namespace watchfloor::bench;

namespace {

using Steady = std::chrono::steady_clock;

constexpr const char* kPublish = "/watchfloor.v1.EventService/Publish";
constexpr const char* kSubscribe = "/watchfloor.v1.WallService/Subscribe";
constexpr size_t kBatch = 256;
constexpr std::chrono::seconds kPatience(10);  // for what comes late
constexpr size_t kWindow = 16;                 // batches of a publisher that wait for their acknowledgement

struct Options {
  std::string target = "127.0.0.1:7411", name = "rpc";
  pid_t server = 0;
  size_t events = 2'000'000;
  size_t streams = 2, subscribers = 1, boards = 10;
  double eventsASecond = 100'000, framesASecond = 60, seconds = 10;
};

Time timeOfDay() { return std::chrono::floor<Duration>(std::chrono::system_clock::now()); }
std::string named(const Options& options, const char* figure) { return options.name + "." + figure; }

template <class Message>
Message parsed(grpc::ByteBuffer bytes) {
  Message message;
  if (!grpc::SerializationTraits<Message>::Deserialize(&bytes, &message).ok()) std::abort();
  return message;
}

// 5 brands on 8 channels in one window: 40 cells. Boards differ in their window and in a metric.
std::string board(size_t number, double framesASecond) {
  Selection selection;
  for (int i = 0; i < 5; ++i) selection.brands.push_back(absl::StrFormat("brand-%04d", i));
  selection.channels = {"voice", "chat", "email", "sms", "facebook", "x", "instagram", "whatsapp"};
  selection.windows = {static_cast<Window>(number % 5)};
  selection.metrics = {Metric::kOffered, Metric::kAbandonRate, Metric::kServiceLevel,
                       number / 5 % 2 == 0 ? Metric::kAverageSpeedOfAnswer : Metric::kFirstResponseTime};
  selection.maxRateHz = framesASecond;
  return wire::toProto(selection).SerializeAsString();
}

// As fast as they are acknowledged. The hour has just ended.
int publish(const Options& options) {
  const Workload workload({.events = options.events, .start = timeOfDay() - hours(1)});
  const std::vector<std::string> requests = workload.requests(kBatch);
  std::atomic<int64_t> counted = 0;
  std::vector<std::unique_ptr<RawStream>> streams;
  for (size_t i = 0; i < options.streams; ++i) {
    streams.push_back(std::make_unique<RawStream>(
        options.target, kPublish,
        [&](const grpc::ByteBuffer& bytes) { counted += parsed<v1::PublishResponse>(bytes).accepted(); }));
  }
  const Stopwatch own, server(options.server);
  for (size_t i = 0; i < requests.size(); ++i) {
    RawStream& stream = *streams[i % streams.size()];
    if (!stream.waitForAnswers(kWindow - 1)) return 1;
    stream.send(requests[i]);
  }
  for (const auto& stream : streams) {
    if (!stream->waitForAnswers(0)) return 1;
  }
  const double events = static_cast<double>(workload.size());
  report(named(options, "events"), events / own.wall(), "events/s");
  report(named(options, "server"), events / server.cpu(), "events/cpu-s");
  report(named(options, "publisher"), events / own.cpu(), "events/cpu-s");
  report(named(options, "accepted"), static_cast<double>(counted), "events");
  return 0;
}

// A number that grows on other threads.
class Growing {
 public:
  void add(int64_t n) {
    MutexLock lock(m_mutex);
    m_now += n;
    m_changed.notifyAll();
  }
  void raiseTo(int64_t n) {
    MutexLock lock(m_mutex);
    m_now = std::max(m_now, n);
    m_changed.notifyAll();
  }
  // False when it is not so large after so long.
  bool await(int64_t n, std::chrono::milliseconds patience) {
    const auto end = Steady::now() + patience;
    MutexLock lock(m_mutex);
    while (m_now < n && m_changed.waitUntil(m_mutex, end)) {
    }
    return m_now >= n;
  }

 private:
  Mutex m_mutex;
  CondVar m_changed;
  int64_t m_now GUARDED_BY(m_mutex) = 0;
};

// A stream at a steady rate, from now on; each batch leaves when its last event has happened.
class Feed {
 public:
  explicit Feed(const Options& options, uint32_t brands)
      : m_workload({.events = static_cast<size_t>(options.eventsASecond * options.seconds),
                    .brands = brands,
                    .start = timeOfDay(),
                    .span = Duration(static_cast<int64_t>(options.seconds * 1e6))}),
        m_batch(std::max<size_t>(1, std::min(kBatch, static_cast<size_t>(options.eventsASecond / 500)))),
        m_interval(static_cast<double>(m_batch) / options.eventsASecond),
        m_requests(m_workload.requests(m_batch)) {}

  // When a batch is due; what cannot be sent then has been waiting since.
  Steady::time_point due(size_t batch) const {
    return m_begin + std::chrono::duration_cast<Steady::duration>(
                         std::chrono::duration<double>(m_interval * static_cast<double>(batch + 1)));
  }
  void run(RawStream& stream) {
    m_begin = Steady::now();
    for (size_t i = 0; i < m_requests.size(); ++i) {
      std::this_thread::sleep_until(due(i));
      stream.send(m_requests[i]);
    }
  }
  size_t batches() const { return m_requests.size(); }

 private:
  const Workload m_workload;
  const size_t m_batch;
  const double m_interval;  // seconds between batches
  const std::vector<std::string> m_requests;
  Steady::time_point m_begin;
};

// From the moment when a batch is due to the first frame that shows it, on a wall of 40 cells.
int latency(const Options& options) {
  struct Shown {
    Steady::time_point at;
    uint64_t position;
  };
  std::vector<Shown> frames;
  std::vector<uint64_t> positions;  // of the batches among the engine's records
  Growing newest;                   // of the frames' positions
  Feed feed(options, 200);
  const std::string request = board(1, options.framesASecond);
  auto wall = std::make_unique<RawStream>(options.target, kSubscribe, [&](const grpc::ByteBuffer& bytes) {
    const auto update = parsed<v1::WallUpdate>(bytes);
    frames.push_back({Steady::now(), update.position()});
    newest.raiseTo(static_cast<int64_t>(update.position()));
  });
  wall->send(request);
  auto stream = std::make_unique<RawStream>(options.target, kPublish, [&](const grpc::ByteBuffer& bytes) {
    positions.push_back(parsed<v1::PublishResponse>(bytes).position());
  });
  const Stopwatch server(options.server);
  feed.run(*stream);
  stream->waitForAnswers(0, kPatience);
  const double busy = server.cpu() / server.wall();
  stream.reset();
  constexpr std::chrono::milliseconds kHeartbeats(2'500);  // show the last ones
  if (!positions.empty()) newest.await(static_cast<int64_t>(positions.back()), kHeartbeats);
  wall.reset();

  // What is not shown by now has waited until now.
  const auto now = Steady::now();
  std::vector<double> waits;
  size_t shown = 0, f = 0;
  for (size_t i = 0; i < feed.batches(); ++i) {
    while (f < frames.size() && i < positions.size() && frames[f].position < positions[i]) ++f;
    const bool isShown = i < positions.size() && f < frames.size();
    shown += isShown;
    waits.push_back(
        std::chrono::duration<double, std::milli>((isShown ? frames[f].at : now) - feed.due(i)).count());
  }
  report(named(options, "p50"), quantile(waits, 0.5), "ms");
  report(named(options, "p99"), quantile(waits, 0.99), "ms");
  report(named(options, "shown"), static_cast<double>(shown) / static_cast<double>(feed.batches()), "of 1");
  report(named(options, "server_cpu"), 100 * busy, "% of a core");
  return 0;
}

// From the moment when a batch is due to its acknowledgement.
int acknowledge(const Options& options) {
  Feed feed(options, 200);
  std::vector<Steady::time_point> answers;
  RawStream stream(options.target, kPublish,
                   [&](const grpc::ByteBuffer&) { answers.push_back(Steady::now()); });
  const Stopwatch server(options.server);
  feed.run(stream);
  if (!stream.waitForAnswers(0, kPatience)) return 1;
  const double busy = server.cpu() / server.wall();
  std::vector<double> waits;
  for (size_t i = 0; i < feed.batches(); ++i) {
    waits.push_back(std::chrono::duration<double, std::milli>(answers[i] - feed.due(i)).count());
  }
  report(named(options, "p50"), quantile(waits, 0.5), "ms");
  report(named(options, "p99"), quantile(waits, 0.99), "ms");
  report(named(options, "server_cpu"), 100 * busy, "% of a core");
  return 0;
}

// Many walls of 40 cells that all change.
int walls(const Options& options) {
  std::atomic<int64_t> messages = 0, bytesReceived = 0;
  Growing begun;  // walls
  std::vector<std::string> requests;
  for (size_t i = 0; i < options.boards; ++i) requests.push_back(board(i, options.framesASecond));
  std::vector<std::unique_ptr<RawStream>> streams;
  for (size_t i = 0; i < options.subscribers; ++i) {
    streams.push_back(std::make_unique<RawStream>(options.target, kSubscribe,
                                                  [&, isFirst = true](const grpc::ByteBuffer& bytes) mutable {
                                                    if (std::exchange(isFirst, false)) begun.add(1);
                                                    ++messages;
                                                    bytesReceived += static_cast<int64_t>(bytes.Length());
                                                  }));
    streams.back()->send(requests[i % requests.size()]);
  }
  Feed feed(options, 5);
  RawStream stream(options.target, kPublish, [](const grpc::ByteBuffer&) {});
  if (!begun.await(static_cast<int64_t>(options.subscribers), std::chrono::seconds(30))) return 1;
  messages = bytesReceived = 0;
  const Stopwatch server(options.server);
  feed.run(stream);
  const double busy = server.cpu() / server.wall(), took = server.wall();
  report(named(options, "server_cpu"), 100 * busy, "% of a core");
  if (options.subscribers == 0) return 0;
  const double each = static_cast<double>(options.subscribers) * took;
  report(named(options, "frames"), static_cast<double>(messages) / each, "frames/s/wall");
  report(named(options, "frame_bytes"), static_cast<double>(bytesReceived) / static_cast<double>(messages),
         "B");
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app("Publishes to a server and watches it, through gRPC.", "bench_rpc");
  app.require_subcommand(1);
  app.option_defaults()->always_capture_default();
  app.add_option("--target", options.target, "the server; `sink` listens there")->type_name("HOST:PORT");
  app.add_option("--server-pid", options.server, "the server's process, to measure its CPU time");
  app.add_option("--name", options.name, "what the figures' names begin with");
  app.add_option("--events", options.events, "how many events to publish");
  app.add_option("--streams", options.streams, "publishers");
  app.add_option("--rate", options.eventsASecond, "events a second");
  app.add_option("--seconds", options.seconds, "how long");
  app.add_option("--max-rate-hz", options.framesASecond, "frames a second that a wall asks for");
  app.add_option("--subscribers", options.subscribers, "walls");
  app.add_option("--boards", options.boards, "different selections among the walls");
  app.fallthrough();
  int code = 0;
  bool parses = false;
  CLI::App* const sink = app.add_subcommand("sink", "a server that reads and acknowledges");
  sink->add_flag("--parse", parses, "into protobuf's messages");
  sink->callback([&] { code = serveSink(options.target, parses); });
  app.add_subcommand("publish", "events a second")->callback([&] { code = publish(options); });
  app.add_subcommand("latency", "from publishing to a wall's frame")->callback([&] {
    code = latency(options);
  });
  app.add_subcommand("acknowledge", "from publishing to the acknowledgement")->callback([&] {
    code = acknowledge(options);
  });
  app.add_subcommand("walls", "what subscribers cost")->callback([&] { code = walls(options); });
  CLI11_PARSE(app, argc, argv);
  if (code != 0) std::fprintf(stderr, "bench_rpc: the server does not answer as it should\n");
  return code;
}
