#include "figure_tile.h"

#include <QCoreApplication>
#include <QStringList>
#include <cmath>

#include "charts/hour.h"
#include "condition.h"
#include "format.h"
#include "text_room.h"
#include "tile_draft.h"
#include "titles.h"

namespace watchfloor {
namespace {

struct Say {
  Q_DECLARE_TR_FUNCTIONS(Board)
};
QString shown(int64_t n) { return one(formatCount(n)); }

// What each metric says.
class FigureMaker : TileDraft {
 public:
  using TileDraft::TileDraft;

  Tile make() {
    if (m_spec.subject == kVolume) {
      volume();
    } else {
      figure();
    }
    return finish();
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
    draw(TileMark::Line, countsOf(series(), {Metric::kMessagesInbound, Metric::kOffered}, slots(), known()));
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
    const std::vector<Ratio> ratios =
        ratiosOf(series(), Metric::kNetSentiment, slots(), pooledSteps(m_spec.span));
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
    draw(TileMark::Line, quantilesOf(series(), metric, 50, slots(), kEnoughDurations));
    m_tile.few = traceOf(quantilesOf(series(), metric, 50, slots(), 1, kEnoughDurations - 1));
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
    if (first.isEstimated) m_tile.value = estimated(m_tile.value);
    if (const auto d = m_at.delta(subject.metric); d && !subject.plus)
      showDelta(*d, shown(std::llround(std::abs(*d))));
    const QString isEstimated = first.isEstimated ? Say::tr("≈ estimated") : QString();
    m_tile.support = fitting({spaced({target(), isEstimated}), isEstimated});
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
      return draw(TileMark::Line, levelsOf(*m_at.view.frame, series(), subject.metric, m_spec.span));
    std::vector<Metric> metrics = {subject.metric};
    if (subject.plus) metrics.push_back(*subject.plus);
    if (!subject.isNow() && subject.metric != Metric::kDistinctAuthors)  // authors do not add up over minutes
      draw(TileMark::Line, countsOf(series(), std::move(metrics), slots(), known()));
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
  Slots slots() const { return {m_at.hasFrame() ? m_at.view.frame->asOf : Time{}, m_spec.span}; }
  std::optional<Time> known() const {
    return m_at.hasFrame() ? firstKnown(*m_at.view.frame, m_spec.span) : std::nullopt;
  }
  const Series* series() const {
    return m_at.hasFrame() ? m_at.view.frame->findSeries(m_at.choice.brand, m_at.choice.channel, m_spec.span)
                           : nullptr;
  }

  // Of what is open now, it may not be whole.
  bool isDoubtful() const { return m_at.doubtBefore(Window::kNow).has_value(); }
  QString doubt() const { return isDoubtful() ? QStringLiteral("?") : QString(); }
  QString nobody() const {
    return isDoubtful() ? fitting({Say::tr("nobody known to wait"), Say::tr("nobody known")})
                        : Say::tr("nobody waits");
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
};

QString scopeOf(const TileSpec& spec, const Situation& at) {
  const Threshold threshold = thresholdOf(spec, at.targets);
  const QStringList parts{QString::fromStdString(nameOf(spec.subject)),
                          QString::fromStdString(at.choice.brand),
                          QString::fromStdString(at.choice.channel),
                          spec.subject.isNow() ? QString() : windowText(at.choice.window),
                          QString::number(threshold.atLeast.value_or(0)),
                          QString::number(threshold.atMost.value_or(0))};
  return parts.join(kScopeSeparator);
}

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

void fitUnit(Tile* tile, double room) {
  const double unit = std::max(16.0, tile->cap * 0.36), air = tile->cap / 14;
  const double wide = (widthOf(tile->value) * tile->cap + widthOf(tile->unit) * unit) / 16 + air;
  if (wide > room) tile->unit = tile->unit.isEmpty() ? QString() : tile->briefUnit;
}

Tile figureTile(const TileSpec& spec, const Situation& situation, double room) {
  const Situation at = narrowed(situation, spec);
  Tile tile = FigureMaker(spec, at, room).make();
  tile.scope = scopeOf(spec, at);
  return tile;
}

}  // namespace watchfloor
