#include "tile_draft.h"

#include <QCoreApplication>
#include <algorithm>
#include <limits>
#include <utility>

#include "condition.h"
#include "figure_tile.h"
#include "text_room.h"
#include "titles.h"

namespace watchfloor {
namespace {

// The bullets' fixed ends: of what should be small, and of all else.
constexpr double kSmallEnd = 0.2, kWholeEnd = 1;

struct Say {
  Q_DECLARE_TR_FUNCTIONS(Board)
};
QString shown(int64_t n) { return one(formatCount(n)); }

}  // namespace

QString spaced(QStringList parts) {
  parts.removeAll(QString());
  return parts.join(QStringLiteral("   "));
}

TileDraft::TileDraft(const TileSpec& spec, const Situation& situation, double room)
    : m_spec(spec),
      m_at(situation),
      m_room(room),
      m_threshold(thresholdOf(spec, situation.targets)),
      m_window(spec.subject.isNow() ? Window::kNow : situation.choice.window) {
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

QString TileDraft::fitting(const QStringList& texts) const {
  for (const QString& text : texts) {
    if (m_room >= kEndlessRoom || widthOf(text) <= m_room) return text;
  }
  return texts.last();
}

void TileDraft::judge(int64_t n, int64_t enough) {
  m_tile.sample = Say::tr("n %1").arg(shown(n));
  m_tile.isUnsure = m_tile.isUnsure || n < enough;
}

QString TileDraft::target() const {
  return m_threshold.mark() ? Say::tr("target %1").arg(textOf(m_threshold, m_spec.subject)) : QString();
}

void TileDraft::judgeTarget(std::optional<double> value) {
  if (!value || !m_threshold.isMissedBy(*value)) return;
  m_tile.level = 3;
  m_tile.breach = Say::tr("%1 %2").arg(m_threshold.atLeast ? QStringLiteral("<") : QStringLiteral(">"),
                                       targetText(*m_threshold.mark(), m_spec.subject));
}

void TileDraft::show(const Shown& shown, const QString& unit) {
  m_tile.value = shown.value;
  QStringList units{shown.unit, shown.value == kNoValue ? QString() : unit};
  units.removeAll(QString());
  m_tile.unit = units.join(QChar(0x00a0));
  const bool isMinutes = shown.unit == formatDuration(Duration::zero()).unit;
  m_tile.briefUnit = isMinutes ? Say::tr("m", "minutes, where there is little room") : shown.unit;
}

void TileDraft::showDelta(double change, const QString& size) {
  m_tile.delta = size;
  m_tile.direction = change > 0 ? 1 : change < 0 ? -1 : 0;
}

QList<double> TileDraft::traceOf(const Hour& hour) {
  QList<double> trace;
  for (const auto& value : hour) trace << value.value_or(std::numeric_limits<double>::quiet_NaN());
  return trace;
}

void TileDraft::drawBullet(const Ratio& ratio) {
  const Metric metric = m_spec.subject.metric;
  const bool isSmall = metric == Metric::kAbandonRate || metric == Metric::kAbandonRateOfQueued ||
                       metric == Metric::kAbandonRateOfOffered;
  const double end = isSmall ? kSmallEnd : kWholeEnd;
  m_tile.mark = TileMark::Bullet;
  m_tile.measure = std::clamp(ratio.value().value_or(0) / end, 0.0, 1.0);
  m_tile.target = m_threshold.mark() ? std::clamp(*m_threshold.mark() / end, 0.0, 1.0) : -1;
}

void TileDraft::clearValue(const QString& instead) {
  m_tile.value = instead, m_tile.unit.clear(), m_tile.delta.clear(), m_tile.deltaNote.clear();
  m_tile.level = 0;
}

// What it was when the engine was last heard.
void TileDraft::lose() {
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

QString TileDraft::spokenAlarm() const {
  const bool isNow = m_tile.condition <= TileState::Late || m_tile.condition == TileState::Silent;
  if (m_tile.level == 0 || !isNow) return {};
  const QString alarm = Say::tr("alarm of level %1").arg(shown(m_tile.level));
  return m_tile.breach.isEmpty() ? alarm
                                 : Say::tr("%1: %2", "an alarm, and of what").arg(alarm, m_tile.breach);
}

QString TileDraft::spokenChange() const {
  if (m_tile.delta.isEmpty()) return {};
  const QString change = m_tile.direction > 0   ? Say::tr("up %1").arg(m_tile.delta)
                         : m_tile.direction < 0 ? Say::tr("down %1").arg(m_tile.delta)
                                                : Say::tr("unchanged");
  return m_tile.deltaNote.isEmpty() ? change : QStringLiteral("%1 %2").arg(m_tile.deltaNote, change);
}

// What the tile's state makes of all that was filled in.
Tile TileDraft::finish() {
  if (m_tile.condition == TileState::Silent) m_tile.level = 2;
  if (m_tile.condition == TileState::Disconnected) lose();
  if (!m_tile.isKnown) {
    const bool isLost = m_tile.condition == TileState::Disconnected;
    const bool isToCome = m_tile.condition == TileState::Connecting;
    clearValue(isLost ? kNotConnected : isToCome ? kNotYet : kNoValue);
    m_tile.support = isLost ? Say::tr("never seen") : QString();
    m_tile.detail.clear();
    m_tile.measure = 0, m_tile.trace.clear(), m_tile.few.clear();
  }
  // A state that is worse than late tells more than an alarm.
  const bool isAlarm = m_tile.level > 0 && m_tile.condition <= TileState::Late;
  m_tile.shape = isAlarm ? alarmShape(m_tile.level) : shapeOf(m_tile.condition);
  if (m_tile.shape == GlyphShape::Dot && m_tile.value == kNoValue)
    m_tile.shape = GlyphShape::Box;
  else if (m_tile.shape == GlyphShape::Dot && m_tile.isUnsure)
    m_tile.shape = GlyphShape::Ring;
  QStringList spoken{m_tile.label,   one({m_tile.value, m_tile.unit}),
                     spokenAlarm(),  spokenChange(),
                     m_tile.support, m_tile.detail,
                     m_tile.problem, m_tile.spokenBasis};
  spoken.removeAll(QString());
  m_tile.spoken = spoken.join(QStringLiteral(", "));
  return std::move(m_tile);
}

}  // namespace watchfloor
