// Conversations between protobuf and the model. Pure functions; any thread.
#pragma once

#include <absl/status/statusor.h>

#include "model/conversation.h"

namespace watchfloor::v1 {
class ActRequest;
class AuditedAct;
class ConversationEntry;
class ConversationMessage;
class ListConversationsRequest;
class SearchMessagesRequest;
}  // namespace watchfloor::v1

namespace watchfloor::wire {

// InvalidArgument, naming the field.
absl::StatusOr<ConversationQuery> fromProto(const v1::ListConversationsRequest& proto);
void toProto(const ConversationQuery& query, v1::ListConversationsRequest* proto);
absl::StatusOr<MessageSearch> fromProto(const v1::SearchMessagesRequest& proto);
void toProto(const MessageSearch& search, v1::SearchMessagesRequest* proto);

// InvalidArgument as validate(); who asks gives the time.
absl::StatusOr<ConversationAct> fromProto(const v1::ActRequest& proto, Time at);
void toProto(const ConversationAct& act, v1::ActRequest* proto);

void toProto(const ConversationEntry& entry, v1::ConversationEntry* proto);
void toProto(const ConversationMessage& message, v1::ConversationMessage* proto);
void toProto(const ConversationRecord& record, v1::AuditedAct* proto);

// A value that this program does not know is taken for none.
ConversationEntry fromProto(const v1::ConversationEntry& proto);
ConversationMessage fromProto(const v1::ConversationMessage& proto);
ConversationRecord fromProto(const v1::AuditedAct& proto);

// 0 is any.
absl::StatusOr<std::optional<Bucket>> bucketFrom(int proto);
// `usual` for 0. InvalidArgument below it, and beyond `most`.
absl::StatusOr<int64_t> pageSizeFrom(int64_t size, int64_t usual, int64_t most);

}  // namespace watchfloor::wire
