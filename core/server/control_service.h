// watchfloor.v1.ControlService: walls that are connected, and what they are told. At most so many at a time;
// a wall that takes no command while kMostWaiting wait is let go. Memory: a state and the commands that wait,
// for each wall.
#pragma once

#include <map>
#include <memory>

#include "model/thread.h"
#include "watchfloor/v1/control.grpc.pb.h"

namespace watchfloor {

class ControlService final : public v1::ControlService::CallbackService {
 public:
  static constexpr size_t kMostWaiting = 100;
  static constexpr size_t kLargestState = 64UL << 10;  // bytes

  explicit ControlService(size_t maxWalls) : m_most(maxWalls) {}
  ~ControlService() override { stop(); }

  // Every stream ends; new ones are refused. Idempotent.
  void stop() EXCLUDES_LOCK(m_mutex);

  grpc::ServerBidiReactor<v1::WallState, v1::WallCommand>* Attach(
      grpc::CallbackServerContext* context) override EXCLUDES_LOCK(m_mutex);
  grpc::ServerUnaryReactor* ListWalls(grpc::CallbackServerContext* context,
                                      const v1::ListWallsRequest* request,
                                      v1::ListWallsResponse* response) override EXCLUDES_LOCK(m_mutex);
  grpc::ServerUnaryReactor* CommandWalls(grpc::CallbackServerContext* context,
                                         const v1::CommandWallsRequest* request,
                                         v1::CommandWallsResponse* response) override EXCLUDES_LOCK(m_mutex);

 private:
  class Wall;

  void remove(Wall* wall) EXCLUDES_LOCK(m_mutex);
  std::vector<std::shared_ptr<Wall>> walls() EXCLUDES_LOCK(m_mutex);
  grpc::Status command(const v1::CommandWallsRequest& request, v1::CommandWallsResponse* response)
      EXCLUDES_LOCK(m_mutex);

  const size_t m_most;
  Mutex m_mutex;
  bool m_isStopping GUARDED_BY(m_mutex) = false;
  std::map<Wall*, std::shared_ptr<Wall>> m_walls GUARDED_BY(m_mutex);
};

}  // namespace watchfloor
