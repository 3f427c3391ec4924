#include "board_tiles.h"

#include <QCoreApplication>
#include <QStringList>
#include <cmath>
#include <limits>

#include "charts/hour.h"
#include "condition.h"
#include "format.h"
#include "text_room.h"

namespace watchfloor {
namespace {

// The bullets' fixed ends.
constexpr double kServiceLevelEnd = 1, kAbandonRateEnd = 0.2;
// The widest values: of counts, of per cent, of sentiments, of durations.
const QString kWidestCount = QStringLiteral("8,888"), kWidestPercent = QStringLiteral("88.8"),
              kWidestSentiment = QStringLiteral("−888"), kWidestDuration = QStringLiteral("88:88");
// The sentiment and rates of a minute are shown together with the four before it.
constexpr int kPooledMinutes = 5;
// For a line on the narrowest tile, at a desk and on a board, arc minutes.
constexpr double kRoom = 247, kBoardRoom = 328;

QString translated(const char* text) { return QCoreApplication::translate("Board", text); }
QString shown(int64_t n) { return one(formatCount(n)); }
// A target, without the decimals that it does not have.
QString whole(double ratio) { return one({QString::number(ratio * 100, 'g', 3), QStringLiteral("%")}); }
// Apart on one line, where there is no room for a sentence.
QString spaced(const QStringList& parts) { return parts.join(QStringLiteral("   ")); }

class TileMaker {
 public:
  explicit TileMaker(const Situation& situation) : m_at(situation) {}

  Tile volume() const {
    Tile tile = start("volume", translated("Volume"), kContacts | kMessages, m_at.choice.window);
    const int64_t messages = count(Metric::kMessagesInbound), contacts = count(Metric::kOffered);
    show(tile, formatCount(messages + contacts), kWidestCount);
    const auto a = m_at.delta(Metric::kMessagesInbound), b = m_at.delta(Metric::kOffered);
    if (a && b) showDelta(tile, *a + *b, one(formatCount(std::llround(std::abs(*a + *b)))));
    tile.support = translated("%1 messages").arg(shown(messages));
    tile.detail = translated("%1 contacts offered").arg(shown(contacts));
    draw(tile, TileMark::Line,
         countsOf(series(), {Metric::kMessagesInbound, Metric::kOffered}, asOf(), known()));
    return finish(tile);
  }

  Tile sentiment() const {
    Tile tile = start("net_sentiment", translated("Net sentiment"), kMessages, m_at.choice.window);
    const Ratio ratio = this->ratio(Metric::kNetSentiment),
                coverage = this->ratio(Metric::kSentimentCoverage);
    show(tile, formatSentiment(ratio.value()), kWidestSentiment);
    judge(tile, ratio.den, kEnough);
    if (const auto d = m_at.delta(Metric::kNetSentiment)) {
      showDelta(tile, std::round(*d * 100), formatSentiment(std::abs(*d)).value);
    }
    QStringList support{tile.sample};
    if (m_at.targets.netSentiment) {
      support << translated("target ≥ %1").arg(formatSentiment(m_at.targets.netSentiment).value);
    } else if (coverage.value()) {
      support << translated("%1 of all").arg(one(formatPercent(coverage.value())));
    }
    tile.support = spaced(support);
    tile.detail =
        translated("%1 positive, %2 negative")
            .arg(shown(count(Metric::kSentimentPositive)), shown(count(Metric::kSentimentNegative)));
    if (const auto target = m_at.targets.netSentiment;
        target && ratio.den >= kEnough && *ratio.value() < *target) {
      miss(tile, QStringLiteral("<"), formatSentiment(target).value);
    }
    const std::vector<Ratio> ratios = ratiosOf(series(), Metric::kNetSentiment, asOf(), kPooledMinutes);
    draw(tile, TileMark::Columns, valuesOf(ratios, kEnough));
    tile.few = traceOf(valuesOf(ratios, 1, kEnough - 1));
    return finish(tile);
  }

  Tile firstResponse() const {
    Tile tile = start("first_response", translated("First response"), kMessages, m_at.choice.window);
    const Spread spread = std::get<Spread>(m_at.figure(Metric::kFirstResponseTime));
    const auto at = [&](int percent) { return spread.quantile(percent); };
    show(tile, formatDuration(spread.n > 0 && !at(50) ? kDay * 31 : at(50)), kWidestDuration);
    judge(tile, spread.n, kEnoughDurations);
    if (const auto d = m_at.delta(Metric::kFirstResponseTime)) {
      const Duration change{static_cast<int64_t>(std::abs(*d) * 1e6)};
      showDelta(tile, std::round(*d), formatDuration(change).value);
      tile.deltaNote = translated("mean");
    }
    const QString slow = one(formatDuration(spread.n > 0 && !at(90) ? kDay * 31 : at(90)));
    tile.support = spaced({tile.sample, translated("p90 %1").arg(slow)});
    const QString unanswered = shown(count(Metric::kUnanswered)) +
                               (m_at.doubtBefore(Window::kNow) ? QStringLiteral("?") : QString());
    const auto oldest = ageOf(Metric::kOldestUnanswered);
    tile.detail = oldest ? translated("%1 unanswered, max\u00a0%2").arg(unanswered, formatWait(*oldest))
                         : translated("%1 unanswered").arg(unanswered);
    if (oldest && widthOf(tile.detail) > kBoardRoom)
      tile.detail = translated("%1 unanswered, %2").arg(unanswered, formatWait(*oldest));
    if (const auto target = m_at.targets.firstResponse; target && spread.n >= kEnough && at(50) > target) {
      miss(tile, QStringLiteral(">"), one(formatDuration(target)));
    }
    draw(tile, TileMark::Line,
         quantilesOf(series(), Metric::kFirstResponseTime, 50, asOf(), kEnoughDurations));
    tile.few =
        traceOf(quantilesOf(series(), Metric::kFirstResponseTime, 50, asOf(), 1, kEnoughDurations - 1));
    return finish(tile);
  }

  Tile abandonRate() const {
    Tile tile = start("abandon_rate", translated("Abandon rate"), kContacts, m_at.choice.window);
    const Ratio ratio = this->ratio(Metric::kAbandonRate);
    showRatio(tile, ratio, Metric::kAbandonRate);
    tile.support = rateSupport(tile, translated("target ≤ %1"), m_at.targets.abandonRate);
    tile.detail = translated("%1 abandoned + %2 short").arg(shown(ratio.num), shown(ratio.excluded));
    if (const auto target = m_at.targets.abandonRate;
        target && ratio.den >= kEnough && *ratio.value() > *target) {
      miss(tile, QStringLiteral(">"), whole(*target));
    }
    drawBullet(tile, ratio, m_at.targets.abandonRate, kAbandonRateEnd);
    return finish(tile);
  }

  Tile serviceLevel() const {
    Tile tile = start("service_level", translated("Service level"), kContacts, m_at.choice.window);
    const Ratio ratio = this->ratio(Metric::kServiceLevel);
    showRatio(tile, ratio, Metric::kServiceLevel);
    tile.support = rateSupport(tile, translated("target ≥ %1"), m_at.targets.serviceLevel);
    const auto within = answerTarget();
    tile.detail = within ? translated("%1 within %2").arg(shown(ratio.num), formatWait(*within))
                         : translated("%1 within their target").arg(shown(ratio.num));
    if (const auto target = m_at.targets.serviceLevel;
        target && ratio.den >= kEnough && *ratio.value() < *target) {
      miss(tile, QStringLiteral("<"), whole(*target));
    }
    drawBullet(tile, ratio, m_at.targets.serviceLevel, kServiceLevelEnd);
    return finish(tile);
  }

  Tile backlog() const {
    Tile tile = start("backlog", translated("Backlog"), kContacts | kMessages, Window::kNow);
    show(tile, formatCount(count(Metric::kBacklog)), kWidestCount, translated("open"));
    if (const auto d = m_at.delta(Metric::kBacklog)) showDelta(tile, *d, shown(std::llround(std::abs(*d))));
    tile.support = translated("%1 waiting in queues").arg(shown(count(Metric::kWaiting)));
    const auto longest = ageOf(Metric::kLongestWaiting), oldest = ageOf(Metric::kOldestUnanswered);
    tile.detail = longest  ? translated("longest waiting %1").arg(formatWait(*longest))
                  : oldest ? translated("oldest unanswered %1").arg(formatWait(*oldest))
                  : m_at.doubtBefore(Window::kNow) ? translated("nobody known to wait")
                                                   : translated("nobody waits");
    if (m_at.hasFrame()) draw(tile, TileMark::Line, levelsOf(*m_at.view.frame, series(), Metric::kBacklog));
    return finish(tile);
  }

  Tile agents() const {
    Tile tile = start("agents", translated("Agents"), kAgents, Window::kNow);
    const Ratio occupancy = ratio(Metric::kOccupancy), slots = ratio(Metric::kSlotUtilisation);
    show(tile, formatCount(count(Metric::kAgentsAvailable)), kWidestCount, translated("free"));
    tile.support = translated("occupancy %1, %2")
                       .arg(one(formatPercent(occupancy.value())), basisText(m_at.choice.window, m_at));
    tile.detail = slots.den > 0 ? translated("%1 of %2 slots busy").arg(shown(slots.num), shown(slots.den))
                  : m_at.doubtBefore(Window::kNow) ? translated("nobody known to be logged in")
                                                   : translated("nobody logged in");
    return finish(tile);
  }

 private:
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

  Tile start(const char* key, const QString& label, uint32_t kinds, Window window) const {
    Tile tile;
    tile.key = QString::fromLatin1(key);
    tile.label = label;
    Condition condition = conditionOf(m_at, {m_at.choice.brand, m_at.choice.channel}, kinds, window);
    tile.condition = condition.state, tile.problem = std::move(condition.problem);
    tile.isKnown = m_at.covers(window), tile.isUnsure = m_at.isYoung(window);
    tile.basis = basisText(window, m_at), tile.spokenBasis = spokenBasis(window, m_at);
    const QString age = ageText(m_at);
    if ((tile.condition >= TileState::Late && !m_at.isReplay()) || age.isEmpty()) return tile;
    for (QString* basis : {&tile.basis, &tile.spokenBasis}) *basis = translated("%1 · %2").arg(*basis, age);
    return tile;
  }

  // Few of them say little.
  static void judge(Tile& tile, int64_t n, int64_t enough) {
    tile.sample = translated("n %1").arg(shown(n));
    tile.isUnsure = tile.isUnsure || n < enough;
  }

  static void show(Tile& tile, const Shown& shown, const QString& widest, const QString& unit = {}) {
    tile.value = shown.value, tile.widest = widest;
    QStringList units{shown.unit, shown.value == kNoValue ? QString() : unit};
    units.removeAll(QString());
    tile.unit = units.join(QChar(0x00a0));
  }
  static void showDelta(Tile& tile, double change, const QString& size) {
    tile.delta = size;
    tile.direction = change > 0 ? 1 : change < 0 ? -1 : 0;
  }
  void showRatio(Tile& tile, const Ratio& ratio, Metric metric) const {
    show(tile, formatPercent(ratio.value()), kWidestPercent);
    judge(tile, ratio.den, kEnough);
    if (const auto d = m_at.delta(metric)) {
      showDelta(tile, std::round(*d * 1000), formatPercent(std::abs(*d)).value);
    }
  }
  static QString rateSupport(const Tile& tile, const QString& pattern, std::optional<double> target) {
    QStringList parts{tile.sample};
    if (target) parts << pattern.arg(whole(*target));
    return spaced(parts);
  }

  static void miss(Tile& tile, const QString& sign, const QString& target) {
    tile.level = 3;
    tile.breach = translated("%1 %2").arg(sign, target);
  }

  static QList<double> traceOf(const Hour& hour) {
    QList<double> trace;
    for (const auto& value : hour) trace << value.value_or(std::numeric_limits<double>::quiet_NaN());
    return trace;
  }
  static void draw(Tile& tile, int mark, const Hour& hour) { tile.mark = mark, tile.trace = traceOf(hour); }
  static void drawBullet(Tile& tile, const Ratio& ratio, std::optional<double> target, double end) {
    tile.mark = TileMark::Bullet;
    tile.measure = std::clamp(ratio.value().value_or(0) / end, 0.0, 1.0);
    tile.target = target ? std::clamp(*target / end, 0.0, 1.0) : -1;
  }

  static void clearValue(Tile& tile, const QString& instead) {
    tile.value = instead, tile.unit.clear(), tile.delta.clear(), tile.deltaNote.clear(), tile.level = 0;
  }

  // What the tile's state makes of all that was filled in.
  Tile finish(Tile tile) const {
    if (tile.condition == TileState::Silent) tile.level = 2;
    if (tile.condition == TileState::Disconnected) {
      const QString value = one({tile.value, tile.unit}),
                    moment = formatMoment(m_at.present, m_at.now, m_at.zone);
      tile.support = translated("was %1 at %2").arg(value, moment);
      tile.detail = tile.sample;
      if (widthOf(tile.support) > kRoom) {
        tile.support = translated("was %1").arg(value);
        tile.detail = tile.sample.isEmpty() ? moment : spaced({moment, tile.sample});
      }
      clearValue(tile, kNotConnected);
    }
    if (!tile.isKnown) {
      const bool isLost = tile.condition == TileState::Disconnected;
      clearValue(tile, isLost ? kNotConnected : kNoValue);
      tile.support = isLost ? translated("never seen") : QString();
      tile.detail.clear();
      tile.measure = 0, tile.trace.clear(), tile.few.clear();
    }
    // A state that is worse than late tells more than an alarm.
    const bool isAlarm = tile.level > 0 && tile.condition <= TileState::Late;
    tile.shape = isAlarm ? alarmShape(tile.level) : shapeOf(tile.condition);
    QStringList spoken{tile.label,      one({tile.value, tile.unit}), tile.support, tile.detail, tile.problem,
                       tile.spokenBasis};
    spoken.removeAll(QString());
    tile.spoken = spoken.join(QStringLiteral(", "));
    return tile;
  }

  const Situation& m_at;
};

}  // namespace

std::vector<Tile> boardTiles(const Situation& situation) {
  const TileMaker make(situation);
  return {make.volume(),       make.sentiment(), make.firstResponse(), make.abandonRate(),
          make.serviceLevel(), make.backlog(),   make.agents()};
}

}  // namespace watchfloor
