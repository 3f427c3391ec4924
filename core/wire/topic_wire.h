// Topics between protobuf and the model. Pure functions; any thread. What a newer peer may send and this one
// does not know (a kind, a window) is left out of answers; in a question it is InvalidArgument.
#pragma once

#include <absl/status/statusor.h>

#include <optional>

#include "model/campaign.h"
#include "model/topic.h"
#include "watchfloor/v1/topic.pb.h"

namespace watchfloor::wire {

v1::TopicKind protoOf(TopicKind kind);
std::optional<TopicKind> topicKindOf(int proto);  // none: unspecified or unknown

void toProto(const TopicQuestion& question, v1::ListTopicsRequest* proto);
absl::StatusOr<TopicQuestion> fromProto(const v1::ListTopicsRequest& proto);

void toProto(const TopicAnswer& answer, v1::ListTopicsResponse* proto);
TopicAnswer fromProto(const v1::ListTopicsResponse& proto);

void toProto(const CampaignQuestion& question, v1::ListCampaignsRequest* proto);
absl::StatusOr<CampaignQuestion> fromProto(const v1::ListCampaignsRequest& proto);

void toProto(const CampaignAnswer& answer, v1::ListCampaignsResponse* proto);
CampaignAnswer fromProto(const v1::ListCampaignsResponse& proto);

}  // namespace watchfloor::wire
