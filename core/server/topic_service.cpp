#include "server/topic_service.h"

#include "server/status.h"
#include "wire/topic_wire.h"

namespace watchfloor {
namespace {

absl::Status countsNone() {
  return absl::FailedPreconditionError(
      "this engine counts no topics: see brands in [topics] of its configuration");
}

}  // namespace

grpc::ServerUnaryReactor* TopicService::ListTopics(grpc::CallbackServerContext* context,
                                                   const v1::ListTopicsRequest* request,
                                                   v1::ListTopicsResponse* response) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  absl::StatusOr<TopicQuestion> question = wire::fromProto(*request);
  if (!m_options.talk) question = countsNone();
  if (!question.ok()) {
    reactor->Finish(toGrpc(question.status()));
    return reactor;
  }
  const bool isMasked = !(m_options.showsPersonalData && question->isUnmasked);
  m_options.talk->ask(*std::move(question),
                      [isMasked, reactor, response](absl::StatusOr<TopicAnswer> answer) {
                        if (answer.ok() && isMasked) mask(&*answer);
                        if (answer.ok()) wire::toProto(*answer, response);
                        reactor->Finish(toGrpc(answer.status()));
                      });
  return reactor;
}

grpc::ServerUnaryReactor* TopicService::ListCampaigns(grpc::CallbackServerContext* context,
                                                      const v1::ListCampaignsRequest* request,
                                                      v1::ListCampaignsResponse* response) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  absl::StatusOr<CampaignQuestion> question = wire::fromProto(*request);
  if (!m_options.talk) question = countsNone();
  if (!question.ok()) {
    reactor->Finish(toGrpc(question.status()));
    return reactor;
  }
  m_options.talk->ask(*std::move(question), [reactor, response](absl::StatusOr<CampaignAnswer> answer) {
    if (answer.ok()) wire::toProto(*answer, response);
    reactor->Finish(toGrpc(answer.status()));
  });
  return reactor;
}

}  // namespace watchfloor
