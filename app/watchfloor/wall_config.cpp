#include "wall_config.h"

#include "toml/toml_file.h"

namespace watchfloor {
namespace {

constexpr Duration kLeastTime = seconds(1);
constexpr int64_t kWorst = 2, kLeast = 3;  // at level 1 there is no connection, and nothing to show

void readTime(TomlSection& section, std::string& board, Duration& time) {
  section.text("board", board);
  if (board.empty()) section.wrong("board", section.has("board") ? "is empty" : "is missing");
  section.duration("for", time, kLeastTime);
}

}  // namespace

absl::StatusOr<WallConfig> readWallConfig(const std::string& path) {
  absl::StatusOr<TomlFile> file = TomlFile::read(path);
  if (!file.ok()) return file.status();
  TomlSection root = file->root();
  WallConfig config;
  root.text("operator", config.actor);
  Rotation::Plan& plan = config.rotation;
  root.flag("pinned", plan.isPinned);
  for (TomlSection& section : root.sections("turn")) {
    Rotation::Turn& turn = plan.turns.emplace_back();
    readTime(section, turn.board, turn.time);
  }
  if (auto section = root.section("take_over")) {
    Rotation::TakeOver& takeOver = plan.takeOver.emplace();
    readTime(*section, takeOver.board, takeOver.time);
    int64_t level = takeOver.level;
    section->integer("level", level, kWorst, kLeast);
    takeOver.level = static_cast<int>(level);
  }
  if (const absl::Status status = file->status(); !status.ok()) return status;
  return config;
}

}  // namespace watchfloor
