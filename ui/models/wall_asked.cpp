// WallModel: what it asks for beside frames, trends and topics.
#include <algorithm>
#include <utility>

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

// Of one that is no longer there nothing can be said.
void WallModel::explainTopic(const TileSpec& spec, const QString& topic) {
  const Situation at = narrowed(m_situation, spec);
  const TopicList* list = at.topics ? at.topics->find(at.choice.brand, at.choice.window) : nullptr;
  if (!list || at.isPast() || topicCondition(at).state > TileState::Stale) return m_explanation.close();
  const auto found = std::ranges::find(list->figures, topic,
                                       [](const TopicFigure& figure) { return topicKey(figure.topic); });
  if (found == list->figures.end()) return m_explanation.close();
  m_explanation.show(shortened(found->topic.text), factsOf(*found, at));
}

}  // namespace watchfloor
