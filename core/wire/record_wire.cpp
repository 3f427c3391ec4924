#include "wire/record_wire.h"

#include <watchfloor/v1/annotations.pb.h>
#include <watchfloor/v1/config.pb.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace watchfloor::wire {
namespace {

static_assert(v1::EngineConfig::HANDLED_ONLY == static_cast<int>(ServiceLevelSwitch::kHandledOnly) + 1);

constexpr double kScoreParts = 10'000;  // of a score's unit

std::optional<Duration> durationOf(bool isThere, int64_t micros) {
  return isThere ? std::optional(Duration(micros)) : std::nullopt;
}

v1::EngineConfig::Limits toProto(const Limits& limits) {
  v1::EngineConfig::Limits proto;
  proto.set_event_ids(limits.eventIds);
  proto.set_contacts(limits.contacts);
  proto.set_messages(limits.messages);
  proto.set_events_per_contact(limits.eventsPerContact);
  proto.set_messages_per_conversation(limits.messagesPerConversation);
  proto.set_agents(limits.agents);
  proto.set_events_per_agent(limits.eventsPerAgent);
  proto.set_authors_per_cell(limits.authorsPerCell);
  proto.set_cells(limits.cells);
  proto.set_sources(limits.sources);
  proto.set_idle_contact_us(limits.idleContact.count());
  proto.set_idle_conversation_us(limits.idleConversation.count());
  return proto;
}

// Its lists are as long as each other.
bool isTriageWhole(const v1::Annotations& proto) {
  const int n = proto.triaged_events_size();
  return proto.triaged_by_size() == n && proto.triaged_rules_size() == n && proto.buckets_size() == n;
}

Limits fromProto(const v1::EngineConfig::Limits& proto) {
  return {.eventIds = proto.event_ids(),
          .contacts = proto.contacts(),
          .messages = proto.messages(),
          .eventsPerContact = proto.events_per_contact(),
          .messagesPerConversation = proto.messages_per_conversation(),
          .agents = proto.agents(),
          .eventsPerAgent = proto.events_per_agent(),
          .authorsPerCell = proto.authors_per_cell(),
          .cells = proto.cells(),
          .sources = proto.sources(),
          .idleContact = Duration(proto.idle_contact_us()),
          .idleConversation = Duration(proto.idle_conversation_us())};
}

}  // namespace

BatchRecord recordOf(ScannedRequest& scanned, std::string_view request, std::shared_ptr<const void> storage,
                     Annotations annotations) {
  apply(annotations, scanned.places, scanned.events);
  BatchRecord batch;
  if (!annotations.triages.empty()) batch.places = scanned.places;
  batch.annotations = std::move(annotations);
  batch.source = scanned.source;
  batch.unreadable =
      std::max<int64_t>(scanned.unreadable, 0) + static_cast<int64_t>(scanned.rejections.size());
  batch.events = std::move(scanned.events);
  batch.storage = std::move(storage);
  batch.storageBytes = request.size();
  batch.request = request;
  return batch;
}

absl::StatusOr<BatchRecord> batchFromBytes(std::string request, Annotations annotations) {
  const auto bytes = std::make_shared<const std::string>(std::move(request));
  ScannedRequest scanned;
  if (absl::Status status = scan(*bytes, &scanned); !status.ok()) return status;
  return recordOf(scanned, *bytes, bytes, std::move(annotations));
}

std::string toBytes(const Annotations& annotations) {
  v1::Annotations proto;
  for (const std::string& version : annotations.versions) proto.add_versions(version);
  for (const Annotations::Sentiment& said : annotations.sentiments) {
    proto.add_events(said.event);
    proto.add_by(said.by);
    proto.add_labels(said.sentiment ? static_cast<uint32_t>(said.sentiment->label) + 1 : 0);
    const double score = said.sentiment ? said.sentiment->score.value_or(0) : 0;
    proto.add_scores(static_cast<int32_t>(std::lround(score * kScoreParts)));
  }
  for (const std::string& rule : annotations.rules) proto.add_rules(rule);
  for (const Annotations::Triage& said : annotations.triages) {
    proto.add_triaged_events(said.event);
    proto.add_triaged_by(said.by);
    proto.add_triaged_rules(said.rule);
    proto.add_buckets(static_cast<uint32_t>(said.bucket));
  }
  return proto.SerializeAsString();
}

absl::StatusOr<Annotations> annotationsFromBytes(std::string_view bytes) {
  v1::Annotations proto;
  if (!proto.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())) ||
      proto.by_size() != proto.events_size() || proto.labels_size() != proto.events_size() ||
      proto.scores_size() != proto.events_size() || !isTriageWhole(proto)) {
    return absl::InvalidArgumentError("what is there is not watchfloor.v1.Annotations");
  }
  Annotations annotations;
  annotations.versions.assign(proto.versions().begin(), proto.versions().end());
  for (int i = 0; i < proto.events_size(); ++i) {
    Annotations::Sentiment said{.event = proto.events(i), .by = proto.by(i), .sentiment = {}};
    const uint32_t label = proto.labels(i);
    const bool isAscending = i == 0 || proto.events(i) > proto.events(i - 1);
    if (label > static_cast<uint32_t>(Label::kPositive) + 1 || proto.by(i) >= annotations.versions.size() ||
        proto.scores(i) < -kScoreParts || proto.scores(i) > kScoreParts || !isAscending) {
      return absl::InvalidArgumentError("an annotation that is out of its range");
    }
    if (label > 0) said.sentiment = {static_cast<Label>(label - 1), proto.scores(i) / kScoreParts};
    annotations.sentiments.push_back(said);
  }
  annotations.rules.assign(proto.rules().begin(), proto.rules().end());
  for (int i = 0; i < proto.triaged_events_size(); ++i) {
    const bool isAscending = i == 0 || proto.triaged_events(i) > proto.triaged_events(i - 1);
    if (proto.triaged_by(i) >= annotations.versions.size() ||
        proto.triaged_rules(i) >= annotations.rules.size() || proto.buckets(i) >= kBucketNames.size() ||
        !isAscending) {
      return absl::InvalidArgumentError("an annotation that is out of its range");
    }
    annotations.triages.push_back({.event = proto.triaged_events(i),
                                   .by = proto.triaged_by(i),
                                   .rule = proto.triaged_rules(i),
                                   .bucket = static_cast<Bucket>(proto.buckets(i))});
  }
  return annotations;
}

std::string toBytes(const EngineConfig& config) {
  v1::EngineConfig proto;
  proto.set_zone(config.zone);
  proto.set_reset_minutes(config.resetMinutes);
  for (const TargetRow& row : config.targets) {
    v1::EngineConfig::Target* target = proto.add_targets();
    target->set_brand(row.brand);
    target->set_channel(row.channel);
    if (row.target) target->set_target_us(row.target->count());
    if (row.shortAbandon) target->set_short_abandon_us(row.shortAbandon->count());
  }
  proto.set_service_level(
      static_cast<v1::EngineConfig::ServiceLevel>(static_cast<int>(config.serviceLevel) + 1));
  proto.set_response_within_us(config.responseWithin.count());
  if (config.reopenAfter) proto.set_reopen_after_us(config.reopenAfter->count());
  for (const auto& [channel, after] : config.lostAfter) {  // a list: protobuf's maps have no order
    v1::EngineConfig::LostAfter* lost = proto.add_lost_after();
    lost->set_channel(channel);
    lost->set_after_us(after.count());
  }
  proto.set_silent_after_us(config.silentAfter.count());
  *proto.mutable_limits() = toProto(config.limits);
  proto.mutable_watched_only()->Add(config.watchedOnly.begin(), config.watchedOnly.end());
  return proto.SerializeAsString();
}

absl::StatusOr<EngineConfig> configFromBytes(std::string_view bytes) {
  v1::EngineConfig proto;
  if (!proto.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return absl::InvalidArgumentError("what is there is not a watchfloor.v1.EngineConfig");
  }
  if (!v1::EngineConfig::ServiceLevel_IsValid(proto.service_level()) || proto.service_level() == 0) {
    return absl::InvalidArgumentError("service_level: unknown");
  }
  EngineConfig config;
  config.zone = proto.zone();
  config.resetMinutes = proto.reset_minutes();
  for (const v1::EngineConfig::Target& row : proto.targets()) {
    config.targets.push_back(
        {.brand = row.brand(),
         .channel = row.channel(),
         .target = durationOf(row.has_target_us(), row.target_us()),
         .shortAbandon = durationOf(row.has_short_abandon_us(), row.short_abandon_us())});
  }
  config.serviceLevel = static_cast<ServiceLevelSwitch>(proto.service_level() - 1);
  config.responseWithin = Duration(proto.response_within_us());
  config.reopenAfter = durationOf(proto.has_reopen_after_us(), proto.reopen_after_us());
  config.lostAfter.clear();
  for (const auto& lost : proto.lost_after()) config.lostAfter[lost.channel()] = Duration(lost.after_us());
  config.silentAfter = Duration(proto.silent_after_us());
  config.limits = fromProto(proto.limits());
  config.watchedOnly.assign(proto.watched_only().begin(), proto.watched_only().end());
  if (absl::Status status = validate(config); !status.ok()) return status;
  return config;
}

}  // namespace watchfloor::wire
