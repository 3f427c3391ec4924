#include "server/replays.h"

#include <absl/strings/str_cat.h>
#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "server/status.h"
#include "server/subscriber.h"
#include "server/update_encoder.h"

namespace watchfloor {
namespace {

using Moment = Subscriber::Moment;

constexpr int kNice = 10;
constexpr Duration kHeartbeat = seconds(1);
constexpr Duration kLastTick = seconds(3);  // that a running engine takes one for at the latest
constexpr Duration kGlance = std::chrono::milliseconds(50);  // a clock that leaps is seen that soon

}  // namespace

// One subscriber's: from the call until both its thread and gRPC are done with it.
class Replays::Replay {
 public:
  // `onDone` runs once, when gRPC is done with the subscriber.
  Replay(EngineHost& host, const Options& options, grpc::CallbackServerContext* context, Selection selection,
         const PastWish& wish, std::function<void(Replay&)> onDone)
      : m_options(options),
        m_selection(std::move(selection)),
        m_wish(wish),
        m_encoder(options.engineId),
        m_subscriber(std::make_shared<Subscriber>(Subscriber::Options{
            .context = context,
            .selection = paced(m_selection),
            .letGoAfter = options.letGoAfter,
            .onWritten = [this] { wake(); },
            .onDone = [this, onDone = std::move(onDone)](Subscriber*) { onDone(*this); }})),
        m_past(std::in_place,
               PastEngine::Options{.access = [&host](const auto& work) { return host.readStore(work); },
                                   .config = options.config,
                                   .clock = options.clock,
                                   .isEnding = [this](std::optional<Time>) { return m_isEnding.load(); }}),
        m_thread([this] { run(); }) {}
  ~Replay() { join(); }

  const std::shared_ptr<Subscriber>& subscriber() const { return m_subscriber; }
  // Its engine is gone.
  bool isOver() const { return m_isOver; }
  // Nobody needs it any more.
  bool isFinished() const { return m_isOver && m_hasLeft; }

  // gRPC is done with it.
  void leave() {
    m_hasLeft = m_isEnding = true;
    wake();
  }
  void stop() {
    m_isEnding = true;
    wake();
    m_subscriber->end({grpc::StatusCode::UNAVAILABLE, "the engine is stopping"});
  }
  void join() {
    if (m_thread.joinable()) m_thread.join();
  }

 private:
  // Which frames are sent is decided here, by their time.
  static Selection paced(Selection selection) {
    selection.maxRateHz = 0;
    return selection;
  }

  void run() {
    setpriority(PRIO_PROCESS, 0, kNice);  // of this thread alone: live walls come first
    const absl::Status status = play();
    m_past.reset();
    m_subscriber->end(toGrpc(status));
    const Moment patience = m_options.monotonic() + m_options.letGoAfter;
    while (m_subscriber->isBusy() && !m_isEnding && m_options.monotonic() < patience) pause(kGlance);
    if (!m_isEnding) m_subscriber->letGo();
    m_isOver = true;  // and nothing after it
  }

  absl::Status play() {
    const bool isOne = m_wish.moment.position.has_value();
    const absl::StatusOr<FramePtr> frame =
        m_past->goTo(m_wish.moment, m_selection, isOne ? PastBase::kRecords : PastBase::kNearest);
    if (!frame.ok()) return frame.status();
    show(*frame);
    return isOne ? absl::OkStatus() : playFrom((*frame)->asOf);
  }

  // Frames that come too soon after another one are left out, but for the last.
  absl::Status playFrom(Time first) {
    const double rate = m_selection.maxRateHz > 0 ? m_selection.maxRateHz : m_options.maxRateHz;
    const auto interval = Duration(static_cast<int64_t>(1e6 / rate));
    const Moment begin = m_options.monotonic();
    Moment shown = begin;
    bool isLastShown = false;   // one frame more than the first is worth waiting for
    std::optional<Moment> end;  // since when there is nothing more, though the last frame was left out
    for (;;) {
      const absl::StatusOr<std::optional<Time>> tick = m_past->awaitTick();
      if (!tick.ok()) return tick.status();
      const Moment now = m_options.monotonic();
      if (!*tick) {
        end = end.value_or(now);
        if (isLastShown || now >= *end + kLastTick) return absl::OkStatus();
        waitFor(now + kGlance);
        continue;
      }
      const auto passed = std::chrono::duration<double, std::micro>(**tick - first) / m_wish.speed;
      const Moment due = end ? now : begin + std::chrono::duration_cast<Duration>(passed);
      isLastShown = end || due - shown >= interval - interval / 8;  // ticks are never quite on time
      if (isLastShown) waitFor(due);
      if (m_isEnding) return absl::CancelledError("the subscriber has left");
      const FramePtr frame = m_past->advance(isLastShown);
      if (!isLastShown) continue;
      show(frame);
      shown = due;
    }
  }

  // Sends it once the last one is through.
  void show(const FramePtr& frame) {
    auto shown = std::make_shared<Frame>(*frame);
    shown->replayed = m_past->replayed(m_wish.speed);
    while (m_subscriber->isBusy() && !m_isEnding) {
      m_subscriber->offer(m_newest, m_options.monotonic(), m_encoder);  // it may have to be let go
      pause(kGlance);
    }
    m_newest = std::move(shown);
    m_subscriber->offer(m_newest, m_options.monotonic(), m_encoder);
  }

  // Until then, with a heartbeat each second.
  void waitFor(Moment due) {
    for (Moment now = m_options.monotonic(), beat = now + kHeartbeat; now < due && !m_isEnding;
         now = m_options.monotonic()) {
      if (now >= beat) {
        show(m_newest);
        beat = now + kHeartbeat;
      }
      pause(std::min(kGlance, std::chrono::ceil<Duration>(due - now)));
    }
  }

  void pause(Duration d) EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    if (!std::exchange(m_isWoken, false)) m_wakeUp.waitFor(m_mutex, d);
  }
  void wake() EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    m_isWoken = true;
    m_wakeUp.notifyAll();
  }

  const Options& m_options;
  const Selection m_selection;
  const PastWish m_wish;
  UpdateEncoder m_encoder;  // of the thread
  FramePtr m_newest;        // the last one that was shown, of the thread
  const std::shared_ptr<Subscriber> m_subscriber;
  std::optional<PastEngine> m_past;  // of the thread
  std::atomic<bool> m_hasLeft = false, m_isOver = false, m_isEnding = false;

  Mutex m_mutex;
  CondVar m_wakeUp;
  bool m_isWoken GUARDED_BY(m_mutex) = false;
  std::thread m_thread;
};

Replays::Replays(EngineHost& host, Options options) : m_host(host), m_options(std::move(options)) {}
Replays::~Replays() { stop(); }

absl::StatusOr<grpc::ServerWriteReactor<grpc::ByteBuffer>*> Replays::play(
    grpc::CallbackServerContext* context, Selection selection, const PastWish& wish) {
  removeFinished();
  MutexLock lock(m_mutex);
  if (m_isStopping) return absl::UnavailableError("the engine is stopping");
  const auto n =
      std::count_if(m_replays.begin(), m_replays.end(), [](const auto& r) { return !r->isOver(); });
  if (static_cast<size_t>(n) >= m_options.most) {
    return absl::ResourceExhaustedError(
        absl::StrCat(m_options.most, " replays are under way: try again later, or raise server.max_replays"));
  }
  const auto onDone = [this](Replay& replay) {
    const std::shared_ptr<Subscriber> subscriber = replay.subscriber();  // whose method this is called from
    MutexLock leaving(m_mutex);
    replay.leave();
  };
  m_replays.push_back(
      std::make_unique<Replay>(m_host, m_options, context, std::move(selection), wish, onDone));
  return m_replays.back()->subscriber().get();
}

size_t Replays::underWay() const {
  MutexLock lock(m_mutex);
  return static_cast<size_t>(
      std::count_if(m_replays.begin(), m_replays.end(), [](const auto& r) { return !r->isOver(); }));
}

void Replays::stop() {
  std::vector<Replay*> replays;
  {
    MutexLock lock(m_mutex);
    if (std::exchange(m_isStopping, true)) return;
    for (const auto& replay : m_replays) replays.push_back(replay.get());
  }
  for (Replay* replay : replays) replay->stop();
  for (Replay* replay : replays) replay->join();
}

void Replays::removeFinished() {
  std::list<std::unique_ptr<Replay>> finished;  // go without the lock
  MutexLock lock(m_mutex);
  if (m_isStopping) return;  // stop() has them in hand
  for (auto it = m_replays.begin(); it != m_replays.end();) {
    const auto next = std::next(it);
    if ((*it)->isFinished()) finished.splice(finished.end(), m_replays, it);
    it = next;
  }
}

}  // namespace watchfloor
