#include "client/topics.h"

#include <grpcpp/grpcpp.h>

#include "client/channel.h"
#include "client/in_words.h"
#include "watchfloor/v1/topic.grpc.pb.h"
#include "wire/topic_wire.h"

namespace watchfloor {

absl::StatusOr<TopicAnswer> listTopics(const std::string& target, const TopicQuestion& question,
                                       std::chrono::milliseconds patience) {
  const auto stub = v1::TopicService::NewStub(openChannel(target));
  grpc::ClientContext context;
  waitAtMost(context, patience);
  v1::ListTopicsRequest request;
  wire::toProto(question, &request);
  v1::ListTopicsResponse response;
  const grpc::Status status = stub->ListTopics(&context, request, &response);
  if (!status.ok()) return inWords(status, target, "topics");
  return wire::fromProto(response);
}

}  // namespace watchfloor
