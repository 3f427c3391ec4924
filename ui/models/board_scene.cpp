#include "board_scene.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "charts/annotations.h"
#include "charts/board_charts.h"
#include "clock_tile.h"
#include "condition.h"
#include "figure_tile.h"
#include "format.h"

namespace watchfloor {
namespace {

// What a tile keeps free on its sides, arc minutes.
constexpr double kInset = 23;
// The texts of a list: at a desk and on a narrow tile, in a room.
constexpr double kDeskText = 16, kRoomText = 20, kNarrow = 300;

bool isFigure(const TileSpec& spec) { return spec.kind == TileKind::Number || spec.kind == TileKind::Clock; }

}  // namespace

BoardScene::BoardScene(QObject* parent) : QObject(parent) {}
BoardScene::~BoardScene() = default;

BoardScene::Content BoardScene::contentOf(const TileSpec& spec) {
  Content content;
  switch (spec.kind) {
    case TileKind::Series:
      content.chart = std::make_unique<HourChart>();
      content.chart->setObjectName(QString::fromStdString(spec.key));
      break;
    case TileKind::HeatMap:
      content.heatMap = std::make_unique<HeatMapModel>(spec.subject, titleText(spec.title));
      content.heatMap->setObjectName(QString::fromStdString(spec.key));
      break;
    case TileKind::Bars:
    case TileKind::Ranking:
    case TileKind::Table:
      content.rows = std::make_unique<RowsModel>(spec);
      break;
    case TileKind::Trends:
      content.trends = std::make_unique<TrendsModel>(spec);
      break;
    case TileKind::Topics:
      content.topics = std::make_unique<TopicsModel>(spec);
      break;
    case TileKind::Text:
      content.note = std::make_unique<NoteTile>(spec);
      break;
    case TileKind::Number:
    case TileKind::Clock:
    case TileKind::Sources:
      break;
  }
  return content;
}

void BoardScene::setBoard(Board board) {
  std::vector<Content> old = std::exchange(m_before, std::exchange(m_contents, {}));
  m_board = std::move(board);
  for (const TileSpec& spec : m_board.tiles) {
    const Content& added = m_contents.emplace_back(contentOf(spec));
    // What they show depends on the room for their texts.
    if (added.chart) connect(added.chart.get(), &HourChart::labelRoomChanged, this, &BoardScene::laidOut);
    if (added.heatMap) connect(added.heatMap.get(), &HeatMapModel::roomChanged, this, &BoardScene::laidOut);
  }
  m_turned = 0, m_page = 0;
  layOutAgain();
  const auto deleteLater = [](auto& content) {
    if (content) content.release()->deleteLater();
  };
  for (auto& [chart, heatMap, rows, trends, topics, note, roster] : old) {
    deleteLater(chart), deleteLater(heatMap), deleteLater(rows), deleteLater(trends);
    deleteLater(topics), deleteLater(note);
  }
}

void BoardScene::setWallClass(int wall) {
  if (wall == wallClass()) return;
  m_class = static_cast<WallClass>(wall);
  layOutAgain();
}

void BoardScene::setRoom(QSizeF room) {
  if (room == m_room) return;
  m_room = room;
  layOutAgain();
  Q_EMIT roomChanged();
}

void BoardScene::forgetRanges() {
  for (Content& content : m_contents) {
    if (content.chart) content.chart->forgetRange();
  }
}

void BoardScene::stepHeatMaps(int by) {
  for (HeatMapModel* heatMap : m_heatMaps) heatMap->step(by);
}

std::map<std::string, Subject> BoardScene::steppedHeatMaps() const {
  std::map<std::string, Subject> stepped;
  for (size_t i = 0; i < m_contents.size(); ++i) {
    const HeatMapModel* heatMap = m_contents[i].heatMap.get();
    const TileSpec& spec = m_board.tiles[i];
    if (heatMap && heatMap->subject() != spec.subject) stepped.emplace(spec.key, heatMap->subject());
  }
  return stepped;
}

void BoardScene::setHeatMaps(const std::map<std::string, Subject>& stepped) {
  for (size_t i = 0; i < m_contents.size(); ++i) {
    const auto found = stepped.find(m_board.tiles[i].key);
    if (found != stepped.end() && m_contents[i].heatMap) m_contents[i].heatMap->stepTo(found->second);
  }
}

void BoardScene::setSecond(int64_t second) {
  m_second = second;
  const auto pages = static_cast<int64_t>(std::max<size_t>(m_layout.pages.size(), 1));
  const int64_t page = second / kPageSeconds + m_turned;
  const auto turned = static_cast<size_t>(((page % pages) + pages) % pages);
  if (turned == m_page) return;
  m_page = turned;
  Q_EMIT laidOut();
}

void BoardScene::stepPage(int by) {
  m_turned += by;
  setSecond(m_second);
}

const std::vector<Placed>& BoardScene::page() const {
  static const std::vector<Placed> kNothing;
  return m_page < m_layout.pages.size() ? m_layout.pages[m_page] : kNothing;
}

void BoardScene::layOutAgain() {
  m_layout = layOut(m_board, m_class, m_room);
  m_page = 0;
  const auto contents = [this] {
    return std::tuple(m_charts, m_heatMaps, m_lists, m_trends, m_topics, m_notes);
  };
  const auto before = contents();
  m_charts.clear(), m_heatMaps.clear(), m_lists.clear(), m_trends.clear();
  m_topics.clear(), m_notes.clear();
  m_sourcesArea = {};
  for (const auto& page : m_layout.pages) {
    for (const Placed& placed : page) place(placed);
  }
  setSecond(m_second);
  if (contents() != before) Q_EMIT contentsChanged();
  Q_EMIT laidOut();
}

void BoardScene::place(const Placed& placed) {
  Content& content = m_contents[placed.tile];
  const bool isSmall = m_class == WallClass::Near || placed.area.width() < kNarrow;
  const double text = isSmall ? kDeskText : kRoomText;
  if (content.chart) content.chart->setArea(placed.area), m_charts.append(content.chart.get());
  if (content.heatMap) content.heatMap->setArea(placed.area), m_heatMaps.append(content.heatMap.get());
  if (content.rows) content.rows->layOut(placed.area, text), m_lists.append(content.rows.get());
  if (content.trends) content.trends->layOut(placed.area, text), m_trends.append(content.trends.get());
  if (content.topics) content.topics->layOut(placed.area, text), m_topics.append(content.topics.get());
  if (content.note) content.note->layOut(placed.area, text), m_notes.append(content.note.get());
  if (m_board.tiles[placed.tile].kind == TileKind::Sources) m_sourcesArea = placed.area;
}

void BoardScene::show(const Situation& situation, const Palette& palette) {
  setSecond(std::chrono::floor<seconds>(situation.now.time_since_epoch()).count());
  showFigures(situation);
  for (const Placed& placed : page()) {
    const TileSpec& spec = m_board.tiles[placed.tile];
    Content& content = m_contents[placed.tile];
    if (content.chart) showChart(placed.tile, situation);
    if (content.heatMap) content.heatMap->show(narrowed(situation, spec), palette);
    if (content.rows) content.rows->show(narrowed(situation, spec));
    if (content.trends) content.trends->show(situation);
    if (content.topics) content.topics->show(narrowed(situation, spec));
  }
}

void BoardScene::showFigures(const Situation& situation) {
  m_all.clear();
  std::vector<Tile> figures, strips;
  for (const TileSpec& spec : m_board.tiles) {
    if (spec.kind == TileKind::Number) m_all.push_back(figureTile(spec, situation));
  }
  for (const Placed& placed : page()) {
    const TileSpec& spec = m_board.tiles[placed.tile];
    if (!isFigure(spec)) continue;
    const double room = placed.isStrip ? placed.area.width() * 0.27 : placed.area.width() - kInset;
    Tile tile = spec.kind == TileKind::Clock ? clockTile(spec, situation) : figureTile(spec, situation, room);
    tile.area = placed.area, tile.cap = placed.cap;
    if (!placed.isStrip) fitUnit(&tile, room);
    (placed.isStrip ? strips : figures).push_back(std::move(tile));
  }
  m_figures.show(std::move(figures));
  m_strips.show(std::move(strips));
}

bool BoardScene::tellNews(const QString& scope) {
  const bool isFigure = m_figures.tellNews(scope), isStrip = m_strips.tellNews(scope);
  return isFigure || isStrip;
}

// To be trusted as far as the figure of the same cell.
void BoardScene::showChart(size_t tile, const Situation& situation) {
  const TileSpec& spec = m_board.tiles[tile];
  const Situation at = narrowed(situation, spec);
  Content& content = m_contents[tile];
  ChartData data = chartData(spec, at, content.roster, content.chart->labelRoom());
  const Window window = spec.subject.isNow() ? Window::kNow : at.choice.window;
  const Condition condition =
      conditionOf(at, {at.choice.brand, at.choice.channel}, kindsOf(spec.subject), window);
  data.marks = marksOf(m_board, spec, at);
  data.condition = condition.state, data.problem = condition.problem;
  content.chart->show(std::move(data));
}

std::vector<Look> BoardScene::looks(const Choice& chosen, const std::vector<std::string>& channels) const {
  std::vector<Look> all = {{chosen}};
  for (const TileSpec& spec : m_board.tiles) {
    const Choice own = choiceOf(spec, chosen);
    all.push_back({own, spec.span});
    if (spec.kind != TileKind::Series || !spec.isByChannel || !own.isAllChannels()) continue;
    for (const std::string& channel : channels) all.push_back({{own.brand, channel, own.window}, spec.span});
  }
  return all;
}

TopicQuestion BoardScene::topicsWanted(const Choice& chosen) const {
  TopicQuestion wanted{.windows = {}, .query = {.most = TopicsModel::kMost, .least = TopicsModel::kLeast}};
  const auto add = [](auto& list, const auto& item) {
    if (std::ranges::find(list, item) == list.end()) list.push_back(item);
  };
  for (const auto& page : m_layout.pages) {
    for (const Placed& placed : page) {
      const TileSpec& spec = m_board.tiles[placed.tile];
      if (spec.kind != TileKind::Topics) continue;
      const Choice own = choiceOf(spec, chosen);
      add(wanted.brands, own.brand), add(wanted.windows, own.window);
    }
  }
  return wanted;
}

HourChart* BoardScene::chart(const QString& name) const {
  const auto found = std::ranges::find(m_charts, name, &QObject::objectName);
  return found == m_charts.end() ? nullptr : *found;
}

const TileSpec* BoardScene::tileOf(const std::string& key) const {
  const auto found = std::ranges::find(m_board.tiles, key, &TileSpec::key);
  return found == m_board.tiles.end() ? nullptr : &*found;
}

Subject BoardScene::subjectOf(const TileSpec& spec, int column) const {
  const auto tile = static_cast<size_t>(&spec - m_board.tiles.data());
  const auto at = static_cast<size_t>(std::max(column, 0));
  if (const HeatMapModel* heatMap = m_contents[tile].heatMap.get()) return heatMap->subject();
  return spec.kind == TileKind::Table && at < spec.columns.size() ? spec.columns[at] : spec.subject;
}

QString BoardScene::partText() const {
  const auto shown = [](size_t n) { return formatWhole(static_cast<int64_t>(n)); };
  const size_t pages = m_layout.pages.size(), all = m_board.tiles.size();
  if (pages > 1) return tr("page %1 of %2").arg(shown(m_page + 1), shown(pages));
  return m_layout.shown < all && m_class != WallClass::Near
             ? tr("%1 of %2 tiles").arg(shown(m_layout.shown), shown(all))
             : QString();
}

}  // namespace watchfloor
