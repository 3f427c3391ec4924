#include "server/control_service.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_join.h>

#include <algorithm>
#include <deque>
#include <optional>
#include <utility>
#include <vector>

#include "model/event.h"
#include "server/refusal.h"
#include "server/status.h"
#include "wire/control_wire.h"

namespace watchfloor {
namespace {

using Refused = Refusal<grpc::ServerBidiReactor<v1::WallState, v1::WallCommand>>;

bool has(const v1::WallState& state, const std::string& board) {
  return std::find(state.boards().begin(), state.boards().end(), board) != state.boards().end();
}

}  // namespace

// One wall's stream.
class ControlService::Wall final : public grpc::ServerBidiReactor<v1::WallState, v1::WallCommand> {
 public:
  // `onDone` runs once, last: gRPC is done with it.
  Wall(grpc::CallbackServerContext* context, std::function<void(Wall*)> onDone)
      : m_context(context), m_peer(context->peer()), m_onDone(std::move(onDone)) {}

  void begin() { StartRead(&m_read); }

  // None before its first state.
  std::optional<v1::WallState> state() EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    return m_state;
  }
  const std::string& peer() const { return m_peer; }

  void tell(const v1::WallCommand& command) EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    if (m_isFinished) return;
    if (m_waiting.size() >= kMostWaiting) {
      finish({grpc::StatusCode::RESOURCE_EXHAUSTED, "the wall takes no commands"});
      return m_context->TryCancel();  // without waiting for the one that it does not take
    }
    m_waiting.push_back(command);
    write();
  }
  void end(grpc::Status status) EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    finish(std::move(status));
  }

 private:
  void OnReadDone(bool ok) override EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    if (!ok) return finish(grpc::Status::OK);
    if (m_read.name().empty())
      return finish({grpc::StatusCode::INVALID_ARGUMENT, "state.name: a wall needs a name"});
    if (m_read.name().size() > kLongestName || m_read.ByteSizeLong() > kLargestState)
      return finish({grpc::StatusCode::INVALID_ARGUMENT, "state: is too large"});
    m_state = m_read;
    if (!m_isFinished) StartRead(&m_read);
  }
  void OnWriteDone(bool ok) override EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    m_isWriting = false;
    m_waiting.pop_front();
    if (ok && !m_isFinished) write();
  }
  void OnCancel() override { end({grpc::StatusCode::CANCELLED, "cancelled by the wall"}); }
  void OnDone() override { m_onDone(this); }

  void write() REQUIRES_LOCK(m_mutex) {
    if (m_waiting.empty() || std::exchange(m_isWriting, true)) return;
    StartWrite(&m_waiting.front());
  }
  void finish(grpc::Status status) REQUIRES_LOCK(m_mutex) {
    if (std::exchange(m_isFinished, true)) return;
    Finish(std::move(status));
  }

  grpc::CallbackServerContext* const m_context;
  const std::string m_peer;
  const std::function<void(Wall*)> m_onDone;
  v1::WallState m_read;  // gRPC's while it reads
  Mutex m_mutex;
  std::optional<v1::WallState> m_state GUARDED_BY(m_mutex);
  std::deque<v1::WallCommand> m_waiting GUARDED_BY(m_mutex);  // the first one may be being written
  bool m_isWriting GUARDED_BY(m_mutex) = false;
  bool m_isFinished GUARDED_BY(m_mutex) = false;
};

void ControlService::stop() {
  {
    MutexLock lock(m_mutex);
    m_isStopping = true;
  }
  for (const auto& wall : walls()) wall->end({grpc::StatusCode::UNAVAILABLE, "the engine is stopping"});
}

std::vector<std::shared_ptr<ControlService::Wall>> ControlService::walls() {
  MutexLock lock(m_mutex);
  std::vector<std::shared_ptr<Wall>> all;
  for (const auto& [key, wall] : m_walls) all.push_back(wall);
  return all;
}

grpc::ServerBidiReactor<v1::WallState, v1::WallCommand>* ControlService::Attach(
    grpc::CallbackServerContext* context) {
  auto wall = std::make_shared<Wall>(context, [this](Wall* done) { remove(done); });
  {
    MutexLock lock(m_mutex);
    if (m_isStopping) return new Refused(absl::UnavailableError("the engine is stopping"));
    if (m_walls.size() >= m_most) {
      return new Refused(absl::ResourceExhaustedError(
          absl::StrCat(m_most, " walls are connected: try again later, or raise server.max_walls")));
    }
    m_walls.emplace(wall.get(), wall);
  }
  wall->begin();
  return wall.get();
}

void ControlService::remove(Wall* wall) {
  std::shared_ptr<Wall> last;  // outlives the lock
  MutexLock lock(m_mutex);
  const auto it = m_walls.find(wall);
  last = std::move(it->second);
  m_walls.erase(it);
}

grpc::ServerUnaryReactor* ControlService::ListWalls(grpc::CallbackServerContext* context,
                                                    const v1::ListWallsRequest*,
                                                    v1::ListWallsResponse* response) {
  for (const auto& wall : walls()) {
    const std::optional<v1::WallState> state = wall->state();
    if (!state) continue;
    v1::AttachedWall* listed = response->add_walls();
    *listed->mutable_state() = *state;
    listed->set_peer(wall->peer());
  }
  std::sort(response->mutable_walls()->begin(), response->mutable_walls()->end(),
            [](const v1::AttachedWall& a, const v1::AttachedWall& b) {
              return std::pair(a.state().name(), a.peer()) < std::pair(b.state().name(), b.peer());
            });
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  reactor->Finish(grpc::Status::OK);
  return reactor;
}

grpc::ServerUnaryReactor* ControlService::CommandWalls(grpc::CallbackServerContext* context,
                                                       const v1::CommandWallsRequest* request,
                                                       v1::CommandWallsResponse* response) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  reactor->Finish(command(*request, response));
  return reactor;
}

grpc::Status ControlService::command(const v1::CommandWallsRequest& request,
                                     v1::CommandWallsResponse* response) {
  const absl::StatusOr<WallCommand> command = wire::fromProto(request.command());
  if (!command.ok()) return toGrpc(command.status());
  std::vector<std::pair<std::string, std::shared_ptr<Wall>>> told;
  std::vector<std::string> known;
  for (auto& wall : walls()) {
    const std::optional<v1::WallState> state = wall->state();
    if (!state) continue;
    known.push_back(state->name());
    const auto& names = request.names();
    if (!names.empty() && std::find(names.begin(), names.end(), state->name()) == names.end()) continue;
    if (command->kind == WallCommand::Kind::kShow && !has(*state, command->board)) {
      return toGrpc(absl::NotFoundError(absl::StrCat(state->name(), " has no board \"", command->board,
                                                     "\"; it has: ", absl::StrJoin(state->boards(), ", "))));
    }
    told.emplace_back(state->name(), std::move(wall));
  }
  std::sort(known.begin(), known.end());
  for (const std::string& name : request.names()) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    return toGrpc(absl::NotFoundError(
        absl::StrCat("no wall \"", name, "\" is connected",
                     known.empty() ? "" : absl::StrCat("; there are: ", absl::StrJoin(known, ", ")))));
  }
  std::sort(told.begin(), told.end());
  v1::WallCommand checked;
  wire::toProto(*command, &checked);
  for (const auto& [name, wall] : told) {
    wall->tell(checked);
    response->add_names(name);
  }
  return grpc::Status::OK;
}

}  // namespace watchfloor
