#include "notice.h"

#include <QCoreApplication>
#include <algorithm>

#include "format.h"

namespace watchfloor {
namespace {

// What is open now cannot be known before events about it came: for so long after its beginning an engine
// says so.
constexpr Duration kFirstSight = minutes(15);

QString translated(const char* text) { return QCoreApplication::translate("Notice", text); }

bool isUnseen(const std::vector<std::string>& names, const std::string& chosen) {
  return chosen != kAll && std::ranges::find(names, chosen) == names.end();
}

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
  const Frame& frame = *at.view.frame;
  if (isUnseen(frame.brands, at.choice.brand)) {
    notices.push_back({3, translated("No events of brand \"%1\" so far").arg(shortened(at.choice.brand))});
  }
  if (isUnseen(frame.channels, at.choice.channel)) {
    notices.push_back(
        {3, translated("No events of channel \"%1\" so far").arg(shortened(at.choice.channel))});
  }
  const bool isYoung = frame.began && frame.asOf < *frame.began + kFirstSight;
  if (!frame.brands.empty() && (isYoung || at.countsSince(at.choice.window))) {
    notices.push_back({3, translated("Counting since %1 only: the engine began then")
                              .arg(formatMoment(*frame.began, frame.asOf, at.zone))});
  }
  return notices;
}

}  // namespace watchfloor
