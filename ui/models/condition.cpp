#include "condition.h"

#include <QCoreApplication>
#include <algorithm>

#include "format.h"
#include "names.h"
#include "text_room.h"

namespace watchfloor {
namespace {

constexpr Duration kUnheard = seconds(30);  // what is asked for, is every few seconds

struct Say {
  Q_DECLARE_TR_FUNCTIONS(Condition)
};

// The silent source that feeds the cell with one of these kinds and was heard longest ago; null when all
// speak.
const SourceHealth* silentSource(const Situation& at, const CellName& cell, uint32_t kinds) {
  const SourceHealth* found = nullptr;
  for (const SourceHealth& source : at.view.frame->sources) {
    if (!source.isSilent || !feeds(source, cell, kinds, *at.view.frame)) continue;
    if (!found || source.lastHeard < found->lastHeard) found = &source;
  }
  return found;
}

// Who is silent, where a tile has room for that; else only how long.
Condition silence(const SourceHealth& source, const Situation& at) {
  constexpr double kRoom = 215;  // arc minutes
  const QString whole = silentText(source, at),
                brief = Say::tr("silent %1").arg(formatSpan(at.present - source.lastHeard));
  return {TileState::Silent, widthOf(whole) <= kRoom ? whole : brief, brief};
}

Condition both(int state, const QString& problem) { return {state, problem, problem}; }

}  // namespace

bool feeds(const SourceHealth& source, const CellName& cell, uint32_t kinds, const Frame& frame) {
  return std::ranges::any_of(source.feeds, [&](const SourceHealth::Feed& feed) {
    const bool isOfBrand = cell.brand == kAll ? !frame.isWatchedOnly(feed.brand) : feed.brand == cell.brand;
    return (feed.kinds & kinds) != 0 && isOfBrand && (cell.channel == kAll || feed.channel == cell.channel);
  });
}

int connectionState(const Situation& at) {
  switch (at.freshness) {
    case Freshness::kConnecting:
      return TileState::Connecting;
    case Freshness::kLate:
      return TileState::Late;
    case Freshness::kStale:
      return TileState::Stale;
    case Freshness::kDisconnected:
      return TileState::Disconnected;
    case Freshness::kLive:
      break;
  }
  if (at.isSetBack()) return TileState::Stale;
  if (at.pausedAt) return TileState::Paused;
  return at.isReplay() ? TileState::Replay : TileState::Live;
}

Condition connectionCondition(const Situation& at) {
  const int connection = connectionState(at);
  const QString span = formatSpan(at.silence);
  switch (connection) {
    case TileState::Connecting:
      return both(connection, at.isSought ? Say::tr("looking for it") : Say::tr("connecting"));
    case TileState::Disconnected:
      return {connection, Say::tr("disconnected %1").arg(span), Say::tr("disconnected")};
    case TileState::Stale:
      return both(connection, at.isSetBack()
                                  ? Say::tr("clock back %1").arg(formatSpan(at.view.frame->setBack))
                                  : Say::tr("stale %1").arg(span));
    default:
      return {connection, {}, {}};
  }
}

Condition askedCondition(const Situation& at, const AskedFor& asked) {
  const Condition connection = connectionCondition(at);
  if (connection.state > TileState::Paused) return connection;
  if (!asked.isKnown)
    return both(TileState::Connecting, asked.problem.isEmpty() ? Say::tr("loading") : asked.problem);
  if (asked.silence > kUnheard)
    return both(TileState::Stale, Say::tr("stale %1").arg(formatSpan(asked.silence)));
  if (asked.asOf && at.present - *asked.asOf > asked.old)
    return both(TileState::Stale,
                Say::tr("stale, to %1").arg(formatMoment(*asked.asOf, at.present, at.zone)));
  return connection;
}

Condition conditionOf(const Situation& at, const CellName& cell, uint32_t kinds, Window window) {
  const Condition connection = connectionCondition(at);
  if (connection.state > TileState::Paused) return connection;
  if (!at.covers(window)) return both(TileState::Connecting, Say::tr("loading"));
  if (const SourceHealth* source = silentSource(at, cell, kinds)) return silence(*source, at);
  if (connection.state == TileState::Paused) {
    const QString paused = formatSpan(at.now - *at.pausedAt);
    return {connection.state, Say::tr("paused %1").arg(paused), Say::tr("paused")};
  }
  const bool isLate = connection.state == TileState::Late;
  return both(connection.state, isLate ? Say::tr("late %1").arg(formatSpan(at.silence)) : QString());
}

int shapeOf(int state) {
  switch (state) {
    case TileState::Live:
      return GlyphShape::Dot;
    case TileState::Replay:
      return GlyphShape::Play;
    case TileState::Late:
      return GlyphShape::Clock;
    case TileState::Paused:
      return GlyphShape::Bars;
    case TileState::Silent:
      return GlyphShape::Slashed;
    case TileState::Stale:
      return GlyphShape::Hatched;
    case TileState::Disconnected:
      return GlyphShape::Cross;
    default:
      return GlyphShape::Dots;
  }
}

QStringList sourceNames(const Frame& frame) {
  std::vector<std::string> names;
  for (const SourceHealth& source : frame.sources) names.push_back(source.name);
  return apart(names);
}

QString silentText(const SourceHealth& source, const Situation& at) {
  const Frame& frame = *at.view.frame;
  return Say::tr("%1 silent %2")
      .arg(sourceNames(frame)[&source - frame.sources.data()], formatSpan(at.present - source.lastHeard));
}

}  // namespace watchfloor
