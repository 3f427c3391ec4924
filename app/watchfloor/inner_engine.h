// An engine inside the wall, served on a loopback port like any other, so that whatever talks to engines can
// publish to it and watch it; with --demo, fed by the simulator: the last two hours before it starts, then
// live. Conversations of the last days are kept in a temporary folder.
//
//   absl::StatusOr<std::unique_ptr<InnerEngine>> engine = InnerEngine::start({.zone = "Europe/Berlin"});
//   WallClient client({.target = (*engine)->target(), …}, selection);
//
// Any thread.
#pragma once

#include <absl/status/statusor.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "demo_listening.h"
#include "host/engine_host.h"
#include "host/talk_counter.h"
#include "inner_conversations.h"
#include "model/thread.h"
#include "server/wall_server.h"
#include "sources/simulator/simulator.h"

namespace watchfloor {

class InnerEngine {
 public:
  struct Options {
    std::string zone = "UTC";
    bool isDemo = false;
    uint64_t seed = 1;
    double rate = 1;
  };

  static absl::StatusOr<std::unique_ptr<InnerEngine>> start(Options options);
  ~InnerEngine();
  InnerEngine(const InnerEngine&) = delete;
  InnerEngine& operator=(const InnerEngine&) = delete;

  std::string target() const;  // host:port

 private:
  // What there is before the engine's first batch.
  struct Past {
    std::unique_ptr<InnerConversations> conversations;
    std::unique_ptr<TalkCounter> talk;
    std::unique_ptr<DemoListening> listening;  // of the simulator
    std::optional<Simulator> simulator;
    std::optional<BrandTrends> trends;  // that have learnt from it
  };
  InnerEngine(const EngineHost::Options& options, Engine engine, Past past);
  void feed() EXCLUDES_LOCK(m_mutex);
  bool pause() EXCLUDES_LOCK(m_mutex);

  Past m_past;
  EngineHost m_host;
  WallServer m_server;
  std::unique_ptr<EngineHost::Subscription> m_frames;
  int m_port = 0;
  Mutex m_mutex;
  CondVar m_stopped;
  bool m_isStopping GUARDED_BY(m_mutex) = false;
  std::thread m_feeder;
};

}  // namespace watchfloor
