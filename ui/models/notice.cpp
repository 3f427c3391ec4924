#include "notice.h"

#include <QCoreApplication>

#include "board_tiles.h"
#include "format.h"

namespace watchfloor {
namespace {

QString translated(const char* text) { return QCoreApplication::translate("Notice", text); }

QString percentOf(const Situation& situation, Metric metric) {
  return one(formatPercent(std::get<Ratio>(situation.figure(metric)).value()));
}
QString whole(double ratio) { return QString::number(ratio * 100, 'g', 3) + QStringLiteral("\u2009%"); }

// Values outside the board's targets: not said of values that are no longer the present.
void addMissedTargets(const Situation& at, std::vector<Notice>& notices) {
  if (missesAbandonRate(at)) {
    notices.push_back({3, translated("Abandon rate %1 > %2").arg(percentOf(at, Metric::kAbandonRate),
                                                                  whole(*at.targets.abandonRate))});
  }
  if (missesServiceLevel(at)) {
    notices.push_back({3, translated("Service level %1 < %2").arg(percentOf(at, Metric::kServiceLevel),
                                                                   whole(*at.targets.serviceLevel))});
  }
  if (missesSentiment(at)) {
    const Ratio ratio = std::get<Ratio>(at.figure(Metric::kNetSentiment));
    notices.push_back({3, translated("Net sentiment %1 < %2").arg(formatSentiment(ratio.value()).value,
                                                                   formatSentiment(at.targets.netSentiment).value)});
  }
  if (missesFirstResponse(at)) {
    const Spread spread = std::get<Spread>(at.figure(Metric::kFirstResponseTime));
    notices.push_back({3, translated("First response %1 > %2").arg(one(formatDuration(spread.quantile(50))),
                                                                    one(formatDuration(at.targets.firstResponse)))});
  }
}

}  // namespace

std::vector<Notice> noticesOf(const Situation& at) {
  std::vector<Notice> notices;
  switch (at.freshness) {
    case Freshness::kDisconnected:
      return {{1, translated("No connection to the engine for %1").arg(formatSpan(at.silence))}};
    case Freshness::kStale:
      return {{2, translated("Nothing heard from the engine for %1").arg(formatSpan(at.silence))}};
    case Freshness::kConnecting: return {};
    default: break;
  }
  for (const SourceHealth& source : at.view.frame->sources) {
    if (source.isSilent) notices.push_back({2, silentText(source, at)});
  }
  addMissedTargets(at, notices);
  return notices;
}

}  // namespace watchfloor
