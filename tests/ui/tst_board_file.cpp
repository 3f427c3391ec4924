// Boards as files: what is read, and what is said about what is wrong with one.
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "boards.h"
#include "boards/board_shelf.h"

namespace watchfloor {
namespace {

QString faultsOf(const char* toml) {
  const absl::StatusOr<Board> board = parseBoard(toml, "my.toml");
  return board.ok() ? QString() : QString::fromStdString(std::string(board.status().message()));
}

void write(const QString& path, const QByteArray& text) {
  QFile file(path);
  QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
  file.write(text);
}

constexpr const char* kSmall = R"(title = "Small"
[[tile]]
kind = "number"
metric = "backlog"
)";

}  // namespace

class BoardFileTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void reads();
  void faults_data();
  void faults();
  void allFaultsAtOnce();
  void nearestWord();
  void shippedBoards();
  void shelf();
  void reloads();
};

void BoardFileTest::reads() {
  const absl::StatusOr<Board> read = parseBoard(R"(
title = "Night shift"
columns = 4
rows = 2
window = "30m"
channel = "voice"
[[tile]]
kind = "number"
metric = "service_level"
at_least = 85
span = "3h"
brand = "Northwind"
window = "5m"
title = "In time"
place = { column = 3, row = 2, width = 2 }
[[tile]]
kind = "number"
metric = "service_level"
[[tile]]
kind = "number"
metric = "longest_waiting_s"
at_most = "2m"
[[tile]]
kind = "table"
of = "queues"
metrics = ["waiting", "abandon_rate"]
[[tile]]
kind = "bars"
of = "brands"
metric = "sentiment"
[[tile]]
kind = "text"
text = "Call Dana"
[[annotation]]
at = "2025-03-03T09:00:00+01:00"
text = "Release 4.2"
brand = "Northwind"
[[annotation]]
at = "9:30"
text = "Newsletter"
)",
                                                "boards/night.toml");
  QVERIFY2(read.ok(), std::string(read.status().message()).c_str());
  QCOMPARE(read->name, "night");
  QCOMPARE(read->title, "Night shift");
  QVERIFY(read->window == Window::k30m && read->channel == "voice");
  const TileSpec& first = read->tiles[0];
  QCOMPARE(first.key, "service_level");
  QVERIFY(first.brand == "Northwind" && first.window == Window::k5m && !first.channel);
  QCOMPARE(*first.threshold.atLeast, 0.85);
  QVERIFY(first.span == SeriesSpan::of(hours(3)) && read->tiles[1].span == SeriesSpan());
  QCOMPARE(*first.place, QRect(2, 1, 2, 1));
  QCOMPARE(read->tiles[1].key, "service_level.2");
  QCOMPARE(*read->tiles[2].threshold.atMost, 120.0);
  QVERIFY(read->tiles[3].rows == RowsOf::Queues && read->tiles[3].columns.size() == 2);
  QVERIFY(read->tiles[4].isDistribution);
  QCOMPARE(read->tiles[5].text, "Call Dana");
  QVERIFY((read->annotations ==
           std::vector<Annotation>{{*parseTime("2025-03-03T08:00:00Z"), "Release 4.2", "Northwind", {}},
                                   {minutes(9 * 60 + 30), "Newsletter", {}, {}}}));
}

void BoardFileTest::faults_data() {
  QTest::addColumn<QString>("toml");
  QTest::addColumn<QString>("fault");
  const auto row = [](const char* name, const char* toml, const char* fault) {
    QTest::newRow(name) << QString::fromUtf8(toml) << QString::fromUtf8(fault);
  };
  row("no tiles", "title = \"x\"\n", "my.toml:1: tile: is missing: a board has at least one [[tile]]");
  row("not TOML", "title = \n", "my.toml:1: ");
  row("metric", "[[tile]]\nkind = \"number\"\nmetric = \"servce_level\"\n",
      "my.toml:3: tile.metric: no such metric: servce_level; did you mean service_level?");
  row("kind", "[[tile]]\nkind = \"nummer\"\nmetric = \"volume\"\n",
      "my.toml:2: tile.kind: no such kind of tile: nummer; did you mean number?");
  row("no kind", "[[tile]]\nmetric = \"volume\"\n", "my.toml:1: tile.kind: is missing (there are: number");
  row("window", "[[tile]]\nkind = \"number\"\nmetric = \"volume\"\nwindow = \"15min\"\n",
      "my.toml:4: tile.window: no such window: 15min; did you mean 15m?");
  row("no metric", "[[tile]]\nkind = \"bars\"\n", "my.toml:1: tile.metric: is missing");
  row("a key of another kind", "[[tile]]\nkind = \"clock\"\nmetric = \"volume\"\n",
      "my.toml:3: tile.metric: no such key; known here: ");
  row("topics of a channel", "[[tile]]\nkind = \"topics\"\nbrand = \"Alder\"\nchannel = \"voice\"\n",
      "my.toml:4: tile.channel: no such key; known here: ");
  row("topics of no window", "[[tile]]\nkind = \"topics\"\nwindow = \"now\"\n",
      "my.toml:3: tile.window: no such window: now");
  row("outside", "columns = 4\n[[tile]]\nkind = \"sources\"\nplace = { column = 3, row = 1, width = 3 }\n",
      "my.toml:4: tile.place.width: ends in column 5 of 4");
  row("half a place", "[[tile]]\nkind = \"sources\"\nplace = { column = 3 }\n",
      "my.toml:3: tile.place.row: is missing");
  row("on one another",
      "[[tile]]\nkind = \"sources\"\nplace = { column = 1, row = 1 }\n"
      "[[tile]]\nkind = \"clock\"\nplace = { column = 1, row = 1, width = 2 }\n",
      "my.toml:4: tile: lies on the tile of line 1");
  row("threshold", "[[tile]]\nkind = \"number\"\nmetric = \"longest_waiting_s\"\nat_most = 90\n",
      "my.toml:4: tile.at_most: ");
  row("two thresholds", "[[tile]]\nkind = \"number\"\nmetric = \"backlog\"\nat_most = 9\nat_least = 3\n",
      "my.toml:4: tile.at_most: stands beside at_least");
  row("history of an age", "[[tile]]\nkind = \"series\"\nmetric = \"oldest_unanswered_s\"\n",
      "my.toml:3: tile.metric: oldest_unanswered_s has no history to draw");
  row("stack of ratios", "[[tile]]\nkind = \"series\"\nmetric = \"service_level\"\nby = \"channel\"\n",
      "my.toml:4: tile.by: only counts lie on top of one another");
  row("title", "[[tile]]\nkind = \"number\"\nmetric = \"backlog\"\ntitle = \"Everything that is open\"\n",
      "my.toml:4: tile.title: has 23 characters; a small tile has room for 14");
  row("too long a span", "[[tile]]\nkind = \"series\"\nmetric = \"volume\"\nspan = \"25h\"\n",
      "my.toml:4: tile.span: is longer than 24h");
  row("too short a span", "[[tile]]\nkind = \"number\"\nmetric = \"volume\"\nspan = \"1m\"\n",
      "my.toml:4: tile.span: ");
  row("a span of what has no past", "[[tile]]\nkind = \"heat_map\"\nmetric = \"volume\"\nspan = \"3h\"\n",
      "my.toml:4: tile.span: no such key");
  const std::string tile = "[[tile]]\nkind = \"sources\"\n";
  row("annotation of no time", (tile + "[[annotation]]\ntext = \"Release\"\n").c_str(),
      "my.toml:3: annotation.at: is missing: when did it happen?");
  row("annotation at some time", (tile + "[[annotation]]\nat = \"noon\"\ntext = \"Release\"\n").c_str(),
      "my.toml:4: annotation.at: neither a moment nor a time of day: noon (as 2026-03-01T09:00:00Z");
  row("annotation of nothing", (tile + "[[annotation]]\nat = \"09:00\"\n").c_str(),
      "my.toml:3: annotation.text: is missing");
  row("zone", "[[tile]]\nkind = \"clock\"\nzone = \"Berlin\"\n",
      "my.toml:3: tile.zone: no such time zone: Berlin");
}

void BoardFileTest::faults() {
  QFETCH(QString, toml);
  QFETCH(QString, fault);
  const QString said = faultsOf(toml.toUtf8().constData());
  QVERIFY2(said.startsWith(fault), qPrintable(said));
  QCOMPARE(said.count(QLatin1Char('\n')), 0);  // one fault, said once
}

void BoardFileTest::allFaultsAtOnce() {
  const QString said =
      faultsOf("colums = 3\n[[tile]]\nkind = \"number\"\nmetric = \"a\"\n[[tile]]\nkind = \"b\"\n");
  QCOMPARE(said.count(QStringLiteral("my.toml:")), 3);
  QVERIFY(said.contains(QStringLiteral("my.toml:1: colums: no such key")));
  std::string tiles;
  for (size_t i = 0; i <= kMostTiles; ++i) tiles += "[[tile]]\nkind = \"sources\"\n";
  QVERIFY(faultsOf(tiles.c_str()).contains(QStringLiteral("more than 60 tiles")));
}

void BoardFileTest::nearestWord() {
  QCOMPARE(nearest("abandonrate", {"offered", "abandon_rate"}), "abandon_rate");
  QCOMPARE(nearest("first_response", {"first_response_time_s", "backlog"}), "first_response_time_s");
  QCOMPARE(nearest("xyz", {"offered", "abandon_rate"}), "");
}

void BoardFileTest::shippedBoards() {
  const BoardShelf shelf({WATCHFLOOR_SOURCE_DIR "/resources/boards"});
  QCOMPARE(shelf.entries().size(), kShippedBoards.size());
  for (const std::string& name : kShippedBoards) {
    const Board& board = shippedBoard(name);
    QCOMPARE(board.name, name);
    // A wall's eight places are filled, and a poster has something to show.
    const auto figures = std::ranges::count(board.tiles, TileKind::Number, &TileSpec::kind);
    QVERIFY2(figures >= 4, name.c_str());
  }
}

void BoardFileTest::shelf() {
  QTemporaryDir mine, theirs;
  write(mine.filePath("small.toml"), kSmall);
  write(theirs.filePath("small.toml"), "[[tile]]\nkind = \"sources\"\n");
  write(theirs.filePath("other.toml"), "[[tile]]\nkind = \"clock\"\n");
  BoardShelf shelf({mine.path().toStdString(), theirs.path().toStdString(), "/no/such/folder"});
  QCOMPARE(shelf.entries().size(), size_t{2});
  QVERIFY(shelf.open("small").ok());
  QCOMPARE(shelf.board().title, "Small");  // the user's hides the other
  const std::string said(shelf.open("smal").message());
  QVERIFY2(QString::fromStdString(said).startsWith("there is no board smal; did you mean small?"),
           said.c_str());
  QVERIFY(shelf.open((theirs.filePath("other.toml")).toStdString()).ok());
  QVERIFY(!shelf.open("/no/such/file.toml").ok());
  QCOMPARE(shelf.board().name, "other");
}

// While it is shown: changed, broken, mended, and replaced as editors do.
void BoardFileTest::reloads() {
  QTemporaryDir folder;
  const QString path = folder.filePath("small.toml");
  write(path, kSmall);
  BoardShelf shelf({folder.path().toStdString()});
  QVERIFY(shelf.open("small").ok());
  QSignalSpy changed(&shelf, &BoardShelf::changed);
  write(path, QByteArray(kSmall).replace("backlog", "waiting"));
  QTRY_COMPARE(changed.count(), 1);
  QCOMPARE(shelf.board().tiles[0].key, "waiting");
  write(path, QByteArray(kSmall).replace("backlog", "waitng"));
  QTRY_COMPARE(changed.count(), 2);
  QCOMPARE(shelf.board().tiles[0].key, "waiting");
  QVERIFY(
      QString::fromStdString(shelf.problem()).contains("small.toml:4: tile.metric: no such metric: waitng"));
  write(folder.filePath("new.toml"), kSmall);
  QVERIFY(std::rename(folder.filePath("new.toml").toLocal8Bit(), path.toLocal8Bit()) == 0);
  QTRY_COMPARE(changed.count(), 3);
  QVERIFY(shelf.problem().empty());
  QCOMPARE(shelf.board().tiles[0].key, "backlog");
  write(path, QByteArray(kSmall).replace("Small", "Smaller"));  // the new file is watched, too
  QTRY_COMPARE(changed.count(), 4);
  QCOMPARE(shelf.board().title, "Smaller");
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::BoardFileTest)
#include "tst_board_file.moc"
