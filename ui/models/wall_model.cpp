#include "wall_model.h"

#include <malloc.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "figure_tile.h"
#include "format.h"
#include "names.h"
#include "titles.h"

namespace watchfloor {
namespace {

constexpr std::array kWindowChoices = {Window::k1m,  Window::k5m,  Window::k15m,  Window::k30m,
                                       Window::k60m, Window::k24h, Window::kToday};

int wrapped(int index, qsizetype size) { return static_cast<int>(((index % size) + size) % size); }

// What has taken over.
QString textOf(CallKind kind) {
  switch (kind) {
    case CallKind::Trend:
    case CallKind::Talk:
      return WallModel::tr("trend");
    case CallKind::SourceSilent:
      return WallModel::tr("source silent");
    case CallKind::SourceRejects:
      return WallModel::tr("source refused");
    case CallKind::Alarm:
      break;
  }
  return WallModel::tr("alarm");
}

// A name that was chosen before the engine ever saw it stays in the list.
std::vector<std::string> with(std::vector<std::string> names, const std::string& chosen) {
  if (chosen != kAll && std::ranges::find(names, chosen) == names.end()) names.push_back(chosen);
  return names;
}

}  // namespace

WallModel::WallModel(WallFeed feed, Choice choice, BoardTargets targets, QTimeZone zone, PanelCare care,
                     QObject* parent)
    : QObject(parent),
      m_feed(std::move(feed)),
      m_care(std::move(care)),
      m_past([this](std::optional<Playback> playback) {
        m_isDirty = true;  // what the client says of it is news
        m_situation.pausedAt.reset();
        m_feed.play(std::move(playback));
      }) {
  m_chosen = m_situation.choice = std::move(choice);
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
  connect(&m_explanation, &Explanation::askedAnew, this, &WallModel::showExplanation);
  connect(&m_explanation, &Explanation::conversationsAsked, this, [this](const auto& of) { openBehind(of); });
  takeNames();
  subscribe();
}

void WallModel::showBoard(Board board) {
  const bool isOther = board.name != m_scene.board().name;
  const auto watched = std::ranges::find(m_watched, board.name, &Board::name);
  if (watched != m_watched.end()) *watched = board;
  m_scene.setBoard(std::move(board));
  if (isOther) m_situation.choice = choiceOn(m_scene.board());  // nothing of the board before
  m_isDirty = true;
  m_situation.pausedAt.reset();
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

void WallModel::setRotation(Rotation::Plan plan) { m_rotation = Rotation(std::move(plan)); }

void WallModel::setPinned(bool isPinned) {
  m_rotation.setPinned(isPinned);
  Q_EMIT shown();
}

void WallModel::setResting(bool isResting) {
  m_rotation.setResting(isResting);
  Q_EMIT shown();
}

void WallModel::identify(const QString& name, std::chrono::seconds time) {
  m_identity = name, m_identityEnd = m_feed.steady() + time;
  Q_EMIT identityChanged();
}

void WallModel::togglePause() {
  if (m_past.isOpen()) return m_past.togglePlay();
  std::optional<Time>& pausedAt = m_situation.pausedAt;
  pausedAt = pausedAt || !m_situation.isHeard() ? std::nullopt : std::optional(m_feed.now());
  m_isDirty = true;
  tick();
}

// What was shown stays; whether the engine is there is told all the same.
void WallModel::freeze(WallView& newest) const {
  newest.frame = m_situation.view.frame;
  newest.selection = m_situation.view.selection;
}

QString WallModel::rotationText() const {
  const bool isTakenOver = !m_rotation.isPinned() && m_rotation.takenOverOn();
  return isTakenOver ? tr("taken over: %1").arg(rotationBrief()) : rotationBrief();
}

QString WallModel::rotationBrief() const {
  if (m_rotation.isPinned()) return tr("pinned");
  if (const auto on = m_rotation.takenOverOn()) return textOf(*on);
  return m_rotation.isResting() && m_rotation.hasTurns() ? tr("rotation rests") : QString();
}

void WallModel::rotate(std::chrono::steady_clock::time_point steady) {
  if (m_past.isOpen() || m_situation.pausedAt || m_isAttended)
    return m_rotation.hold(steady, m_scene.board().name);
  if (auto board = m_rotation.next(steady, m_scene.board().name)) chooseBoard(QString::fromStdString(*board));
}

void WallModel::setTheme(ThemeName theme) {
  if (theme == m_theme) return;
  m_theme = theme;
  m_isDirty = true;
  Q_EMIT themeChanged();
}

QStringList WallModel::themes() const { return {tr("dark"), tr("light"), tr("high contrast")}; }

void WallModel::chooseTheme(int index) {
  if (index >= 0 && index < kThemes) setTheme(static_cast<ThemeName>(index));
}

void WallModel::stepTheme(int by) {
  setTheme(static_cast<ThemeName>(wrapped(static_cast<int>(m_theme) + by, kThemes)));
}

// A board of one brand shows the first, until another is chosen.
void WallModel::keepToOneBrand() {
  if (m_scene.board().isOfOneBrand && m_situation.choice.isAllBrands() && !m_brands.known.empty())
    m_situation.choice.brand = m_brands.known.front();
}

// What boards of before left between what is there: in weeks it is a lot.
void WallModel::tidy() { malloc_trim(0); }

void WallModel::tick() {
  WallView newest = m_feed.newest();
  const auto steady = m_feed.steady();
  const Time now = m_feed.now();
  if (newest.frame && newest.frame != m_heard && !newest.isKept) {
    m_heard = newest.frame;
    m_clock.hear(newest.engineId, newest.frame->asOf, newest.lastHeard);
  }
  const Freshness freshness = newest.freshness(steady);
  if (m_situation.pausedAt && now - *m_situation.pausedAt >= kMostPause) m_situation.pausedAt.reset();
  if (m_situation.pausedAt) freeze(newest);
  const int64_t second = std::chrono::floor<seconds>(now.time_since_epoch()).count();
  const bool isDue = m_isDirty || m_shownSecond != second || m_situation.freshness != freshness ||
                     m_situation.view.isFound != newest.isFound;
  if (isDue) {
    const Duration silence = std::chrono::duration_cast<Duration>(steady - newest.lastHeard);
    m_situation.view = std::move(newest);
    m_situation.freshness = freshness, m_situation.now = now;
    m_situation.isSought = m_past.isOpen();
    m_situation.silence = std::max(silence, Duration::zero());
    takeTrends(steady);
    takeTopics(steady);
  }
  const Time before = m_situation.present;
  setPresent(steady);
  rotate(steady);
  if (!m_identity.isEmpty() && steady >= m_identityEnd) {
    m_identity.clear();
    Q_EMIT identityChanged();
  }
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
  if (!at.hasFrame() || at.pausedAt) return;
  const Time asOf = at.view.frame->asOf;
  if (at.isReplay()) {
    at.present = asOf;
  } else if (at.freshness < Freshness::kStale && !at.isSetBack() && !at.view.isKept) {
    at.present = m_clock.at(steady);
  } else {
    at.present = std::max(at.present, asOf);
  }
}

bool WallModel::Names::take(const QString& all, std::vector<std::string> now) {
  if (now == known && texts.value(0) == all) return false;
  known = std::move(now);
  names = {QString::fromStdString(std::string(kAll))}, texts = QStringList{all} + apart(known);
  for (const std::string& name : known) names << QString::fromStdString(name);
  return true;
}

bool WallModel::takeNames() {
  const Choice& choice = m_situation.choice;
  const Frame* frame = m_situation.view.frame.get();
  const std::vector<std::string> none;
  const bool isBrand = m_brands.take(allBrandsText(frame), with(frame ? frame->brands : none, choice.brand));
  const bool isChannel =
      m_channels.take(tr("all channels"), with(frame ? frame->channels : none, choice.channel));
  return isBrand || isChannel;
}

void WallModel::subscribe() {
  std::vector<Look> looks = m_scene.looks(m_situation.choice, m_channels.known);
  for (Choice& choice : watchedChoices()) looks.push_back({std::move(choice)});
  Selection wanted = selectionFor(looks);
  if (wanted == m_selected) return;
  m_selected = wanted;
  m_feed.select(std::move(wanted));
}

void WallModel::choose(Choice choice) {
  const Choice& shown = m_situation.choice;
  if (choice == shown) return;
  if (choice.brand != shown.brand) m_chosen.brand = choice.brand;
  if (choice.channel != shown.channel) m_chosen.channel = choice.channel;
  if (choice.window != shown.window) m_chosen.window = choice.window;
  m_situation.choice = std::move(choice);
  m_situation.pausedAt.reset();
  m_quietUntil = m_feed.steady() + kQuiet;
  m_scene.forgetRanges();
  takeNames();
  keepToOneBrand();
  subscribe();
  Q_EMIT choicesChanged();
  m_isDirty = true;
  tick();
}

void WallModel::show() {
  m_past.show(m_situation);
  m_scene.show(m_situation, palette());
  showNotices();
  m_sources.show(m_situation);
  showExplanation();
  m_conversations.show(m_situation);
  Q_EMIT shown();
}

// Of the tile that somebody asked about, if it is on this board and there is a frame.
void WallModel::showExplanation() {
  const std::optional<Explanation::Asked>& asked = m_explanation.asked();
  if (!asked) return;
  const TileSpec* spec = m_scene.tileOf(asked->tile.toStdString());
  if (!spec || spec->kind == TileKind::Clock || !m_situation.hasFrame()) return m_explanation.close();
  if (spec->kind == TileKind::Topics) return explainTopic(*spec, asked->topic);
  TileSpec figure = figureOf(*spec, *asked);
  const bool isOwn = figure.subject == spec->subject;
  const QString title = isOwn && !spec->title.empty() ? titleText(spec->title) : labelOf(figure.subject);
  if (!isOwn) figure.threshold = {};
  m_explanation.show(title, factsOf(figure.subject, thresholdOf(figure, m_situation.targets),
                                    narrowed(m_situation, figure)));
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

void WallModel::setHeatMaps(const std::map<std::string, Subject>& stepped) {
  m_scene.setHeatMaps(stepped);
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

}  // namespace watchfloor
