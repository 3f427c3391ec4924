// WallModel: what it asks for beside frames, trends and topics; and conversations, behind what it shows.
#include <algorithm>
#include <utility>

#include "behind.h"
#include "figure_tile.h"
#include "names.h"
#include "topic_texts.h"
#include "topics_model.h"
#include "wall_model.h"

namespace watchfloor {

void WallModel::takeTrends(std::chrono::steady_clock::time_point steady) {
  if (m_situation.pausedAt && m_situation.trends) return;
  TrendView newest = m_feed.trends();
  m_situation.trendSilence = std::chrono::duration_cast<Duration>(steady - newest.lastHeard);
  if (!m_situation.trends || *m_situation.trends != newest)
    m_situation.trends = std::make_shared<const TrendView>(std::move(newest));
}

// Of the past there are none: nobody need be asked.
void WallModel::takeTopics(std::chrono::steady_clock::time_point steady) {
  if (m_situation.pausedAt && m_situation.topics) return;
  TopicView newest =
      m_feed.topics(m_situation.isPast() ? TopicQuestion() : m_scene.topicsWanted(m_situation.choice));
  m_situation.topicSilence = std::chrono::duration_cast<Duration>(steady - newest.lastHeard);
  if (!m_situation.topics || *m_situation.topics != newest)
    m_situation.topics = std::make_shared<const TopicView>(std::move(newest));
}

bool WallModel::isAnswered() const {
  const TopicQuestion wanted = m_scene.topicsWanted(m_situation.choice);
  if (m_situation.isPast() || wanted.brands.empty()) return true;
  if (!m_situation.topics || !m_situation.hasFrame()) return false;
  const std::optional<Time> asOf = m_situation.topics->answer.asOf;  // far behind while it counts the past
  return asOf && m_situation.view.frame->asOf - *asOf < seconds(10) &&
         std::ranges::all_of(wanted.brands, [&](const std::string& brand) {
           return std::ranges::all_of(wanted.windows, [&](Window window) {
             return m_situation.topics->find(brand, window) != nullptr;
           });
         });
}

const TopicFigure* WallModel::topicOf(const Situation& at, const QString& topic) const {
  const TopicList* list = at.topics ? at.topics->find(at.choice.brand, at.choice.window) : nullptr;
  if (!list || at.isPast() || topicCondition(at).state > TileState::Stale) return nullptr;
  const auto found = std::ranges::find(list->figures, topic,
                                       [](const TopicFigure& figure) { return topicKey(figure.topic); });
  return found == list->figures.end() ? nullptr : &*found;
}

// Of one that is no longer there nothing can be said.
void WallModel::explainTopic(const TileSpec& spec, const QString& topic) {
  const Situation at = narrowed(m_situation, spec);
  const TopicFigure* figure = topicOf(at, topic);
  if (!figure) return m_explanation.close();
  m_explanation.show(shortened(figure->topic.text), factsOf(*figure, at));
}

// The row's or the cell's own figure, as if it were a tile.
TileSpec WallModel::figureOf(const TileSpec& spec, const Explanation::Asked& asked) const {
  TileSpec figure = spec;
  figure.subject = m_scene.subjectOf(spec, asked.column);
  if (!asked.brand.isEmpty()) figure.brand = asked.brand.toStdString();
  if (!asked.channel.isEmpty()) figure.channel = asked.channel.toStdString();
  return figure;
}

void WallModel::openConversations(const QString& tile, const QString& brand, const QString& channel,
                                  int column, const QString& topic, int slot) {
  Explanation::Asked figure{tile, brand, channel, column, topic, slot};
  // What is explained may be a step of a chart that was touched.
  const std::optional<Explanation::Asked>& asked = m_explanation.asked();
  if (asked && tile == asked->tile && slot < 0) figure.slot = asked->slot;
  if (asked && tile.isEmpty()) figure = *asked;
  openBehind(figure);
}

void WallModel::openBehind(const Explanation::Asked& asked) {
  const TileSpec* spec = m_scene.tileOf(asked.tile.toStdString());
  if (!spec) return m_conversations.open(whoWaits(m_situation.choice));
  TileSpec figure = figureOf(*spec, asked);
  const Subject subject = std::exchange(figure.subject, spec->subject);
  const Situation at = narrowed(m_situation, figure);
  if (const TopicFigure* topic = asked.topic.isEmpty() ? nullptr : topicOf(at, asked.topic))
    return m_conversations.open(behindTopic(topic->topic, at));
  const auto slot = asked.slot < 0 ? std::nullopt : std::optional(static_cast<size_t>(asked.slot));
  m_conversations.open(behindFigure(figure, subject, at, slot));
}

void WallModel::openTrend(const QString& brand, double conversation, const QString& topic) {
  if (conversation > 0)
    return m_conversations.openConversation(static_cast<int64_t>(conversation), brand.toStdString());
  if (!m_situation.trends) return;
  const std::vector<Trend>& trends = m_situation.trends->trends;
  const auto found = std::ranges::find_if(trends, [&](const Trend& trend) {
    return trend.brand == brand.toStdString() && !trend.conversation &&
           (trend.topic ? topicKey(*trend.topic) : QString()) == topic;
  });
  if (found != trends.end()) m_conversations.open(behindTrend(*found));
}

}  // namespace watchfloor
