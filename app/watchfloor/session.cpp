#include "session.h"

#include <absl/strings/str_format.h>
#include <QCoreApplication>
#include <QMetaEnum>
#include <QStandardPaths>
#include <cstdio>
#include <utility>

#include "board_folders.h"
#include "client/kept_view.h"
#include "models/screen_size.h"

namespace watchfloor {
namespace {

constexpr std::chrono::milliseconds kTick{100};
constexpr std::chrono::seconds kGone{60};      // then nobody is there who opened a panel
constexpr double kReportEvery = 5;             // seconds
constexpr Duration kMostSilence = minutes(1);  // then there will be no picture
constexpr Duration kKeepEvery = minutes(1);
constexpr int kSettledTicks = 20;  // two seconds of a live wall: everything that was asked for has come
constexpr int kMostTicks = 200;    // of one that nobody answers, as one does that counts what was said before

// Among the documents of whoever runs the wall, where nothing else was asked for.
QString exportFolder(const Options& options) {
  if (!options.exports.empty()) return QString::fromStdString(options.exports);
  return QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) + QStringLiteral("/Watchfloor");
}

std::chrono::milliseconds milliseconds(double seconds) {
  return std::chrono::milliseconds(static_cast<int64_t>(seconds * 1000));
}

void complain(const std::string& text) { std::fprintf(stderr, "watchfloor: %s\n", text.c_str()); }

// What is kept of something that the configuration says, too.
template <typename Value>
std::optional<Value> other(Value value, Value written) {
  return value == written ? std::nullopt : std::optional(value);
}

// A wall that fills a screen is as large as that.
Options measured(Options options) {
  if (options.isFullScreen && !options.isSnapshotOnly())
    options.measured = diagonalOf(QString::fromStdString(options.screen));
  return options;
}

}  // namespace

Session::Session(const Options& options, std::string target, WallFeed feed, QTimeZone zone)
    : m_options(measured(options)),
      m_target(std::move(target)),
      m_viewing(placeOf(m_options).diagonal, placeOf(m_options).distance, options.viewing),
      m_wall(std::move(feed), options.choice, options.targets, std::move(zone), options.care),
      m_shelf(boardFolders()),
      m_exporter(m_wall, exportFolder(options)) {
  m_wall.setTheme(options.theme);
  m_wall.conversations()->connectTo(m_target, options.actor, options.isUnmasked);
  connect(&m_shelf, &BoardShelf::changed, this, &Session::showBoard);
  connect(&m_wall, &WallModel::boardAsked, this, &Session::openBoard);
  connect(&m_ticks, &QTimer::timeout, this, &Session::tick);
  connect(&m_unattended, &QTimer::timeout, this, [this] { setAttended(false); });
  m_unattended.setSingleShot(true);
  m_wall.setRotation(options.rotation);
  m_wall.setPinned(options.isPinned.value_or(options.rotation.isPinned));
  m_wall.setResting(options.isResting);
  connect(&m_end, &QTimer::timeout, this, &Session::finish);
  connect(&m_reports, &QTimer::timeout, this, [this] {
    if (m_options.printEvery) print();
    if (!m_options.snapshot.empty()) save();
  });
}

Session::~Session() {
  m_frameKept = {};
  keepFrame();
}

// The board as its file says now; what the command line asked for goes before what the board begins with.
void Session::showBoard() {
  Board board = m_shelf.board();
  if (std::exchange(m_options.hasWindow, false)) board.window.reset();
  if (std::exchange(m_options.hasChannel, false)) board.channel.reset();
  QStringList names;
  for (const BoardShelf::Entry& entry : m_shelf.entries()) names << QString::fromStdString(entry.name);
  m_wall.setBoards(std::move(names));
  if (m_shelf.problem().empty() && board != m_wall.scene()->board()) m_wall.showBoard(std::move(board));
  m_wall.setBoardProblem(QString::fromStdString(m_shelf.problem()));
  if (!m_options.heatMaps.empty()) m_wall.setHeatMaps(std::exchange(m_options.heatMaps, {}));
}

// A board that cannot be read leaves the one that is shown, and the wall says so.
void Session::openBoard(const QString& name) {
  const absl::Status status = m_shelf.open(name.toStdString());
  if (!status.ok()) m_wall.setBoardProblem(QString::fromStdString(std::string(status.message())));
}

// Those of the rotation: one that is not there would be noticed at night.
bool Session::watchBoards() {
  std::vector<std::string> names;
  for (const Rotation::Turn& turn : m_options.rotation.turns) names.push_back(turn.board);
  for (const Rotation::TakeOver& rule : m_options.rotation.takeOvers) names.push_back(rule.board);
  BoardShelf shelf(boardFolders());
  std::vector<Board> boards;
  for (const std::string& name : names) {
    if (const absl::Status status = shelf.open(name); !status.ok()) {
      complain(std::string(status.message()));
      return false;
    }
    boards.push_back(shelf.board());
  }
  m_wall.watch(std::move(boards));
  return true;
}

// What was guessed at, a room or whatever is before a full screen, may be read from farther away.
void Session::sayPlace() const {
  const Place place = placeOf(m_options);
  const bool isFull = m_options.isFullScreen && !m_options.isSnapshotOnly();
  if (m_options.distance && (m_options.diagonal || !place.isRoom)) return;
  if (!place.isRoom && !isFull) return;
  const bool isMeasured = m_options.measured && !m_options.diagonal;
  const std::string window = m_options.windows.empty() ? "" : "window " + m_options.name + ": ";
  const auto word = kViewingWords[static_cast<size_t>(m_viewing.wallClass()) + 1];
  complain(absl::StrFormat(
      "%slaid out for a screen of %g inches%s read from %g m, class %s; say otherwise with --diagonal and "
      "--distance, or with diagonal and distance in the file of --config",
      window, place.diagonal, isMeasured ? ", as it says itself," : "", place.distance, word));
}

bool Session::open() {
  if (!watchBoards()) return false;
  absl::Status status = m_shelf.open(m_options.board);
  if (!status.ok() && m_options.isBoardKept) {  // a view of long ago is no reason to stay dark
    complain(std::string(status.message()));
    m_options.heatMaps.clear();
    status = m_shelf.open(Options().board);
  }
  if (!status.ok()) {
    complain(std::string(status.message()));
    return false;
  }
  m_viewing.setPixels(m_options.width, m_options.height);
  sayPlace();
  m_engine.addImportPath(QStringLiteral(":/qt/qml"));
  m_engine.setInitialProperties(
      {{QStringLiteral("wall"), QVariant::fromValue(&m_wall)},
       {QStringLiteral("viewing"), QVariant::fromValue(&m_viewing)},
       {QStringLiteral("exporter"), QVariant::fromValue(&m_exporter)},
       {QStringLiteral("isStill"), m_options.isStill || !m_options.snapshot.empty()},
       {QStringLiteral("width"), m_options.width},
       {QStringLiteral("height"), m_options.height}});
  m_engine.load(QUrl(QStringLiteral("qrc:/qt/qml/Watchfloor/Main.qml")));
  if (m_engine.rootObjects().isEmpty()) return false;
  m_window = qobject_cast<QQuickWindow*>(m_engine.rootObjects().first());
  m_window->installEventFilter(this);
  m_pointer = std::make_unique<RestingPointer>(m_window);
  setAttended(false);
  // A picture alone needs no screen.
  const std::string screen = m_options.isSnapshotOnly() ? std::string() : m_options.screen;
  m_seat = std::make_unique<ScreenSeat>(m_window, QString::fromStdString(screen), m_options.isFullScreen);
  connect(m_seat.get(), &ScreenSeat::told, this,
          [this](const QString& text) { complain("window " + m_options.name + ": " + text.toStdString()); });
  m_seat->take();
  m_ticks.start(kTick);
  if (!m_options.isSnapshotOnly()) m_reports.start(milliseconds(m_options.printEvery.value_or(kReportEvery)));
  if (m_options.seconds) m_end.start(milliseconds(*m_options.seconds));
  return true;
}

void Session::obey() {
  m_control = std::make_unique<WallControl>(
      WallControl::Options{.target = m_target, .onCommand = [this](const WallCommand& command) {
                             QMetaObject::invokeMethod(
                                 this, [this, command] { carryOut(command); }, Qt::QueuedConnection);
                           }});
}

void Session::carryOut(const WallCommand& command) {
  switch (command.kind) {
    case WallCommand::Kind::kShow:
      return openBoard(QString::fromStdString(command.board));
    case WallCommand::Kind::kPin:
    case WallCommand::Kind::kUnpin:
      return m_wall.setPinned(command.kind == WallCommand::Kind::kPin);
    case WallCommand::Kind::kRotate:
    case WallCommand::Kind::kRest:
      return m_wall.setResting(command.kind == WallCommand::Kind::kRest);
    case WallCommand::Kind::kIdentify:
      return m_wall.identify(QString::fromStdString(m_options.name), std::chrono::seconds(command.seconds));
  }
}

WallState Session::state() const {
  const Situation& at = m_wall.situation();
  const Rotation& rotation = m_wall.rotation();
  WallState state{.name = m_options.name,
                  .board = m_wall.scene().board().name,
                  .boards = {},
                  .brand = at.choice.brand,
                  .channel = at.choice.channel,
                  .window = std::string(name(at.choice.window)),
                  .theme = std::string(kThemeWords[static_cast<size_t>(m_wall.theme())]),
                  .isPinned = rotation.isPinned(),
                  .rotates = rotation.hasTurns() && !rotation.isResting() && !rotation.isPinned(),
                  .isReplay = at.isReplay(),
                  .width = m_window->width(),
                  .height = m_window->height(),
                  .version = WATCHFLOOR_VERSION,
                  .peer = {}};
  for (const QString& board : m_wall.boards()) state.boards.push_back(board.toStdString());
  return state;
}

void Session::setAttended(bool isAttended) { m_window->setProperty("isAttended", isAttended); }

bool Session::eventFilter(QObject* watched, QEvent* event) {
  const QEvent::Type type = event->type();
  if (type == QEvent::Close)
    QCoreApplication::quit();  // one of several, too: whoever runs them starts them again
  if (type == QEvent::MouseMove || type == QEvent::MouseButtonPress || type == QEvent::KeyPress ||
      type == QEvent::ShortcutOverride || type == QEvent::TouchBegin) {  // a key that is a shortcut comes so
    if (!m_unattended.isActive()) setAttended(true);
    m_unattended.start(kGone);
  }
  return QObject::eventFilter(watched, event);
}

// A board that has taken over goes again: of what it shows, nothing is chosen.
ViewState Session::view() const {
  const BoardScene& scene = m_wall.scene();
  const Rotation& rotation = m_wall.rotation();
  const std::string& home = rotation.home(scene.board().name);
  const bool isHome = home == scene.board().name;
  const Choice &shown = m_wall.situation().choice, &chosen = m_wall.chosen();
  return {.board = home,
          .choice = chosen,
          .isWindowOfBoard = !isHome || shown.window != chosen.window,
          .isChannelOfBoard = !isHome || shown.channel != chosen.channel,
          .theme = other(m_wall.theme(), m_options.writtenTheme),
          .isPinned = other(rotation.isPinned(), m_options.rotation.isPinned),
          .isResting = rotation.isResting(),
          .heatMaps = isHome ? scene.steppedHeatMaps() : std::map<std::string, Subject>()};
}

// Written when it changes; what cannot be written is said once, and tried again when it changes again.
void Session::keepView() {
  if (m_options.state.empty()) return;
  ViewState now = view();
  if (now == m_kept) return;
  m_kept = std::move(now);
  if (const absl::Status status = writeViewState(m_options.state, *m_kept); !status.ok())
    complain(std::string(status.message()));
}

// So that it begins with what it showed last.
void Session::keepFrame() {
  const Situation& at = m_wall.situation();
  const bool isPresent = at.freshness == Freshness::kLive && !at.isPast() && !at.pausedAt;
  if (m_options.state.empty() || !isPresent || at.view.frame == m_keptFrame) return;
  if (at.now - m_frameKept < kKeepEvery) return;
  m_frameKept = at.now, m_keptFrame = at.view.frame;
  if (const absl::Status status = writeKeptView(keptViewOf(m_options), m_target, at.view); !status.ok())
    complain(std::string(status.message()));
}

bool Session::isSettled() const {
  const Situation& at = m_wall.situation();
  return !m_options.at && !at.view.isSeeking() && at.freshness == Freshness::kLive &&
         at.covers(at.choice.window);
}

void Session::tick() {
  m_wall.tick();
  if (m_options.at && m_wall.situation().hasPresent()) {
    m_wall.past()->goTo(*std::exchange(m_options.at, {}));
    m_showsPast = true;
  }
  keepView();
  keepFrame();
  if (m_control) m_control->tell(state());
  m_settledTicks = isSettled() ? m_settledTicks + 1 : 0;
  if (!m_options.isSnapshotOnly()) return;
  if (m_settledTicks > (m_wall.isAnswered() ? kSettledTicks : kMostTicks)) return finish();
  const Situation& at = m_wall.situation();
  if (at.freshness == Freshness::kDisconnected && at.silence > kMostSilence) giveUp(at.view.problem);
}

// There will be no picture.
void Session::giveUp(const std::string& why) {
  complain(m_options.snapshot +
           " not written: " + (why.empty() ? "the wall did not show what was asked for" : why));
  m_ticks.stop(), m_end.stop();
  Q_EMIT finished(false);
}

void Session::finish() {
  const Situation& at = m_wall.situation();
  if (m_options.isSnapshotOnly() && m_showsPast && !at.isPast()) return giveUp(at.view.refusal);
  if (m_options.printEvery) print();
  m_ticks.stop(), m_end.stop();
  Q_EMIT finished(m_options.snapshot.empty() || save());
}

bool Session::save() {
  if (!m_window->isVisible()) {
    complain("no picture of window " + m_options.name + ": its screen is not connected");
    return false;
  }
  const absl::Status status =
      writeExport(shownBy(m_wall, m_window->grabWindow()), QString::fromStdString(m_options.snapshot));
  if (!status.ok()) complain(std::string(status.message()));
  return status.ok();
}

// A line for the wall, a line for what is abnormal, and one for each tile.
void Session::print() const {
  const auto text = [](const QString& s) { return s.toStdString(); };
  if (!m_options.screen.empty()) std::printf("%s: ", m_options.name.c_str());
  if (!m_window->isVisible()) return void(std::puts("its screen is not connected"));
  std::printf("%s  %s · %s · %s  %s\n", text(m_wall.clockText()).c_str(), text(m_wall.brandText()).c_str(),
              text(m_wall.channelText()).c_str(), text(m_wall.windowText()).c_str(),
              text(m_wall.freshnessText()).c_str());
  if (!m_wall.identity().isEmpty()) std::printf("  this is %s\n", text(m_wall.identity()).c_str());
  if (!m_wall.problem().isEmpty()) std::printf("  ! %s\n", text(m_wall.problem()).c_str());
  for (const Notice& notice : m_wall.notices())
    std::printf("  ! %d  %s\n", notice.level, text(notice.text).c_str());
  for (const Tile& tile : m_wall.scene().allFigures()) {
    const QString state =
        QString::fromLatin1(QMetaEnum::fromType<TileState::State>().valueToKey(tile.condition));
    std::printf("  %-22s %-13s %s\n", text(tile.key).c_str(), text(state.toLower()).c_str(),
                text(tile.spoken).c_str());
  }
  std::fflush(stdout);
}

}  // namespace watchfloor
