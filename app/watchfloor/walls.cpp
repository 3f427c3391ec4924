#include "walls.h"

#include <QCoreApplication>
#include <algorithm>
#include <cstdio>
#include <utility>

#include "client/kept_view.h"
#include "clocks.h"

namespace watchfloor {
namespace {

// What the wall showed when it last ran; what cannot be read is no reason to begin without anything else.
WallView keptView(const Options& options, const std::string& target) {
  if (options.state.empty()) return {};
  absl::StatusOr<WallView> kept = readKeptView(keptViewOf(options), target);
  if (kept.ok()) return *std::move(kept);
  if (!absl::IsNotFound(kept.status()))
    std::fprintf(stderr, "watchfloor: %s\n", std::string(kept.status().message()).c_str());
  return {};
}

}  // namespace

Walls::Walls(const Options& options, const std::string& target, const QTimeZone& zone)
    : m_isSnapshotOnly(options.isSnapshotOnly()), m_trends({.target = target, .now = monotonic}) {
  if (options.windows.empty()) add(options, target, zone);
  for (const WindowConfig& window : options.windows) add(optionsOf(options, window), target, zone);
  connect(&m_beats, &QTimer::timeout, this, [this] { m_manager.tell("WATCHDOG=1"); });
}

void Walls::add(const Options& options, const std::string& target, const QTimeZone& zone) {
  auto client = std::make_unique<WallClient>(
      WallClient::Options{.target = target, .now = monotonic, .kept = keptView(options, target)},
      selectionFor({{options.choice}}));
  auto topics = std::make_unique<TopicWatch>(TopicWatch::Options{.target = target, .now = monotonic});
  WallClient* const its = client.get();
  TopicWatch* const watch = topics.get();
  auto session = std::make_unique<Session>(
      options, target,
      WallFeed{.newest = [its] { return its->newest(); },
               .select = [its](Selection s) { its->select(std::move(s)); },
               .play = [its](std::optional<Playback> playback) { its->play(playback); },
               .trends = [this] { return m_trends.newest(); },
               .topics =
                   [watch, isUnmasked = options.isUnmasked](TopicQuestion wanted) {
                     wanted.isUnmasked = isUnmasked;
                     watch->want(wanted);
                     return watch->newest();
                   },
               .now = timeOfDay,
               .steady = monotonic},
      zone);
  connect(session.get(), &Session::finished, this, &Walls::noteFinished);
  m_walls.push_back({std::move(client), std::move(topics), std::move(session)});
}

bool Walls::open() {
  for (const Wall& wall : m_walls) {
    if (!m_isSnapshotOnly) wall.session->obey();
    if (!wall.session->open()) return false;
  }
  if (!m_isSnapshotOnly) m_screenSaver = std::make_unique<ScreenSaver>();
  m_manager.tell("READY=1");
  if (m_manager.beat().count() > 0) m_beats.start(m_manager.beat());
  return true;
}

void Walls::noteFinished(bool isDone) {
  m_areAllDone = m_areAllDone && isDone;
  if (++m_finished == m_walls.size()) QCoreApplication::exit(m_areAllDone ? 0 : 1);
}

}  // namespace watchfloor
