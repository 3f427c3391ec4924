#include "wire/topic_wire.h"

#include <absl/strings/str_cat.h>

#include "wire/cell_wire.h"

namespace watchfloor::wire {
namespace {

static_assert(v1::TOPIC_KIND_CAMPAIGN == static_cast<int>(TopicKind::kCampaign) + 1);

void toProto(const CountRange& range, v1::CountRange* proto) {
  proto->set_least(range.least);
  proto->set_most(range.most);
}
CountRange fromProto(const v1::CountRange& proto) { return {proto.least(), proto.most()}; }

void toProto(const TopicFigure& figure, v1::TopicFigure* proto) {
  proto->set_text(figure.topic.text);
  proto->set_kind(protoOf(figure.topic.kind));
  toProto(figure.count, proto->mutable_count());
  toProto(figure.byLabel[0], proto->mutable_negative());
  toProto(figure.byLabel[1], proto->mutable_neutral());
  toProto(figure.byLabel[2], proto->mutable_positive());
  toProto(figure.byLabel[TopicFigure::kUnclassified], proto->mutable_unclassified());
  if (figure.before) toProto(*figure.before, proto->mutable_before());
}

TopicFigure fromProto(const v1::TopicFigure& proto, TopicKind kind) {
  TopicFigure figure{.topic = {.kind = kind, .text = proto.text()},
                     .count = fromProto(proto.count()),
                     .byLabel = {fromProto(proto.negative()), fromProto(proto.neutral()),
                                 fromProto(proto.positive()), fromProto(proto.unclassified())}};
  if (proto.has_before()) figure.before = fromProto(proto.before());
  return figure;
}

void toProto(const LabelCounts& counts, v1::LabelCounts* proto) {
  proto->set_negative(counts.n[0]);
  proto->set_neutral(counts.n[1]);
  proto->set_positive(counts.n[2]);
  proto->set_unclassified(counts.n[3]);
}
LabelCounts fromProto(const v1::LabelCounts& proto) {
  return {{proto.negative(), proto.neutral(), proto.positive(), proto.unclassified()}};
}

void toProto(const CampaignReport& report, v1::Campaign* proto) {
  proto->set_name(report.name);
  proto->set_start_us(micros(report.start));
  proto->set_end_us(micros(report.end));
  if (report.since) proto->set_since_us(micros(*report.since));
  toProto(report.counts, proto->mutable_counts());
  toProto(report.meanwhile, proto->mutable_meanwhile());
  proto->set_step_us(report.step / Duration(1));
  for (const LabelCounts& step : report.steps) toProto(step, proto->add_steps());
}

CampaignReport fromProto(const v1::Campaign& proto) {
  CampaignReport report{.name = proto.name(),
                        .start = fromMicros(proto.start_us()),
                        .end = fromMicros(proto.end_us()),
                        .counts = fromProto(proto.counts()),
                        .meanwhile = fromProto(proto.meanwhile()),
                        .step = Duration(proto.step_us())};
  if (proto.has_since_us()) report.since = fromMicros(proto.since_us());
  for (const v1::LabelCounts& step : proto.steps()) report.steps.push_back(fromProto(step));
  return report;
}

}  // namespace

v1::TopicKind protoOf(TopicKind kind) { return static_cast<v1::TopicKind>(static_cast<int>(kind) + 1); }

std::optional<TopicKind> topicKindOf(int proto) {
  if (proto < v1::TOPIC_KIND_HASHTAG || proto > v1::TOPIC_KIND_CAMPAIGN) return std::nullopt;
  return static_cast<TopicKind>(proto - 1);
}

void toProto(const TopicQuestion& question, v1::ListTopicsRequest* proto) {
  for (const std::string& brand : question.brands) proto->add_brands(brand);
  for (const Window window : question.windows) proto->add_windows(protoOf(window));
  for (const TopicKind kind : question.query.kinds) proto->add_kinds(protoOf(kind));
  proto->set_most(static_cast<int32_t>(question.query.most));
  proto->set_least(question.query.least);
  proto->set_unmasked(question.isUnmasked);
}

absl::StatusOr<TopicQuestion> fromProto(const v1::ListTopicsRequest& proto) {
  TopicQuestion question{.brands = {proto.brands().begin(), proto.brands().end()}, .windows = {}};
  for (const int window : proto.windows()) {
    const std::optional<Window> known = windowOf(window);
    if (!known || *known == Window::kNow)
      return absl::InvalidArgumentError(absl::StrCat("windows: ", window, " has no topics"));
    question.windows.push_back(*known);
  }
  if (question.windows.empty()) question.windows.push_back(Window::k60m);
  for (const int kind : proto.kinds()) {
    const std::optional<TopicKind> known = topicKindOf(kind);
    if (!known) return absl::InvalidArgumentError(absl::StrCat("kinds: there is none of number ", kind));
    question.query.kinds.push_back(*known);
  }
  if (proto.most() < 0 || proto.most() > TopicQuestion::kMostTopics)
    return absl::InvalidArgumentError(absl::StrCat("most: must be 0 to ", TopicQuestion::kMostTopics));
  if (proto.most() > 0) question.query.most = static_cast<size_t>(proto.most());
  question.query.least = std::max<int64_t>(1, proto.least());
  question.isUnmasked = proto.unmasked();
  return question;
}

void toProto(const TopicAnswer& answer, v1::ListTopicsResponse* proto) {
  if (answer.asOf) proto->set_as_of_us(micros(*answer.asOf));
  proto->set_complete(answer.isComplete);
  proto->set_masked(answer.isMasked);
  for (const TopicList& list : answer.lists) {
    v1::TopicList* out = proto->add_lists();
    out->set_brand(list.brand);
    out->set_window(protoOf(list.window));
    for (const TopicFigure& figure : list.figures) toProto(figure, out->add_topics());
  }
}

TopicAnswer fromProto(const v1::ListTopicsResponse& proto) {
  TopicAnswer answer{.isComplete = proto.complete(), .isMasked = proto.masked()};
  if (proto.has_as_of_us()) answer.asOf = fromMicros(proto.as_of_us());
  for (const v1::TopicList& list : proto.lists()) {
    const std::optional<Window> window = windowOf(list.window());
    if (!window) continue;
    TopicList& in = answer.lists.emplace_back(TopicList{.brand = list.brand(), .window = *window});
    for (const v1::TopicFigure& figure : list.topics()) {
      if (const auto kind = topicKindOf(figure.kind())) in.figures.push_back(fromProto(figure, *kind));
    }
  }
  return answer;
}

void toProto(const CampaignQuestion& question, v1::ListCampaignsRequest* proto) {
  for (const std::string& name : question.names) proto->add_names(name);
}

absl::StatusOr<CampaignQuestion> fromProto(const v1::ListCampaignsRequest& proto) {
  if (proto.names_size() > static_cast<int>(CampaignQuestion::kMostNames)) {
    return absl::InvalidArgumentError(
        absl::StrCat("names: at most ", CampaignQuestion::kMostNames, " campaigns at a time"));
  }
  return CampaignQuestion{.names = {proto.names().begin(), proto.names().end()}};
}

void toProto(const CampaignAnswer& answer, v1::ListCampaignsResponse* proto) {
  if (answer.asOf) proto->set_as_of_us(micros(*answer.asOf));
  for (const CampaignReport& report : answer.campaigns) toProto(report, proto->add_campaigns());
}

CampaignAnswer fromProto(const v1::ListCampaignsResponse& proto) {
  CampaignAnswer answer;
  if (proto.has_as_of_us()) answer.asOf = fromMicros(proto.as_of_us());
  for (const v1::Campaign& report : proto.campaigns()) answer.campaigns.push_back(fromProto(report));
  return answer;
}

}  // namespace watchfloor::wire
