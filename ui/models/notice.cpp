#include "notice.h"

#include <QCoreApplication>

#include "format.h"

namespace watchfloor {
namespace {

QString translated(const char* text) { return QCoreApplication::translate("Notice", text); }

}  // namespace

std::vector<Notice> noticesOf(const Situation& at, const std::vector<Tile>& tiles) {
  std::vector<Notice> notices;
  switch (at.freshness) {
    case Freshness::kDisconnected:
      return {{1, translated("No connection to the engine for %1").arg(formatSpan(at.silence))}};
    case Freshness::kStale:
      return {{2, translated("Nothing heard from the engine for %1").arg(formatSpan(at.silence))}};
    case Freshness::kConnecting:
      return {};
    default:
      break;
  }
  for (const SourceHealth& source : at.view.frame->sources) {
    if (source.isSilent) notices.push_back({2, silentText(source, at)});
  }
  // Missed targets: not of a figure that is not known to be the present.
  for (const Tile& tile : tiles) {
    if (tile.breach.isEmpty() || tile.condition > TileState::Late) continue;
    notices.push_back(
        {tile.level, translated("%1 %2 %3").arg(tile.label, one({tile.value, tile.unit}), tile.breach)});
  }
  return notices;
}

}  // namespace watchfloor
