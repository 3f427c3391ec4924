#include "behind.h"

#include <QCoreApplication>

#include "charts/hour.h"
#include "format.h"
#include "titles.h"

namespace watchfloor {
namespace {

struct Say {
  Q_DECLARE_TR_FUNCTIONS(Behind)
};

constexpr Duration kLearnt = hours(1);  // is told of a trend that has no scale yet

std::string brandOf(const std::string& brand) { return brand == kAll ? std::string() : brand; }

// Of net sentiment the negative ones: somebody can do something about them.
std::optional<Label> sentimentOf(Metric metric) {
  switch (metric) {
    case Metric::kNetSentiment:
    case Metric::kSentimentNegative:
      return Label::kNegative;
    case Metric::kSentimentNeutral:
      return Label::kNeutral;
    case Metric::kSentimentPositive:
      return Label::kPositive;
    default:
      return {};
  }
}

// It is counted from what customers write, whether anybody answers or not.
bool isOfCustomers(Metric metric) {
  switch (metric) {
    case Metric::kMessagesInbound:
    case Metric::kMentions:
    case Metric::kUnclassified:
    case Metric::kDistinctAuthors:
    case Metric::kSentimentCoverage:
    case Metric::kShareOfVoice:
      return true;
    default:
      return sentimentOf(metric).has_value();
  }
}

QString messagesOf(Label label) {
  return label == Label::kNegative  ? Say::tr("Negative messages")
         : label == Label::kNeutral ? Say::tr("Neutral messages")
                                    : Say::tr("Positive messages");
}

bool isFigure(TileKind kind) {
  return kind != TileKind::Sources && kind != TileKind::Clock && kind != TileKind::Text &&
         kind != TileKind::Trends && kind != TileKind::Topics;
}

TimeSpan spanOfChart(const SeriesSpan& span, Time asOf, std::optional<size_t> slot) {
  const Slots slots(asOf, span);
  if (slot && *slot < slots.count) return {slots.at(*slot), slots.at(*slot + 1)};
  return {slots.start, slots.end()};
}

// The messages of a topic: what people named goes by the terms that they gave it, a phrase is one as a whole.
void searchFor(const Topic& topic, ConversationQuestion* question) {
  question->view = BrowserView::Search;
  const bool isNamed = topic.kind == TopicKind::kNamed || topic.kind == TopicKind::kCampaign;
  if (isNamed) {
    question->topic = topic.text;
  } else {
    question->words = topic.kind == TopicKind::kPhrase ? '"' + topic.text + '"' : topic.text;
  }
}

}  // namespace

ConversationQuestion whoWaits(const Choice& choice) {
  return {.brand = brandOf(choice.brand), .channel = choice.isAllChannels() ? std::string() : choice.channel};
}

ConversationQuestion behindFigure(const TileSpec& spec, const Subject& subject, const Situation& at,
                                  std::optional<size_t> slot) {
  ConversationQuestion question = whoWaits(at.choice);
  if (!isFigure(spec.kind) || subject.isNow() || !at.hasPresent()) return question;
  const bool isChart = spec.kind == TileKind::Series;
  const bool isOwn = subject == spec.subject && !spec.title.empty();
  const std::optional<Label> label = spec.isDistribution ? std::nullopt : sentimentOf(subject.metric);
  question.order = ConversationOrder::kNewest;
  question.message = {
      .span = isChart ? spanOfChart(spec.span, at.view.frame->asOf, slot) : at.spanOf(at.choice.window),
      .label = label,
      .isByCustomer = isOfCustomers(subject.metric)};
  const QString title = label ? messagesOf(*label) : isOwn ? titleText(spec.title) : labelOf(subject);
  question.about = title.toStdString();
  if (!isChart) question.window = watchfloor::windowText(at.choice.window).toStdString();
  return question;
}

ConversationQuestion behindTopic(const Topic& topic, const Situation& at) {
  ConversationQuestion question{
      .brand = brandOf(at.choice.brand),
      .message = {.span = at.hasPresent() ? at.spanOf(at.choice.window) : TimeSpan()},
      .window = watchfloor::windowText(at.choice.window).toStdString()};
  searchFor(topic, &question);
  return question;
}

ConversationQuestion behindTrend(const Trend& trend) {
  const Duration scale = trend.scale > Duration::zero() ? trend.scale : Duration(kLearnt);
  ConversationQuestion question{.brand = brandOf(trend.brand),
                                .order = ConversationOrder::kNewest,
                                .message = {.span = {trend.asOf - scale, trend.asOf}, .isByCustomer = true},
                                .about = labelOf(Subject{Metric::kMentions}).toStdString(),
                                .window = formatSpan(scale).toStdString()};
  if (trend.topic) searchFor(*trend.topic, &question);
  return question;
}

}  // namespace watchfloor
