#include "names.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QTextBoundaryFinder>
#include <algorithm>
#include <map>

#include "model/shown_text.h"

namespace watchfloor {
namespace {

struct Say {
  Q_DECLARE_TR_FUNCTIONS(Names)
};

const QString kCut = QStringLiteral("…");
constexpr int kRounds = 4;  // names that are alike up to their end differ in as many places at most

// What a reader takes for one character: an e with its accent, a family of four.
QStringList charactersOf(const std::string& name) {
  const QString whole = QString::fromStdString(shownText(name));
  QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, whole);
  QStringList characters;
  qsizetype begin = 0;
  while (finder.toNextBoundary() > 0) {
    characters << whole.mid(begin, finder.position() - begin);
    begin = finder.position();
  }
  return characters;
}

QString cutFrom(const QStringList& name, qsizetype first, int length) {
  const auto part = [&](qsizetype from, qsizetype size) {
    return name.mid(from, size).join(QString()).trimmed();
  };
  const qsizetype left = name.size() - first;
  if (first == 0) {
    if (left <= length) return name.join(QString());
    const int head = length / 2, tail = length - head - 1;
    return part(0, head) + kCut + part(left - tail, tail);
  }
  return left < length ? kCut + part(first, left) : kCut + part(first, length - 2) + kCut;
}

bool isBetweenWords(const QString& character) { return !character.at(0).isLetterOrNumber(); }

// Where the first character is that not all of them share; at the beginning of its word, if that is no more
// than `back` before it.
qsizetype firstDifference(const std::vector<const QStringList*>& names, qsizetype back) {
  const auto shortest =
      std::ranges::min_element(names, {}, [](const QStringList* name) { return name->size(); });
  qsizetype common = 0;
  const auto isShared = [&](const QStringList* name) { return name->at(common) == names[0]->at(common); };
  while (common + 1 < (*shortest)->size() && std::ranges::all_of(names, isShared)) ++common;
  qsizetype word = common;
  while (word > 0 && !isBetweenWords(names[0]->at(word - 1))) --word;
  return common - word <= back ? word : common;
}

// Those that are still alike, by what they look like.
std::vector<std::vector<qsizetype>> alike(const QStringList& texts) {
  std::map<QString, std::vector<qsizetype>> byText;
  for (qsizetype i = 0; i < texts.size(); ++i) byText[texts[i]].push_back(i);
  std::vector<std::vector<qsizetype>> groups;
  for (auto& [text, group] : byText) {
    if (group.size() > 1) groups.push_back(std::move(group));
  }
  return groups;
}

}  // namespace

QString shortened(const std::string& name, int length) { return cutFrom(charactersOf(name), 0, length); }

QStringList apart(const std::vector<std::string>& names, int length) {
  std::vector<QStringList> characters;
  QStringList texts;
  for (const std::string& name : names) {
    characters.push_back(charactersOf(name));
    texts << cutFrom(characters.back(), 0, length);
  }
  for (int round = 0; round < kRounds; ++round) {
    for (const std::vector<qsizetype>& group : alike(texts)) {
      std::vector<const QStringList*> members;
      for (qsizetype i : group) members.push_back(&characters[static_cast<size_t>(i)]);
      const qsizetype first = firstDifference(members, round == 0 ? length / 2 : 0);
      for (qsizetype i : group) texts[i] = cutFrom(characters[static_cast<size_t>(i)], first, length);
    }
  }
  for (const std::vector<qsizetype>& group : alike(texts)) {
    for (size_t n = 1; n < group.size(); ++n) {
      const QString number = QStringLiteral(" %1").arg(n + 1);
      texts[group[n]].truncate(length - number.size());
      texts[group[n]] += number;
    }
  }
  return texts;
}

QString isolated(const QString& text) {
  constexpr QChar kFirstStrongIsolate(0x2068), kPopIsolate(0x2069);
  const auto isOther = [](QChar c) {
    return c.isSurrogate() || c.direction() == QChar::DirR || c.direction() == QChar::DirAL;
  };
  const bool isAlike = QGuiApplication::isLeftToRight() && std::ranges::none_of(text, isOther);
  return isAlike ? text : kFirstStrongIsolate + text + kPopIsolate;
}

QString marked(const QString& brand) { return brand + QStringLiteral(" ◊"); }

QString spokenCompetitor() { return Say::tr("competitor"); }

QString allBrandsText(const Frame* frame) {
  return frame && !frame->watchedOnly.empty() ? Say::tr("Our brands") : Say::tr("All brands");
}

QString pairText(const QString& brand, const QString& channel) {
  const QString start = QGuiApplication::isRightToLeft() ? QString(kRightToLeft) : QString();
  return start + isolated(brand) + QStringLiteral(" · ") + isolated(channel);
}

}  // namespace watchfloor
