#include "server/wall_server.h"

#include <absl/strings/str_cat.h>
#include <grpc/support/time.h>
#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/health_check_service_interface.h>

#include <utility>

#include "server/address.h"

namespace watchfloor {
namespace {

// What the transport takes at most; between a batch's own limit and this the refusal comes in words.
constexpr int kMaxMessageBytes = 2 * PublishStream::kMaxBytes;

void setKeepalive(grpc::ServerBuilder& builder) {
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, 20'000);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 10'000);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, 5'000);
}

BrandTrends trendsOf(const WallServer::Options& options) {
  if (options.trends || !options.history.reader) return options.trends.value_or(BrandTrends());
  return learnTrends(*options.history.reader, *options.host->newest());
}

// What people say of messages goes to the engine.
ConversationService::Options toldTo(EngineHost& host, ConversationService::Options options) {
  options.submit = [&host](BatchRecord batch, auto done) { host.submit(std::move(batch), std::move(done)); };
  return options;
}

}  // namespace

WallServer::WallServer(Options options)
    : m_events(*options.host, options.listener, options.maxPublishers),
      m_walls(*options.host, {options.engineId,
                              options.monotonic,
                              options.letGoAfter,
                              options.maxWalls,
                              {.engineId = options.engineId,
                               .monotonic = options.monotonic,
                               .letGoAfter = options.letGoAfter,
                               .config = options.config,
                               .clock = options.clock,
                               .maxRateHz = options.maxRateHz,
                               .most = options.maxReplays}}),
      m_history(options.history),
      m_conversations(toldTo(*options.host, options.conversations)),
      m_topics(options.topics),
      m_trends(*options.host, trendsOf(options),
               {options.topics.talk, options.conversations.reader, options.topics.showsPersonalData}),
      m_control(options.maxWalls) {}

WallServer::~WallServer() { shutdown(Duration(0)); }

absl::StatusOr<int> WallServer::start(const std::string& address) {
  if (const absl::Status status = checkAddress(address); !status.ok()) return status;
  if (isTaken(address)) {
    return absl::UnavailableError(
        absl::StrCat("cannot listen on ", address, ": another program listens there"));
  }
  grpc::EnableDefaultHealthCheckService(true);
  grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  int port = 0;
  grpc::ServerBuilder builder;
  builder.AddListeningPort(address, grpc::InsecureServerCredentials(), &port);
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);  // two engines never share an address
  builder.SetMaxReceiveMessageSize(kMaxMessageBytes);
  setKeepalive(builder);
  builder.RegisterService(&m_events);
  builder.RegisterService(&m_walls);
  builder.RegisterService(&m_history);
  builder.RegisterService(&m_conversations);
  builder.RegisterService(&m_topics);
  builder.RegisterService(&m_trends);
  builder.RegisterService(&m_control);
  m_server = builder.BuildAndStart();
  if (!m_server) {
    return absl::UnavailableError(
        absl::StrCat("cannot listen on ", address, ": is it in use, or not an address of this machine?"));
  }
  for (const char* service :
       {v1::EventService::service_full_name(), v1::WallService::service_full_name(),
        v1::HistoryService::service_full_name(), v1::ConversationService::service_full_name(),
        v1::TopicService::service_full_name(), v1::TrendService::service_full_name(),
        v1::ControlService::service_full_name()}) {
    m_server->GetHealthCheckService()->SetServingStatus(service, true);
  }
  return address.starts_with("unix") ? 0 : port;
}

void WallServer::shutdown(Duration patience) {
  if (!m_server) return;
  m_server->GetHealthCheckService()->SetServingStatus(false);
  m_events.stop();
  m_walls.stop();
  m_history.stop();
  m_conversations.stop();
  m_trends.stop();
  m_control.stop();
  m_server->Shutdown(gpr_time_from_micros(patience.count(), GPR_TIMESPAN));
  m_server.reset();
}

}  // namespace watchfloor
