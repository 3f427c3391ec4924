#include "wire/conversation_wire.h"

#include <absl/strings/str_cat.h>
#include <watchfloor/v1/conversation.pb.h>

namespace watchfloor::wire {
namespace {

static_assert(v1::TRIAGE_BUCKET_CONTACT_CENTRE == static_cast<int>(Bucket::kContactCentre) + 1);
static_assert(v1::HANDLING_CLOSED_BY_CUSTOMER == static_cast<int>(Handling::kClosedByCustomer) + 1);
static_assert(v1::Sentiment::POSITIVE == static_cast<int>(Label::kPositive) + 1);
static_assert(v1::ACT_KIND_CORRECT == static_cast<int>(ActKind::kCorrect) + 1);

constexpr int64_t kUsualEntries = 50, kUsualFound = 50;

// Words of protobuf are one more than the model's; 0 is none. One that is not known is none, too.
template <typename Value, size_t N>
std::optional<Value> known(int proto, const std::array<std::string_view, N>&) {
  if (proto < 1 || proto > static_cast<int>(N)) return std::nullopt;
  return static_cast<Value>(proto - 1);
}

template <typename Proto, typename Value>
Proto word(const std::optional<Value>& value) {
  return static_cast<Proto>(value ? static_cast<int>(*value) + 1 : 0);
}

template <typename Proto>
absl::StatusOr<TimeSpan> spanFrom(const Proto& proto) {
  TimeSpan span;
  if (proto.has_from_us()) span.from = fromMicros(proto.from_us());
  if (proto.has_to_us()) span.to = fromMicros(proto.to_us());
  if (absl::Status status = validate(span); !status.ok()) return status;
  return span;
}

template <typename Proto>
void write(const TimeSpan& span, Proto* proto) {
  if (span.from) proto->set_from_us(micros(*span.from));
  if (span.to) proto->set_to_us(micros(*span.to));
}

// Which message a list goes by.
absl::StatusOr<MessageFilter> filterFrom(const v1::ListConversationsRequest& proto) {
  const absl::StatusOr<TimeSpan> span = spanFrom(proto);
  if (!span.ok()) return span.status();
  MessageFilter filter{.span = *span,
                       .label = known<Label>(proto.sentiment(), kLabelNames),
                       .isByCustomer = proto.by_customers()};
  if (!filter.label && proto.sentiment() != 0) {
    return absl::InvalidArgumentError(
        absl::StrCat("sentiment: ", static_cast<int>(proto.sentiment()), " is not known"));
  }
  if (!filter.isAny() && proto.order() == v1::CONVERSATION_ORDER_OLDEST_UNANSWERED) {
    return absl::InvalidArgumentError(
        "order: who waits, waits now: without from_us, to_us, sentiment and by_customers");
  }
  return filter;
}

std::optional<Sentiment> sentimentFrom(const v1::ConversationMessage& proto) {
  if (!proto.has_sentiment()) return std::nullopt;
  const int label = proto.sentiment().label();
  if (label < v1::Sentiment::NEGATIVE || label > v1::Sentiment::POSITIVE) return std::nullopt;
  return Sentiment{static_cast<Label>(label - 1),
                   proto.sentiment().has_score() ? std::optional(proto.sentiment().score()) : std::nullopt};
}

}  // namespace

absl::StatusOr<std::optional<Bucket>> bucketFrom(int proto) {
  const std::optional<Bucket> bucket = known<Bucket>(proto, kBucketNames);
  if (!bucket && proto != 0)
    return absl::InvalidArgumentError(absl::StrCat("bucket: ", proto, " is not known"));
  return bucket;
}

absl::StatusOr<int64_t> pageSizeFrom(int64_t size, int64_t usual, int64_t most) {
  if (size < 0 || size > most)
    return absl::InvalidArgumentError(absl::StrCat("page_size: must be 1 to ", most));
  return size == 0 ? usual : size;
}

absl::StatusOr<ConversationQuery> fromProto(const v1::ListConversationsRequest& proto) {
  ConversationQuery query{.brand = proto.brand(), .channel = proto.channel()};
  const absl::StatusOr<std::optional<Bucket>> bucket = bucketFrom(proto.bucket());
  if (!bucket.ok()) return bucket.status();
  query.bucket = *bucket;
  query.handling = known<Handling>(proto.handling(), kHandlingNames);
  if (!query.handling && proto.handling() != 0) {
    return absl::InvalidArgumentError(
        absl::StrCat("handling: ", static_cast<int>(proto.handling()), " is not known"));
  }
  if (proto.has_owner()) query.owner = proto.owner();
  if (!v1::ConversationOrder_IsValid(proto.order())) {
    return absl::InvalidArgumentError(
        absl::StrCat("order: ", static_cast<int>(proto.order()), " is not known"));
  }
  query.order = static_cast<ConversationOrder>(proto.order());
  const absl::StatusOr<MessageFilter> filter = filterFrom(proto);
  if (!filter.ok()) return filter.status();
  query.message = *filter;
  const absl::StatusOr<int64_t> size =
      pageSizeFrom(proto.page_size(), kUsualEntries, ConversationQuery::kMostEntries);
  if (!size.ok()) return size.status();
  query.most = *size;
  query.page = proto.page_token();
  query.isWatchedToo = proto.watched();
  return query;
}

void toProto(const ConversationQuery& query, v1::ListConversationsRequest* proto) {
  proto->set_brand(query.brand);
  proto->set_channel(query.channel);
  proto->set_bucket(word<v1::TriageBucket>(query.bucket));
  proto->set_handling(word<v1::Handling>(query.handling));
  if (query.owner) proto->set_owner(*query.owner);
  proto->set_order(static_cast<v1::ConversationOrder>(query.order));
  proto->set_page_size(static_cast<int32_t>(query.most));
  proto->set_page_token(query.page);
  proto->set_watched(query.isWatchedToo);
  write(query.message.span, proto);
  proto->set_sentiment(word<v1::Sentiment::Label>(query.message.label));
  proto->set_by_customers(query.message.isByCustomer);
}

absl::StatusOr<MessageSearch> fromProto(const v1::SearchMessagesRequest& proto) {
  const absl::StatusOr<TimeSpan> span = spanFrom(proto);
  if (!span.ok()) return span.status();
  const absl::StatusOr<int64_t> size =
      pageSizeFrom(proto.page_size(), kUsualFound, MessageSearch::kMostMessages);
  if (!size.ok()) return size.status();
  if (!proto.words().empty() && !proto.topic().empty())
    return absl::InvalidArgumentError("words, topic: one of them, not both");
  return MessageSearch{.words = proto.words(),
                       .topic = proto.topic(),
                       .brand = proto.brand(),
                       .channel = proto.channel(),
                       .span = *span,
                       .page = proto.page_token(),
                       .most = *size};
}

void toProto(const MessageSearch& search, v1::SearchMessagesRequest* proto) {
  proto->set_words(search.words);
  proto->set_topic(search.topic);
  proto->set_brand(search.brand);
  proto->set_channel(search.channel);
  write(search.span, proto);
  proto->set_page_token(search.page);
  proto->set_page_size(static_cast<int32_t>(search.most));
}

absl::StatusOr<ConversationAct> fromProto(const v1::ActRequest& proto, Time at) {
  const std::optional<ActKind> kind = known<ActKind>(proto.kind(), kActNames);
  if (!kind) {
    return absl::InvalidArgumentError(
        absl::StrCat("kind: ", static_cast<int>(proto.kind()), " is not known"));
  }
  ConversationAct act{.conversation = proto.conversation(),
                      .kind = *kind,
                      .to = proto.to(),
                      .reason = proto.reason(),
                      .by = proto.by(),
                      .at = at,
                      .undone = proto.undone(),
                      .message = proto.message()};
  if (absl::Status status = validate(act); !status.ok()) return status;
  return act;
}

void toProto(const ConversationAct& act, v1::ActRequest* proto) {
  proto->set_conversation(act.conversation);
  proto->set_kind(static_cast<v1::ActKind>(static_cast<int>(act.kind) + 1));
  proto->set_to(act.to);
  proto->set_reason(act.reason);
  proto->set_by(act.by);
  proto->set_undone(act.undone);
  proto->set_message(act.message);
}

void toProto(const ConversationEntry& entry, v1::ConversationEntry* proto) {
  proto->set_number(entry.number);
  proto->set_source_id(entry.sourceId);
  proto->set_brand(entry.brand);
  proto->set_channel(entry.channel);
  proto->set_author(entry.author);
  proto->set_author_id(entry.authorId);
  proto->set_began_us(micros(entry.began));
  proto->set_latest_us(micros(entry.latest));
  if (entry.unansweredSince) proto->set_unanswered_since_us(micros(*entry.unansweredSince));
  proto->set_messages(entry.messages);
  proto->set_inbound(entry.inbound);
  proto->set_negative(entry.negative);
  proto->set_neutral(entry.neutral);
  proto->set_positive(entry.positive);
  proto->set_reach(entry.reach);
  proto->set_bucket(word<v1::TriageBucket>(entry.bucket));
  proto->set_rule(entry.rule);
  proto->set_handling(word<v1::Handling>(std::optional(entry.handling)));
  proto->set_owner(entry.owner);
  proto->set_text(entry.text);
  proto->set_masked(entry.isMasked);
}

void toProto(const ConversationMessage& message, v1::ConversationMessage* proto) {
  proto->set_number(message.number);
  proto->set_conversation(message.conversation);
  proto->set_message_id(message.messageId);
  proto->set_time_us(micros(message.time));
  proto->set_brand(message.brand);
  proto->set_channel(message.channel);
  proto->set_author(message.author);
  proto->set_author_id(message.authorId);
  proto->set_outbound(message.direction == MessageDirection::kOutbound);
  proto->set_automatic(message.isAutomatic);
  proto->set_private_(message.isPrivate);
  proto->set_deleted(message.isDeleted);
  proto->set_cut(message.isCut);
  proto->set_text(message.text);
  proto->set_text_bytes(message.textBytes);
  if (message.sentiment) {
    proto->mutable_sentiment()->set_label(
        static_cast<v1::Sentiment::Label>(static_cast<int>(message.sentiment->label) + 1));
    if (message.sentiment->score) proto->mutable_sentiment()->set_score(*message.sentiment->score);
  }
  proto->set_corrected(message.isCorrected);
  if (message.reach) proto->set_reach(*message.reach);
  proto->set_bucket(word<v1::TriageBucket>(message.bucket));
  proto->set_rule(message.rule);
  proto->set_rules_version(message.version);
  proto->set_language(message.language);
  proto->set_likes(message.likes);
  proto->set_shares(message.shares);
  proto->set_views(message.views);
  proto->set_masked(message.isMasked);
}

void toProto(const ConversationRecord& record, v1::AuditedAct* proto) {
  proto->set_number(record.number);
  proto->set_conversation(record.act.conversation);
  proto->set_kind(static_cast<v1::ActKind>(static_cast<int>(record.act.kind) + 1));
  proto->set_to(record.act.to);
  proto->set_from(record.from);
  proto->set_reason(record.act.reason);
  proto->set_by(record.act.by);
  proto->set_at_us(micros(record.act.at));
  proto->set_undone(record.act.undone);
  proto->set_undone_by(record.undoneBy);
  proto->set_message(record.act.message);
}

ConversationEntry fromProto(const v1::ConversationEntry& proto) {
  ConversationEntry entry;
  entry.number = proto.number();
  entry.sourceId = proto.source_id();
  entry.brand = proto.brand();
  entry.channel = proto.channel();
  entry.author = proto.author();
  entry.authorId = proto.author_id();
  entry.began = fromMicros(proto.began_us());
  entry.latest = fromMicros(proto.latest_us());
  if (proto.has_unanswered_since_us()) entry.unansweredSince = fromMicros(proto.unanswered_since_us());
  entry.messages = proto.messages();
  entry.inbound = proto.inbound();
  entry.negative = proto.negative();
  entry.neutral = proto.neutral();
  entry.positive = proto.positive();
  entry.reach = proto.reach();
  entry.bucket = known<Bucket>(proto.bucket(), kBucketNames);
  entry.rule = proto.rule();
  entry.handling = known<Handling>(proto.handling(), kHandlingNames).value_or(Handling::kOpen);
  entry.owner = proto.owner();
  entry.text = proto.text();
  entry.isMasked = proto.masked();
  return entry;
}

ConversationMessage fromProto(const v1::ConversationMessage& proto) {
  ConversationMessage message;
  message.number = proto.number();
  message.conversation = proto.conversation();
  message.messageId = proto.message_id();
  message.time = fromMicros(proto.time_us());
  message.brand = proto.brand();
  message.channel = proto.channel();
  message.author = proto.author();
  message.authorId = proto.author_id();
  message.direction = proto.outbound() ? MessageDirection::kOutbound : MessageDirection::kInbound;
  message.isAutomatic = proto.automatic();
  message.isPrivate = proto.private_();
  message.isDeleted = proto.deleted();
  message.isCut = proto.cut();
  message.text = proto.text();
  message.textBytes = proto.text_bytes();
  message.sentiment = sentimentFrom(proto);
  message.isCorrected = proto.corrected();
  if (proto.has_reach()) message.reach = proto.reach();
  message.bucket = known<Bucket>(proto.bucket(), kBucketNames);
  message.rule = proto.rule();
  message.version = proto.rules_version();
  message.language = proto.language();
  message.likes = proto.likes();
  message.shares = proto.shares();
  message.views = proto.views();
  message.isMasked = proto.masked();
  return message;
}

ConversationRecord fromProto(const v1::AuditedAct& proto) {
  return {.number = proto.number(),
          .act = {.conversation = proto.conversation(),
                  .kind = known<ActKind>(proto.kind(), kActNames).value_or(ActKind::kNote),
                  .to = proto.to(),
                  .reason = proto.reason(),
                  .by = proto.by(),
                  .at = fromMicros(proto.at_us()),
                  .undone = proto.undone(),
                  .message = proto.message()},
          .from = proto.from(),
          .undoneBy = proto.undone_by()};
}

}  // namespace watchfloor::wire
