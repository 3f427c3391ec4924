#include "rejections.h"

#include <QCoreApplication>

#include "format.h"
#include "names.h"

namespace watchfloor {
namespace {

struct Say {
  Q_DECLARE_TR_FUNCTIONS(Notice)
};

}  // namespace

std::vector<Notice> Rejections::hear(const Situation& at) {
  std::vector<Notice> notices;
  if (!at.isHeard() || at.isReplay() || at.pausedAt) return notices;
  for (const SourceHealth& source : at.view.frame->sources) {
    const int64_t refused = source.rejected + source.futureRejected;
    const auto [place, isNew] = m_sources.try_emplace(source.name, Source{refused, refused, kDistantPast});
    Source& known = place->second;
    const bool isOver = at.now > known.last + kTold || refused < known.refused;
    if (refused > known.refused) {
      if (isOver) known.before = known.refused;
      known.last = at.now;
    } else if (isOver) {
      known.last = kDistantPast;
    }
    known.refused = refused;
    if (known.last == kDistantPast) continue;
    notices.push_back({3,
                       Say::tr("%1: %2 events refused", "a source")
                           .arg(shortened(source.name), formatWhole(refused - known.before)),
                       "refused " + QString::fromStdString(source.name),
                       {Say::tr("A source has events refused")},
                       CallKind::SourceRejects,
                       source.name});
  }
  return notices;
}

}  // namespace watchfloor
