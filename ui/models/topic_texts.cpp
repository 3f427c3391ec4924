#include "topic_texts.h"

#include <QCoreApplication>
#include <algorithm>
#include <cstdlib>

#include "format.h"
#include "names.h"
#include "subject.h"

namespace watchfloor {
namespace {

struct Say {
  Q_DECLARE_TR_FUNCTIONS(TopicTexts)
};

QString shown(int64_t n) { return one(formatCount(n)); }

// "1,284", "1,284 to 1,310"
QString rangeText(const CountRange& range) {
  return range.isExact() ? formatWhole(range.least)
                         : Say::tr("%1 to %2").arg(formatWhole(range.least), formatWhole(range.most));
}

int64_t sure(const TopicFigure& figure, Label label) {
  return figure.byLabel[static_cast<size_t>(label)].least;
}

QString kindText(TopicKind kind) {
  switch (kind) {
    case TopicKind::kHashtag:
      return Say::tr("hashtag");
    case TopicKind::kPhrase:
      return Say::tr("phrase, found in texts");
    case TopicKind::kNamed:
      return Say::tr("topic that has a name");
    case TopicKind::kCampaign:
      return Say::tr("campaign");
  }
  return {};
}

QString spokenChange(const TopicFigure& figure) {
  const TopicChange change = changeOf(figure);
  if (!change.sign) return Say::tr("change not known");
  if (*change.sign == 0) return Say::tr("as many as before");
  return (*change.sign > 0 ? Say::tr("%1 more than before") : Say::tr("%1 fewer than before"))
      .arg(change.text);
}

QString labelsText(const TopicFigure& figure) {
  const auto of = [&](size_t label) { return rangeText(figure.byLabel[label]); };
  return Say::tr("%1 negative · %2 neutral · %3 positive · %4 unclassified")
      .arg(of(0), of(1), of(2), of(TopicFigure::kUnclassified));
}

}  // namespace

QString topicKey(const Topic& topic) {
  return QString::fromStdString(std::string(name(topic.kind)) + ' ' + topic.text);
}

bool isEstimated(const TopicFigure& figure) { return !figure.count.isExact(); }

bool isSentimentSure(const TopicFigure& figure) {
  return sentimentOf(figure).den >= kEnough && std::ranges::all_of(figure.byLabel, &CountRange::isExact);
}

QString messagesText(const TopicFigure& figure) {
  const QString number = shown(figure.count.least);
  return isEstimated(figure) ? estimated(number) : number;
}

TopicChange changeOf(const TopicFigure& figure) {
  const std::optional<CountRange> change = figure.change();
  if (!change || (!change->isExact() && change->least <= 0 && change->most >= 0)) return {};
  const int64_t middle = (change->least + change->most) / 2;
  const QString number = shown(std::abs(middle));
  return {change->isExact() ? number : estimated(number), middle > 0 ? 1 : middle < 0 ? -1 : 0};
}

Ratio sentimentOf(const TopicFigure& figure) {
  const int64_t negative = sure(figure, Label::kNegative), neutral = sure(figure, Label::kNeutral),
                positive = sure(figure, Label::kPositive);
  return {positive - negative, negative + neutral + positive};
}

QList<double> sentimentParts(const TopicFigure& figure) {
  const auto all = static_cast<double>(std::max<int64_t>(sentimentOf(figure).den, 1));
  QList<double> parts;
  for (const Label label : {Label::kNegative, Label::kNeutral, Label::kPositive})
    parts << static_cast<double>(sure(figure, label)) / all;
  return parts;
}

QString spokenText(const TopicFigure& figure) {
  const std::optional<double> net = sentimentOf(figure).value();
  return Say::tr("%1, %2 messages, %3, %4")
      .arg(shortened(figure.topic.text), messagesText(figure), spokenChange(figure),
           net ? Say::tr("sentiment %1").arg(one(formatSentiment(net))) : Say::tr("sentiment not known"));
}

std::vector<Fact> factsOf(const TopicFigure& figure, const Situation& at) {
  const TopicAnswer& answer = at.topics->answer;
  const Ratio net = sentimentOf(figure);
  const QString few = net.den < kEnough ? Say::tr(", of few") : QString();
  std::vector<Fact> facts = {
      {Say::tr("Messages"), rangeText(figure.count)},
      {Say::tr("Meaning"), Say::tr("public inbound messages of the window that have this topic, each once, "
                                   "with their newest sentiment")},
      {Say::tr("Kind"), kindText(figure.topic.kind)},
      {Say::tr("Window before"), figure.before ? rangeText(*figure.before) : Say::tr("not known")},
      {Say::tr("Change"), spokenChange(figure)},
      {Say::tr("Sentiment"), one(formatSentiment(net.value())) + few},
      {Say::tr("Numerator"),
       Say::tr("%1 positive − %2 negative")
           .arg(formatWhole(sure(figure, Label::kPositive)), formatWhole(sure(figure, Label::kNegative)))},
      {Say::tr("Denominator"), Say::tr("%1 that have a sentiment").arg(formatWhole(net.den))},
      {Say::tr("Of these"), labelsText(figure)}};
  if (isEstimated(figure))
    facts.push_back({Say::tr("Exact"), Say::tr("no, bounds: there are too many topics to count each")});
  if (answer.isMasked)
    facts.push_back(
        {Say::tr("Left out"), Say::tr("what holds a handle, and what fewer than five people wrote")});
  if (!answer.isComplete)
    facts.push_back({Say::tr("Left out"), Say::tr("brands of which topics are not counted: too many")});
  Situation all = at;  // they are of all channels
  all.choice.channel = kAll;
  for (Fact& fact : scopeFacts(all, at.choice.window)) facts.push_back(std::move(fact));
  if (answer.asOf) {
    const QString tick = formatClock(*answer.asOf, at.zone, true),
                  age = formatSpan(at.present - *answer.asOf);
    facts.push_back({Say::tr("Age"), Say::tr("%1, of %2").arg(age, tick)});
  }
  return facts;
}

}  // namespace watchfloor
