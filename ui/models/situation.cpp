#include "situation.h"

#include <QCoreApplication>

#include "format.h"

namespace watchfloor {

const SourceHealth* silentSource(const Situation& situation, uint32_t kinds) {
  if (!situation.hasFrame()) return nullptr;
  const auto feedsIt = [&](const SourceHealth::Feed& feed) {
    return (feed.kinds & kinds) != 0 &&
           (situation.choice.isAllBrands() || feed.brand == situation.choice.brand) &&
           (situation.choice.isAllChannels() || feed.channel == situation.choice.channel);
  };
  const SourceHealth* found = nullptr;
  for (const SourceHealth& source : situation.view.frame->sources) {
    if (!source.isSilent || std::ranges::none_of(source.feeds, feedsIt)) continue;
    if (!found || source.lastHeard < found->lastHeard) found = &source;
  }
  return found;
}

QString basisText(Window window, const Situation& situation) {
  const std::optional<Time> since = situation.countsSince(window);
  return since ? QCoreApplication::translate("Situation", "since %1").arg(formatClock(*since, situation.zone))
               : windowText(window);
}

QString silentText(const SourceHealth& source, const Situation& situation) {
  return QCoreApplication::translate("Situation", "%1 silent %2")
      .arg(shortened(source.name), formatSpan(situation.present - source.lastHeard));
}

}  // namespace watchfloor
