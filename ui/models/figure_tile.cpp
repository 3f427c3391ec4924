#include "figure_tile.h"

#include <QCoreApplication>
#include <QStringList>
#include <cmath>
#include <limits>

#include "charts/hour.h"
#include "condition.h"
#include "format.h"
#include "text_room.h"
#include "titles.h"

namespace watchfloor {
namespace {

// The bullets' fixed ends: of what should be small, and of all else.
constexpr double kSmallEnd = 0.2, kWholeEnd = 1;
// The sentiment and rates of a minute are shown together with the four before it.
constexpr int kPooledMinutes = 5;

struct Say {
  Q_DECLARE_TR_FUNCTIONS(Board)
};
QString shown(int64_t n) { return one(formatCount(n)); }
// Apart on one line, where there is no room for a sentence.
QString spaced(QStringList parts) {
  parts.removeAll(QString());
  return parts.join(QStringLiteral("   "));
}

class FigureMaker {
 public:
  FigureMaker(const TileSpec& spec, const Situation& situation, double room)
      : m_spec(spec),
        m_at(situation),
        m_room(room),
        m_threshold(thresholdOf(spec, situation.targets)),
        m_window(spec.subject.isNow() ? Window::kNow : situation.choice.window) {}

  Tile make() {
    start();
    if (m_spec.subject == kVolume) {
      volume();
    } else {
      figure();
    }
    finish();
    return std::move(m_tile);
  }

 private:
  void figure() {
    switch (m_spec.subject.metric) {
      case Metric::kNetSentiment:
        return sentiment();
      case Metric::kFirstResponseTime:
        return firstResponse();
      case Metric::kBacklog:
        return backlog();
      case Metric::kAgentsAvailable:
        return agents();
      default:
        break;
    }
    switch (m_spec.subject.shape()) {
      case Shape::kCount:
        return plainCount();
      case Shape::kRatio:
        return rate();
      case Shape::kSpread:
        return duration(m_spec.subject.metric);
      case Shape::kAge:
        return age();
    }
  }

  void volume() {
    const int64_t messages = count(Metric::kMessagesInbound), contacts = count(Metric::kOffered);
    showCount(messages + contacts);
    const auto a = m_at.delta(Metric::kMessagesInbound), b = m_at.delta(Metric::kOffered);
    if (a && b) showDelta(*a + *b, shown(std::llround(std::abs(*a + *b))));
    m_tile.support = Say::tr("%1 messages").arg(shown(messages));
    m_tile.detail = fitting(
        {Say::tr("%1 contacts offered").arg(shown(contacts)), Say::tr("%1 contacts").arg(shown(contacts))});
    draw(TileMark::Line, countsOf(series(), {Metric::kMessagesInbound, Metric::kOffered}, asOf(), known()));
  }

  void sentiment() {
    const Ratio ratio = this->ratio(Metric::kNetSentiment),
                coverage = this->ratio(Metric::kSentimentCoverage);
    show(formatSentiment(ratio.value()));
    judge(ratio.den, kEnough);
    if (const auto d = m_at.delta(Metric::kNetSentiment))
      showDelta(std::round(*d * 100), formatSentiment(std::abs(*d)).value);
    const QString all = coverage.value() && !m_threshold.mark()
                            ? Say::tr("%1 of all").arg(one(formatPercent(coverage.value())))
                            : QString();
    m_tile.support = fitting({spaced({m_tile.sample, target(), all}), m_tile.sample});
    m_tile.detail =
        Say::tr("%1 positive, %2 negative")
            .arg(shown(count(Metric::kSentimentPositive)), shown(count(Metric::kSentimentNegative)));
    if (widthOf(m_tile.detail) > m_room) {
      m_tile.detail = Say::tr("+%1 −%2").arg(shown(count(Metric::kSentimentPositive)),
                                             shown(count(Metric::kSentimentNegative)));
    }
    if (ratio.den >= kEnough) judgeTarget(ratio.value());
    const std::vector<Ratio> ratios = ratiosOf(series(), Metric::kNetSentiment, asOf(), kPooledMinutes);
    draw(TileMark::Columns, valuesOf(ratios, kEnough));
    m_tile.few = traceOf(valuesOf(ratios, 1, kEnough - 1));
  }

  void duration(Metric metric) {
    const Spread spread = std::get<Spread>(m_at.figure(metric));
    const auto at = [&](int percent) { return spread.quantile(percent); };
    show(formatDuration(spread.n > 0 && !at(50) ? kDay * 31 : at(50)));
    judge(spread.n, kEnoughDurations);
    if (const auto d = m_at.delta(metric)) {
      const Duration change{static_cast<int64_t>(std::abs(*d) * 1e6)};
      showDelta(std::round(*d), formatDuration(change).value);
      m_tile.deltaNote = Say::tr("mean");
    }
    const QString slow =
        Say::tr("p90 %1").arg(one(formatDuration(spread.n > 0 && !at(90) ? kDay * 31 : at(90))));
    m_tile.support = fitting({spaced({m_tile.sample, slow}), m_tile.sample});
    m_tile.detail = target();
    if (at(50) && spread.n >= kEnough) judgeTarget(toSeconds(*at(50)));
    draw(TileMark::Line, quantilesOf(series(), metric, 50, asOf(), kEnoughDurations));
    m_tile.few = traceOf(quantilesOf(series(), metric, 50, asOf(), 1, kEnoughDurations - 1));
  }

  void firstResponse() {
    duration(Metric::kFirstResponseTime);
    const QString unanswered = Say::tr("%1 unanswered").arg(shown(count(Metric::kUnanswered)) + doubt());
    const auto oldest = ageOf(Metric::kOldestUnanswered);
    if (!oldest) {
      m_tile.detail = unanswered;
      return;
    }
    m_tile.detail = fitting({Say::tr("%1, max\u00a0%2").arg(unanswered, formatWait(*oldest)),
                             Say::tr("%1, %2").arg(unanswered, formatWait(*oldest)), unanswered});
  }

  void rate() {
    const Ratio ratio = this->ratio(m_spec.subject.metric);
    show(formatPercent(ratio.value()));
    judge(ratio.den, kEnough);
    if (m_spec.subject.metric == Metric::kOccupancy) m_tile.sample.clear();  // microseconds are no sample
    if (const auto d = m_at.delta(m_spec.subject.metric))
      showDelta(std::round(*d * 1000), formatPercent(std::abs(*d)).value);
    m_tile.support = fitting({spaced({m_tile.sample, target()}),
                              spaced({m_tile.sample, textOf(m_threshold, m_spec.subject)}), m_tile.sample});
    m_tile.detail = rateDetail(ratio);
    if (ratio.den >= kEnough) judgeTarget(ratio.value());
    drawBullet(ratio);
  }

  QString rateDetail(const Ratio& ratio) const {
    switch (m_spec.subject.metric) {
      case Metric::kAbandonRate:
        return fitting({Say::tr("%1 abandoned + %2 short").arg(shown(ratio.num), shown(ratio.excluded)),
                        Say::tr("%1 abandoned").arg(shown(ratio.num))});
      case Metric::kServiceLevel: {
        const auto within = answerTarget();
        const QString few = Say::tr("%1 in time").arg(shown(ratio.num));
        return within ? fitting({Say::tr("%1 within %2").arg(shown(ratio.num), formatWait(*within)), few})
                      : fitting({Say::tr("%1 within their target").arg(shown(ratio.num)), few});
      }
      case Metric::kResponseRate:
        return fitting({Say::tr("%1 answered in time").arg(shown(ratio.num)),
                        Say::tr("%1 answered").arg(shown(ratio.num))});
      case Metric::kOccupancy:
        return {};
      default:
        return Say::tr("%1 of %2").arg(shown(ratio.num), shown(ratio.den));
    }
  }

  void plainCount() {
    const Subject& subject = m_spec.subject;
    const Count first = std::get<Count>(m_at.figure(subject.metric));
    const int64_t n = first.n + (subject.plus ? count(*subject.plus) : 0);
    showCount(n);
    if (const auto d = m_at.delta(subject.metric); d && !subject.plus)
      showDelta(*d, shown(std::llround(std::abs(*d))));
    m_tile.support = fitting({spaced({target(), first.isEstimated ? Say::tr("≈ estimated") : QString()}),
                              first.isEstimated ? Say::tr("≈ estimated") : QString()});
    (m_tile.support.isEmpty() ? m_tile.support : m_tile.detail) = countDetail();
    judgeTarget(static_cast<double>(n));
    drawCount();
  }

  // What else is known about whoever waits.
  QString countDetail() const {
    const Metric metric = m_spec.subject.metric;
    const auto oldest = metric == Metric::kWaiting      ? ageOf(Metric::kLongestWaiting)
                        : metric == Metric::kUnanswered ? ageOf(Metric::kOldestUnanswered)
                                                        : std::nullopt;
    return oldest ? Say::tr("longest %1").arg(formatWait(*oldest)) : QString();
  }

  void drawCount() {
    const Subject& subject = m_spec.subject;
    if (!m_at.hasFrame()) return;
    if (subject.isNow() && !subject.plus)
      return draw(TileMark::Line, levelsOf(*m_at.view.frame, series(), subject.metric));
    std::vector<Metric> metrics = {subject.metric};
    if (subject.plus) metrics.push_back(*subject.plus);
    if (!subject.isNow() && subject.metric != Metric::kDistinctAuthors)  // authors do not add up over minutes
      draw(TileMark::Line, countsOf(series(), std::move(metrics), asOf(), known()));
  }

  void age() {
    const auto oldest = ageOf(m_spec.subject.metric);
    show(formatDuration(oldest));
    m_tile.support = target();
    if (!oldest) m_tile.detail = nobody();
    if (oldest) judgeTarget(toSeconds(*oldest));
  }

  void backlog() {
    showCount(count(Metric::kBacklog), Say::tr("open"));
    if (const auto d = m_at.delta(Metric::kBacklog)) showDelta(*d, shown(std::llround(std::abs(*d))));
    const QString waiting = shown(count(Metric::kWaiting));
    m_tile.support =
        fitting({Say::tr("%1 waiting in queues").arg(waiting), Say::tr("%1 waiting").arg(waiting)});
    const auto longest = ageOf(Metric::kLongestWaiting), oldest = ageOf(Metric::kOldestUnanswered);
    m_tile.detail = longest  ? fitting({Say::tr("longest waiting %1").arg(formatWait(*longest)),
                                        Say::tr("longest %1").arg(formatWait(*longest))})
                    : oldest ? fitting({Say::tr("oldest unanswered %1").arg(formatWait(*oldest)),
                                        Say::tr("oldest %1").arg(formatWait(*oldest))})
                             : nobody();
    judgeTarget(static_cast<double>(count(Metric::kBacklog)));
    drawCount();
  }

  void agents() {
    const Ratio occupancy = ratio(Metric::kOccupancy), slots = ratio(Metric::kSlotUtilisation);
    showCount(count(Metric::kAgentsAvailable), Say::tr("free"));
    const QString busy = one(formatPercent(occupancy.value()));
    m_tile.support = fitting({Say::tr("occupancy %1, %2").arg(busy, basisText(m_at.choice.window, m_at)),
                              Say::tr("occupancy %1").arg(busy), Say::tr("busy %1").arg(busy)});
    m_tile.detail =
        slots.den > 0  ? fitting({Say::tr("%1 of %2 slots busy").arg(shown(slots.num), shown(slots.den)),
                                  Say::tr("%1 of %2 busy").arg(shown(slots.num), shown(slots.den))})
        : isDoubtful() ? fitting({Say::tr("nobody known to be logged in"), Say::tr("nobody known")})
                       : Say::tr("nobody logged in");
    judgeTarget(static_cast<double>(count(Metric::kAgentsAvailable)));
  }

  int64_t count(Metric metric) const { return std::get<Count>(m_at.figure(metric)).n; }
  Ratio ratio(Metric metric) const { return std::get<Ratio>(m_at.figure(metric)); }
  std::optional<Duration> ageOf(Metric metric) const {
    const Age age = std::get<Age>(m_at.figure(metric));
    return age.since ? std::optional(std::max(m_at.present - *age.since, Duration::zero())) : std::nullopt;
  }
  Time asOf() const { return m_at.hasFrame() ? m_at.view.frame->asOf : Time{}; }
  std::optional<Time> known() const { return m_at.hasFrame() ? firstKnown(*m_at.view.frame) : std::nullopt; }
  const Series* series() const {
    return m_at.hasFrame() ? m_at.view.frame->findSeries(m_at.choice.brand, m_at.choice.channel) : nullptr;
  }

  // Of what is open now, it may not be whole.
  bool isDoubtful() const { return m_at.doubtBefore(Window::kNow).has_value(); }
  QString doubt() const { return isDoubtful() ? QStringLiteral("?") : QString(); }
  QString nobody() const {
    return isDoubtful() ? fitting({Say::tr("nobody known to wait"), Say::tr("nobody known")})
                        : Say::tr("nobody waits");
  }

  // The first text that has room, else the last.
  QString fitting(const QStringList& texts) const {
    for (const QString& text : texts) {
      if (m_room >= kEndlessRoom || widthOf(text) <= m_room) return text;
    }
    return texts.last();
  }

  // The answer target, when one holds for all that was chosen.
  std::optional<Duration> answerTarget() const {
    if (!m_at.hasFrame()) return {};
    const auto covers = [](const std::string& pattern, const std::string& name) {
      return pattern == "*" || pattern == name;
    };
    for (const TargetRow& row : m_at.view.frame->targets) {
      if (covers(row.brand, m_at.choice.brand) && covers(row.channel, m_at.choice.channel)) return row.target;
      if (m_at.choice.isAllBrands() || m_at.choice.isAllChannels()) return {};
    }
    return {};
  }

  void start() {
    m_tile.key = QString::fromStdString(m_spec.key);
    m_tile.label = m_spec.title.empty() ? labelOf(m_spec.subject) : titleText(m_spec.title);
    m_tile.widest = widestOf(m_spec.subject);
    const Condition condition =
        conditionOf(m_at, {m_at.choice.brand, m_at.choice.channel}, kindsOf(m_spec.subject), m_window);
    m_tile.condition = condition.state, m_tile.problem = fitting({condition.problem, condition.brief});
    m_tile.isKnown = m_at.covers(m_window), m_tile.isUnsure = m_at.isYoung(m_window);
    m_tile.basis = basisText(m_window, m_at), m_tile.spokenBasis = spokenBasis(m_window, m_at);
    const QString age = ageText(m_at);
    if ((m_tile.condition >= TileState::Late && !m_at.isReplay()) || age.isEmpty()) return;
    for (QString* basis : {&m_tile.basis, &m_tile.spokenBasis}) *basis = Say::tr("%1 · %2").arg(*basis, age);
  }

  // Few of them say little.
  void judge(int64_t n, int64_t enough) {
    m_tile.sample = Say::tr("n %1").arg(shown(n));
    m_tile.isUnsure = m_tile.isUnsure || n < enough;
  }
  QString target() const {
    return m_threshold.mark() ? Say::tr("target %1").arg(textOf(m_threshold, m_spec.subject)) : QString();
  }
  void judgeTarget(std::optional<double> value) {
    if (!value || !m_threshold.isMissedBy(*value)) return;
    m_tile.level = 3;
    m_tile.breach = Say::tr("%1 %2").arg(m_threshold.atLeast ? QStringLiteral("<") : QStringLiteral(">"),
                                         targetText(*m_threshold.mark(), m_spec.subject));
  }

  void show(const Shown& shown, const QString& unit = {}) {
    m_tile.value = shown.value;
    QStringList units{shown.unit, shown.value == kNoValue ? QString() : unit};
    units.removeAll(QString());
    m_tile.unit = units.join(QChar(0x00a0));
  }
  void showCount(int64_t n, const QString& unit = {}) { show(formatCount(n), unit); }
  void showDelta(double change, const QString& size) {
    m_tile.delta = size;
    m_tile.direction = change > 0 ? 1 : change < 0 ? -1 : 0;
  }

  static QList<double> traceOf(const Hour& hour) {
    QList<double> trace;
    for (const auto& value : hour) trace << value.value_or(std::numeric_limits<double>::quiet_NaN());
    return trace;
  }
  void draw(int mark, const Hour& hour) { m_tile.mark = mark, m_tile.trace = traceOf(hour); }
  void drawBullet(const Ratio& ratio) {
    const Metric metric = m_spec.subject.metric;
    const bool isSmall = metric == Metric::kAbandonRate || metric == Metric::kAbandonRateOfQueued ||
                         metric == Metric::kAbandonRateOfOffered;
    const double end = isSmall ? kSmallEnd : kWholeEnd;
    m_tile.mark = TileMark::Bullet;
    m_tile.measure = std::clamp(ratio.value().value_or(0) / end, 0.0, 1.0);
    m_tile.target = m_threshold.mark() ? std::clamp(*m_threshold.mark() / end, 0.0, 1.0) : -1;
  }

  void clearValue(const QString& instead) {
    m_tile.value = instead, m_tile.unit.clear(), m_tile.delta.clear(), m_tile.deltaNote.clear();
    m_tile.level = 0;
  }

  // What it was when the engine was last heard.
  void lose() {
    const QString value = one({m_tile.value, m_tile.unit}),
                  moment = formatMoment(m_at.present, m_at.now, m_at.zone);
    m_tile.support = Say::tr("was %1 at %2").arg(value, moment);
    m_tile.detail = m_tile.sample;
    if (widthOf(m_tile.support) > m_room) {
      m_tile.support = Say::tr("was %1").arg(value);
      m_tile.detail = m_tile.sample.isEmpty() ? moment : spaced({moment, m_tile.sample});
    }
    clearValue(kNotConnected);
  }

  // What the tile's state makes of all that was filled in.
  void finish() {
    if (m_tile.condition == TileState::Silent) m_tile.level = 2;
    if (m_tile.condition == TileState::Disconnected) lose();
    if (!m_tile.isKnown) {
      const bool isLost = m_tile.condition == TileState::Disconnected;
      clearValue(isLost ? kNotConnected : kNoValue);
      m_tile.support = isLost ? Say::tr("never seen") : QString();
      m_tile.detail.clear();
      m_tile.measure = 0, m_tile.trace.clear(), m_tile.few.clear();
    }
    // A state that is worse than late tells more than an alarm.
    const bool isAlarm = m_tile.level > 0 && m_tile.condition <= TileState::Late;
    m_tile.shape = isAlarm ? alarmShape(m_tile.level) : shapeOf(m_tile.condition);
    QStringList spoken{m_tile.label,   one({m_tile.value, m_tile.unit}),
                       m_tile.support, m_tile.detail,
                       m_tile.problem, m_tile.spokenBasis};
    spoken.removeAll(QString());
    m_tile.spoken = spoken.join(QStringLiteral(", "));
  }

  const TileSpec& m_spec;
  const Situation& m_at;
  const double m_room;
  const Threshold m_threshold;
  const Window m_window;
  Tile m_tile;
};

}  // namespace

Choice choiceOf(const TileSpec& spec, const Choice& chosen) {
  return {spec.brand.value_or(chosen.brand), spec.channel.value_or(chosen.channel),
          spec.window.value_or(chosen.window)};
}

Situation narrowed(const Situation& situation, const TileSpec& spec) {
  Situation at = situation;
  at.choice = choiceOf(spec, situation.choice);
  return at;
}

Threshold thresholdOf(const TileSpec& spec, const BoardTargets& targets) {
  if (spec.threshold.mark()) return spec.threshold;
  switch (spec.subject.metric) {
    case Metric::kServiceLevel:
      return {.atLeast = targets.serviceLevel, .atMost = {}};
    case Metric::kAbandonRate:
      return {.atLeast = {}, .atMost = targets.abandonRate};
    case Metric::kNetSentiment:
      return {.atLeast = targets.netSentiment, .atMost = {}};
    case Metric::kFirstResponseTime:
      return {
          .atLeast = {},
          .atMost = targets.firstResponse ? std::optional(toSeconds(*targets.firstResponse)) : std::nullopt};
    default:
      return {};
  }
}

Tile figureTile(const TileSpec& spec, const Situation& situation, double room) {
  const Situation at = narrowed(situation, spec);
  return FigureMaker(spec, at, room).make();
}

}  // namespace watchfloor
