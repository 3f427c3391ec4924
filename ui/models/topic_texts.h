// What is said about one topic: in its row, and when somebody asks how that came about. A figure of which
// bounds are known, not the count, is written "≈ 1,284" by what is sure of it. Pure functions.
//
//   messagesText(figure)    -> "1,284"
//   changeOf(figure)        -> {"312", 1}       // more than in the window before
//   sentimentOf(figure)     -> {-22, 412}
#pragma once

#include <QString>
#include <string>
#include <vector>

#include "explanation.h"
#include "model/topic.h"

namespace watchfloor {

// What it is known by on the wall: no two kinds of it are alike.
QString topicKey(const Topic& topic);

QString messagesText(const TopicFigure& figure);

struct TopicChange {
  QString text = kNoValue;
  std::optional<int> sign = {};  // none: it is not known, or not even whether it is more or fewer
};
TopicChange changeOf(const TopicFigure& figure);

// Positive less negative messages, of those that have a sentiment, as the engine's net_sentiment.
Ratio sentimentOf(const TopicFigure& figure);
// Negative, neutral and positive, of one together; all 0: none has a sentiment.
QList<double> sentimentParts(const TopicFigure& figure);
bool isEstimated(const TopicFigure& figure);
// Of enough messages, and not of bounds.
bool isSentimentSure(const TopicFigure& figure);

// "#delay, 1,284 messages, 312 more than before, sentiment −22"
QString spokenText(const TopicFigure& figure);

// `at` is narrowed to the tile's brand and window, and has topics.
std::vector<Fact> factsOf(const TopicFigure& figure, const Situation& at);

}  // namespace watchfloor
