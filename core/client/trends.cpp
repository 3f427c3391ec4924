#include "client/trends.h"

#include <grpcpp/grpcpp.h>

#include <thread>
#include <utility>

#include "client/channel.h"
#include "client/in_words.h"
#include "model/thread.h"
#include "watchfloor/v1/trend.grpc.pb.h"
#include "wire/trend_wire.h"

namespace watchfloor {
namespace {

absl::StatusOr<std::vector<Trend>> ask(grpc::ClientContext& context, const std::string& target,
                                       bool isOnlyUnusual, std::chrono::milliseconds patience) {
  const auto stub = v1::TrendService::NewStub(openChannel(target));
  waitAtMost(context, patience);
  v1::ListTrendsRequest request;
  request.set_only_unusual(isOnlyUnusual);
  v1::ListTrendsResponse response;
  const grpc::Status status = stub->ListTrends(&context, request, &response);
  if (!status.ok()) return inWords(status, target, "trends");
  std::vector<Trend> trends;
  for (const v1::Trend& trend : response.trends()) trends.push_back(wire::fromProto(trend));
  return trends;
}

}  // namespace

absl::StatusOr<std::vector<Trend>> listTrends(const std::string& target, bool isOnlyUnusual,
                                              std::chrono::milliseconds patience) {
  grpc::ClientContext context;
  return ask(context, target, isOnlyUnusual, patience);
}

class TrendWatch::Impl {
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

  TrendView newest() const EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    return m_view;
  }

 private:
  void run() {
    for (;;) {
      grpc::ClientContext context;
      if (!begin(context)) return;
      end(ask(context, m_options.target, false, m_options.patience));
    }
  }
  // False when it is to stop.
  bool begin(grpc::ClientContext& context) EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    if (m_isStopping) return false;
    m_context = &context;
    return true;
  }
  void end(absl::StatusOr<std::vector<Trend>> trends) EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    m_context = nullptr;
    m_view.problem = std::string(trends.status().message());
    if (trends.ok()) {
      m_view.trends = *std::move(trends);
      m_view.isKnown = true;
      m_view.lastHeard = m_options.now();
    }
    if (!m_isStopping) m_changed.waitFor(m_mutex, m_options.every);
  }

  const Options m_options;
  mutable Mutex m_mutex;
  CondVar m_changed;
  bool m_isStopping GUARDED_BY(m_mutex) = false;
  grpc::ClientContext* m_context GUARDED_BY(m_mutex) = nullptr;  // of the question that is under way
  TrendView m_view GUARDED_BY(m_mutex);
  std::thread m_thread;
};

TrendWatch::TrendWatch(Options options) : m_impl(std::make_unique<Impl>(std::move(options))) {}
TrendWatch::~TrendWatch() = default;

TrendView TrendWatch::newest() const { return m_impl->newest(); }

}  // namespace watchfloor
