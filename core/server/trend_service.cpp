#include "server/trend_service.h"

#include <algorithm>
#include <functional>

#include "server/status.h"
#include "wire/trend_wire.h"

namespace watchfloor {
namespace {

constexpr Duration kStep = minutes(5);
// Only frames about the end of five minutes have to show what is looked at; there is one each second at
// least.
constexpr Duration kAhead = seconds(5);
constexpr Duration kLongest = 35 * kDay, kShortest = hours(6);  // of a history: hours of the week, too

// Learns from all whole steps that are known, of fewer days where there are too many brands for one question.
void learn(const HistoryReader& history, HistoryQuery query,
           const std::function<bool(const HistoryPeriod&)>& isOfUse, BrandTrends* trends) {
  const HistoryReader::Sink sink{.onHead = [](const HistoryHead&) {},
                                 .onPeriod =
                                     [&](const HistoryPeriod& period) {
                                       if (!period.isWhole() || !isOfUse(period)) return;
                                       for (const HistoryPoint& point : period.points) {
                                         const HistoryFigure* mentions = point.find(Metric::kMentions);
                                         if (!mentions) continue;
                                         trends->learn(
                                             point.brand, period.from,
                                             static_cast<double>(std::get<Count>(mentions->value).n));
                                       }
                                     },
                                 .isCancelled = [] { return false; }};
  for (Duration length = kLongest; length >= kShortest; length /= 2) {
    query.from = query.to - std::chrono::duration_cast<minutes>(length) / 5 * 5;
    if (history.read(query, sink).code() != absl::StatusCode::kInvalidArgument) break;
  }
}

}  // namespace

BrandTrends learnTrends(const HistoryReader& history, const Frame& newest) {
  BrandTrends trends;
  const Time now = newest.asOf;
  HistoryQuery query;
  query.metrics = {Metric::kMentions};
  query.step = HistoryStep::k5m;
  query.to = std::chrono::floor<std::chrono::days>(now) +
             (now - std::chrono::floor<std::chrono::days>(now)) / kStep * kStep;
  // All brands may have been others, under another configuration.
  learn(
      history, query, [&](const HistoryPeriod& period) { return period.definitionId == newest.definitionId; },
      &trends);
  query.byBrand = true;
  learn(
      history, query, [](const HistoryPeriod&) { return true; }, &trends);
  return trends;
}

TrendService::TrendService(EngineHost& host, BrandTrends trends, Options options)
    : m_host(host), m_options(std::move(options)), m_trends(std::move(trends)) {
  if (m_host.newest()->isEventClock) return;
  m_subscription = m_host.subscribe([this](const FramePtr& frame) { look(*frame); });
}

// On the engine's thread.
void TrendService::look(const Frame& frame) {
  const bool isSoon = BrandTrends::untilNext(frame.asOf) <= kAhead;
  if (isSoon && !m_wanted) m_wanted = m_host.want(this, BrandTrends::wanted());
  if (!m_wanted || frame.wants < *m_wanted) return;
  {
    MutexLock lock(m_mutex);
    m_trends.add(frame);
  }
  if (isSoon) return;
  m_wanted.reset();
  m_host.release(this);
}

TrendService::~TrendService() { stop(); }

void TrendService::stop() {
  m_waiting->stop();
  if (!m_subscription) return;
  m_subscription.reset();
  m_host.release(this);
}

// Topics are counted by five authors at least; of conversations nobody's id is told who is not to be.
TrendList TrendService::talkTrends(bool isMasked) const {
  if (!m_options.talk) return {};
  TrendList list = m_options.talk->trends();
  std::vector<TrendConversation> conversations;
  for (const Trend& trend : list.trends) {
    if (trend.conversation) conversations.push_back(*trend.conversation);
  }
  // Without the file they are told all the same.
  if (m_options.reader && !conversations.empty()) m_options.reader->number(&conversations).IgnoreError();
  auto numbered = conversations.begin();
  for (Trend& trend : list.trends) {
    if (!trend.conversation) continue;
    if (isMasked) mask(&*numbered);
    trend.conversation = std::move(*numbered++);
  }
  return list;
}

grpc::ServerUnaryReactor* TrendService::ListTrends(grpc::CallbackServerContext* context,
                                                   const v1::ListTrendsRequest* request,
                                                   v1::ListTrendsResponse* response) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  const FramePtr newest = m_host.newest();
  if (newest->isEventClock && !m_options.talk) {
    reactor->Finish(
        {grpc::StatusCode::FAILED_PRECONDITION,
         "of a recording (the event clock) trends are counted with topics, and this engine counts "
         "none: let brands be above 0 under [topics] in its configuration"});
    return reactor;
  }
  const auto finish = [this, newest, request, response, reactor](const absl::Status& status) {
    if (status.ok()) answer(*request, *newest, response);
    reactor->Finish(toGrpc(status));
  };
  if (!newest->isEventClock) return finish(absl::OkStatus()), reactor;
  // Whoever has published a recording and asks is told of all of it.
  const std::optional<uint64_t> number = m_waiting->add(finish);
  if (!number) return finish(absl::UnavailableError("the engine is stopping")), reactor;
  m_options.talk->whenCounted(
      [waiting = m_waiting, number](const absl::Status& status) { waiting->tell(*number, status); });
  return reactor;
}

std::optional<uint64_t> TrendService::Waiting::add(Finish finish) {
  MutexLock lock(m_mutex);
  if (m_isStopped) return std::nullopt;
  m_all.emplace(m_next, std::move(finish));
  return m_next++;
}

void TrendService::Waiting::tell(uint64_t number, const absl::Status& status) {
  Finish finish;
  {
    MutexLock lock(m_mutex);
    const auto it = m_all.find(number);
    if (it == m_all.end()) return;
    finish = std::move(it->second);
    m_all.erase(it);
  }
  finish(status);
}

void TrendService::Waiting::stop() {
  std::map<uint64_t, Finish> all;
  {
    MutexLock lock(m_mutex);
    m_isStopped = true;
    all.swap(m_all);
  }
  for (const auto& [number, finish] : all) finish(absl::UnavailableError("the engine is stopping"));
}

void TrendService::answer(const v1::ListTrendsRequest& request, const Frame& newest,
                          v1::ListTrendsResponse* response) {
  std::vector<Trend> trends;
  if (!newest.isEventClock) {
    MutexLock lock(m_mutex);
    trends = m_trends.list();
  }
  if (newest.isEventClock || !request.only_brands()) {
    TrendList talk = talkTrends(!(m_options.showsPersonalData && request.unmasked()));
    trends.insert(trends.end(), talk.trends.begin(), talk.trends.end());
    sortByRank(&trends);
    response->set_late(talk.late);
  }
  for (Trend& trend : trends) {
    if (request.only_brands() && (trend.topic || trend.conversation)) continue;
    trend.isWatchedOnly = newest.isWatchedOnly(trend.brand);
    if (trend.since || !request.only_unusual()) wire::toProto(trend, response->add_trends());
  }
}

}  // namespace watchfloor
