#include "wall_model.h"

#include <algorithm>
#include <array>
#include <utility>

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
  // What is shown depends on the room for it, which is known when it is laid out.
  connect(
      &m_scene, &BoardScene::laidOut, this,
      [this] {
        m_isDirty = true;
        if (m_shownSecond) tick();
      },
      Qt::QueuedConnection);
  takeNames();
  subscribe();
}

void WallModel::showBoard(Board board) {
  const bool isOther = board.name != m_scene.board().name;
  m_scene.setBoard(std::move(board));
  if (isOther) {
    const Board& now = m_scene.board();
    Choice choice = m_situation.choice;
    if (now.window) choice.window = *now.window;
    if (now.channel) choice.channel = *now.channel;
    m_situation.choice = std::move(choice);
  }
  m_isDirty = true;
  takeNames();
  keepToOneBrand();
  subscribe();
  m_scene.show(m_situation, palette());
  Q_EMIT choicesChanged();
  Q_EMIT boardsChanged();
}

void WallModel::setBoardProblem(QString problem) {
  if (problem == m_boardProblem) return;
  m_boardProblem = std::move(problem);
  m_isDirty = true;
}

void WallModel::setBoards(QStringList names) {
  m_boardNames = std::move(names);
  Q_EMIT boardsChanged();
}

int WallModel::boardIndex() const {
  return static_cast<int>(m_boardNames.indexOf(QString::fromStdString(m_scene.board().name)));
}

void WallModel::chooseBoard(const QString& name) { Q_EMIT boardAsked(name); }

void WallModel::stepBoard(int by) {
  if (!m_boardNames.isEmpty()) chooseBoard(m_boardNames[wrapped(boardIndex() + by, m_boardNames.size())]);
}

void WallModel::stepPage(int by) { m_scene.stepPage(by); }

void WallModel::setTheme(ThemeName theme) {
  if (theme == m_theme) return;
  m_theme = theme;
  m_isDirty = true;
  Q_EMIT themeChanged();
}

void WallModel::stepTheme(int by) {
  setTheme(static_cast<ThemeName>(wrapped(static_cast<int>(m_theme) + by, kThemes)));
}

// A board of one brand shows the first, until another is chosen.
void WallModel::keepToOneBrand() {
  if (m_scene.board().isOfOneBrand && m_situation.choice.isAllBrands() && !m_brands.known.empty())
    m_situation.choice.brand = m_brands.known.front();
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
    keepToOneBrand();
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
  Selection wanted = selectionFor(m_scene.choices(m_situation.choice, m_channels.known));
  if (wanted == m_selected) return;
  m_selected = wanted;
  m_feed.select(std::move(wanted));
}

void WallModel::choose(Choice choice) {
  if (choice == m_situation.choice) return;
  m_situation.choice = std::move(choice);
  m_scene.forgetRanges();
  takeNames();
  keepToOneBrand();
  subscribe();
  Q_EMIT choicesChanged();
  m_isDirty = true;
  tick();
}

void WallModel::show() {
  m_scene.show(m_situation, palette());
  showNotices();
  m_sources.show(m_situation);
  Q_EMIT shown();
}

// What is wrong with the board's file comes last: it is about the wall, not about the room.
std::vector<Notice> WallModel::allNotices() const {
  std::vector<Notice> notices = noticesOf(m_situation, m_scene.allFigures());
  if (m_boardProblem.isEmpty()) return notices;
  const QString first = m_boardProblem.section(QLatin1Char('\n'), 0, 0);
  const QString line = first.section(QLatin1Char(':'), 1, 1);
  notices.push_back({3, tr("Board not taken: %1").arg(first.section(QLatin1Char('/'), -1)),
                     QStringLiteral("board"), tr("Board file: line %1").arg(line)});
  return notices;
}

// What is new is shown first; the rest take turns after it.
void WallModel::showNotices() {
  const std::vector<Notice> before = std::exchange(m_notices, allNotices());
  for (size_t i = m_notices.size(); i-- > 0;) {
    const Notice& notice = m_notices[i];
    const auto isSame = [&](const Notice& old) { return old.key == notice.key && old.level <= notice.level; };
    if (std::ranges::any_of(before, isSame)) continue;
    ++m_news, m_firstNotice = i, m_firstSecond = *m_shownSecond;
  }
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

void WallModel::chooseCell(const QString& brand, const QString& channel) {
  const CellName name{brand.toStdString(), channel.toStdString()};
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
  m_scene.stepHeatMaps(by);
  m_scene.show(m_situation, palette());
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

QString WallModel::brandBrief() const {
  constexpr int kBrief = 14;
  return m_situation.choice.isAllBrands() ? brandText() : shortened(m_situation.choice.brand, kBrief);
}

QString WallModel::channelBrief() const {
  constexpr int kBrief = 12;
  return m_situation.choice.isAllChannels() ? channelText() : shortened(m_situation.choice.channel, kBrief);
}

QString WallModel::freshnessBrief() const {
  if (m_situation.freshness == Freshness::kDisconnected) return tr("disconnected");
  return m_situation.freshness == Freshness::kLive && isReplay() ? tr("REPLAY") : freshnessText();
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

// Of the connection, and of the board's file: all of it.
QString WallModel::problem() const {
  QStringList problems{QString::fromStdString(m_situation.view.problem), m_boardProblem};
  problems.removeAll(QString());
  return problems.join(QLatin1Char('\n'));
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

QString WallModel::noticeBrief() const {
  if (notice() && !notice()->brief.isEmpty()) return notice()->brief;
  return m_situation.freshness == Freshness::kConnecting ? tr("Connecting")
         : isReplay()                                    ? tr("A recording")
                                                         : noticeText();
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
