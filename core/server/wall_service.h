// watchfloor.v1.WallService: the engine's frames to whoever watches.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <string>

#include "host/engine_host.h"
#include "server/fan_out.h"
#include "server/replays.h"
#include "watchfloor/v1/service.grpc.pb.h"

namespace watchfloor {

// Subscribe is "raw": an update is serialised once for all subscribers that get it.
class WallService final : public v1::WallService::WithRawCallbackMethod_Subscribe<
                              v1::WallService::WithCallbackMethod_GetSnapshot<v1::WallService::Service>> {
 public:
  struct Options {
    std::string engineId;
    std::function<std::chrono::steady_clock::time_point()> monotonic;
    Duration letGoAfter{};
    size_t maxWalls = 0;  // that subscribe at a time, and as many snapshots
    Replays::Options replays;
  };

  WallService(EngineHost& host, Options options);

  // Every stream ends; new ones are refused.
  void stop() {
    m_fanOut.stop();
    m_replays.stop();
  }
  const Replays& replays() const { return m_replays; }

  grpc::ServerWriteReactor<grpc::ByteBuffer>* Subscribe(grpc::CallbackServerContext* context,
                                                        const grpc::ByteBuffer* request) override;
  grpc::ServerUnaryReactor* GetSnapshot(grpc::CallbackServerContext* context,
                                        const v1::SubscribeRequest* request,
                                        v1::WallUpdate* response) override;

 private:
  EngineHost& m_host;
  const Options m_options;
  FanOut m_fanOut;
  Replays m_replays;
  std::atomic<size_t> m_snapshots = 0;  // under way
};

}  // namespace watchfloor
