#include "explanation.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <cmath>
#include <utility>

#include "condition.h"
#include "definition.h"
#include "format.h"
#include "names.h"

namespace watchfloor {
namespace {

struct Say {
  Q_DECLARE_TR_FUNCTIONS(Explanation)
};

constexpr qsizetype kMostSources = 4;

QString shown(int64_t n) { return one(formatCount(n)); }
QString with(const QString& number, const QString& what) { return Say::tr("%1 %2").arg(number, what); }

class FactFinder {
 public:
  FactFinder(const Subject& subject, const Threshold& threshold, const Situation& situation)
      : m_subject(subject),
        m_threshold(threshold),
        m_at(situation),
        m_window(subject.isNow() ? Window::kNow : situation.choice.window),
        m_definition(definitionOf(subject)) {}

  std::vector<Fact> find() {
    const bool isKnown = m_at.covers(m_window);
    const Figure figure = m_at.figure(m_subject.metric);
    add(Say::tr("Figure"), isKnown ? valueText() : kNoValue);
    const CellName cell{m_at.choice.brand, m_at.choice.channel};
    add(Say::tr("State"), conditionOf(m_at, cell, kindsOf(m_subject), m_window).problem);
    add(Say::tr("Meaning"), m_definition.meaning);
    if (isKnown) std::visit([this](const auto& parts) { tell(parts); }, figure);
    if (m_threshold.mark()) add(Say::tr("Target"), textOf(m_threshold, m_subject));
    context();
    return std::move(m_facts);
  }

 private:
  void add(const QString& name, const QString& text) {
    if (!text.isEmpty()) m_facts.push_back({name, text});
  }

  QString valueText() const {
    const FrameCell* cell = m_at.view.frame->find(m_at.choice.brand, m_at.choice.channel, m_window);
    const Reading reading = readingOf(cell ? *cell : FrameCell{}, m_subject, m_at.present);
    const bool isMedian = m_subject.shape() == Shape::kSpread && reading.shown.value != kNoValue;
    const QString value = isMedian ? Say::tr("%1, median").arg(one(reading.shown)) : one(reading.shown);
    return reading.few > 0 ? Say::tr("%1, of few").arg(value) : value;
  }

  void tell(const Count& count) {
    if (m_subject.plus) {
      const auto part = [&](Metric metric) {
        return with(shown(std::get<Count>(m_at.figure(metric)).n), labelOf(Subject{metric}));
      };
      add(Say::tr("Sum of"), Say::tr("%1 + %2").arg(part(m_subject.metric), part(*m_subject.plus)));
    }
    if (count.isEstimated) add(Say::tr("Exact"), Say::tr("no, estimated: there are too many to remember"));
  }

  void tell(const Ratio& ratio) {
    const bool isTime = m_subject.metric == Metric::kOccupancy;
    const auto amount = [&](int64_t n) { return isTime ? one(formatDuration(Duration(n))) : shown(n); };
    add(Say::tr("Numerator"), with(amount(ratio.num), m_definition.numerator));
    add(Say::tr("Denominator"), with(amount(ratio.den), m_definition.denominator));
    if (ratio.excluded > 0) add(Say::tr("Left out"), with(amount(ratio.excluded), m_definition.excluded));
    if (!isTime) add(Say::tr("n"), shown(ratio.den));
  }

  void tell(const Spread& spread) {
    add(Say::tr("n"), shown(spread.n));
    if (spread.n == 0) return;
    QStringList ranks;
    for (const int percent : Spread::kPercents) {
      const auto value = spread.quantile(percent);
      const QString text = one(formatDuration(value ? *value : kDay * 31));
      ranks << (percent == 50 ? Say::tr("median %1").arg(text)
                              : Say::tr("p%1 %2").arg(formatWhole(percent), text));
    }
    add(Say::tr("Quantiles"), ranks.join(QStringLiteral(" · ")));
    add(Say::tr("Mean"), one(formatDuration(Duration(std::llround(*spread.mean() * 1e6)))));
    add(Say::tr("Longest"), one(formatDuration(spread.max)));
  }

  void tell(const Age& age) {
    add(Say::tr("Since"),
        age.since ? formatMoment(*age.since, m_at.present, m_at.zone) : Say::tr("nobody waits"));
  }

  // Of whom, over which window, how old, from where, by which definition.
  void context() {
    for (const Fact& fact : scopeFacts(m_at, m_window)) add(fact.name, fact.text);
    if (!m_at.hasPresent()) return;
    const Frame& frame = *m_at.view.frame;
    const QString tick =
        m_at.isReplay() ? formatDate(frame.asOf, m_at.zone) : formatClock(frame.asOf, m_at.zone, true);
    const QString age = m_at.pausedAt ? formatSpan(m_at.now - *m_at.pausedAt) : ageText(m_at);
    add(Say::tr("Age"), Say::tr("%1, of %2").arg(age, tick));
    add(Say::tr("Source"), sources());
    add(Say::tr("Definition"),
        Say::tr("%1, of %2")
            .arg(QString::fromStdString(nameOf(m_subject)), QString::fromStdString(frame.definitionId)));
  }

  QString sources() const {
    const Frame& frame = *m_at.view.frame;
    const QStringList names = sourceNames(frame);
    const CellName cell{m_at.choice.brand, m_at.choice.channel};
    QStringList feeding;
    for (size_t i = 0; i < frame.sources.size(); ++i) {
      if (feeds(frame.sources[i], cell, kindsOf(m_subject), frame))
        feeding << names[static_cast<qsizetype>(i)];
    }
    if (feeding.isEmpty()) return Say::tr("none that is known");
    const qsizetype more = feeding.size() - kMostSources;
    if (more > 0) feeding = feeding.mid(0, kMostSources) << Say::tr("%1 more").arg(more);
    for (QString& name : feeding) name = isolated(name);
    return (QGuiApplication::isRightToLeft() ? QString(kRightToLeft) : QString()) +
           feeding.join(QStringLiteral(" · "));
  }

  const Subject m_subject;
  const Threshold m_threshold;
  const Situation& m_at;
  const Window m_window;
  const Definition m_definition;
  std::vector<Fact> m_facts;
};

}  // namespace

std::vector<Fact> scopeFacts(const Situation& at, Window window) {
  const Choice& choice = at.choice;
  const Frame* const shown = at.view.frame.get();
  QString brand = choice.isAllBrands() ? allBrandsText(shown) : QString::fromStdString(choice.brand);
  if (shown && shown->isWatchedOnly(choice.brand)) brand = Say::tr("%1, a competitor").arg(brand);
  const QString channel =
      choice.isAllChannels() ? Say::tr("all channels") : QString::fromStdString(choice.channel);
  return {{Say::tr("Of"), Say::tr("%1 · %2").arg(isolated(brand), isolated(channel))},
          {Say::tr("Window"), spokenBasis(window, at)}};
}

std::vector<Fact> factsOf(const Subject& subject, const Threshold& threshold, const Situation& at) {
  return FactFinder(subject, threshold, at).find();
}

void Explanation::ask(const QString& tile, const QString& brand, const QString& channel, int column,
                      QRectF area, bool isHeld, const QString& topic, int slot) {
  Asked asked{tile, brand, channel, column, topic, slot};
  if (m_isHeld && !isHeld) return;  // a pointer that passes by takes nothing away
  m_asked = std::move(asked), m_area = area, m_isHeld = isHeld, m_isCopied = false;
  Q_EMIT askedAnew();
}

void Explanation::askAgain() {
  if (m_asked || !m_last) return;
  m_asked = m_last, m_isHeld = true;
  Q_EMIT askedAnew();
}

void Explanation::leave() {
  if (!m_isHeld) close();
}

void Explanation::close() {
  if (!m_asked) return;
  m_last = std::exchange(m_asked, std::nullopt), m_isHeld = m_isCopied = false;
  m_facts.clear();
  Q_EMIT changed();
}

void Explanation::show(const QString& title, std::vector<Fact> facts) {
  if (facts.empty()) return close();
  m_title = title, m_facts = std::move(facts);
  Q_EMIT changed();
}

void Explanation::copy() {
  if (!m_asked) return;
  QGuiApplication::clipboard()->setText(plainText());
  m_isCopied = true;
  Q_EMIT changed();
}

QString Explanation::plainText() const {
  QStringList lines{m_title};
  for (const Fact& fact : m_facts) lines << QStringLiteral("%1: %2").arg(fact.name, fact.text);
  return lines.join(QLatin1Char('\n'));
}

QStringList Explanation::names() const {
  QStringList names;
  for (const Fact& fact : m_facts) names << fact.name;
  return names;
}

QStringList Explanation::texts() const {
  QStringList texts;
  for (const Fact& fact : m_facts) texts << fact.text;
  return texts;
}

}  // namespace watchfloor
