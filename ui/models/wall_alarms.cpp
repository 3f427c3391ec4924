// What of the wall's alarms is told, on whichever board they are, and what of it is new.
#include <algorithm>
#include <iterator>
#include <set>

#include "figure_tile.h"
#include "titles.h"
#include "trends_model.h"
#include "wall_model.h"

namespace watchfloor {

void WallModel::watch(std::vector<Board> boards) {
  m_watched = std::move(boards);
  m_isDirty = true;
  subscribe();
}

// What was chosen, where the board has nothing of its own.
Choice WallModel::choiceOn(const Board& board) const {
  Choice choice = m_chosen;
  if (board.window) choice.window = *board.window;
  if (board.channel) choice.channel = *board.channel;
  if (board.isOfOneBrand && choice.isAllBrands() && !m_brands.known.empty())
    choice.brand = m_brands.known.front();
  return choice;
}

std::vector<Choice> WallModel::watchedChoices() const {
  std::vector<Choice> choices;
  for (const Board& board : m_watched) {
    for (const TileSpec& spec : board.tiles) {
      if (spec.kind == TileKind::Number) choices.push_back(choiceOf(spec, choiceOn(board)));
    }
  }
  return choices;
}

// That are on other boards only.
std::vector<Tile> WallModel::watchedFigures() const {
  std::set<QString> told;
  for (const Tile& tile : m_scene.allFigures()) told.insert(tile.scope);
  std::vector<Tile> figures;
  for (const Board& board : m_watched) {
    Situation at = m_situation;
    at.choice = choiceOn(board);
    for (const TileSpec& spec : board.tiles) {
      if (spec.kind != TileKind::Number) continue;
      Tile tile = figureTile(spec, at);
      if (!told.insert(tile.scope).second) continue;
      tile.label = tr("%1: %2").arg(titleText(board.title), tile.label);
      figures.push_back(std::move(tile));
    }
  }
  return figures;
}

// What is wrong with the board's file comes last: it is about the wall, not about the room.
std::vector<Notice> WallModel::allNotices(const std::vector<Tile>& figures) const {
  std::vector<Notice> notices = noticesOf(m_situation, figures);
  notices.insert(notices.end(), m_refusedNow.begin(), m_refusedNow.end());
  if (m_boardProblem.isEmpty()) return notices;
  const QString first = m_boardProblem.section(QLatin1Char('\n'), 0, 0);
  const QString line = first.section(QLatin1Char(':'), 1, 1);
  notices.push_back({3,
                     tr("Board not taken: %1").arg(first.section(QLatin1Char('/'), -1)),
                     QStringLiteral("board"),
                     {tr("Board file: line %1").arg(line)}});
  return notices;
}

// A tile tells its own target's alarm, and that whoever feeds it fell silent.
void WallModel::tellTiles(const std::vector<Tile>& figures, const std::vector<size_t>& fresh) {
  std::set<QString> keys;
  bool isSilence = false;
  for (const size_t i : fresh) {
    keys.insert(m_notices[i].key);
    isSilence = isSilence || m_notices[i].kind == CallKind::SourceSilent;
  }
  std::map<QString, int> seen;
  for (const Tile& tile : figures) {
    if (!tile.isKnown || tile.value == kNoValue || tile.value == kNotConnected) continue;
    seen[tile.scope] = tile.condition;
    const auto before = m_seen.find(tile.scope);
    if (before == m_seen.end()) continue;
    const bool isSilentNow = tile.condition == TileState::Silent && before->second != TileState::Silent;
    if (keys.contains(tile.scope) || (isSilence && isSilentNow)) m_untold[tile.scope] = m_situation.now;
  }
  m_seen = std::move(seen);
  std::erase_if(m_untold, [&](const auto& untold) {
    return m_situation.now - untold.second > kToTell || m_scene.tellNews(untold.first);
  });
}

// What is new is shown first, what takes over before all else; the rest take turns after it.
void WallModel::showNotices() {
  if (m_rotation.listensTo(CallKind::SourceRejects)) m_refusedNow = m_rejections.hear(m_situation);
  std::vector<Tile> figures = m_scene.allFigures();
  std::ranges::move(watchedFigures(), std::back_inserter(figures));
  m_notices = allNotices(figures);
  const bool isPresent = m_situation.isHeard() && !m_situation.isPast() && !m_situation.pausedAt;
  // When trends are heard again, only those are news that began meanwhile.
  if (trendCondition(m_situation).state > TileState::Late) m_heardOf.keep(kTrendKey, m_situation.now);
  // Alarms of then are not told, so that those of now that are like them are.
  const std::vector<size_t> fresh =
      m_heardOf.hear(m_situation.isPast() ? std::vector<Notice>() : m_notices, m_situation.now, isPresent);
  if (isPresent && m_situation.view.selection == m_selected) tellTiles(figures, fresh);
  if (fresh.empty()) return;
  m_news += static_cast<int>(fresh.size());
  m_firstNotice = m_notices[fresh.front()].key, m_firstSecond = *m_shownSecond;
  if (!isPresent || m_feed.steady() < m_quietUntil) return;
  std::optional<size_t> first;
  for (const size_t i : fresh) {
    const Notice& notice = m_notices[i];
    const auto rule = m_rotation.hear({.kind = notice.kind, .level = notice.level, .about = notice.about});
    if (rule && (!first || *rule < *first)) first = rule, m_firstNotice = notice.key;
  }
}

}  // namespace watchfloor
