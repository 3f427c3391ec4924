#include "conversation_texts.h"

#include <absl/status/status.h>

#include <QCoreApplication>
#include <QTextBoundaryFinder>
#include <algorithm>
#include <cmath>
#include <functional>

#include "model/shown_text.h"
#include "models/format.h"
#include "models/names.h"
#include "models/text_room.h"

namespace watchfloor {
namespace {

struct Say {
  Q_DECLARE_TR_FUNCTIONS(Conversations)
};

constexpr qsizetype kMostOfOne = 24;                      // UTF-16 units of a character: no emoji has more
constexpr int kMostMarks = 4;                             // one over the other
constexpr qsizetype kBytesOfOne = 4, kBytesBeyond = 256;  // of a long text no more are looked at
constexpr size_t kMostOfName = 400;                       // bytes that are looked at
constexpr int kLongestShown = 24;                         // characters
constexpr double kWidest = 30;                            // arc minutes
constexpr double kLeastLines = 2;                         // whatever the room
constexpr QChar kFirstLigature(0xfb50), kLastLigature(0xfdff);
constexpr int kLongestOfLigatures = 2;
constexpr double kLigatureTall = 40;
constexpr double kLess = 0.95;  // of a text without room, the next to be tried

bool isMark(char32_t c) {
  return QChar::category(c) == QChar::Mark_NonSpacing || QChar::category(c) == QChar::Mark_Enclosing;
}

// What would lie over the lines above and below.
QString withoutPiles(const QString& text) {
  QString out;
  int marks = 0;
  for (const char32_t c : text.toUcs4()) {
    marks = isMark(c) ? marks + 1 : 0;
    if (marks <= kMostMarks) out += QString::fromUcs4(&c, 1);
  }
  return out;
}

// No line can be broken within a character, so that none may be wider than a line.
QString withoutChains(const QString& text) {
  QString out;
  QTextBoundaryFinder at(QTextBoundaryFinder::Grapheme, text);
  for (qsizetype from = 0, to = at.toNextBoundary(); to >= 0; from = to, to = at.toNextBoundary()) {
    const bool isChain = to - from > kMostOfOne;
    qsizetype length = isChain ? kMostOfOne : to - from;
    if (isChain && text[from + length - 1].isHighSurrogate()) --length;
    out += text.mid(from, length);
    if (isChain) out += QStringLiteral("…");
  }
  return out;
}

QString harmless(const std::string& text, size_t most = std::string::npos) {
  return withoutChains(withoutPiles(QString::fromStdString(shownText(text, most))));
}

// A text as far as it is looked at, and how many characters there are after that.
struct Looked {
  QString text;
  qsizetype more = 0;
};

Looked lookedAt(const std::string& text, qsizetype most) {
  const auto isWithin = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
  auto end = text.begin() + std::min<qsizetype>(std::ssize(text), kBytesOfOne * most + kBytesBeyond);
  while (end != text.end() && isWithin(*end)) ++end;
  return {harmless(std::string(text.begin(), end)), std::count_if(end, text.end(), std::not_fn(isWithin))};
}

// At most so many units: to the end of a word or, of an endless one, of a character.
qsizetype endOf(const QString& text, qsizetype most) {
  if (text.size() <= most) return text.size();
  const auto before = [&](QTextBoundaryFinder::BoundaryType type) {
    QTextBoundaryFinder at(type, text);
    at.setPosition(most);
    return at.isAtBoundary() ? most : at.toPreviousBoundary();
  };
  const qsizetype end = before(QTextBoundaryFinder::Word);
  return end < most / 2 ? before(QTextBoundaryFinder::Grapheme) : end;
}

QString beginning(const Looked& looked, qsizetype most) {
  const qsizetype end = endOf(looked.text, most), more = looked.text.size() - end + looked.more;
  if (more == 0) return looked.text;
  return Say::tr("%1 … (%2 characters more)").arg(looked.text.left(end).trimmed(), formatWhole(more));
}

// Of Arabic, a sentence in a single character.
bool hasLigatures(const QString& text) {
  return std::ranges::any_of(text, [](QChar c) { return c >= kFirstLigature && c <= kLastLigature; });
}

// Without laying it out: were each character as wide as any is, but for ligatures.
bool surelyFits(const QString& text, QSizeF room) {
  if (hasLigatures(text)) return false;
  const double lines = std::floor(room.height() / kLineTall);
  return static_cast<double>(text.size()) * kWidest <= room.width() * (lines - 1);
}

}  // namespace

QString quoted(const std::string& text, qsizetype most, QSizeF room) {
  const Looked looked = lookedAt(text, most);
  const QString first = beginning(looked, most);
  if (room.width() <= 0) return first;
  room.setHeight(std::max(room.height(), kLeastLines * kLineTall));
  if (surelyFits(first, room)) return first;
  const double rows = room.height() / (hasLigatures(looked.text) ? kLigatureTall : kLineTall);
  QString shown = first;
  auto length = static_cast<double>(std::min(most, looked.text.size()));
  for (int lines = linesOf(shown, room.width()); lines > rows; lines = linesOf(shown, room.width())) {
    length *= std::min(kLess, rows / lines);
    shown = beginning(looked, static_cast<qsizetype>(length));
  }
  return shown;
}

QString namedText(const std::string& name) {
  const QString all = harmless(name, kMostOfName);
  const int longest = hasLigatures(all) ? kLongestOfLigatures : kLongestShown;
  return isolated(shortened(all.toStdString(), longest));
}

QString bucketText(const std::optional<Bucket>& bucket) {
  if (!bucket) return Say::tr("not triaged");
  switch (*bucket) {
    case Bucket::kCountOnly:
      return Say::tr("count only");
    case Bucket::kMarketing:
      return Say::tr("marketing");
    case Bucket::kContactCentre:
      break;
  }
  return Say::tr("contact centre");
}

QString handlingText(Handling handling) {
  switch (handling) {
    case Handling::kOpen:
      return Say::tr("open");
    case Handling::kAcknowledged:
      return Say::tr("acknowledged");
    case Handling::kEscalated:
      return Say::tr("escalated");
    case Handling::kResolved:
      return Say::tr("resolved");
    case Handling::kClosedByCustomer:
      break;
  }
  return Say::tr("closed by the customer");
}

QString labelText(Label label) {
  return label == Label::kNegative  ? Say::tr("negative")
         : label == Label::kNeutral ? Say::tr("neutral")
                                    : Say::tr("positive");
}

QString ownerText(const std::string& owner) {
  return owner.empty() ? Say::tr("nobody's") : Say::tr("of %1").arg(namedText(owner));
}

QString customerText(int64_t author, const std::string& id) {
  const QString number = Say::tr("customer %1").arg(formatNumber(author));
  return id.empty() ? number : Say::tr("%1, %2").arg(namedText(id), number);
}

QString actText(const ConversationAct& act) {
  switch (act.kind) {
    case ActKind::kAssign:
      return act.to.empty() ? Say::tr("assigned to nobody")
                            : Say::tr("assigned to %1").arg(namedText(act.to));
    case ActKind::kHandle:
      return handlingText(handlingNamed(act.to).value_or(Handling::kOpen));
    case ActKind::kMove:
      return Say::tr("moved to %1").arg(bucketText(bucketNamed(act.to)));
    case ActKind::kNote:
      return Say::tr("noted");
    case ActKind::kCorrect:
      return Say::tr("a message is %1").arg(labelText(labelNamed(act.to).value_or(Label::kNeutral)));
    case ActKind::kUndo:
      break;
  }
  return Say::tr("took back an act");
}

QString problemText(const absl::Status& status) {
  const QString words = isolated(quoted(std::string(status.message()), 300));
  switch (status.code()) {
    case absl::StatusCode::kUnavailable:
      return Say::tr("The engine does not answer: %1").arg(words);
    case absl::StatusCode::kResourceExhausted:
      return Say::tr("Too many are asking the engine; it is asked again");
    case absl::StatusCode::kNotFound:
      return Say::tr("It is gone: joined to another conversation, or let go with its age");
    default:
      return words;
  }
}

}  // namespace watchfloor
