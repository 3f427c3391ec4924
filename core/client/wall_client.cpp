#include "client/wall_client.h"

#include <absl/strings/str_cat.h>
#include <grpcpp/grpcpp.h>

#include <thread>
#include <utility>

#include "client/backoff.h"
#include "client/channel.h"
#include "model/thread.h"
#include "watchfloor/v1/service.grpc.pb.h"
#include "wire/frame_wire.h"
#include "wire/selection_wire.h"

namespace watchfloor {
namespace {

// A replay that was left a moment ago, or by a connection that broke, may still hold its place.
constexpr std::chrono::seconds kTaken{15};
constexpr const char* kOldEngine = "the engine is of an older version, which shows the present alone";

// What the engine says of a question; everything else is what becomes of a connection, or of an engine that
// ends.
bool isAnswer(const absl::Status& why) {
  return !absl::IsUnavailable(why) && !absl::IsCancelled(why) && !absl::IsDeadlineExceeded(why) &&
         !absl::IsAborted(why) && !absl::IsUnknown(why) && !absl::IsInternal(why);
}

}  // namespace

Freshness WallView::freshness(std::chrono::steady_clock::time_point now) const {
  if (isHeld) return Freshness::kLive;
  const auto silence = now - lastHeard;
  // The present is on its way; what is there may be of long ago.
  if (!playback && !isFound && !(frame && frame->replayed))
    return silence > seconds(10) ? Freshness::kDisconnected : Freshness::kConnecting;
  if (isSeeking() && (isConnected || silence <= seconds(10))) {
    return frame && frame->replayed && silence <= seconds(2) ? Freshness::kLive : Freshness::kConnecting;
  }
  if (silence > seconds(10)) return Freshness::kDisconnected;
  if (!frame || isKept) return Freshness::kConnecting;
  if (silence > seconds(3)) return Freshness::kStale;
  if (silence > seconds(2)) return Freshness::kLate;
  return Freshness::kLive;
}

class WallClient::Impl {
 public:
  Impl(Options options, Selection selection) : m_options(std::move(options)), m_wanted(std::move(selection)) {
    {
      MutexLock lock(m_mutex);
      m_view = m_options.kept;
      m_view.problem = absl::StrCat("connecting to ", m_options.target);
      m_view.lastHeard = m_options.now();
    }
    m_thread = std::thread([this] { run(); });
  }

  ~Impl() {
    {
      MutexLock lock(m_mutex);
      m_isStopping = true;
      interrupt();
    }
    m_thread.join();
  }

  void select(Selection selection) EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    if (m_wanted == selection) return;
    m_wanted = std::move(selection);
    if (isShowingPast()) {
      m_view.playback->from = m_view.frame->asOf;
      m_view.lastHeard = m_options.now();
    }
    askAnew();
  }

  void play(std::optional<Playback> playback) EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    m_view.refusal.clear();
    if (playback == m_view.playback) return;
    const bool isThere =
        playback && playback->isStill && isShowingPast() && !m_isNew && m_view.frame->asOf == playback->from;
    m_view.playback = playback;
    m_view.lastHeard = m_options.now();
    askAnew();
    m_view.isFound = m_view.isHeld = isThere;
  }

  WallView newest() const EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    return m_view;
  }

 private:
  struct Wish {
    Selection selection;
    std::optional<Playback> playback;
  };

  bool isShowingPast() const REQUIRES_LOCK(m_mutex) { return m_view.playback && m_view.isFound; }
  void askAnew() REQUIRES_LOCK(m_mutex) {
    m_isNew = true;
    m_view.isHeld = false;
    if (m_view.playback) m_view.isFound = false;
    ++m_view.version;
    interrupt();
  }
  // Ends the stream that there is, and the pause between two.
  void interrupt() REQUIRES_LOCK(m_mutex) {
    if (m_context) m_context->TryCancel();
    m_wakeUp.notifyAll();
  }

  // The client's thread: one stream after the other.
  void run() {
    Backoff backoff;
    for (;;) {
      grpc::ClientContext context;
      const std::optional<Wish> wish = begin(context);
      if (!wish) return;
      const absl::Status why = follow(context, *wish, backoff);
      if (!end(why, wish->playback.has_value(), backoff)) return;
    }
  }

  // What to subscribe to, once there is anything to come; none when the client stops.
  std::optional<Wish> begin(grpc::ClientContext& context) EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    while (!m_isStopping && m_view.isHeld) m_wakeUp.wait(m_mutex);
    if (m_isStopping) return std::nullopt;
    m_context = &context;
    m_isNew = false;
    if (isShowingPast()) m_view.playback->from = m_view.frame->asOf;  // the connection was lost there
    return Wish{m_wanted, m_view.playback};
  }

  // Receives until the stream ends, and says why it did.
  absl::Status follow(grpc::ClientContext& context, const Wish& wish, Backoff& backoff) {
    const auto stub = v1::WallService::NewStub(openChannel(m_options.target));
    v1::SubscribeRequest request = wire::toProto(wish.selection);
    if (wish.playback) wire::setPast({{wish.playback->from}, wish.playback->speed}, &request);
    const auto stream = stub->Subscribe(&context, request);
    FramePtr frame;
    v1::WallUpdate update;
    absl::Status fault;
    while (fault.ok() && stream->Read(&update)) {
      absl::StatusOr<Frame> next = wire::applyUpdate(update, frame.get());
      if (next.ok() && wish.playback && !next->replayed) next = absl::FailedPreconditionError(kOldEngine);
      if (next.ok()) {
        frame = std::make_shared<const Frame>(*std::move(next));
        deliver(frame, wish, update.engine_id());
        backoff.reset();
      } else {
        fault = next.status();
        context.TryCancel();
      }
    }
    const grpc::Status status = stream->Finish();
    if (!fault.ok()) return fault;
    if (status.ok()) {
      return wish.playback ? absl::OkStatus() : absl::UnavailableError("the engine ended the stream");
    }
    return {static_cast<absl::StatusCode>(status.error_code()), status.error_message()};
  }

  void deliver(const FramePtr& frame, const Wish& wish, const std::string& engineId) EXCLUDES_LOCK(m_mutex) {
    {
      MutexLock lock(m_mutex);
      if (m_isNew) return;
      m_view.frame = frame;
      m_view.selection = wish.selection;
      m_view.isFound = true;
      m_view.isKept = false;
      m_view.isHeld = wish.playback && wish.playback->isStill;
      if (m_view.isHeld) interrupt();
      m_view.isConnected = true;
      m_view.engineId = engineId;
      m_view.problem.clear();
      m_view.lastHeard = m_options.now();
      ++m_view.version;
    }
    if (m_options.onNews) m_options.onNews();
  }

  // After a stream: tells the view, and pauses unless somebody waits for something else. False when the
  // client stops.
  bool end(const absl::Status& why, bool wasPast, Backoff& backoff) EXCLUDES_LOCK(m_mutex) {
    bool isRefused = false;
    {
      MutexLock lock(m_mutex);
      m_context = nullptr;
      if (m_isStopping) return false;
      if (m_isNew || m_view.isHeld) return true;
      ++m_view.version;
      const bool isTaken = absl::IsResourceExhausted(why) && m_options.now() - m_view.lastHeard < kTaken;
      if (wasPast && why.ok()) {
        m_view.isHeld = true;
      } else if (wasPast && !isTaken && isAnswer(why)) {
        isRefused = true;
        m_view.refusal = std::string(why.message());
        m_view.playback.reset();
        m_view.lastHeard = m_options.now();
      } else if (!wasPast || !isTaken) {
        m_view.isConnected = false;
        m_view.problem =
            absl::StrCat("no connection to ", m_options.target, " (", why.message(), "); trying again");
      }
    }
    if (m_options.onNews) m_options.onNews();
    MutexLock lock(m_mutex);
    if (!m_isStopping && !m_isNew && !m_view.isHeld && !isRefused) m_wakeUp.waitFor(m_mutex, backoff.next());
    return true;
  }

  const Options m_options;
  mutable Mutex m_mutex;
  CondVar m_wakeUp;
  Selection m_wanted GUARDED_BY(m_mutex);
  bool m_isNew GUARDED_BY(m_mutex) = false;  // something else is wanted since the stream began
  bool m_isStopping GUARDED_BY(m_mutex) = false;
  grpc::ClientContext* m_context GUARDED_BY(m_mutex) = nullptr;  // of the stream that there is
  WallView m_view GUARDED_BY(m_mutex);
  std::thread m_thread;
};

WallClient::WallClient(Options options, Selection selection)
    : m_impl(std::make_shared<Impl>(std::move(options), std::move(selection))) {}
WallClient::~WallClient() = default;

void WallClient::select(Selection selection) { m_impl->select(std::move(selection)); }
void WallClient::play(std::optional<Playback> playback) { m_impl->play(playback); }
WallView WallClient::newest() const { return m_impl->newest(); }

}  // namespace watchfloor
