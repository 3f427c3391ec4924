// The engine's gRPC server: EventService, WallService, HistoryService, ConversationService, TopicService,
// TrendService, ControlService, and the standard health and reflection services.
//
//   WallServer server({.host = &host, .engineId = "7f3a", .monotonic = steadyClock});
//   absl::StatusOr<int> port = server.start("127.0.0.1:0");
//   …
//   server.shutdown(seconds(5));
//
// start() and shutdown() from one thread. No transport security yet: keep to loopback or a UNIX socket.
#pragma once

#include <absl/status/statusor.h>
#include <grpcpp/server.h>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "host/engine_host.h"
#include "server/control_service.h"
#include "server/conversation_service.h"
#include "server/event_service.h"
#include "server/history_service.h"
#include "server/topic_service.h"
#include "server/trend_service.h"
#include "server/wall_service.h"

namespace watchfloor {

class WallServer {
 public:
  struct Options {
    EngineHost* host = nullptr;          // outlives the server
    const Listener* listener = nullptr;  // outlives the server; null: messages keep what they bring
    std::string engineId;                // of this run of the engine
    std::function<std::chrono::steady_clock::time_point()> monotonic;  // from the program
    Duration letGoAfter = seconds(30);  // a wall that takes no message for so long is let go
    size_t maxPublishers = 1'000;       // at a time; one more is refused
    size_t maxWalls = 5'000;            // the same
    HistoryService::Options history = {};
    // Of replays: what of their engines is not recorded, how often they show a frame, how many at a time.
    EngineConfig config = {};
    ClockKind clock = ClockKind::kWall;
    double maxRateHz = 4;
    size_t maxReplays = 4;
    ConversationService::Options conversations = {};
    TopicService::Options topics = {};
    std::optional<BrandTrends> trends = {};  // what they have learnt; none: they learn from the history
  };

  explicit WallServer(Options options);
  ~WallServer();  // shutdown() at once

  // "127.0.0.1:0", "[::1]:7411", "unix:/run/watchfloor.sock"; returns the port that was bound (0 for a UNIX
  // socket's). InvalidArgument when it is no address, Unavailable when
  // it cannot be listened on, or somebody does already. REQUIRES: called once.
  absl::StatusOr<int> start(const std::string& address);

  // Ends every stream: publishers get their acknowledgements first, calls that last longer than `patience`
  // are cut off. Returns when all are gone. Idempotent.
  void shutdown(Duration patience);

  // How many replays hold an engine.
  size_t replays() const { return m_walls.replays().underWay(); }

 private:
  EventService m_events;
  WallService m_walls;
  HistoryService m_history;
  ConversationService m_conversations;
  TopicService m_topics;
  TrendService m_trends;
  ControlService m_control;
  std::unique_ptr<grpc::Server> m_server;
};

}  // namespace watchfloor
