// Walls are told what to show from somewhere else, over gRPC.
#include <QtTest>

#include "client/control.h"
#include "rpc/rig.h"
#include "watchfloor/v1/control.grpc.pb.h"

using namespace watchfloor;

namespace {

// A wall that notes what it is told.
class Wall {
 public:
  Wall(const Rig& rig, std::string name, std::vector<std::string> boards = {"response", "sentiment"})
      : m_control({.target = rig.target(), .onCommand = [this](const WallCommand& command) {
                     MutexLock lock(m_mutex);
                     m_heard.push_back(command);
                   }}) {
    m_state.name = std::move(name), m_state.boards = std::move(boards),
    m_state.board = m_state.boards.front();
    m_control.tell(m_state);
  }
  void show(const std::string& board) {
    m_state.board = board;
    m_control.tell(m_state);
  }
  std::vector<WallCommand> heard() {
    MutexLock lock(m_mutex);
    return m_heard;
  }

 private:
  WallState m_state;
  Mutex m_mutex;
  std::vector<WallCommand> m_heard GUARDED_BY(m_mutex);
  WallControl m_control;  // ends first
};

std::vector<std::string> namesOf(const Rig& rig) {
  const auto walls = listWalls(rig.target(), kPatience);
  std::vector<std::string> names;
  if (walls.ok()) {
    for (const WallState& wall : *walls) names.push_back(wall.name);
  }
  return names;
}

using Names = std::vector<std::string>;

}  // namespace

class TestControl : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void wallsAreListedAsTheyAre() {
    Rig rig;
    QCOMPARE(namesOf(rig), Names());
    Wall north(rig, "north");
    auto south = std::make_unique<Wall>(rig, "south");
    QVERIFY(eventually([&] { return namesOf(rig) == Names{"north", "south"}; }));
    north.show("sentiment");
    QVERIFY(eventually([&] { return listWalls(rig.target(), kPatience)->at(0).board == "sentiment"; }));
    QVERIFY(!listWalls(rig.target(), kPatience)->at(0).peer.empty());
    south.reset();
    QVERIFY(eventually([&] { return namesOf(rig) == Names{"north"}; }));
  }
  void oneOrAllAreTold() {
    Rig rig;
    Wall north(rig, "north"), south(rig, "south");
    QVERIFY(eventually([&] { return namesOf(rig).size() == 2; }));
    const WallCommand show{.kind = WallCommand::Kind::kShow, .board = "sentiment"};
    QCOMPARE(*commandWalls(rig.target(), {"south"}, show, kPatience), Names{"south"});
    QVERIFY(eventually([&] { return south.heard() == std::vector{show}; }));
    const WallCommand identify{.kind = WallCommand::Kind::kIdentify, .seconds = 30};
    QCOMPARE(*commandWalls(rig.target(), {}, identify, kPatience), (Names{"north", "south"}));
    QVERIFY(eventually([&] { return north.heard() == std::vector{identify}; }));
    QVERIFY(eventually([&] { return south.heard() == (std::vector{show, identify}); }));
  }
  void whatCannotBeDoneIsToldToNobody() {
    Rig rig;
    Wall north(rig, "north"), south(rig, "south", {"response"});
    QVERIFY(eventually([&] { return namesOf(rig).size() == 2; }));
    const auto refused = [&](const Names& names, const WallCommand& command, const char* words) {
      const auto told = commandWalls(rig.target(), names, command, kPatience);
      return !told.ok() && told.status().message().find(words) != std::string_view::npos;
    };
    QVERIFY(refused({}, {.kind = WallCommand::Kind::kShow, .board = "sentiment"},
                    "south has no board \"sentiment\"; it has: response"));
    QVERIFY(refused({"north", "east"}, {.kind = WallCommand::Kind::kPin},
                    "no wall \"east\" is connected; there are: north, south"));
    QVERIFY(refused({}, {.kind = WallCommand::Kind::kIdentify, .seconds = 601}, "command.seconds"));
    QVERIFY(refused({}, {.kind = WallCommand::Kind::kShow}, "command.board"));
    QVERIFY(refused({}, {.kind = static_cast<WallCommand::Kind>(17)}, "command.kind"));
    QCOMPARE(*commandWalls(rig.target(), {}, {.kind = WallCommand::Kind::kPin}, kPatience),
             (Names{"north", "south"}));
    QVERIFY(eventually([&] { return north.heard().size() == 1 && south.heard().size() == 1; }));
  }
  void aWallComesBackWhenItsEngineDoes() {
    Rig rig;
    Wall north(rig, "north");
    QVERIFY(eventually([&] { return namesOf(rig) == Names{"north"}; }));
    rig.stop();
    rig.start();
    QVERIFY(eventually([&] { return namesOf(rig) == Names{"north"}; }));
  }
  void aWallWithoutANameIsRefused() {
    Rig rig;
    grpc::ClientContext context;
    const auto stream = v1::ControlService::NewStub(rig.channel())->Attach(&context);
    stream->Write({});
    v1::WallCommand command;
    QVERIFY(!stream->Read(&command));
    QCOMPARE(stream->Finish().error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  }
  void norOneThatIsTooLarge() {
    Rig rig;
    for (const auto& [name, boards] : {std::pair(201, 0), std::pair(5, 400)}) {
      v1::WallState state;
      state.set_name(std::string(static_cast<size_t>(name), 'n'));
      for (int i = 0; i < boards; ++i) state.add_boards(std::string(200, 'b'));
      grpc::ClientContext context;
      const auto stream = v1::ControlService::NewStub(rig.channel())->Attach(&context);
      stream->Write(state);
      v1::WallCommand command;
      QVERIFY(!stream->Read(&command));
      QCOMPARE(stream->Finish().error_code(), grpc::StatusCode::INVALID_ARGUMENT);
    }
  }
  void onlySoMany() {
    Rig rig(Rig::Bounds{.walls = 1});
    Wall north(rig, "north");
    QVERIFY(eventually([&] { return namesOf(rig).size() == 1; }));
    grpc::ClientContext context;
    const auto stream = v1::ControlService::NewStub(rig.channel())->Attach(&context);
    v1::WallCommand command;
    QVERIFY(!stream->Read(&command));
    QCOMPARE(stream->Finish().error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  }
  // It takes nothing for so long that too much waits: then it is let go, and nobody else waits for it.
  void aWallThatTakesNothing() {
    Rig rig;
    grpc::ClientContext context;
    const auto stream = v1::ControlService::NewStub(rig.channel())->Attach(&context);
    v1::WallState state;
    state.set_name("deaf");
    state.add_boards(std::string(200, 'b'));
    stream->Write(state);
    Wall north(rig, "north", {std::string(200, 'b')});
    QVERIFY(eventually([&] { return namesOf(rig).size() == 2; }));
    const WallCommand show{.kind = WallCommand::Kind::kShow, .board = std::string(200, 'b')};
    for (int i = 0; i < 5'000 && namesOf(rig).size() == 2; ++i)
      QVERIFY(commandWalls(rig.target(), {}, show, kPatience).ok());
    QVERIFY(eventually([&] { return namesOf(rig) == Names{"north"}; }));
    context.TryCancel();
    v1::WallCommand command;
    while (stream->Read(&command)) continue;
    stream->Finish();
  }
};

QTEST_GUILESS_MAIN(TestControl)
#include "tst_control.moc"
