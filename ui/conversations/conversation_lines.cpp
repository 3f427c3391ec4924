#include "conversation_lines.h"

#include <QCoreApplication>
#include <QMetaProperty>
#include <QStringList>

#include "conversation_texts.h"
#include "models/format.h"
#include "models/text_room.h"
#include "models/tile.h"

namespace watchfloor {
namespace {

struct Say {
  Q_DECLARE_TR_FUNCTIONS(Conversations)
};

// Characters of a text that are shown: on a list, and where the conversation itself is read.
constexpr qsizetype kMostInList = 150, kMostInConversation = 1'200;

constexpr qsizetype kShortPart = 32;

void feel(ConversationLine& line, int64_t balance) {
  line.tone = balance < 0 ? -1 : balance > 0 ? 1 : 0;
  line.shape = line.tone < 0 ? GlyphShape::Down : line.tone > 0 ? GlyphShape::Up : GlyphShape::Level;
}

QString spokenText(const ConversationLine& line) {
  QStringList parts{line.when, line.who, line.facts, line.text};
  parts.removeAll(QString());
  return parts.join(QStringLiteral(", "));
}

QString brandAndChannel(const std::string& brand, const std::string& channel) {
  return namedText(brand) + kDot + namedText(channel);
}

QString messagesText(int64_t n) {
  return n == 1 ? Say::tr("1 message") : Say::tr("%1 messages").arg(formatWhole(n));
}

// Of the customers' messages, by sentiment; what there is none of is left out.
QString sentimentText(const ConversationEntry& entry) {
  QStringList parts;
  const auto add = [&](int64_t n, Label label) {
    if (n > 0) parts << Say::tr("%1 %2").arg(formatWhole(n), labelText(label));
  };
  add(entry.negative, Label::kNegative);
  add(entry.neutral, Label::kNeutral);
  add(entry.positive, Label::kPositive);
  return parts.join(QStringLiteral(", "));
}

QString waitText(const ConversationEntry& entry, Time now) {
  return entry.unansweredSince ? formatWait(now - *entry.unansweredSince) : QString();
}

// No line ends within a part that is short.
QString joined(QStringList parts) {
  parts.removeAll(QString());
  for (QString& part : parts) {
    if (part.size() < kShortPart) part.replace(QLatin1Char(' '), QChar(QChar::Nbsp));
  }
  return parts.join(kDot);
}

QString reachText(const std::optional<int64_t>& reach) {
  return reach && *reach > 0 ? Say::tr("reach %1").arg(one(formatCount(*reach))) : QString();
}

ConversationLine lineOf(const ConversationEntry& entry, const ConversationReading& reading) {
  const bool isByWait = reading.order == ConversationOrder::kOldestUnanswered;
  const QString wait = waitText(entry, reading.now);
  ConversationLine line;
  line.number = entry.number;
  line.when = isByWait ? wait : formatMoment(entry.latest, reading.now, reading.zone);
  line.who = brandAndChannel(entry.brand, entry.channel);
  line.facts = joined({bucketText(entry.bucket), handlingText(entry.handling), ownerText(entry.owner),
                       isByWait || wait.isEmpty() ? QString() : Say::tr("waits %1").arg(wait),
                       messagesText(entry.messages), sentimentText(entry), reachText(entry.reach)});
  line.text = entry.isMasked       ? Say::tr("text masked")
              : entry.text.empty() ? Say::tr("no text")
                                   : quoted(entry.text, kMostInList, reading.room);
  line.isQuiet = entry.isMasked || entry.text.empty();
  if (entry.negative + entry.neutral + entry.positive > 0) feel(line, entry.positive - entry.negative);
  line.spoken = spokenText(line);
  return line;
}

QString textOf(const ConversationMessage& message, qsizetype most, QSizeF room) {
  if (message.isDeleted) return Say::tr("deleted");
  if (message.isMasked) return Say::tr("text masked, %1 bytes").arg(formatWhole(message.textBytes));
  if (message.text.empty()) return Say::tr("no text");
  if (message.isCut) room.setHeight(room.height() - kLineTall);  // to say so
  const QString text = quoted(message.text, most, room);
  return message.isCut ? Say::tr("%1 … (the rest was not kept)").arg(text) : text;
}

QString sentimentText(const ConversationMessage& message) {
  if (!message.sentiment) return {};
  const QString label = labelText(message.sentiment->label);
  return message.isCorrected ? Say::tr("%1, corrected").arg(label) : label;
}

// A tag, as its source says.
QString languageText(const ConversationMessage& message) {
  return message.language.empty() ? QString() : namedText(message.language);
}

QString triageText(const ConversationMessage& message) {
  if (!message.bucket) return {};
  return Say::tr("%1 (%2)").arg(bucketText(message.bucket), namedText(message.rule));
}

QString momentText(Time time, const ConversationReading& reading) {
  const QString moment = formatMinute(time, reading.now, reading.zone);
  return moment == formatClock(time, reading.zone) ? formatClock(time, reading.zone, true) : moment;
}

ConversationLine lineOf(const ConversationMessage& message, const ConversationReading& reading) {
  const bool isOwn = reading.view == BrowserView::Conversation;
  ConversationLine line;
  line.number = message.conversation;
  line.isBrand = message.direction == MessageDirection::kOutbound;
  line.when = momentText(message.time, reading);
  line.who = line.isBrand ? namedText(message.brand) : customerText(message.author, message.authorId);
  line.facts = joined({isOwn ? QString() : brandAndChannel(message.brand, message.channel),
                       message.isAutomatic ? Say::tr("automatic") : QString(),
                       message.isPrivate ? Say::tr("private") : QString(), languageText(message),
                       sentimentText(message), triageText(message), reachText(message.reach)});
  line.text = textOf(message, isOwn ? kMostInConversation : kMostInList, reading.room);
  line.isQuiet = message.isMasked || message.isDeleted || message.text.empty();
  if (message.sentiment) feel(line, static_cast<int>(message.sentiment->label) - 1);
  line.spoken = spokenText(line);
  return line;
}

}  // namespace

std::vector<ConversationLine> linesOf(const ConversationAnswer& answer, const ConversationReading& reading) {
  std::vector<ConversationLine> lines;
  if (reading.view == BrowserView::List) {
    for (const ConversationEntry& entry : answer.entries) lines.push_back(lineOf(entry, reading));
  } else {
    for (const ConversationMessage& message : answer.messages) lines.push_back(lineOf(message, reading));
  }
  return lines;
}

std::vector<ConversationLine> linesOfActs(const std::vector<ConversationRecord>& acts,
                                          const ConversationReading& reading) {
  std::vector<ConversationLine> lines;
  for (const ConversationRecord& record : acts) {
    const ConversationAct& act = record.act;
    ConversationLine line;
    line.number = act.conversation;
    line.when = momentText(act.at, reading);
    line.who = namedText(act.by);
    line.facts = actText(act);
    if (record.undoneBy > 0) line.facts = Say::tr("%1 (taken back)").arg(line.facts);
    line.text = quoted(act.kind == ActKind::kNote ? act.to : act.reason, kMostInConversation, reading.room);
    line.isQuiet = record.undoneBy > 0;
    line.spoken = spokenText(line);
    lines.push_back(std::move(line));
  }
  return lines;
}

QString standingText(const ConversationEntry& entry, Time now) {
  const QString wait = waitText(entry, now);
  const QString bucket = bucketText(entry.bucket);
  return joined({handlingText(entry.handling), ownerText(entry.owner),
                 entry.rule.empty() ? bucket : Say::tr("%1 (%2)").arg(bucket, namedText(entry.rule)),
                 wait.isEmpty() ? Say::tr("nobody waits") : Say::tr("waits %1").arg(wait),
                 messagesText(entry.messages), sentimentText(entry), reachText(entry.reach)});
}

int ConversationLines::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

QVariant ConversationLines::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const QMetaObject& meta = ConversationLine::staticMetaObject;
  const int property = role - Qt::UserRole;
  if (property < 0 || property >= meta.propertyCount()) return {};
  return meta.property(property).readOnGadget(&m_lines[static_cast<size_t>(index.row())]);
}

QHash<int, QByteArray> ConversationLines::roleNames() const {
  const QMetaObject& meta = ConversationLine::staticMetaObject;
  QHash<int, QByteArray> names;
  for (int i = 0; i < meta.propertyCount(); ++i) names.insert(Qt::UserRole + i, meta.property(i).name());
  return names;
}

}  // namespace watchfloor
