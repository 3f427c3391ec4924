#include "definition.h"

#include <QCoreApplication>
#include <algorithm>

namespace watchfloor {
namespace {

struct Say {
  Q_DECLARE_TR_FUNCTIONS(Definition)
};

struct Meaning {
  Metric metric;
  const char *meaning, *numerator = "", *denominator = "", *excluded = "";
};
constexpr Meaning kMeanings[] = {
    {Metric::kOffered, QT_TRANSLATE_NOOP("Definition", "contacts that came into a queue, at that moment")},
    {Metric::kAnswered, QT_TRANSLATE_NOOP("Definition", "contacts that a person answered, at that moment")},
    {Metric::kAbandoned,
     QT_TRANSLATE_NOOP("Definition", "contacts whose customer left the queue, at that moment")},
    {Metric::kFlowedOut,
     QT_TRANSLATE_NOOP("Definition", "contacts that left a queue otherwise: transfer, overflow, callback")},
    {Metric::kShortAbandoned,
     QT_TRANSLATE_NOOP("Definition", "abandoned after a wait that is too short to count")},
    {Metric::kMessagesInbound, QT_TRANSLATE_NOOP("Definition", "messages by customers")},
    {Metric::kMessagesOutbound, QT_TRANSLATE_NOOP("Definition", "messages by the brand")},
    {Metric::kMentions,
     QT_TRANSLATE_NOOP(
         "Definition",
         "public messages by customers that name the brand; in a sum of brands each counts once")},
    {Metric::kConversations,
     QT_TRANSLATE_NOOP("Definition", "conversations, at their first message by a customer")},
    {Metric::kExpired,
     QT_TRANSLATE_NOOP("Definition", "conversations that nobody answered in time, at that moment")},
    {Metric::kAsyncAbandoned,
     QT_TRANSLATE_NOOP("Definition", "unanswered conversations that the customer deleted or closed")},
    {Metric::kSentimentNegative,
     QT_TRANSLATE_NOOP("Definition", "messages by customers with a negative label")},
    {Metric::kSentimentNeutral,
     QT_TRANSLATE_NOOP("Definition", "messages by customers with a neutral label")},
    {Metric::kSentimentPositive,
     QT_TRANSLATE_NOOP("Definition", "messages by customers with a positive label")},
    {Metric::kUnclassified, QT_TRANSLATE_NOOP("Definition", "messages by customers without a label")},
    {Metric::kDistinctAuthors, QT_TRANSLATE_NOOP("Definition", "different people who wrote")},
    {Metric::kAbandonRate, QT_TRANSLATE_NOOP("Definition", "the share of customers who gave up waiting"),
     QT_TRANSLATE_NOOP("Definition", "abandoned, without short abandons"),
     QT_TRANSLATE_NOOP("Definition", "answered or abandoned, without short abandons"),
     QT_TRANSLATE_NOOP("Definition", "short abandons")},
    {Metric::kAbandonRateOfQueued,
     QT_TRANSLATE_NOOP("Definition", "the share of those who had to wait that gave up"),
     QT_TRANSLATE_NOOP("Definition", "abandoned, without short abandons"),
     QT_TRANSLATE_NOOP("Definition", "abandoned, or answered after a wait, without short abandons"),
     QT_TRANSLATE_NOOP("Definition", "short abandons")},
    {Metric::kAbandonRateOfOffered, QT_TRANSLATE_NOOP("Definition", "the share of all who came that gave up"),
     QT_TRANSLATE_NOOP("Definition", "abandoned, without short abandons"),
     QT_TRANSLATE_NOOP("Definition", "offered, without short abandons"),
     QT_TRANSLATE_NOOP("Definition", "short abandons")},
    {Metric::kServiceLevel,
     QT_TRANSLATE_NOOP("Definition", "the share of contacts answered within their target"),
     QT_TRANSLATE_NOOP("Definition", "met, by the engine's rule"),
     QT_TRANSLATE_NOOP("Definition", "contacts that were due in this window"),
     QT_TRANSLATE_NOOP("Definition", "left out, by the engine's rule")},
    {Metric::kResponseRate, QT_TRANSLATE_NOOP("Definition", "the share of conversations answered in time"),
     QT_TRANSLATE_NOOP("Definition", "answered in time"),
     QT_TRANSLATE_NOOP("Definition", "conversations answered, or due"),
     QT_TRANSLATE_NOOP("Definition", "left out")},
    {Metric::kNetSentiment,
     QT_TRANSLATE_NOOP("Definition", "positive less negative, in a hundred classified messages"),
     QT_TRANSLATE_NOOP("Definition", "positive less negative"),
     QT_TRANSLATE_NOOP("Definition", "classified messages"),
     QT_TRANSLATE_NOOP("Definition", "unclassified messages")},
    {Metric::kSentimentCoverage, QT_TRANSLATE_NOOP("Definition", "the share of messages that have a label"),
     QT_TRANSLATE_NOOP("Definition", "classified messages"),
     QT_TRANSLATE_NOOP("Definition", "messages by customers"), QT_TRANSLATE_NOOP("Definition", "left out")},
    {Metric::kShareOfVoice, QT_TRANSLATE_NOOP("Definition", "the brand's share of all mentions"),
     QT_TRANSLATE_NOOP("Definition", "mentions of the brand"),
     QT_TRANSLATE_NOOP("Definition", "mentions of each brand, added up"),
     QT_TRANSLATE_NOOP("Definition", "left out")},
    {Metric::kOccupancy,
     QT_TRANSLATE_NOOP("Definition", "the share of their time in which agents work on contacts"),
     QT_TRANSLATE_NOOP("Definition", "time on contacts and after them"),
     QT_TRANSLATE_NOOP("Definition", "that, and time available"),
     QT_TRANSLATE_NOOP("Definition", "left out")},
    {Metric::kAverageSpeedOfAnswer,
     QT_TRANSLATE_NOOP("Definition", "waits of answered contacts, immediate answers included")},
    {Metric::kWaitAnswered, QT_TRANSLATE_NOOP("Definition", "waits of answered contacts that had to wait")},
    {Metric::kWaitAbandoned, QT_TRANSLATE_NOOP("Definition", "waits of contacts that were abandoned")},
    {Metric::kHandleTime,
     QT_TRANSLATE_NOOP("Definition", "from the answer to the end, work after it included")},
    {Metric::kFirstResponseTime,
     QT_TRANSLATE_NOOP("Definition", "from a customer's first message to the first reply by a person")},
    {Metric::kNextResponseTime,
     QT_TRANSLATE_NOOP("Definition", "from the first unanswered message to the reply")},
    {Metric::kWaiting, QT_TRANSLATE_NOOP("Definition", "contacts that wait in a queue now")},
    {Metric::kLongestWaiting,
     QT_TRANSLATE_NOOP("Definition", "how long the first of those waits who wait in a queue now")},
    {Metric::kUnanswered, QT_TRANSLATE_NOOP("Definition", "conversations that nobody has answered yet")},
    {Metric::kOldestUnanswered,
     QT_TRANSLATE_NOOP("Definition", "how long the oldest unanswered conversation waits")},
    {Metric::kBacklog,
     QT_TRANSLATE_NOOP(
         "Definition",
         "open conversations in which the customer had the last word; not resolved, not expired")},
    {Metric::kAgentsAvailable, QT_TRANSLATE_NOOP("Definition", "agents who could take one more contact now")},
    {Metric::kSlotUtilisation,
     QT_TRANSLATE_NOOP("Definition", "the share of the agents' slots that are busy now"),
     QT_TRANSLATE_NOOP("Definition", "busy slots"),
     QT_TRANSLATE_NOOP("Definition", "slots of agents logged in"),
     QT_TRANSLATE_NOOP("Definition", "left out")},
};
static_assert(std::size(kMeanings) == kMetrics);

QString said(const char* text) { return text[0] == '\0' ? QString() : Say::tr(text); }

}  // namespace

Definition definitionOf(const Subject& subject) {
  const Meaning& found = *std::ranges::find(kMeanings, subject.metric, &Meaning::metric);
  Definition definition{said(found.meaning), said(found.numerator), said(found.denominator),
                        said(found.excluded)};
  if (subject.plus) {
    const Meaning& other = *std::ranges::find(kMeanings, *subject.plus, &Meaning::metric);
    definition.meaning = Say::tr("%1; and %2").arg(definition.meaning, said(other.meaning));
  }
  return definition;
}

}  // namespace watchfloor
