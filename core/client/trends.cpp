#include "client/trends.h"

#include <grpcpp/grpcpp.h>

#include <utility>

#include "client/asker.h"
#include "client/channel.h"
#include "client/in_words.h"
#include "watchfloor/v1/trend.grpc.pb.h"
#include "wire/trend_wire.h"

namespace watchfloor {
namespace {

absl::StatusOr<TrendList> ask(grpc::ClientContext& context, const std::string& target, bool isOnlyUnusual,
                              bool isUnmasked, std::chrono::milliseconds patience) {
  const auto stub = v1::TrendService::NewStub(openChannel(target));
  waitAtMost(context, patience);
  v1::ListTrendsRequest request;
  request.set_only_unusual(isOnlyUnusual);
  request.set_unmasked(isUnmasked);
  v1::ListTrendsResponse response;
  const grpc::Status status = stub->ListTrends(&context, request, &response);
  if (!status.ok()) return inWords(status, target, "trends");
  TrendList list{.late = response.late()};
  for (const v1::Trend& trend : response.trends()) list.trends.push_back(wire::fromProto(trend));
  return list;
}

}  // namespace

absl::StatusOr<TrendList> askForTrends(const std::string& target, bool isOnlyUnusual,
                                       std::chrono::milliseconds patience, bool isUnmasked) {
  grpc::ClientContext context;
  return ask(context, target, isOnlyUnusual, isUnmasked, patience);
}

absl::StatusOr<std::vector<Trend>> listTrends(const std::string& target, bool isOnlyUnusual,
                                              std::chrono::milliseconds patience) {
  absl::StatusOr<TrendList> list = askForTrends(target, isOnlyUnusual, patience);
  if (!list.ok()) return list.status();
  return std::move(list->trends);
}

class TrendWatch::Impl {
 public:
  explicit Impl(const Options& options)
      : m_asker({.ask =
                     [options](grpc::ClientContext& context, TrendView* view) {
                       absl::StatusOr<TrendList> list =
                           ask(context, options.target, false, false, options.patience);
                       if (!list.ok()) return list.status();
                       view->trends = std::move(list->trends), view->late = list->late;
                       return absl::OkStatus();
                     },
                 .now = options.now,
                 .every = options.every}) {}

  TrendView newest() const { return m_asker.newest(); }

 private:
  Asker<TrendView> m_asker;
};

TrendWatch::TrendWatch(const Options& options) : m_impl(std::make_unique<Impl>(options)) {}
TrendWatch::~TrendWatch() = default;

TrendView TrendWatch::newest() const { return m_impl->newest(); }

}  // namespace watchfloor
