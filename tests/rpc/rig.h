// An engine and its server in the test's process, under clocks that only the test moves, listening on a UNIX
// socket in a temporary directory.
#pragma once

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>

#include <QTemporaryDir>
#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "fake_clock.h"
#include "host/engine_host.h"
#include "host/talk_counter.h"
#include "server/wall_server.h"
#include "watchfloor/v1/service.grpc.pb.h"
#include "wire/event_wire.h"

namespace watchfloor {

constexpr auto kPatience = std::chrono::seconds(120);  // never spent, but when something is broken

// True as soon as `isTrue` is; false when it is not within the test's patience.
template <class Condition>
bool eventually(Condition isTrue) {
  const auto end = std::chrono::steady_clock::now() + kPatience;
  while (!isTrue()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::yield();
  }
  return true;
}

class Rig {
 public:
  struct Bounds {
    size_t queuedBytes = EngineHost::kMaxQueuedBytes, publishers = 100, walls = 100;
    HistoryService::Options history = {};
    RecordStore* store = nullptr;  // it outlives the rig
    size_t replays = 4;
    ConversationService::Options conversations = {};
    TalkCounter* talk = nullptr;  // started; it outlives the rig
    EngineConfig engine = {};
    bool showsPersonalData = false;  // in topics and trends
  };

  explicit Rig(double maxRateHz = 4) : Rig(maxRateHz, Bounds()) {}
  explicit Rig(const Bounds& bounds) : Rig(4, bounds) {}
  ~Rig() { stop(); }

  // A new engine with a new server, on the same address.
  void start() {
    m_host =
        std::make_unique<EngineHost>(EngineHost::Options{.config = m_bounds.engine,
                                                         .clock = ClockKind::kWall,
                                                         .now = [this] { return m_clock.now(); },
                                                         .monotonic = [this] { return m_clock.monotonic(); },
                                                         .maxRateHz = m_maxRateHz,
                                                         .maxQueuedBytes = m_bounds.queuedBytes,
                                                         .store = m_bounds.store,
                                                         .talk = m_bounds.talk});
    m_host->want(this, {});  // frames show everything, whatever walls there are
    pass(seconds(1));
    if (!eventually([this] { return m_host->newest()->wants == 1; })) qFatal("the engine does not tick");
    m_server = std::make_unique<WallServer>(
        WallServer::Options{.host = m_host.get(),
                            .engineId = "engine " + std::to_string(++m_engines),
                            .monotonic = [this] { return m_clock.monotonic(); },
                            .maxPublishers = m_bounds.publishers,
                            .maxWalls = m_bounds.walls,
                            .history = m_bounds.history,
                            .config = m_bounds.engine,
                            .maxReplays = m_bounds.replays,
                            .conversations = m_bounds.conversations,
                            .topics = {m_bounds.talk, m_bounds.showsPersonalData}});
    if (!m_server->start(target()).ok()) qFatal("the server does not start");
  }
  void stop() {
    if (m_server) m_server->shutdown(kPatience);
    m_server.reset();
    m_host.reset();
  }

  // So much later; the engine notices at once.
  void pass(Duration d) {
    m_clock.pass(d);
    if (m_host) m_host->wake();
  }

  // Applied when it returns, before any tick to come.
  void publish(std::vector<Event> events) {
    std::atomic<bool> isApplied = false;
    m_host->submit(BatchRecord(Batch{.source = "acd", .events = std::move(events), .unreadable = 0}),
                   [&](const absl::StatusOr<BatchOutcome>&) { isApplied = true; });
    if (!eventually([&] { return isApplied.load(); })) qFatal("not applied");
  }
  // So much later, as a frame and what is talked about say.
  void tick(Duration d) {
    pass(d);
    if (!eventually([this] { return m_host->newest()->asOf >= m_clock.now(); }))
      qFatal("the engine does not tick");
    if (m_bounds.talk) m_bounds.talk->flush();
  }

  // Lets time go on from tick to tick until it is so. As eventually().
  template <class Condition>
  bool tickUntil(Condition isTrue) {
    uint64_t ticked = 0;
    return eventually([&] {
      const uint64_t newest = m_host->newest()->sequence;
      if (std::exchange(ticked, newest) != newest) pass(std::chrono::milliseconds(250));
      return isTrue();
    });
  }

  EngineHost& host() { return *m_host; }
  WallServer& server() { return *m_server; }
  const FakeClock& clock() const { return m_clock; }
  std::string target() const { return "unix:" + m_directory.filePath("engine").toStdString(); }
  // A connection of its own, that takes 64 KiB ahead of what is read.
  std::shared_ptr<grpc::Channel> channel() const {
    grpc::ChannelArguments own;
    own.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    own.SetInt(GRPC_ARG_HTTP2_STREAM_LOOKAHEAD_BYTES, 64 * 1024);
    own.SetInt(GRPC_ARG_HTTP2_BDP_PROBE, 0);
    return grpc::CreateCustomChannel(target(), grpc::InsecureChannelCredentials(), own);
  }

 private:
  Rig(double maxRateHz, const Bounds& bounds) : m_maxRateHz(maxRateHz), m_bounds(bounds) { start(); }

  const double m_maxRateHz;
  const Bounds m_bounds;
  FakeClock m_clock;
  QTemporaryDir m_directory;
  int m_engines = 0;
  std::unique_ptr<EngineHost> m_host;
  std::unique_ptr<WallServer> m_server;
};

// A call that was answered at once. Ids tell events apart.
inline Event answered(const std::string& id, const std::string& brand = "acme",
                      const std::string& channel = "voice") {
  ContactEvent contact;
  contact.contactId = id;
  contact.phase = ContactEvent::Phase::kAnswered;
  contact.wait = seconds(0);
  return {
      .source = "acd", .eventId = id, .time = kMorning, .brand = brand, .channel = channel, .body = contact};
}

inline v1::PublishRequest request(uint64_t number, const std::vector<Event>& events) {
  v1::PublishRequest result;
  result.set_batch(number);
  result.set_source("acd");
  for (const Event& event : events) wire::toProto(event, result.add_events());
  return result;
}

struct Ended {
  grpc::Status status;
  std::string answer;  // the last message that came
};

// Sends bytes as the only message of a call, and waits for its end.
inline Ended callWithBytes(const std::shared_ptr<grpc::Channel>& channel, const std::string& method,
                           const std::string& bytes) {
  grpc::GenericStub stub(channel);
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + kPatience);
  grpc::CompletionQueue queue;
  const auto next = [&queue] {
    void* tag = nullptr;
    bool ok = false;
    return queue.Next(&tag, &ok) && ok;
  };
  const auto call = stub.PrepareCall(&context, method, &queue);
  call->StartCall(nullptr);
  next();
  const grpc::Slice slice(bytes);
  call->WriteLast(grpc::ByteBuffer(&slice, 1), {}, nullptr);
  next();
  Ended ended;
  for (;;) {
    grpc::ByteBuffer answer;
    call->Read(&answer, nullptr);
    if (!next()) break;
    grpc::Slice whole;
    if (answer.DumpToSingleSlice(&whole).ok()) ended.answer.assign(whole.begin(), whole.end());
  }
  call->Finish(&ended.status, nullptr);
  next();
  return ended;
}

}  // namespace watchfloor
