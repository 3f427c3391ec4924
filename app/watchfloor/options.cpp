#include "options.h"

#include <CLI/CLI.hpp>
#include <QDir>
#include <QFileInfo>
#include <QString>
#include <QSysInfo>
#include <QTimeZone>
#include <algorithm>
#include <cstdio>

#include "board_folders.h"
#include "boards/board_file.h"
#include "boards/board_shelf.h"
#include "clocks.h"
#include "export/wall_export.h"
#include "model/moment_text.h"
#include "models/language.h"
#include "times_of_day.h"
#include "view_state.h"

namespace watchfloor {
namespace {

constexpr int kFailed = 1, kWrongUsage = 2;

constexpr const char* kFooter = R"(
Examples:
  watchfloor --demo                                        simulated traffic, an engine inside
  watchfloor --engine wall.example:7411 --full-screen      an engine elsewhere
  watchfloor --engine host:7411 --class board --diagonal 75 --distance 5 --brand Northwind --window 30m
  watchfloor --demo --board contact_centre --theme light   another board, another theme
  watchfloor --check-board my_board.toml                   is it well written?
  watchfloor --demo --snapshot wall.png --size 3840x2160   one picture, off screen; wall.pdf: to print
  watchfloor --config wall.toml --state view.toml          boards in turn; restarts into the same view
  watchfloor --engine host:7411 --as ann                   V shows conversations; ann may act on them
  watchfloor --demo --language ar                          in Arabic, from right to left
  watchfloor --engine host:7411 --at "2026-03-02 14:05"    the wall as it was
  watchfloor --demo --print --seconds 60                   without a display: what the wall says, every 5 s

Keys: ? shows them all.
Exit codes: 0 done, 1 failed, 2 wrong command line.)";

CLI::Validator windowName() {
  return CLI::Validator(
      [](const std::string& text) {
        const auto window = windowNamed(text);
        return window && *window != Window::kNow && *window != Window::kTotal
                   ? std::string()
                   : "no such window: " + text + " (there are: 1m, 5m, 15m, 30m, 60m, 24h, today)";
      },
      "W");
}

absl::StatusOr<Time> momentIn(const std::string& zone, const std::string& text) {
  const std::string name = zone.empty() ? QTimeZone::systemTimeZoneId().toStdString() : zone;
  const absl::StatusOr<Calendar> calendar = Calendar::in(name);
  return calendar.ok() ? momentOf(text, *calendar, timeOfDay()) : calendar.status();
}

CLI::Validator languageName() {
  return CLI::Validator(
      [](const std::string& text) {
        return isLanguage(QString::fromStdString(text))
                   ? std::string()
                   : "no such language: " + text +
                         " (there are: " + languages().join(QStringLiteral(", ")).toStdString() +
                         "; of a country, as ar_EG)";
      },
      "LANG");
}

CLI::Validator zoneName() {
  return CLI::Validator(
      [](const std::string& text) {
        return QTimeZone(QByteArray::fromStdString(text)).isValid()
                   ? std::string()
                   : "no such time zone: " + text + " (IANA names, such as Europe/Berlin)";
      },
      "ZONE");
}

CLI::Validator sizeText() {
  return CLI::Validator(
      [](const std::string& text) {
        int width = 0, height = 0;
        char rest = 0;
        const bool isSize = std::sscanf(text.c_str(), "%dx%d%c", &width, &height, &rest) == 2 &&
                            width >= 320 && height >= 240 && width <= 16384 && height <= 16384;
        return isSize ? std::string()
                      : "not a size: " + text + " (as 1920x1080, from 320x240 to 16384x16384)";
      },
      "WxH");
}

CLI::Validator exportFile() {
  return CLI::Validator(
      [](const std::string& path) {
        return exportFormOf(QString::fromStdString(path))
                   ? std::string()
                   : path + ": name it .pdf, .png, .xlsx, .csv or .json";
      },
      "FILE");
}

// What `read` takes.
template <typename Read>
CLI::Validator timesOfDay(Read read) {
  return CLI::Validator(
      [read](const std::string& text) { return std::string(read(text).status().message()); }, "TIMES");
}

// A percentage on the command line, a ratio inside.
void addPercent(CLI::App& app, const char* name, std::optional<double>& ratio, const char* what) {
  app.add_option_function<double>(
         name, [&ratio](double percent) { ratio = percent / 100; }, what)
      ->check(CLI::Range(0.0, 100.0))
      ->type_name("PERCENT");
}

// Each board that there is, and where.
int listBoards() {
  const BoardShelf shelf(boardFolders());
  for (const BoardShelf::Entry& entry : shelf.entries()) {
    const absl::StatusOr<Board> board = readBoard(entry.path);
    std::printf("%-18s %-20s %s\n", entry.name.c_str(), board.ok() ? board->title.c_str() : "cannot be read",
                entry.path.c_str());
  }
  return 0;
}

int checkBoard(const std::string& path) {
  const absl::StatusOr<Board> board = readBoard(path);
  if (!board.ok()) {
    std::fprintf(stderr, "%s\n", std::string(board.status().message()).c_str());
    return kFailed;
  }
  const auto onDesk =
      std::ranges::count_if(board->tiles, [](const TileSpec& tile) { return tile.place.has_value(); });
  std::printf("%s: well written: \"%s\", %zu tiles, %td of them on a desk\n", path.c_str(),
              board->title.c_str(), board->tiles.size(), onDesk);
  return 0;
}

// What the wall showed when it last ran; none: it did not, or that cannot be read.
std::optional<ViewState> keptOf(const std::string& path) {
  if (path.empty()) return std::nullopt;
  absl::StatusOr<ViewState> view = readViewState(path);
  if (view.ok()) return *std::move(view);
  if (!absl::IsNotFound(view.status()))
    std::fprintf(stderr, "watchfloor: %s\n", std::string(view.status().message()).c_str());
  return std::nullopt;
}

// That, where nothing else is asked for.
template <typename IsAsked>
void restore(const ViewState& view, IsAsked isAsked, Options& options) {
  options.isBoardKept = !isAsked("--board");
  if (options.isBoardKept) options.board = view.board;
  const bool isSameBoard = options.board == view.board;
  if (!isAsked("--brand")) options.choice.brand = view.choice.brand;
  if (!isAsked("--theme")) options.theme = view.theme.value_or(options.theme);
  options.hasWindow = isAsked("--window") || (isSameBoard && !view.isWindowOfBoard);
  options.hasChannel = isAsked("--channel") || (isSameBoard && !view.isChannelOfBoard);
  if (!isAsked("--channel")) options.choice.channel = view.choice.channel;
  if (!isAsked("--window")) options.choice.window = view.choice.window;
  options.isPinned = view.isPinned, options.isResting = view.isResting;
  if (isSameBoard) options.heatMaps = view.heatMaps;
}

// What is written of all windows, where nothing else is asked for; what is asked for goes before what is
// written of one, too.
template <typename IsAsked>
void takePlace(const PlaceConfig& written, IsAsked isAsked, Options& options) {
  const auto take = [&](const char* name, auto& value, auto part) {
    if (!isAsked(name) && written.*part) value = *(written.*part);
    if (!isAsked(name)) return;
    for (WindowConfig& window : options.windows) (window.place.*part).reset();
  };
  take("--theme", options.theme, &PlaceConfig::theme);
  take("--class", options.viewing, &PlaceConfig::viewing);
  take("--diagonal", options.diagonal, &PlaceConfig::diagonal);
  take("--distance", options.distance, &PlaceConfig::distance);
}

// "view.toml" -> "view.north.toml"; no folder of its own, whatever the name.
std::string fileOf(const std::string& path, const std::string& name) {
  if (path.empty()) return path;
  const QFileInfo file(QString::fromStdString(path));
  const QString ending = file.suffix().isEmpty() ? QString() : QStringLiteral(".") + file.suffix();
  const QString apart = QString::fromStdString(name).replace(QLatin1Char('/'), QLatin1Char('_'));
  return file.dir().filePath(file.completeBaseName() + QLatin1Char('.') + apart + ending).toStdString();
}

}  // namespace

Place placeOf(const Options& options) {
  const bool isOfRoom =
      options.viewing != Viewing::Class::Automatic && options.viewing != Viewing::Class::Near;
  const std::optional<double> diagonal = options.diagonal ? options.diagonal : options.measured;
  const bool isSaid = diagonal.value_or(0) >= 43 || options.distance.value_or(0) >= 3;
  const bool isRoom = isOfRoom || (isSaid && options.viewing == Viewing::Class::Automatic);
  return {diagonal.value_or(isRoom ? 75 : 24), options.distance.value_or(isRoom ? 5 : 0.7), isRoom};
}

Options optionsOf(const Options& all, const WindowConfig& window) {
  Options own = all;
  own.name = window.name, own.screen = window.screen;
  own.board = window.board.value_or(all.board);
  own.choice.brand = window.brand.value_or(all.choice.brand);
  own.choice.channel = window.channel.value_or(all.choice.channel);
  own.choice.window = window.window.value_or(all.choice.window);
  own.hasChannel |= window.channel.has_value(), own.hasWindow |= window.window.has_value();
  const PlaceConfig& place = window.place;
  own.theme = place.theme.value_or(all.theme), own.writtenTheme = place.theme.value_or(all.writtenTheme);
  own.viewing = place.viewing.value_or(all.viewing);
  if (place.diagonal) own.diagonal = place.diagonal;
  if (place.distance) own.distance = place.distance;
  own.rotation = window.rotation.value_or(all.rotation);
  own.state = fileOf(all.state, window.name), own.snapshot = fileOf(all.snapshot, window.name);
  if (const auto view = keptOf(own.state))
    restore(
        *view, [&](std::string_view name) { return name == "--theme" && all.hasTheme; }, own);
  return own;
}

std::optional<Options> parseOptions(int argc, char** argv, int* exitCode) {
  Options options;
  CLI::App app("Watchfloor: a real-time wallboard for control rooms.", "watchfloor");
  app.set_version_flag("--version", "watchfloor " WATCHFLOOR_VERSION);
  app.footer(kFooter);

  CLI::Option* engine =
      app.add_option("--engine", options.engine, "the engine to show; without it, one inside")
          ->type_name("HOST:PORT");
  app.add_flag("--demo", options.isDemo, "simulated traffic into the engine inside")->excludes(engine);
  app.add_option("--seed", options.seed, "of the simulation: the same seed, the same traffic")
      ->type_name("N");
  app.add_option("--rate", options.rate, "multiplies the simulated traffic")
      ->check(CLI::Range(0.01, 1000.0))
      ->type_name("FACTOR");

  app.add_option("--brand", options.choice.brand, "what is shown first; \"all\" is the sum")
      ->type_name("NAME");
  app.add_option("--channel", options.choice.channel, "what is shown first; \"all\" is the sum")
      ->type_name("NAME");
  std::string window = "15m";
  app.add_option("--window", window, "1m 5m 15m 30m 60m 24h today")
      ->check(windowName())
      ->type_name("W")
      ->capture_default_str();
  app.add_option("--zone", options.zone, "time zone of clocks and axes; without it, the system's")
      ->check(zoneName())
      ->type_name("ZONE");
  std::string at;
  app.add_option("--at", at, "show the past: \"-90m\", \"2026-03-02 14:05\"; needs an engine with a store")
      ->type_name("TIME");
  addPercent(app, "--service-level-target", options.targets.serviceLevel, "abnormal below it; 80");
  addPercent(app, "--abandon-target", options.targets.abandonRate, "abnormal above it; 5");
  app.add_option_function<double>(
         "--sentiment-target", [&](double value) { options.targets.netSentiment = value / 100; },
         "abnormal below it, -100 to 100; none")
      ->check(CLI::Range(-100.0, 100.0))
      ->type_name("N");
  app.add_option_function<double>(
         "--response-target",
         [&](double value) { options.targets.firstResponse = Duration(static_cast<int64_t>(value * 1e6)); },
         "median first response, abnormal above it; none")
      ->check(CLI::Range(0.0, 1e7))
      ->type_name("SECONDS");

  app.add_option("--board", options.board, "what is shown: a board's name, or a file")
      ->type_name("NAME-or-FILE")
      ->capture_default_str();
  bool listsBoards = false;
  std::string checked;
  app.add_flag("--boards", listsBoards, "list the boards that there are, and end");
  app.add_option("--check-board", checked, "say what is wrong with a board's file, and end")
      ->type_name("FILE");
  const std::vector<std::string> themes(kThemeWords.begin(), kThemeWords.end());
  std::string theme = themes.front();
  app.add_option("--theme", theme, "the colours: dark, light, high-contrast")
      ->check(CLI::IsMember(themes))
      ->type_name("THEME")
      ->capture_default_str();
  std::string config;
  app.add_option("--as", options.actor,
                 "who acts on conversations at this wall; without it, they can only be read")
      ->type_name("NAME");
  app.add_flag("--unmasked", options.isUnmasked,
               "show names and texts of customers, if the engine allows it");
  app.add_option(
         "--config", config,
         "what the wall does that nobody touches: rotation, take-over; windows on several screens, each a "
         "[[window]] with what is its own (TOML)")
      ->type_name("FILE");
  options.name = QSysInfo::machineHostName().toStdString();
  app.add_option("--name", options.name, "of this wall, for watchfloorctl wall; without it, the machine's")
      ->check([](const std::string& name) { return name.empty() ? "a wall needs a name" : std::string(); })
      ->type_name("NAME");
  app.add_option("--state", options.state,
                 "keep what is shown in a file, and begin with it; of a [[window]], in one that has its name "
                 "before the "
                 "ending")
      ->type_name("FILE");
  app.add_option("--language", options.language,
                 "of texts, numbers and dates, also of a country, as ar_EG; without it, the system's")
      ->check(languageName())
      ->type_name("LANG");
  std::string viewing = "auto";
  const std::vector<std::string> classes(kViewingWords.begin(), kViewingWords.end());
  app.add_option("--class", viewing,
                 "how much is shown: poster, banner, board, wall for a room; near: a desk; auto: by diagonal "
                 "and distance")
      ->check(CLI::IsMember(classes))
      ->type_name("CLASS")
      ->capture_default_str();
  app.add_option("--diagonal", options.diagonal,
                 "of the screen; without it, as a full screen says itself, else 24, for a room 75")
      ->check(CLI::Range(kLeastDiagonal, kMostDiagonal))
      ->type_name("INCH");
  app.add_option("--distance", options.distance, "of the farthest reader; 0.7, for a room 5")
      ->check(CLI::Range(kLeastDistance, kMostDistance))
      ->type_name("METRES");
  std::string size = "1920x1080";
  app.add_option("--size", size, "of the window in pixels")
      ->check(sizeText())
      ->type_name("WxH")
      ->capture_default_str();
  app.add_flag("--full-screen", options.isFullScreen, "take the whole screen, each window its own");
  app.add_flag("--screens", options.listsScreens, "list the screens that are connected, and end");
  std::string shiftChange = "06:00,14:00,22:00", night = "none";
  app.add_option("--shift-change", shiftChange,
                 "when header and alarm band change sides, to spare the panel; none: never")
      ->check(timesOfDay(shiftChangesIn))
      ->type_name("HH:MM,...")
      ->capture_default_str();
  app.add_option("--night", night, "when the wall is dim")
      ->check(timesOfDay(nightIn))
      ->type_name("HH:MM-HH:MM")
      ->capture_default_str();
  app.add_flag("--still", options.isStill, "nothing fades or pulses");

  app.add_option(
         "--snapshot", options.snapshot,
         "write what is shown once the wall is live, and end: a picture (.png), pages (.pdf), or the figures "
         "alone (.xlsx, .csv, .json); with --print or --seconds, go on and renew it")
      ->check(exportFile())
      ->type_name("FILE");
  app.add_option("--exports", options.exports,
                 "where E saves what is shown; without it, Watchfloor among your documents")
      ->type_name("FOLDER");
  app.add_option("--print", options.printEvery,
                 "print what the wall says, every 5 s or every so many seconds")
      ->expected(0, 1)
      ->default_str("5")
      ->check(CLI::Range(0.1, 86400.0))
      ->type_name("[SECONDS]");
  app.add_option("--seconds", options.seconds, "end after so long")
      ->check(CLI::Range(0.1, 1e9))
      ->type_name("N");

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    *exitCode = app.exit(error) == 0 ? 0 : kWrongUsage;
    return std::nullopt;
  }
  if (listsBoards || !checked.empty()) {
    *exitCode = listsBoards ? listBoards() : checkBoard(checked);
    return std::nullopt;
  }
  options.choice.window = *windowNamed(window);
  options.hasWindow = app.count("--window") > 0, options.hasChannel = app.count("--channel") > 0;
  options.hasTheme = app.count("--theme") > 0;
  options.theme = static_cast<ThemeName>(std::ranges::find(themes, theme) - themes.begin());
  options.viewing = static_cast<Viewing::Class>(std::ranges::find(classes, viewing) - classes.begin());
  const auto isAsked = [&](const char* name) { return app.count(name) > 0; };
  if (!config.empty()) {
    absl::StatusOr<WallConfig> read = readWallConfig(config);
    if (!read.ok()) {
      std::fprintf(stderr, "%s\n", std::string(read.status().message()).c_str());
      *exitCode = kFailed;
      return std::nullopt;
    }
    options.rotation = std::move(read->rotation), options.windows = std::move(read->windows);
    if (options.actor.empty()) options.actor = std::move(read->actor);
    options.isUnmasked |= read->isUnmasked;
    options.isStill |= read->isStill;
    for (auto [name, text, written] : {std::tuple("--language", &options.language, &read->language),
                                       {"--night", &night, &read->night},
                                       {"--shift-change", &shiftChange, &read->shiftChange}}) {
      if (!isAsked(name) && *written) *text = **written;
    }
    options.writtenTheme = read->place.theme.value_or(options.writtenTheme);
    takePlace(read->place, isAsked, options);
  }
  options.isUnmasked |= options.isDemo;  // nobody in it is real
  if (!at.empty()) {
    const absl::StatusOr<Time> moment = momentIn(options.zone, at);
    if (!moment.ok()) {
      std::fprintf(stderr, "--at: %s\n", std::string(moment.status().message()).c_str());
      *exitCode = kWrongUsage;
      return std::nullopt;
    }
    options.at = *moment;
  }
  if (options.windows.empty()) {  // each of several has its own
    if (const auto view = keptOf(options.state)) restore(*view, isAsked, options);
  }
  options.care = {*shiftChangesIn(shiftChange), *nightIn(night)};
  std::sscanf(size.c_str(), "%dx%d", &options.width, &options.height);
  return options;
}

}  // namespace watchfloor
