#include "wall_config.h"

#include <array>
#include <utility>

#include "boards/board_file.h"
#include "models/language.h"
#include "models/subject.h"
#include "times_of_day.h"
#include "toml/toml_file.h"

namespace watchfloor {
namespace {

constexpr Duration kLeastTime = seconds(1);
constexpr int64_t kWorst = 2, kLeast = 3;  // at level 1 there is no connection, and nothing to show

// As --window has them: all but total and now.
constexpr std::array<std::string_view, 7> kWindowChoiceNames = {"1m",  "5m",  "15m",  "30m",
                                                                "60m", "24h", "today"};

void readTime(TomlSection& section, std::string& board, Duration& time) {
  section.text("board", board);
  if (board.empty()) section.wrong("board", section.has("board") ? "is empty" : "is missing");
  section.duration("for", time, kLeastTime);
}

// A metric that misses its target is an alarm of the lowest level.
Rotation::TakeOver readTakeOver(TomlSection& section) {
  Rotation::TakeOver rule;
  section.word("on", kCallWords, rule.on);
  readTime(section, rule.board, rule.time);
  section.duration("quiet", rule.quiet, Duration::zero());
  const bool isAlarm = rule.on == CallKind::Alarm,
             isTrend = rule.on == CallKind::Trend || rule.on == CallKind::Talk;
  section.text(isAlarm ? "metric" : isTrend ? "brand" : "source", rule.about);
  if (!isAlarm) return rule;
  if (!rule.about.empty() && !subjectNamed(rule.about)) {
    const std::string meant = nearest(rule.about, subjectNames());
    section.wrong("metric",
                  "no such metric: " + rule.about + (meant.empty() ? "" : "; did you mean " + meant + "?"));
  }
  int64_t level = rule.about.empty() ? rule.level : kLeast;
  section.integer("level", level, kWorst, kLeast);
  rule.level = static_cast<int>(level);
  return rule;
}

Rotation::Plan readPlan(TomlSection& section) {
  Rotation::Plan plan;
  for (TomlSection& part : section.sections("turn")) {
    Rotation::Turn& turn = plan.turns.emplace_back();
    readTime(part, turn.board, turn.time);
  }
  for (TomlSection& part : section.sections("take_over")) plan.takeOvers.push_back(readTakeOver(part));
  section.flag("pinned", plan.isPinned);
  return plan;
}

std::optional<std::string> readText(TomlSection& section, std::string_view key) {
  std::string text;
  section.text(key, text);
  if (text.empty() && section.has(key)) section.wrong(key, "is empty");
  return text.empty() ? std::nullopt : std::optional(text);
}

template <typename Word, size_t N>
std::optional<Word> readWord(TomlSection& section, std::string_view key,
                             const std::array<std::string_view, N>& words) {
  Word word{};
  section.word(key, words, word);
  return section.has(key) ? std::optional(word) : std::nullopt;
}

std::optional<double> readNumber(TomlSection& section, std::string_view key, double least, double most) {
  double number = least;
  section.number(key, number, least, most);
  return section.has(key) ? std::optional(number) : std::nullopt;
}

PlaceConfig readPlace(TomlSection& section) {
  return {.theme = readWord<ThemeName>(section, "theme", kThemeWords),
          .viewing = readWord<Viewing::Class>(section, "class", kViewingWords),
          .diagonal = readNumber(section, "diagonal", kLeastDiagonal, kMostDiagonal),
          .distance = readNumber(section, "distance", kLeastDistance, kMostDistance)};
}

// What `read` takes.
template <typename Read>
std::optional<std::string> readTimes(TomlSection& section, std::string_view key, Read read) {
  std::optional<std::string> text = readText(section, key);
  if (!text) return text;
  if (const absl::Status status = read(*text).status(); !status.ok())
    section.wrong(key, std::string(status.message()));
  return text;
}

std::optional<std::string> readLanguage(TomlSection& section) {
  std::optional<std::string> name = readText(section, "language");
  if (name && !isLanguage(QString::fromStdString(*name)))
    section.wrong("language", "no such language: " + *name + " (there are: " +
                                  languages().join(QStringLiteral(", ")).toStdString() + ")");
  return name;
}

// A board of its own is not taken away by the turns of the file.
WindowConfig readWindow(TomlSection section) {
  WindowConfig window;
  for (auto [key, text] : {std::pair{"name", &window.name}, {"screen", &window.screen}}) {
    *text = readText(section, key).value_or(std::string());
    if (!section.has(key)) section.wrong(key, "is missing");
  }
  window.board = readText(section, "board");
  window.brand = readText(section, "brand");
  window.channel = readText(section, "channel");
  window.window = readWord<Window>(section, "window", kWindowChoiceNames);
  window.place = readPlace(section);
  const bool hasPlan = section.has("turn") || section.has("take_over") || section.has("pinned");
  Rotation::Plan plan = readPlan(section);
  if (hasPlan || window.board) window.rotation = std::move(plan);
  return window;
}

// No two of one name, and none on the screen of another.
void checkApart(const std::vector<WindowConfig>& windows, std::vector<TomlSection>& sections) {
  for (size_t i = 0; i < windows.size(); ++i) {
    for (size_t j = 0; j < i; ++j) {
      const auto line = std::to_string(sections[j].lineOf(""));
      if (!windows[i].name.empty() && windows[i].name == windows[j].name)
        sections[i].wrong("name", "is that of the window of line " + line);
      if (!windows[i].screen.empty() && windows[i].screen == windows[j].screen)
        sections[i].wrong("screen", "has the window of line " + line);
    }
  }
}

}  // namespace

absl::StatusOr<WallConfig> readWallConfig(const std::string& path) {
  absl::StatusOr<TomlFile> file = TomlFile::read(path);
  if (!file.ok()) return file.status();
  TomlSection root = file->root();
  WallConfig config;
  root.text("operator", config.actor);
  root.flag("unmasked", config.isUnmasked);
  root.flag("still", config.isStill);
  config.language = readLanguage(root);
  config.night = readTimes(root, "night", nightIn);
  config.shiftChange = readTimes(root, "shift_change", shiftChangesIn);
  config.place = readPlace(root);
  config.rotation = readPlan(root);
  std::vector<TomlSection> sections = root.sections("window");
  for (const TomlSection& section : sections) config.windows.push_back(readWindow(section));
  checkApart(config.windows, sections);
  if (const absl::Status status = file->status(); !status.ok()) return status;
  return config;
}

}  // namespace watchfloor
