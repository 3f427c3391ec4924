#include "wire/control_wire.h"

#include <watchfloor/v1/control.pb.h>

#include "model/event.h"

namespace watchfloor::wire {
namespace {

constexpr int kUsualSeconds = 10, kMostSeconds = 600;

}  // namespace

static_assert(v1::WallCommand::IDENTIFY == static_cast<int>(WallCommand::Kind::kIdentify) + 1);

void toProto(const WallState& state, v1::WallState* proto) {
  proto->set_name(state.name);
  proto->set_board(state.board);
  for (const std::string& board : state.boards) proto->add_boards(board);
  proto->set_brand(state.brand);
  proto->set_channel(state.channel);
  proto->set_window(state.window);
  proto->set_theme(state.theme);
  proto->set_pinned(state.isPinned);
  proto->set_rotates(state.rotates);
  proto->set_replay(state.isReplay);
  proto->set_width(state.width);
  proto->set_height(state.height);
  proto->set_version(state.version);
}

WallState fromProto(const v1::WallState& proto) {
  return {.name = proto.name(),
          .board = proto.board(),
          .boards = {proto.boards().begin(), proto.boards().end()},
          .brand = proto.brand(),
          .channel = proto.channel(),
          .window = proto.window(),
          .theme = proto.theme(),
          .isPinned = proto.pinned(),
          .rotates = proto.rotates(),
          .isReplay = proto.replay(),
          .width = proto.width(),
          .height = proto.height(),
          .version = proto.version(),
          .peer = {}};
}

void toProto(const WallCommand& command, v1::WallCommand* proto) {
  proto->set_kind(static_cast<v1::WallCommand::Kind>(static_cast<int>(command.kind) + 1));
  proto->set_board(command.board);
  proto->set_seconds(command.seconds);
}

absl::StatusOr<WallCommand> fromProto(const v1::WallCommand& proto) {
  if (proto.kind() < v1::WallCommand::SHOW || proto.kind() > v1::WallCommand::IDENTIFY)
    return absl::InvalidArgumentError("command.kind: nothing that a wall can do");
  const auto kind = static_cast<WallCommand::Kind>(proto.kind() - 1);
  if (kind == WallCommand::Kind::kShow && proto.board().empty())
    return absl::InvalidArgumentError("command.board: is empty");
  if (proto.board().size() > kLongestName)
    return absl::InvalidArgumentError("command.board: is too long for a name");
  if (proto.seconds() < 0 || proto.seconds() > kMostSeconds)
    return absl::InvalidArgumentError("command.seconds: not from 1 to 600");
  return WallCommand{.kind = kind,
                     .board = kind == WallCommand::Kind::kShow ? proto.board() : "",
                     .seconds = proto.seconds() == 0 ? kUsualSeconds : proto.seconds()};
}

}  // namespace watchfloor::wire
