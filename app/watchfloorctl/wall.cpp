// watchfloorctl wall: which walls are connected to an engine, and what they are to show.
#include <absl/strings/str_format.h>
#include <absl/strings/str_join.h>

#include <cstdio>

#include "client/control.h"
#include "commands.h"
#include "engine_options.h"
#include "export/json_text.h"
#include "model/shown_text.h"

namespace watchfloor {
namespace {

constexpr const char* kFooter = R"(
A wall is called by its machine's name, or as its --name says; without --wall all walls are told. A wall that is pinned keeps
its board, whatever comes; one that rests shows it until it is told otherwise, or an alarm comes.

Examples:
  watchfloorctl wall list
  watchfloorctl wall list --json | jq -r 'select(.replay) | .name'
  watchfloorctl wall show contact_centre --wall north --wall south
  watchfloorctl wall pin --wall north
  watchfloorctl wall identify                    which one is which?)";

struct Options {
  std::string engine = kDefaultEngine;
  int64_t waitSeconds = 5;
  std::vector<std::string> walls;  // none: all
  std::string board;
  int seconds = 10;
  bool isJson = false;
  std::chrono::milliseconds patience() const { return std::chrono::seconds(waitSeconds); }
};

std::string howItIs(const WallState& wall) {
  std::vector<std::string> words;
  if (wall.isReplay) words.emplace_back("replay");
  if (wall.isPinned) words.emplace_back("pinned");
  if (wall.rotates) words.emplace_back("rotates");
  return absl::StrJoin(words, ", ");
}

std::string lineOf(const WallState& wall) {
  return absl::StrFormat("%-20s  %-16s  %-28s  %-10s  %s\n", shownText(wall.name), shownText(wall.board),
                         shownText(wall.brand + " · " + wall.channel + " · " + wall.window),
                         absl::StrFormat("%dx%d", wall.width, wall.height), howItIs(wall));
}

std::string jsonOf(const WallState& wall) {
  std::string out;
  json::Object object(out);
  object.add("name", wall.name);
  object.add("board", wall.board);
  object.add("brand", wall.brand);
  object.add("channel", wall.channel);
  object.add("window", wall.window);
  object.add("theme", wall.theme);
  object.key("pinned") += wall.isPinned ? "true" : "false";
  object.key("rotates") += wall.rotates ? "true" : "false";
  object.key("replay") += wall.isReplay ? "true" : "false";
  object.add("width", static_cast<int64_t>(wall.width));
  object.add("height", static_cast<int64_t>(wall.height));
  object.add("version", wall.version);
  object.add("peer", wall.peer);
  object.close();
  return out + "\n";
}

absl::Status list(const Options& options) {
  const auto walls = listWalls(options.engine, options.patience());
  if (!walls.ok()) return walls.status();
  for (const WallState& wall : *walls)
    std::fputs((options.isJson ? jsonOf(wall) : lineOf(wall)).c_str(), stdout);
  if (walls->empty() && !options.isJson) std::fputs("no wall is connected\n", stderr);
  return absl::OkStatus();
}

absl::Status tell(const Options& options, WallCommand::Kind kind) {
  const WallCommand command{.kind = kind, .board = options.board, .seconds = options.seconds};
  const auto told = commandWalls(options.engine, options.walls, command, options.patience());
  if (!told.ok()) return told.status();
  if (told->empty()) return absl::NotFoundError("no wall is connected");
  for (const std::string& name : *told) std::printf("told %s\n", shownText(name).c_str());
  return absl::OkStatus();
}

}  // namespace

void addWall(CLI::App& app, Command& chosen) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("wall", "List the walls that are connected, and tell them what to show");
  command->footer(kFooter);
  command->require_subcommand(1);
  const auto add = [&](const char* name, const char* description) {
    CLI::App* sub = command->add_subcommand(name, description);
    addEngine(*sub, options->engine);
    sub->add_option("--wait", options->waitSeconds, "for the engine")
        ->check(CLI::Range(1, 3600))
        ->type_name("SECONDS")
        ->capture_default_str();
    return sub;
  };
  CLI::App* listing = add("list", "Which there are, and what they show");
  listing->add_flag("--json", options->isJson, "JSON Lines, a wall each");
  listing->callback([&chosen, options] { chosen = [options] { return list(*options); }; });
  const auto addTold = [&](const char* name, const char* description, WallCommand::Kind kind) {
    CLI::App* sub = add(name, description);
    sub->add_option("--wall", options->walls, "which is told; several times: several; without it: all")
        ->type_name("NAME");
    sub->callback([&chosen, options, kind] { chosen = [options, kind] { return tell(*options, kind); }; });
    return sub;
  };
  addTold("show", "Show a board", WallCommand::Kind::kShow)
      ->add_option("board", options->board, "its name, as watchfloor --boards says it")
      ->required()
      ->type_name("BOARD");
  addTold("pin", "Keep the board that is shown, whatever comes", WallCommand::Kind::kPin);
  addTold("unpin", "Let it go", WallCommand::Kind::kUnpin);
  addTold("rotate", "Let boards take turns again", WallCommand::Kind::kRotate);
  addTold("rest", "Keep the board until told otherwise, or an alarm comes", WallCommand::Kind::kRest);
  addTold("identify", "Show each wall's name, large", WallCommand::Kind::kIdentify)
      ->add_option("--seconds", options->seconds, "for so long")
      ->check(CLI::Range(1, 600))
      ->type_name("N")
      ->capture_default_str();
}

}  // namespace watchfloor
