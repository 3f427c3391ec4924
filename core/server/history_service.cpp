#include "server/history_service.h"

#include <absl/strings/str_cat.h>

#include <algorithm>
#include <atomic>
#include <utility>

#include "server/refusal.h"
#include "server/status.h"
#include "wire/history_wire.h"

namespace watchfloor {
namespace {

constexpr size_t kFiguresAMessage = 2'000;

using Refused = Refusal<grpc::ServerWriteReactor<v1::QueryHistoryResponse>>;

}  // namespace

// One stream: a worker puts messages in, gRPC takes one after the other.
class HistoryService::Answer final : public grpc::ServerWriteReactor<v1::QueryHistoryResponse> {
 public:
  Answer(HistoryQuery query, std::function<void(Answer*)> onDone)
      : m_query(std::move(query)), m_onDone(std::move(onDone)) {}

  const HistoryQuery& query() const { return m_query; }
  bool isCancelled() const { return m_isCancelled; }

  void put(v1::QueryHistoryResponse message) EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    m_messages.push_back(std::move(message));
    goOn();
  }
  // After it nothing is put in.
  void end(const absl::Status& status) EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    if (!m_end) m_end = toGrpc(status);
    goOn();
  }
  void cancel() EXCLUDES_LOCK(m_mutex) {
    m_isCancelled = true;
    MutexLock lock(m_mutex);
    m_messages.resize(std::min<size_t>(m_messages.size(), m_isWriting ? 1 : 0));
    if (!m_end) m_end = grpc::Status(grpc::StatusCode::CANCELLED, "the query was ended");
    goOn();
  }

 private:
  // At most one write at a time; the end after the last.
  void goOn() REQUIRES_LOCK(m_mutex) {
    if (m_isWriting || m_isFinished) return;
    if (!m_messages.empty()) {
      m_isWriting = true;
      StartWrite(&m_messages.front());
    } else if (m_end) {
      m_isFinished = true;
      Finish(*m_end);
    }
  }

  void OnWriteDone(bool ok) override EXCLUDES_LOCK(m_mutex) {
    {
      MutexLock lock(m_mutex);
      m_isWriting = false;
      m_messages.pop_front();
      if (ok) return goOn();
    }
    cancel();
  }
  void OnCancel() override { cancel(); }
  void OnDone() override { m_onDone(this); }

  const HistoryQuery m_query;
  const std::function<void(Answer*)> m_onDone;
  std::atomic<bool> m_isCancelled = false;
  Mutex m_mutex;
  std::deque<v1::QueryHistoryResponse> m_messages GUARDED_BY(m_mutex);  // the first may be on its way
  std::optional<grpc::Status> m_end GUARDED_BY(m_mutex);
  bool m_isWriting GUARDED_BY(m_mutex) = false, m_isFinished GUARDED_BY(m_mutex) = false;
};

HistoryService::HistoryService(Options options) : m_options(std::move(options)) {
  if (!m_options.reader) return;
  for (size_t i = 0; i < m_options.threads; ++i) m_threads.emplace_back([this] { run(); });
}

HistoryService::~HistoryService() { stop(); }

void HistoryService::stop() {
  std::vector<std::shared_ptr<Answer>> answers;
  {
    MutexLock lock(m_mutex);
    m_isStopping = true;
    answers = m_answers;
    m_waiting.clear();
    m_changed.notifyAll();
  }
  for (const auto& answer : answers) answer->cancel();
  for (std::thread& thread : m_threads) thread.join();
  m_threads.clear();
}

grpc::ServerWriteReactor<v1::QueryHistoryResponse>* HistoryService::QueryHistory(
    grpc::CallbackServerContext* /*context*/, const v1::QueryHistoryRequest* request) {
  if (!m_options.reader) {
    return new Refused(absl::FailedPreconditionError(
        "this engine keeps no history: start watchfloord with --store, and without history_keep = \"0s\""));
  }
  absl::StatusOr<HistoryQuery> query = wire::fromProto(*request);
  if (!query.ok()) return new Refused(query.status());
  MutexLock lock(m_mutex);
  if (m_isStopping) return new Refused(absl::UnavailableError("the engine is stopping"));
  if (m_answers.size() >= m_options.mostAnswers) {
    return new Refused(absl::ResourceExhaustedError(
        absl::StrCat(m_options.mostAnswers, " questions to the history are under way: ask again later")));
  }
  auto answer = std::make_shared<Answer>(*std::move(query), [this](Answer* done) { remove(done); });
  m_answers.push_back(answer);
  m_waiting.push_back(answer);
  m_changed.notifyOne();
  return answer.get();
}

void HistoryService::run() {
  for (;;) {
    std::shared_ptr<Answer> answer;
    {
      MutexLock lock(m_mutex);
      while (m_waiting.empty() && !m_isStopping) m_changed.wait(m_mutex);
      if (m_isStopping) return;
      answer = std::move(m_waiting.front());
      m_waiting.pop_front();
    }
    if (!answer->isCancelled()) work(*answer);
  }
}

void HistoryService::work(Answer& answer) const {
  if (m_options.flush) m_options.flush().IgnoreError();
  v1::QueryHistoryResponse message;
  size_t figures = 0;
  const auto put = [&] {
    answer.put(std::exchange(message, {}));
    figures = 0;
  };
  const absl::Status status = m_options.reader->read(
      answer.query(),
      {.onHead = [&](const HistoryHead& head) { wire::toProto(head, message.mutable_head()); },
       .onPeriod =
           [&](const HistoryPeriod& period) {
             wire::toProto(period, message.add_periods());
             for (const HistoryPoint& point : period.points) figures += 1 + point.figures.size();
             if (++figures >= kFiguresAMessage) put();
           },
       .isCancelled = [&] { return answer.isCancelled(); }});
  if (status.ok() && (message.has_head() || message.periods_size() > 0)) put();
  answer.end(status);
}

void HistoryService::remove(Answer* answer) {
  std::shared_ptr<Answer> last;  // goes without the lock
  MutexLock lock(m_mutex);
  const auto it =
      std::find_if(m_answers.begin(), m_answers.end(), [answer](const auto& a) { return a.get() == answer; });
  last = std::move(*it);
  m_answers.erase(it);
  std::erase(m_waiting, last);
}

}  // namespace watchfloor
