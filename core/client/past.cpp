#include "client/past.h"

#include <absl/strings/str_cat.h>
#include <grpcpp/grpcpp.h>

#include <thread>
#include <utility>

#include "client/channel.h"
#include "model/thread.h"
#include "watchfloor/v1/service.grpc.pb.h"
#include "wire/frame_wire.h"
#include "wire/selection_wire.h"

namespace watchfloor {
namespace {

// Cancels a call unless something comes in time.
class Patience {
 public:
  Patience(grpc::ClientContext& context, std::chrono::milliseconds limit)
      : m_thread([this, &context, limit] { wait(context, limit); }) {}
  ~Patience() {
    hasCome();
    m_thread.join();
  }
  void hasCome() EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    m_hasCome = true;
    m_changed.notifyAll();
  }
  bool isOver() EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    return m_isOver;
  }

 private:
  void wait(grpc::ClientContext& context, std::chrono::milliseconds limit) EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    for (std::chrono::milliseconds waited(0); !m_hasCome && waited < limit; waited += kStep) {
      m_changed.waitFor(m_mutex, kStep);
    }
    if (m_hasCome) return;
    m_isOver = true;
    context.TryCancel();
  }

  static constexpr std::chrono::milliseconds kStep{20};
  Mutex m_mutex;
  CondVar m_changed;
  bool m_hasCome GUARDED_BY(m_mutex) = false, m_isOver GUARDED_BY(m_mutex) = false;
  std::thread m_thread;
};

absl::Status inWords(const grpc::Status& status, const std::string& target, bool isLate) {
  if (status.ok()) return absl::OkStatus();
  if (isLate) {
    return absl::UnavailableError(absl::StrCat(
        "no answer from ", target, " in time; is watchfloord running there? A moment long ago takes long"));
  }
  if (status.error_code() == grpc::StatusCode::UNAVAILABLE) {
    return absl::UnavailableError(absl::StrCat("no answer from ", target, ": ", status.error_message(),
                                               "; is watchfloord running there?"));
  }
  return {static_cast<absl::StatusCode>(status.error_code()), status.error_message()};
}

}  // namespace

absl::Status playPast(const std::string& target, const Selection& selection, const PastWish& wish,
                      std::chrono::milliseconds patience,
                      const std::function<bool(const FramePtr&)>& onFrame) {
  v1::SubscribeRequest request = wire::toProto(selection);
  wire::setPast(wish, &request);
  const auto stub = v1::WallService::NewStub(openChannel(target));
  grpc::ClientContext context;
  context.set_wait_for_ready(true);
  Patience waiting(context, patience);
  const auto stream = stub->Subscribe(&context, request);
  FramePtr frame;
  absl::Status fault;
  bool isEnough = false;
  for (v1::WallUpdate update; !isEnough && fault.ok() && stream->Read(&update);) {
    waiting.hasCome();
    absl::StatusOr<Frame> next = wire::applyUpdate(update, frame.get());
    if (next.ok() && !next->replayed) {
      next = absl::FailedPreconditionError(
          absl::StrCat("the engine at ", target, " is of an older version, which shows the present alone"));
    }
    if (next.ok()) {
      frame = std::make_shared<const Frame>(*std::move(next));
      isEnough = !onFrame(frame);
    } else {
      fault = next.status();
    }
  }
  if (isEnough || !fault.ok()) context.TryCancel();
  for (v1::WallUpdate rest; stream->Read(&rest);) continue;
  const grpc::Status status = stream->Finish();
  return isEnough || !fault.ok() ? fault : inWords(status, target, waiting.isOver());
}

absl::StatusOr<FramePtr> pastFrame(const std::string& target, const Selection& selection,
                                   const PastMoment& moment, std::chrono::milliseconds patience) {
  FramePtr found;
  const absl::Status status =
      playPast(target, selection, {.moment = moment}, patience, [&](const FramePtr& f) {
        found = f;
        return false;
      });
  if (!status.ok()) return status;
  if (!found) return absl::NotFoundError("the engine showed no frame of that moment");
  return found;
}

}  // namespace watchfloor
