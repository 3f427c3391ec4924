// What a board is drawn from: the newest frame, what was chosen, and how old it all is. A value, built once a
// tick; everything that is displayed is a pure function of it.
#pragma once

#include <QString>
#include <QTimeZone>
#include <algorithm>
#include <memory>
#include <optional>

#include "choice.h"
#include "client/topics.h"
#include "client/trends.h"
#include "client/wall_client.h"
#include "model/conversation.h"
#include "model/frame.h"
#include "subject.h"

namespace watchfloor {

// What the board's ratios are held against. They belong to the wall, not to the engine: a room may be
// stricter.
struct BoardTargets {
  std::optional<double> serviceLevel = 0.8;  // at least
  std::optional<double> abandonRate = 0.05;  // at most
  std::optional<double> netSentiment;        // at least, -1 .. 1
  std::optional<Duration> firstResponse;     // the median, at most
};

// What is open now cannot be known before events about it came: so long an engine that began is young, and
// so far reaches what is still open after that.
inline constexpr Duration kFirstSight = minutes(15), kNowReach = hours(24);
// Clocks that are further apart than this are told.
inline constexpr Duration kClockLeeway = seconds(2);

struct Situation {
  WallView view;
  Choice choice;
  BoardTargets targets;
  QTimeZone zone{QTimeZone::utc()};
  Freshness freshness = Freshness::kConnecting;
  Duration silence{0};  // since the engine was last heard
  Time present{};       // the engine's tick, grown by the time since it came; stands still once stale
  Time now{};           // the time of day of the wall
  std::shared_ptr<const TrendView> trends;  // null: nobody asks for them
  Duration trendSilence{0};                 // since they were last heard
  std::shared_ptr<const TopicView> topics;  // as trends
  Duration topicSilence{0};
  std::optional<Time> pausedAt;  // somebody wants what was shown then to stand still
  bool isSought = false;         // somebody wants another moment; until it is found, it is connecting

  bool hasFrame() const { return view.frame != nullptr; }
  // What it shows is of now, or was a moment ago.
  bool isHeard() const {
    return hasFrame() && !view.isKept && (freshness == Freshness::kLive || freshness == Freshness::kLate);
  }
  // Not so: a recording that has not begun.
  bool hasPresent() const { return hasFrame() && view.frame->asOf != Time{}; }
  // A recording: its present is that of its events, however live the engine is.
  bool isReplay() const { return hasFrame() && (view.frame->isEventClock || isPast()); }
  // Of what the engine showed live before, and shows again.
  bool isPast() const { return hasFrame() && view.frame->replayed; }
  // Whether the frame answers for a window, or for a series: not yet, right after another one was chosen.
  bool covers(Window window) const;
  bool coversSeries(const SeriesName& name) const;
  // Where a window begins and, exclusive, ends; all of time where it has no beginning. REQUIRES: a frame.
  TimeSpan spanOf(Window window) const;
  // When the engine began, if a window reaches further back (`now`: kNowReach): of what was before, it has
  // only what somebody published later, so nobody knows whether the window is whole.
  std::optional<Time> doubtBefore(Window window) const;
  std::optional<Time> doubtFrom(Time start) const;
  // Such a window, of an engine that began less than kFirstSight ago.
  bool isYoung(Window window) const;
  // The engine's clock was set back: until it has caught up, what it says is old, however often it says so.
  bool isSetBack() const { return hasFrame() && view.frame->setBack > kClockLeeway; }
  // The figure of the chosen cell; zero when there was no activity.
  Figure figure(Metric metric) const;
  // Against one window ago; none when there is nothing to compare with, or nothing whole.
  std::optional<double> delta(Metric metric) const;

 private:
  // The engine had begun when the window began that the chosen one is compared with.
  bool isDeltaWhole() const;
  const FrameCell* cellOf(Metric metric) const;
};

// "15 min"; "15 min?" when it may not be whole; and that in words, "15 min, may lack events before 10:28".
QString basisText(Window window, const Situation& situation);
QString spokenBasis(Window window, const Situation& situation);

// How long ago that was which is shown: of a recording, its last event (empty: none yet); else, when the
// engine was last heard.
QString ageText(const Situation& situation);

// Why there is nothing to be seen of a window; empty when that is not known.
QString nothingText(Window window, const Situation& situation);

}  // namespace watchfloor
