#include "server/wall_service.h"

#include <absl/strings/str_cat.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "model/thread.h"
#include "server/refusal.h"
#include "server/status.h"
#include "wire/frame_wire.h"
#include "wire/selection_wire.h"

namespace watchfloor {
namespace {

using Refused = Refusal<grpc::ServerWriteReactor<grpc::ByteBuffer>>;

// One frame, once it shows all that was acknowledged, and all that is asked for.
class Snapshot final : public grpc::ServerUnaryReactor {
 public:
  // `onDone` runs once, last.
  Snapshot(EngineHost& host, std::string engineId, Selection selection, v1::WallUpdate* response,
           std::function<void()> onDone)
      : m_host(host),
        m_onDone(std::move(onDone)),
        m_engineId(std::move(engineId)),
        m_selection(std::move(selection)),
        m_position(host.position()),
        m_response(response) {
    m_wants = m_host.want(this, m_selection);
    m_frames = m_host.subscribe([this](const FramePtr& frame) { take(*frame); });
  }

 private:
  void take(const Frame& frame) EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    if (m_isFinished || frame.position < m_position || frame.wants < m_wants) return;
    m_isFinished = true;
    wire::fullUpdate(selected(frame, m_selection), m_response);
    m_response->set_engine_id(m_engineId);
    m_response->set_sequence(1);
    Finish(grpc::Status::OK);
  }

  void OnCancel() override EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    if (std::exchange(m_isFinished, true)) return;
    Finish({grpc::StatusCode::CANCELLED, "cancelled by the client"});
  }

  void OnDone() override {
    m_frames.reset();
    m_host.release(this);
    m_onDone();
    delete this;
  }

  EngineHost& m_host;
  const std::function<void()> m_onDone;
  const std::string m_engineId;
  const Selection m_selection;
  const uint64_t m_position;  // of the last batch that had been applied: whoever publishes and asks sees it
  uint64_t m_wants = 0;
  v1::WallUpdate* const m_response;
  Mutex m_mutex;
  bool m_isFinished GUARDED_BY(m_mutex) = false;
  std::unique_ptr<EngineHost::Subscription> m_frames;
};

struct Wish {
  Selection selection;
  std::optional<PastWish> past;
};

absl::StatusOr<Wish> wishOf(const grpc::ByteBuffer& request) {
  grpc::ByteBuffer bytes(request);
  v1::SubscribeRequest proto;
  if (!grpc::SerializationTraits<v1::SubscribeRequest>::Deserialize(&bytes, &proto).ok()) {
    return absl::InvalidArgumentError("not a watchfloor.v1.SubscribeRequest");
  }
  absl::StatusOr<Selection> selection = wire::fromProto(proto);
  if (!selection.ok()) return selection.status();
  absl::StatusOr<std::optional<PastWish>> past = wire::pastOf(proto);
  if (!past.ok()) return past.status();
  return Wish{*std::move(selection), *past};
}

}  // namespace

WallService::WallService(EngineHost& host, Options options)
    : m_host(host),
      m_options(std::move(options)),
      m_fanOut(host, m_options.engineId, m_options.maxWalls, m_options.monotonic),
      m_replays(host, m_options.replays) {}

grpc::ServerWriteReactor<grpc::ByteBuffer>* WallService::Subscribe(grpc::CallbackServerContext* context,
                                                                   const grpc::ByteBuffer* request) {
  absl::StatusOr<Wish> wish = wishOf(*request);
  if (!wish.ok()) return new Refused(wish.status());
  if (wish->past) {
    const auto replay = m_replays.play(context, std::move(wish->selection), *wish->past);
    return replay.ok() ? *replay : new Refused(replay.status());
  }
  const uint64_t wants = m_host.want(context, wish->selection);
  auto subscriber = std::make_shared<Subscriber>(Subscriber::Options{.context = context,
                                                                     .selection = std::move(wish->selection),
                                                                     .wants = wants,
                                                                     .letGoAfter = m_options.letGoAfter,
                                                                     .onWritten = [this] { m_fanOut.wake(); },
                                                                     .onDone =
                                                                         [this, context](Subscriber* done) {
                                                                           m_host.release(context);
                                                                           m_fanOut.remove(done);
                                                                         }});
  m_fanOut.add(subscriber);
  return subscriber.get();
}

grpc::ServerUnaryReactor* WallService::GetSnapshot(grpc::CallbackServerContext* context,
                                                   const v1::SubscribeRequest* request,
                                                   v1::WallUpdate* response) {
  absl::StatusOr<Selection> selection = wire::fromProto(*request);
  absl::Status status = selection.status();
  if (status.ok() && request->has_past()) {
    status = absl::InvalidArgumentError("past: GetSnapshot knows the present alone; ask Subscribe");
  }
  if (status.ok() && ++m_snapshots > m_options.maxWalls) {
    --m_snapshots;
    status = absl::ResourceExhaustedError(absl::StrCat(
        m_options.maxWalls, " snapshots are under way: ask again later, or raise server.max_walls"));
  }
  if (!status.ok()) {
    grpc::ServerUnaryReactor* refusal = context->DefaultReactor();
    refusal->Finish(toGrpc(status));
    return refusal;
  }
  return new Snapshot(m_host, m_options.engineId, *std::move(selection), response, [this] { --m_snapshots; });
}

}  // namespace watchfloor
