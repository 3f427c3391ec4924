#include "wall_model.h"

#include <algorithm>
#include <array>

#include "board_tiles.h"
#include "charts/board_charts.h"
#include "format.h"

namespace watchfloor {
namespace {

constexpr std::array kWindowChoices = {Window::k1m,  Window::k5m,  Window::k15m,  Window::k30m,
                                       Window::k60m, Window::k24h, Window::kToday};
constexpr int64_t kNoticeSeconds = 8;  // each abnormal thing is shown for so long, in turn

// The position of a choice in a list that begins with the roll-up.
int indexIn(const std::vector<std::string>& names, const std::string& name) {
  const auto found = std::ranges::find(names, name);
  return found == names.end() ? 0 : 1 + static_cast<int>(found - names.begin());
}

std::string nameAt(const std::vector<std::string>& names, int index) {
  return index == 0 ? std::string(kAll) : names[static_cast<size_t>(index - 1)];
}

int wrapped(int index, qsizetype size) { return static_cast<int>(((index % size) + size) % size); }

QStringList listed(const QString& all, const std::vector<std::string>& names) {
  QStringList list{all};
  for (const std::string& name : names) list << shortened(name);
  return list;
}

// A name that was chosen before the engine ever saw it stays in the list.
std::vector<std::string> with(std::vector<std::string> names, const std::string& chosen) {
  if (chosen != kAll && std::ranges::find(names, chosen) == names.end()) names.push_back(chosen);
  return names;
}

}  // namespace

WallModel::WallModel(WallFeed feed, Choice choice, BoardTargets targets, QTimeZone zone, QObject* parent)
    : QObject(parent), m_feed(std::move(feed)) {
  m_situation.choice = std::move(choice);
  m_situation.targets = targets;
  m_situation.zone = zone;
  m_brands = with({}, m_situation.choice.brand);
  m_channels = with({}, m_situation.choice.channel);
  subscribe();
  showTiles();
}

void WallModel::tick() {
  m_situation.view = m_feed.newest();
  const auto steady = m_feed.steady();
  m_situation.freshness = m_situation.view.freshness(steady);
  const int64_t second = std::chrono::floor<seconds>(m_feed.now().time_since_epoch()).count();
  if (!m_isDirty && m_shownSecond == second && m_shownFreshness == m_situation.freshness) return;
  age(steady);
  takeNames();
  m_shownSecond = second;
  m_shownFreshness = m_situation.freshness;
  m_isDirty = false;
  show();
}

// The present of the engine runs on between its frames, and stands still when nothing is heard any more: a
// contact that waited may have been answered since.
void WallModel::age(std::chrono::steady_clock::time_point steady) {
  Situation& at = m_situation;
  at.silence = std::max(std::chrono::duration_cast<Duration>(steady - at.view.lastHeard), Duration::zero());
  if (!at.hasFrame()) return;
  const std::pair<std::string, uint64_t> id{at.view.engineId, at.view.frame->sequence};
  const bool isNew = id != m_frameId || at.present == Time{};
  if (isNew) m_frameId = id, m_frameSeen = steady, at.present = at.view.frame->asOf;
  if (at.view.frame->isEventClock || at.freshness >= Freshness::kStale) return;
  at.present = at.view.frame->asOf + std::chrono::duration_cast<Duration>(steady - m_frameSeen);
}

void WallModel::takeNames() {
  if (!m_situation.hasFrame()) return;
  auto brands = with(m_situation.view.frame->brands, m_situation.choice.brand);
  auto channels = with(m_situation.view.frame->channels, m_situation.choice.channel);
  if (brands == m_brands && channels == m_channels) return;
  m_brands = std::move(brands), m_channels = std::move(channels);
  subscribe();
  Q_EMIT choicesChanged();
}

void WallModel::subscribe() {
  Selection wanted = selectionFor(m_situation.choice, m_channels);
  if (wanted == m_selected) return;
  m_selected = wanted;
  m_feed.select(std::move(wanted));
}

void WallModel::choose(Choice choice) {
  if (choice == m_situation.choice) return;
  m_situation.choice = std::move(choice);
  for (HourChart* chart :
       {&m_volumeChart, &m_sentimentChart, &m_responseChart, &m_abandonChart, &m_serviceLevelChart}) {
    chart->forgetRange();
  }
  subscribe();
  Q_EMIT choicesChanged();
  m_isDirty = true;
  tick();
}

void WallModel::show() {
  showTiles();
  m_sources.show(m_situation);
  if (m_hasCharts) showCharts();
  Q_EMIT shown();
}

// Each chart is to be trusted as far as the tile of the same figure.
void WallModel::showCharts() {
  const auto show = [&](HourChart& chart, const char* key, ChartData data) {
    const auto& tiles = m_tiles.tiles();
    const auto tile = std::ranges::find(tiles, QString::fromLatin1(key), &Tile::key);
    data.condition = tile->condition, data.problem = tile->problem;
    chart.show(std::move(data));
  };
  show(m_volumeChart, "volume", volumeData(m_situation));
  show(m_sentimentChart, "net_sentiment", sentimentData(m_situation));
  show(m_responseChart, "first_response", responseData(m_situation));
  show(m_abandonChart, "abandon_rate", abandonData(m_situation));
  show(m_serviceLevelChart, "service_level", serviceLevelData(m_situation));
  showHeatMap();
}

void WallModel::showHeatMap() {
  const Tile& worst = *std::ranges::max_element(m_tiles.tiles(), {}, &Tile::condition);
  m_heatMap.show(m_situation, worst.condition, worst.problem);
}

void WallModel::showTiles() {
  std::vector<Tile> tiles = boardTiles(m_situation);
  m_notices = noticesOf(m_situation, tiles);
  m_agents.show({std::move(tiles.back())});
  tiles.pop_back();
  m_tiles.show(std::move(tiles));
}

void WallModel::setHasCharts(bool hasCharts) {
  if (hasCharts == m_hasCharts) return;
  m_hasCharts = hasCharts;
  m_isDirty = true;
  Q_EMIT hasChartsChanged();
}

void WallModel::chooseBrand(int index) {
  if (index < 0 || index >= brands().size()) return;
  Choice choice = m_situation.choice;
  choice.brand = nameAt(m_brands, index);
  choose(std::move(choice));
}

void WallModel::chooseChannel(int index) {
  if (index < 0 || index >= channels().size()) return;
  Choice choice = m_situation.choice;
  choice.channel = nameAt(m_channels, index);
  choose(std::move(choice));
}

void WallModel::chooseWindow(int index) {
  if (index < 0 || index >= windows().size()) return;
  Choice choice = m_situation.choice;
  choice.window = kWindowChoices[static_cast<size_t>(index)];
  choose(std::move(choice));
}

void WallModel::chooseAll() { choose({.window = m_situation.choice.window}); }

void WallModel::chooseCell(int row) {
  if (row < 0 || row >= m_heatMap.rowCount()) return;
  const CellName name = m_heatMap.nameAt(row);
  Choice choice = m_situation.choice;
  const bool isChosen = name.brand == choice.brand && name.channel == choice.channel;
  choice.brand = isChosen ? std::string(kAll) : name.brand;
  choice.channel = isChosen ? std::string(kAll) : name.channel;
  choose(std::move(choice));
}

void WallModel::stepBrand(int by) { chooseBrand(wrapped(brandIndex() + by, brands().size())); }
void WallModel::stepChannel(int by) { chooseChannel(wrapped(channelIndex() + by, channels().size())); }
void WallModel::stepWindow(int by) { chooseWindow(wrapped(windowIndex() + by, windows().size())); }

void WallModel::stepHeatMap(int by) {
  const int figure = wrapped(static_cast<int>(m_heatMap.figure()) + by, HeatMapModel::kFigures);
  m_heatMap.setFigure(static_cast<HeatMapModel::Figure>(figure));
  showHeatMap();
}

QStringList WallModel::brands() const { return listed(tr("All brands"), m_brands); }
QStringList WallModel::channels() const { return listed(tr("all channels"), m_channels); }

QStringList WallModel::windows() const {
  QStringList list;
  for (Window window : kWindowChoices) list << watchfloor::windowText(window);
  return list;
}

int WallModel::brandIndex() const { return indexIn(m_brands, m_situation.choice.brand); }
int WallModel::channelIndex() const { return indexIn(m_channels, m_situation.choice.channel); }
int WallModel::windowIndex() const {
  return static_cast<int>(std::ranges::find(kWindowChoices, m_situation.choice.window) -
                          kWindowChoices.begin());
}

QString WallModel::freshnessText() const {
  const QString silence = formatSpan(m_situation.silence);
  switch (m_situation.freshness) {
    case Freshness::kConnecting:
      return tr("connecting");
    case Freshness::kLate:
      return tr("late %1").arg(silence);
    case Freshness::kStale:
      return tr("stale %1").arg(silence);
    case Freshness::kDisconnected:
      return tr("disconnected %1").arg(silence);
    case Freshness::kLive:
      break;
  }
  if (m_situation.view.frame->isEventClock) {
    return tr("live · recording at %1").arg(formatClock(m_situation.present, m_situation.zone));
  }
  return tr("live · %1").arg(silence);
}

int WallModel::condition() const {
  switch (m_situation.freshness) {
    case Freshness::kConnecting:
      return TileState::Connecting;
    case Freshness::kLate:
      return TileState::Late;
    case Freshness::kStale:
      return TileState::Stale;
    case Freshness::kDisconnected:
      return TileState::Disconnected;
    case Freshness::kLive:
      break;
  }
  return TileState::Live;
}

int WallModel::shape() const {
  switch (m_situation.freshness) {
    case Freshness::kConnecting:
      return GlyphShape::Dots;
    case Freshness::kLate:
      return GlyphShape::Clock;
    case Freshness::kStale:
      return GlyphShape::Hatched;
    case Freshness::kDisconnected:
      return GlyphShape::Cross;
    case Freshness::kLive:
      break;
  }
  return GlyphShape::Dot;
}

QString WallModel::clockText() const {
  return m_shownSecond ? formatClock(Time(seconds(*m_shownSecond)), m_situation.zone, true) : QString();
}

// What of the events was not taken as it came; only what there is.
QString WallModel::countersText() const {
  if (!m_situation.hasFrame()) return {};
  const Counters& counters = m_situation.view.frame->counters;
  QStringList parts;
  const auto add = [&](const QString& text, int64_t n) {
    if (n > 0) parts << text.arg(one(formatCount(n)));
  };
  add(tr("%1 duplicate"), counters.duplicates);
  add(tr("%1 late"), counters.lateDropped);
  add(tr("%1 future"), counters.futureRejected);
  add(tr("%1 rejected"), counters.rejected);
  add(tr("%1 clock skew"), counters.clockSkew);
  add(tr("%1 lost"), counters.lost);
  add(tr("%1 forgotten"), counters.forgotten);
  return parts.join(QStringLiteral(" · "));
}

const Notice* WallModel::notice() const {
  if (m_notices.empty() || !m_shownSecond) return nullptr;
  return &m_notices[static_cast<size_t>(*m_shownSecond / kNoticeSeconds) % m_notices.size()];
}

QString WallModel::noticeText() const {
  if (m_situation.freshness == Freshness::kConnecting) return tr("Connecting to the engine");
  if (notice()) return notice()->text;
  return m_situation.view.frame->brands.empty() ? tr("No events yet") : tr("Nothing abnormal");
}

QString WallModel::noticeCount() const {
  if (m_notices.size() < 2) return {};
  return tr("%1 of %2").arg(notice() - m_notices.data() + 1).arg(m_notices.size());
}

int WallModel::noticeShape() const {
  return notice() ? alarmShape(notice()->level) : static_cast<int>(GlyphShape::Dot);
}

int WallModel::noticeLevel() const { return notice() ? notice()->level : 0; }

}  // namespace watchfloor
