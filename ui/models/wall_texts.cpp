// What the wall says beside its tiles: header, alarm band, help.
#include <algorithm>

#include "format.h"
#include "names.h"
#include "wall_model.h"

namespace watchfloor {
namespace {

constexpr int64_t kNoticeSeconds = 8;  // each abnormal thing is shown for so long, in turn

}  // namespace

QString WallModel::brandBrief() const {
  constexpr int kBrief = 14;
  return m_situation.choice.isAllBrands() ? brandText() : shortened(m_situation.choice.brand, kBrief);
}

QString WallModel::channelBrief() const {
  constexpr int kBrief = 12;
  return m_situation.choice.isAllChannels() ? channelText() : shortened(m_situation.choice.channel, kBrief);
}

QString WallModel::freshnessBrief() const {
  if (m_situation.freshness == Freshness::kDisconnected) return tr("disconnected");
  if (m_past.isOpen() && m_situation.freshness == Freshness::kConnecting) return tr("looking");
  if (m_situation.isPast()) return formatMoment(m_situation.present, m_situation.now, m_situation.zone);
  return m_situation.freshness == Freshness::kLive && isReplay() ? tr("REPLAY") : freshnessText();
}

// When what is shown was, that was kept when the wall last ran.
QString WallModel::keptAt() const {
  return formatMoment(m_situation.view.frame->asOf, m_situation.now, m_situation.zone);
}

QString WallModel::freshnessText() const {
  const QString silence = formatSpan(m_situation.silence);
  switch (m_situation.freshness) {
    case Freshness::kConnecting:
      return m_past.isOpen()           ? tr("looking for %1").arg(m_past.momentText())
             : m_situation.view.isKept ? tr("connecting, was at %1").arg(keptAt())
                                       : tr("connecting");
    case Freshness::kLate:
      return tr("late %1").arg(silence);
    case Freshness::kStale:
      return tr("stale %1").arg(silence);
    case Freshness::kDisconnected:
      return tr("disconnected %1").arg(silence);
    case Freshness::kLive:
      break;
  }
  if (m_situation.isSetBack()) return tr("clock set back");
  if (m_situation.pausedAt) return tr("paused %1").arg(formatSpan(m_situation.now - *m_situation.pausedAt));
  if (!isReplay()) return tr("live · %1").arg(silence);
  if (!m_situation.hasPresent()) return tr("REPLAY, no events yet");
  return tr("REPLAY %1").arg(formatDate(m_situation.present, m_situation.zone));
}

QString WallModel::watermarkText() const {
  const std::optional<Time> watermark =
      m_situation.hasFrame() ? m_situation.view.frame->watermark : std::nullopt;
  if (!watermark) return {};
  const QTimeZone& zone = m_situation.zone;
  const QString moment = formatMoment(*watermark, m_situation.now, zone);
  const bool isToday = moment == formatClock(*watermark, zone);
  return tr("events to %1").arg(isToday ? formatClock(*watermark, zone, true) : moment);
}

QString WallModel::definitionText() const {
  return m_situation.hasFrame()
             ? tr("Definitions %1").arg(QString::fromStdString(m_situation.view.frame->definitionId))
             : QString();
}

QString WallModel::clockText() const {
  return m_shownSecond ? formatClock(Time(seconds(*m_shownSecond)), m_situation.zone, true) : QString();
}

// Of the connection, and of the board's file: all of it.
QString WallModel::problem() const {
  QStringList problems{QString::fromStdString(m_situation.view.problem), m_boardProblem};
  problems.removeAll(QString());
  return problems.join(QLatin1Char('\n'));
}

// What of the events was not taken as it came; only what there is.
QString WallModel::countersText() const {
  if (!m_situation.hasFrame()) return {};
  const Counters& counters = m_situation.view.frame->counters;
  QStringList parts;
  const auto add = [&](const QString& text, int64_t n) {
    if (n > 0) parts << text.arg(one(formatCount(n)));
  };
  add(tr("%1 duplicate"), counters.duplicates);
  add(tr("%1 late"), counters.lateDropped);
  add(tr("%1 future"), counters.futureRejected);
  add(tr("%1 rejected"), counters.rejected);
  add(tr("%1 clock skew"), counters.clockSkew);
  add(tr("%1 lost"), counters.lost);
  add(tr("%1 forgotten"), counters.forgotten);
  return parts.join(QStringLiteral(" · "));
}

const Notice* WallModel::notice() const {
  if (m_notices.empty() || !m_shownSecond) return nullptr;
  const auto turns = static_cast<size_t>((*m_shownSecond - m_firstSecond) / kNoticeSeconds);
  const auto first = std::ranges::find(m_notices, m_firstNotice, &Notice::key);
  const auto from = first == m_notices.end() ? 0 : static_cast<size_t>(first - m_notices.begin());
  return &m_notices[(from + turns) % m_notices.size()];
}

QString WallModel::noticeText() const {
  if (m_situation.freshness == Freshness::kConnecting) {
    if (m_past.isOpen()) return tr("Looking for %1").arg(m_past.momentText());
    return m_situation.view.isKept ? tr("Connecting to the engine; shown is what was at %1").arg(keptAt())
                                   : tr("Connecting to the engine");
  }
  if (notice()) return notice()->text;
  if (m_situation.view.frame->brands.empty()) return tr("No events yet");
  if (m_situation.isPast()) return tr("As it was: %1").arg(formatDate(m_situation.present, m_situation.zone));
  if (isReplay()) return tr("A recording, up to %1").arg(formatDate(m_situation.present, m_situation.zone));
  return tr("Nothing abnormal");
}

QStringList WallModel::noticeTexts() const {
  QStringList texts{noticeText()};
  if (notice()) return texts + notice()->briefs;
  if (m_situation.freshness == Freshness::kConnecting) return texts << tr("Connecting");
  return isReplay() ? texts << tr("A recording") : texts;
}

QString WallModel::noticeCount() const {
  if (m_notices.size() < 2) return {};
  return tr("%1 of %2").arg(formatWhole(notice() - m_notices.data() + 1), formatWhole(std::ssize(m_notices)));
}

int WallModel::noticeShape() const {
  return notice() ? alarmShape(notice()->level) : static_cast<int>(GlyphShape::Dot);
}

int WallModel::noticeLevel() const { return notice() ? notice()->level : 0; }

}  // namespace watchfloor
