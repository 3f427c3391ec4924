#include "wall_model.h"

#include <algorithm>
#include <array>
#include <utility>

#include "board_tiles.h"
#include "charts/board_charts.h"
#include "format.h"
#include "names.h"

namespace watchfloor {
namespace {

constexpr std::array kWindowChoices = {Window::k1m,  Window::k5m,  Window::k15m,  Window::k30m,
                                       Window::k60m, Window::k24h, Window::kToday};
constexpr int64_t kNoticeSeconds = 8;  // each abnormal thing is shown for so long, in turn

int wrapped(int index, qsizetype size) { return static_cast<int>(((index % size) + size) % size); }

// A name that was chosen before the engine ever saw it stays in the list.
std::vector<std::string> with(std::vector<std::string> names, const std::string& chosen) {
  if (chosen != kAll && std::ranges::find(names, chosen) == names.end()) names.push_back(chosen);
  return names;
}

}  // namespace

WallModel::WallModel(WallFeed feed, Choice choice, BoardTargets targets, QTimeZone zone, PanelCare care,
                     QObject* parent)
    : QObject(parent), m_feed(std::move(feed)), m_care(std::move(care)) {
  m_situation.choice = std::move(choice);
  m_situation.targets = targets;
  m_situation.zone = zone;
  // Who is shown depends on the room for names, which is known when they are laid out.
  connect(
      &m_volumeChart, &HourChart::labelRoomChanged, this,
      [this] {
        if (m_hasCharts) showCharts();
      },
      Qt::QueuedConnection);
  connect(
      &m_heatMap, &HeatMapModel::roomChanged, this, [this] { m_heatMap.show(m_situation); },
      Qt::QueuedConnection);
  takeNames();
  subscribe();
  showTiles();
}

void WallModel::tick() {
  WallView newest = m_feed.newest();
  const auto steady = m_feed.steady();
  const Time now = m_feed.now();
  if (newest.frame && newest.frame != m_heard) {
    m_heard = newest.frame;
    m_clock.hear(newest.engineId, newest.frame->asOf, newest.lastHeard);
  }
  const Freshness freshness = newest.freshness(steady);
  const int64_t second = std::chrono::floor<seconds>(now.time_since_epoch()).count();
  const bool isDue = m_isDirty || m_shownSecond != second || m_situation.freshness != freshness;
  if (isDue) {
    const Duration silence = std::chrono::duration_cast<Duration>(steady - newest.lastHeard);
    m_situation.view = std::move(newest);
    m_situation.freshness = freshness, m_situation.now = now;
    m_situation.silence = std::max(silence, Duration::zero());
  }
  const Time before = m_situation.present;
  setPresent(steady);
  if (!isDue && m_situation.present == before) return;
  if (takeNames()) {
    subscribe();
    Q_EMIT choicesChanged();
  }
  m_shownSecond = second;
  m_isDirty = false;
  show();
}

// The present of the engine runs on between its frames, and stands still when nothing is heard any more: a
// contact that waited may have been answered since.
void WallModel::setPresent(std::chrono::steady_clock::time_point steady) {
  Situation& at = m_situation;
  if (!at.hasFrame()) return;
  const Time asOf = at.view.frame->asOf;
  if (at.isReplay()) {
    at.present = asOf;
  } else if (at.freshness < Freshness::kStale && !at.isSetBack()) {
    at.present = m_clock.at(steady);
  } else {
    at.present = std::max(at.present, asOf);
  }
}

bool WallModel::Names::take(const QString& all, std::vector<std::string> now) {
  if (now == known && !names.isEmpty()) return false;
  known = std::move(now);
  names = {QString::fromStdString(std::string(kAll))}, texts = QStringList{all} + apart(known);
  for (const std::string& name : known) names << QString::fromStdString(name);
  return true;
}

bool WallModel::takeNames() {
  const Choice& choice = m_situation.choice;
  const Frame* frame = m_situation.view.frame.get();
  const std::vector<std::string> none;
  const bool isBrand = m_brands.take(tr("All brands"), with(frame ? frame->brands : none, choice.brand));
  const bool isChannel =
      m_channels.take(tr("all channels"), with(frame ? frame->channels : none, choice.channel));
  return isBrand || isChannel;
}

void WallModel::subscribe() {
  Selection wanted = selectionFor(m_situation.choice, m_channels.known);
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
  takeNames();
  subscribe();
  Q_EMIT choicesChanged();
  m_isDirty = true;
  tick();
}

void WallModel::show() {
  showTiles();
  showNotices();
  m_sources.show(m_situation);
  if (m_hasCharts) showCharts();
  Q_EMIT shown();
}

// What is new is shown first; the rest take turns after it.
void WallModel::showNotices() {
  const std::vector<Notice> before = std::exchange(m_notices, noticesOf(m_situation, m_tiles.tiles()));
  for (size_t i = m_notices.size(); i-- > 0;) {
    const Notice& notice = m_notices[i];
    const auto isSame = [&](const Notice& old) { return old.key == notice.key && old.level <= notice.level; };
    if (std::ranges::any_of(before, isSame)) continue;
    ++m_news, m_firstNotice = i, m_firstSecond = *m_shownSecond;
  }
}

// Each chart is to be trusted as far as the tile of the same figure.
void WallModel::showCharts() {
  const auto show = [&](HourChart& chart, const char* key, ChartData data) {
    const auto& tiles = m_tiles.tiles();
    const auto tile = std::ranges::find(tiles, QString::fromLatin1(key), &Tile::key);
    data.condition = tile->condition, data.problem = tile->problem;
    chart.show(std::move(data));
  };
  show(m_volumeChart, "volume", volumeData(m_situation, m_roster, m_volumeChart.labelRoom()));
  show(m_sentimentChart, "net_sentiment", sentimentData(m_situation));
  show(m_responseChart, "first_response", responseData(m_situation));
  show(m_abandonChart, "abandon_rate", abandonData(m_situation));
  show(m_serviceLevelChart, "service_level", serviceLevelData(m_situation));
  m_heatMap.show(m_situation);
}

void WallModel::showTiles() {
  std::vector<Tile> tiles = boardTiles(m_situation);
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

void WallModel::chooseBrand(const QString& name) {
  Choice choice = m_situation.choice;
  choice.brand = name.toStdString();
  choose(std::move(choice));
}

void WallModel::chooseChannel(const QString& name) {
  Choice choice = m_situation.choice;
  choice.channel = name.toStdString();
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

void WallModel::stepBrand(int by) {
  chooseBrand(m_brands.names[wrapped(brandIndex() + by, m_brands.names.size())]);
}
void WallModel::stepChannel(int by) {
  chooseChannel(m_channels.names[wrapped(channelIndex() + by, m_channels.names.size())]);
}
void WallModel::stepWindow(int by) { chooseWindow(wrapped(windowIndex() + by, windows().size())); }

void WallModel::stepHeatMap(int by) {
  const int figure = wrapped(static_cast<int>(m_heatMap.figure()) + by, HeatMapModel::kFigures);
  m_heatMap.setFigure(static_cast<HeatMapModel::Figure>(figure));
  m_heatMap.show(m_situation);
}

QStringList WallModel::windows() const {
  QStringList list;
  for (Window window : kWindowChoices) list << watchfloor::windowText(window);
  return list;
}

int WallModel::brandIndex() const {
  return static_cast<int>(m_brands.names.indexOf(QString::fromStdString(m_situation.choice.brand)));
}
int WallModel::channelIndex() const {
  return static_cast<int>(m_channels.names.indexOf(QString::fromStdString(m_situation.choice.channel)));
}
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
  if (m_situation.isSetBack()) return tr("clock set back");
  if (!isReplay()) return tr("live · %1").arg(silence);
  if (!m_situation.hasPresent()) return tr("REPLAY, no events yet");
  return tr("REPLAY %1").arg(formatDate(m_situation.present, m_situation.zone));
}

QString WallModel::watermarkText() const {
  const std::optional<Time> watermark =
      m_situation.hasFrame() ? m_situation.view.frame->watermark : std::nullopt;
  if (!watermark) return {};
  const QTimeZone& zone = m_situation.zone;
  const QString moment = formatMoment(*watermark, m_situation.now, zone);
  const bool isToday = moment == formatClock(*watermark, zone);
  return tr("events to %1").arg(isToday ? formatClock(*watermark, zone, true) : moment);
}

QString WallModel::definitionText() const {
  return m_situation.hasFrame()
             ? tr("Definitions %1").arg(QString::fromStdString(m_situation.view.frame->definitionId))
             : QString();
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
  const auto turns = static_cast<size_t>((*m_shownSecond - m_firstSecond) / kNoticeSeconds);
  return &m_notices[(m_firstNotice + turns) % m_notices.size()];
}

QString WallModel::noticeText() const {
  if (m_situation.freshness == Freshness::kConnecting) return tr("Connecting to the engine");
  if (notice()) return notice()->text;
  if (m_situation.view.frame->brands.empty()) return tr("No events yet");
  if (isReplay()) return tr("A recording, up to %1").arg(formatDate(m_situation.present, m_situation.zone));
  return tr("Nothing abnormal");
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
