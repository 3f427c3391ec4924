#include "client/event_publisher.h"

#include <absl/strings/str_cat.h>
#include <grpcpp/grpcpp.h>

#include <deque>
#include <optional>
#include <thread>
#include <utility>

#include "client/backoff.h"
#include "client/channel.h"
#include "model/thread.h"
#include "watchfloor/v1/service.grpc.pb.h"
#include "wire/event_wire.h"

namespace watchfloor {
namespace {

constexpr size_t kMaxBytes = 3UL * 1024 * 1024;  // of a message; the engine takes 4 MiB
constexpr int kMaxEvents = 20'000;               // of a message; the engine takes 50,000

// The batch as one message or several.
absl::StatusOr<std::vector<v1::PublishRequest>> toRequests(const Batch& batch) {
  std::vector<v1::PublishRequest> requests(1);
  requests.back().set_source(batch.source);
  requests.back().set_unreadable(batch.unreadable);
  size_t bytes = 0;
  for (const Event& event : batch.events) {
    v1::Event proto;
    wire::toProto(event, &proto);
    const size_t size = proto.ByteSizeLong() + 8;
    if (size > kMaxBytes) {
      return absl::InvalidArgumentError(absl::StrCat("event ", event.eventId, " of source ", event.source,
                                                     ": ", size, " bytes are more than ", kMaxBytes,
                                                     "; shorten its text"));
    }
    if (bytes + size > kMaxBytes || requests.back().events_size() == kMaxEvents) {
      requests.emplace_back().set_source(batch.source);
      bytes = 0;
    }
    bytes += size;
    *requests.back().add_events() = std::move(proto);
  }
  return requests;
}

// Whether another attempt may help.
bool isPassing(grpc::StatusCode code) {
  switch (code) {
    case grpc::StatusCode::OK:  // the engine ended the stream
    case grpc::StatusCode::CANCELLED:
    case grpc::StatusCode::UNAVAILABLE:
    case grpc::StatusCode::UNKNOWN:
    case grpc::StatusCode::RESOURCE_EXHAUSTED:
    case grpc::StatusCode::DEADLINE_EXCEEDED:
    case grpc::StatusCode::ABORTED:
      return true;
    default:
      return false;
  }
}

}  // namespace

// Two threads: one connects and writes, the other, for each connection, reads acknowledgements. What is not
// acknowledged stays at the front of m_window until it is.
class EventPublisher::Impl {
 public:
  explicit Impl(Options options) : m_options(std::move(options)), m_thread([this] { run(); }) {}

  ~Impl() {
    {
      MutexLock lock(m_mutex);
      m_isStopping = true;
      if (m_context) m_context->TryCancel();
      m_changed.notifyAll();
      m_stopped.notifyAll();
    }
    if (m_thread.joinable()) m_thread.join();
  }

  absl::Status publish(const Batch& batch) EXCLUDES_LOCK(m_mutex) {
    absl::StatusOr<std::vector<v1::PublishRequest>> requests = toRequests(batch);
    if (!requests.ok()) return requests.status();
    for (v1::PublishRequest& request : *requests) {
      MutexLock lock(m_mutex);
      while (m_window.size() >= m_options.window && m_failure.ok()) m_changed.wait(m_mutex);
      if (!m_failure.ok()) return m_failure;
      request.set_batch(++m_lastBatch);
      m_window.push_back(std::move(request));
      m_changed.notifyAll();
    }
    return absl::OkStatus();
  }

  absl::StatusOr<Totals> finish() EXCLUDES_LOCK(m_mutex) {
    {
      MutexLock lock(m_mutex);
      m_isFinishing = true;
      m_changed.notifyAll();
    }
    if (m_thread.joinable()) m_thread.join();
    MutexLock lock(m_mutex);
    if (!m_failure.ok()) return m_failure;
    return m_totals;
  }

  Totals totals() const EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    return m_totals;
  }

 private:
  using Stream = grpc::ClientReaderWriter<v1::PublishRequest, v1::PublishResponse>;

  // One connection after the other, until all is acknowledged, or it makes no sense any more.
  void run() {
    Backoff backoff;
    for (;;) {
      grpc::ClientContext context;
      if (!begin(context)) return;
      const grpc::Status status = converse(context);
      if (!end(status, backoff)) return;
    }
  }

  // Waits for something to send; false when there will be nothing.
  bool begin(grpc::ClientContext& context) EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    while (m_window.empty() && !m_isFinishing && !m_isStopping) m_changed.wait(m_mutex);
    if (m_window.empty() || m_isStopping) return false;
    m_context = &context;
    m_isBroken = false;
    m_sent = 0;
    return true;
  }

  grpc::Status converse(grpc::ClientContext& context) {
    const auto stub = v1::EventService::NewStub(openChannel(m_options.target));
    const std::unique_ptr<Stream> stream = stub->Publish(&context);
    std::thread reader([this, &stream, &context] { readAnswers(*stream, context); });
    while (const v1::PublishRequest* request = nextToSend()) {
      if (!stream->Write(*request)) break;
      MutexLock lock(m_mutex);
      m_writing = nullptr;
      m_changed.notifyAll();
    }
    {
      MutexLock lock(m_mutex);
      m_writing = nullptr;
      m_changed.notifyAll();
    }
    stream->WritesDone();
    reader.join();
    return stream->Finish();
  }

  // The first batch that was not sent on this connection; waits for one. Null: there will be none. It stays
  // where it is until m_writing is cleared.
  const v1::PublishRequest* nextToSend() EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    while (m_sent == m_window.size() && !m_isFinishing && !m_isBroken && !m_isStopping)
      m_changed.wait(m_mutex);
    if (m_sent == m_window.size() || m_isBroken || m_isStopping) return nullptr;
    m_writing = &m_window[m_sent++];
    return m_writing;
  }

  void readAnswers(Stream& stream, grpc::ClientContext& context) EXCLUDES_LOCK(m_mutex) {
    v1::PublishResponse answer;
    while (stream.Read(&answer)) {
      if (!take(answer)) context.TryCancel();
    }
    MutexLock lock(m_mutex);
    m_isBroken = true;
    m_changed.notifyAll();
  }

  // False when it answers nothing that was sent.
  bool take(const v1::PublishResponse& answer) EXCLUDES_LOCK(m_mutex) {
    Totals totals;
    bool isBack = false;
    {
      MutexLock lock(m_mutex);
      if (m_sent == 0 || m_window.front().batch() != answer.batch()) return false;
      while (m_writing == &m_window.front()) m_changed.wait(m_mutex);  // its bytes are still being read
      add(m_window.front(), answer);
      m_window.pop_front();
      --m_sent;
      isBack = std::exchange(m_attempts, 0) > 0;
      m_changed.notifyAll();
      totals = m_totals;
    }
    if (isBack && m_options.onOutage) m_options.onOutage(absl::OkStatus());
    if (m_options.onProgress) m_options.onProgress(totals);
    return true;
  }

  void add(const v1::PublishRequest& request, const v1::PublishResponse& answer) REQUIRES_LOCK(m_mutex) {
    for (const v1::PublishResponse::Rejection& rejection : answer.rejections()) {
      if (m_totals.rejections.size() >= BatchResult::kMaxRejections) break;
      m_totals.rejections.push_back({m_totals.events + rejection.index(), rejection.reason()});
    }
    ++m_totals.batches;
    m_totals.events += request.events_size();
    m_totals.accepted += answer.accepted();
    m_totals.duplicates += answer.duplicates();
    m_totals.lateDropped += answer.late_dropped();
    m_totals.futureRejected += answer.future_rejected();
    m_totals.rejected += answer.rejected();
    m_totals.position = answer.position();
  }

  // After a connection; pauses before the next when there is something to send. False when there is to be
  // none.
  bool end(const grpc::Status& status, Backoff& backoff) EXCLUDES_LOCK(m_mutex) {
    const absl::Status why(
        static_cast<absl::StatusCode>(status.ok() ? grpc::StatusCode::UNAVAILABLE : status.error_code()),
        absl::StrCat("publishing to ", m_options.target, ": ",
                     status.ok() ? "the engine ended the stream" : status.error_message()));
    bool isFirst = false;
    {
      MutexLock lock(m_mutex);
      m_context = nullptr;
      if (m_isStopping) return false;
      if (m_window.empty()) return true;
      isFirst = ++m_attempts == 1;
      if (!isPassing(status.error_code()) || m_attempts == m_options.maxAttempts) return fail(why);
    }
    if (isFirst) backoff.reset();
    if (isFirst && m_options.onOutage) m_options.onOutage(why);
    MutexLock lock(m_mutex);
    m_stopped.waitFor(m_mutex, backoff.next());
    return !m_options.isEnding || !m_options.isEnding() || fail(why);
  }

  // False.
  bool fail(const absl::Status& why) REQUIRES_LOCK(m_mutex) {
    m_failure = why;
    m_changed.notifyAll();
    return false;
  }

  const Options m_options;
  mutable Mutex m_mutex;
  CondVar m_changed;                                            // whatever is below
  CondVar m_stopped;                                            // m_isStopping
  std::deque<v1::PublishRequest> m_window GUARDED_BY(m_mutex);  // not acknowledged; oldest first
  size_t m_sent GUARDED_BY(m_mutex) = 0;  // of m_window, on this connection: the first so many
  const v1::PublishRequest* m_writing GUARDED_BY(m_mutex) = nullptr;
  uint64_t m_lastBatch GUARDED_BY(m_mutex) = 0;
  int m_attempts GUARDED_BY(m_mutex) = 0;  // since the last acknowledgement
  bool m_isBroken GUARDED_BY(m_mutex) = false;
  bool m_isFinishing GUARDED_BY(m_mutex) = false;
  bool m_isStopping GUARDED_BY(m_mutex) = false;
  grpc::ClientContext* m_context GUARDED_BY(m_mutex) = nullptr;
  absl::Status m_failure GUARDED_BY(m_mutex);
  Totals m_totals GUARDED_BY(m_mutex);
  std::thread m_thread;
};

EventPublisher::EventPublisher(Options options) : m_impl(std::make_unique<Impl>(std::move(options))) {}
EventPublisher::~EventPublisher() = default;

absl::Status EventPublisher::publish(const Batch& batch) { return m_impl->publish(batch); }
EventPublisher::Totals EventPublisher::totals() const { return m_impl->totals(); }
absl::StatusOr<EventPublisher::Totals> EventPublisher::finish() { return m_impl->finish(); }

}  // namespace watchfloor
