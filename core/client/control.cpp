#include "client/control.h"

#include <grpcpp/grpcpp.h>

#include <optional>
#include <thread>
#include <utility>

#include "client/backoff.h"
#include "client/channel.h"
#include "client/in_words.h"
#include "model/thread.h"
#include "watchfloor/v1/control.grpc.pb.h"
#include "wire/control_wire.h"

namespace watchfloor {

class WallControl::Impl {
 public:
  explicit Impl(Options options) : m_options(std::move(options)), m_thread([this] { run(); }) {}
  ~Impl() {
    {
      MutexLock lock(m_mutex);
      m_isStopping = true;
      if (m_context) m_context->TryCancel();
      m_changed.notifyAll();
    }
    m_thread.join();
  }

  void tell(WallState state) EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    if (m_state == state) return;
    m_state = std::move(state);
    m_isNews = true;
    m_changed.notifyAll();
  }

 private:
  using Stream = grpc::ClientReaderWriter<v1::WallState, v1::WallCommand>;

  void run() {
    Backoff backoff;
    for (;;) {
      grpc::ClientContext context;
      if (!begin(context)) return;
      const auto stub = v1::ControlService::NewStub(openChannel(m_options.target));
      const auto stream = stub->Attach(&context);
      std::thread reader([&] { read(*stream, backoff); });
      while (const std::optional<WallState> state = news()) {
        v1::WallState proto;
        wire::toProto(*state, &proto);
        if (!stream->Write(proto)) break;
      }
      context.TryCancel();
      reader.join();
      [[maybe_unused]] const grpc::Status why = stream->Finish();  // another attempt is all there is to do
      end(backoff);
    }
  }

  // Until the stream breaks.
  void read(Stream& stream, Backoff& backoff) EXCLUDES_LOCK(m_mutex) {
    for (v1::WallCommand proto; stream.Read(&proto);) {
      backoff.reset();
      const absl::StatusOr<WallCommand> command = wire::fromProto(proto);
      if (command.ok()) m_options.onCommand(*command);  // of a newer engine there may be others
    }
    MutexLock lock(m_mutex);
    m_isBroken = true;
    m_changed.notifyAll();
  }

  // Once there is something to tell; false when it stops.
  bool begin(grpc::ClientContext& context) EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    while (!m_isStopping && m_state.name.empty()) m_changed.wait(m_mutex);
    if (m_isStopping) return false;
    m_context = &context;
    m_isBroken = false;
    m_isNews = true;
    return true;
  }
  // How the wall is, once that is news; none when the stream is over.
  std::optional<WallState> news() EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    while (!m_isStopping && !m_isBroken && !m_isNews) m_changed.wait(m_mutex);
    if (m_isStopping || m_isBroken) return std::nullopt;
    m_isNews = false;
    return m_state;
  }
  void end(Backoff& backoff) EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    m_context = nullptr;
    if (!m_isStopping) m_changed.waitFor(m_mutex, backoff.next());
  }

  const Options m_options;
  Mutex m_mutex;
  CondVar m_changed;
  WallState m_state GUARDED_BY(m_mutex);
  bool m_isNews GUARDED_BY(m_mutex) = false, m_isBroken GUARDED_BY(m_mutex) = false,
                m_isStopping GUARDED_BY(m_mutex) = false;
  grpc::ClientContext* m_context GUARDED_BY(m_mutex) = nullptr;  // of the stream that there is
  std::thread m_thread;
};

WallControl::WallControl(Options options) : m_impl(std::make_unique<Impl>(std::move(options))) {}
WallControl::~WallControl() = default;
void WallControl::tell(WallState state) { m_impl->tell(std::move(state)); }

absl::StatusOr<std::vector<WallState>> listWalls(const std::string& target,
                                                 std::chrono::milliseconds patience) {
  const auto stub = v1::ControlService::NewStub(openChannel(target));
  grpc::ClientContext context;
  waitAtMost(context, patience);
  v1::ListWallsResponse response;
  if (const grpc::Status status = stub->ListWalls(&context, {}, &response); !status.ok())
    return inWords(status, target, "walls");
  std::vector<WallState> walls;
  for (const v1::AttachedWall& wall : response.walls()) {
    walls.push_back(wire::fromProto(wall.state()));
    walls.back().peer = wall.peer();
  }
  return walls;
}

absl::StatusOr<std::vector<std::string>> commandWalls(const std::string& target,
                                                      const std::vector<std::string>& names,
                                                      const WallCommand& command,
                                                      std::chrono::milliseconds patience) {
  const auto stub = v1::ControlService::NewStub(openChannel(target));
  grpc::ClientContext context;
  waitAtMost(context, patience);
  v1::CommandWallsRequest request;
  for (const std::string& name : names) request.add_names(name);
  wire::toProto(command, request.mutable_command());
  v1::CommandWallsResponse response;
  if (const grpc::Status status = stub->CommandWalls(&context, request, &response); !status.ok())
    return inWords(status, target, "walls");
  return std::vector<std::string>(response.names().begin(), response.names().end());
}

}  // namespace watchfloor
