#include "notice.h"

#include <QCoreApplication>
#include <algorithm>

#include "condition.h"
#include "format.h"
#include "names.h"
#include "trends_model.h"

namespace watchfloor {
namespace {

struct Say {
  Q_DECLARE_TR_FUNCTIONS(Notice)
};

constexpr Duration kClocksApart = minutes(1);
constexpr int kBriefName = 16;  // characters

bool isUnseen(const std::vector<std::string>& names, const std::string& chosen) {
  return chosen != kAll && std::ranges::find(names, chosen) == names.end();
}

// Why the past is not shown, or what is not in it.
std::vector<Notice> pastNotices(const WallView& view) {
  std::vector<Notice> notices;
  const auto add = [&](const QString& text, const char* key, const QString& brief) {
    notices.push_back({3, text, QLatin1String(key), {brief}});
  };
  if (!view.refusal.empty()) {
    add(Say::tr("That moment is not shown: %1").arg(QString::fromStdString(view.refusal)), "refusal",
        Say::tr("No such moment"));
  }
  if (!view.frame->replayed) return notices;
  if (!view.frame->replayed->isWhole) {
    add(Say::tr("Not whole: what was recorded before that had been let go"), "past", Say::tr("Not whole"));
  }
  if (const auto n = static_cast<int64_t>(view.frame->replayed->damaged); n > 0) {
    add(Say::tr("Not whole: %1 records could not be read").arg(formatWhole(n)), "damaged",
        Say::tr("Not whole"));
  }
  return notices;
}

// As boards call it.
std::string metricOf(const Tile& tile) { return tile.scope.section(kScopeSeparator, 0, 0).toStdString(); }

// The same as long as it is of the same.
QString keyOf(const Trend& trend) {
  const QString key = kTrendKey + QString::fromStdString(trend.brand);
  if (trend.topic) return key + QStringLiteral(".topic.%1").arg(QString::fromStdString(trend.topic->text));
  if (!trend.conversation) return key;
  return key + QStringLiteral(".conversation.%1").arg(micros(trend.conversation->began));
}

QString spokenName(const Trend& trend, const Situation& at) {
  const QString name = trendName(trend, kLongest, at.view.frame.get(), true);
  return trend.isWatchedOnly ? Say::tr("%1 (competitor)").arg(name) : name;
}

// Who rises or collapses, be he on this board or not.
std::vector<Notice> trendNotices(const Situation& at) {
  std::vector<Notice> notices;
  if (!at.trends || at.isPast() || trendCondition(at).state > TileState::Late) return notices;
  for (const Trend& trend : at.trends->trends) {
    if (!isUnusual(trend)) continue;
    notices.push_back(
        {3,
         Say::tr("%1 %2", "a brand, and what it does").arg(spokenName(trend, at), trendText(trend)),
         keyOf(trend),
         {changeText(trend, spokenName(trend, at)),
          changeText(trend, trendName(trend, kBriefName, at.view.frame.get()))},
         trend.topic || trend.conversation ? CallKind::Talk : CallKind::Trend,
         trend.brand});
  }
  return notices;
}

}  // namespace

std::vector<Notice> noticesOf(const Situation& at, const std::vector<Tile>& tiles) {
  std::vector<Notice> notices;
  switch (at.freshness) {
    case Freshness::kDisconnected:
      return {{1,
               Say::tr("No connection to the engine for %1").arg(formatSpan(at.silence)),
               QStringLiteral("engine"),
               {Say::tr("No connection for %1").arg(formatSpan(at.silence))}}};
    case Freshness::kStale:
      return {{2,
               Say::tr("Nothing heard from the engine for %1").arg(formatSpan(at.silence)),
               QStringLiteral("engine"),
               {Say::tr("Nothing heard for %1").arg(formatSpan(at.silence))}}};
    case Freshness::kConnecting:
      return {};
    default:
      break;
  }
  if (at.isSetBack()) {
    return {{2,
             Say::tr("The engine's clock was set back: its figures stand still for %1")
                 .arg(formatSpan(at.view.frame->setBack)),
             QStringLiteral("set back"),
             {Say::tr("Clock set back")}}};
  }
  if (const Duration apart =
          at.isReplay() || at.pausedAt ? Duration::zero() : std::chrono::abs(at.present - at.now);
      apart > kClocksApart) {
    notices.push_back(
        {2,
         Say::tr("The clocks of the engine and of this wall are %1 apart").arg(formatSpan(apart)),
         QStringLiteral("clocks"),
         {Say::tr("Clocks %1 apart").arg(formatSpan(apart))}});
  }
  if (at.pausedAt) {
    notices.push_back(
        {3,
         Say::tr("Paused for %1: what is new is not shown").arg(formatSpan(at.now - *at.pausedAt)),
         QStringLiteral("paused"),
         {Say::tr("Paused")}});
  }
  const std::vector<Notice> ofThePast = pastNotices(at.view);
  notices.insert(notices.end(), ofThePast.begin(), ofThePast.end());
  for (const SourceHealth& source : at.view.frame->sources) {
    if (source.isSilent)
      notices.push_back({2,
                         silentText(source, at),
                         "source " + QString::fromStdString(source.name),
                         {Say::tr("A source is silent")},
                         CallKind::SourceSilent,
                         source.name});
  }
  // Missed targets: not of a figure that is not known to be the present.
  for (const Tile& tile : tiles) {
    if (tile.breach.isEmpty() || tile.condition > TileState::Late) continue;
    notices.push_back({tile.level,
                       Say::tr("%1 %2 %3").arg(tile.label, one({tile.value, tile.unit}), tile.breach),
                       tile.scope,
                       {QStringLiteral("%1 %2").arg(one({tile.value, tile.unit}), tile.breach)},
                       CallKind::Alarm,
                       metricOf(tile)});
  }
  const std::vector<Notice> ofTrends = trendNotices(at);
  notices.insert(notices.end(), ofTrends.begin(), ofTrends.end());
  const Frame& frame = *at.view.frame;
  if (isUnseen(frame.brands, at.choice.brand)) {
    notices.push_back({3,
                       Say::tr("No events of brand \"%1\" so far").arg(shortened(at.choice.brand)),
                       QStringLiteral("brand"),
                       {Say::tr("No events of this brand")}});
  }
  if (isUnseen(frame.channels, at.choice.channel)) {
    notices.push_back({3,
                       Say::tr("No events of channel \"%1\" so far").arg(shortened(at.choice.channel)),
                       QStringLiteral("channel"),
                       {Say::tr("No events of this channel")}});
  }
  // An alarm until the window is whole; then, for what is open still, only when there is nothing else to say.
  const bool isAlarm = at.doubtBefore(at.choice.window) || at.isYoung(Window::kNow);
  if (isAlarm || (at.doubtBefore(Window::kNow) && notices.empty())) {
    const QString began = formatMoment(*frame.began, frame.asOf, at.zone);
    notices.push_back({isAlarm ? 3 : 0,
                       frame.brands.empty()
                           ? Say::tr("No events yet: the engine began at %1").arg(began)
                           : Say::tr("Figures may lack events before %1: the engine began then").arg(began),
                       QStringLiteral("began"),
                       {Say::tr("Not whole before %1").arg(began)}});
  }
  return notices;
}

}  // namespace watchfloor
