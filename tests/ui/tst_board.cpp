// The boards that come with the program, with frames made by hand: what they say, and whether it can be read
// in every room of the table.
#include <QAccessible>
#include <QApplication>
#include <QQuickItem>
#include <QtTest>

#include "legibility.h"
#include "models/format.h"
#include "rooms.h"
#include "situations.h"

namespace watchfloor {
namespace {

// The longest that every text may become.
FrameBuilder extremeFrame() {
  FrameBuilder b = busyFrame();
  const auto put = [&](Metric metric, Figure figure, std::optional<double> delta = {}) {
    b.figure(metric, std::move(figure), delta);
  };
  put(Metric::kMessagesInbound, countOf(8888), 8888);
  put(Metric::kOffered, countOf(1000), 1000);
  put(Metric::kNetSentiment, ratioOf(-8888, 8888), -2);
  put(Metric::kSentimentCoverage, ratioOf(8888, 8888));
  put(Metric::kSentimentPositive, countOf(88'888));
  put(Metric::kSentimentNegative, countOf(88'888));
  put(Metric::kFirstResponseTime, spreadOf(88'888, 100, 3599, 99 * 3600), 3599);
  put(Metric::kUnanswered, countOf(88'888));
  put(Metric::kOldestUnanswered, ageSince(kAsOf - hours(23) - minutes(59)));
  put(Metric::kAbandonRate, ratioOf(88'888, 88'888, 88'888), 1);
  put(Metric::kServiceLevel, ratioOf(88'888, 88'888), 1);
  put(Metric::kBacklog, countOf(88'888), 8888);
  put(Metric::kWaiting, countOf(88'888));
  put(Metric::kLongestWaiting, ageSince(kAsOf - hours(23) - minutes(59)));
  put(Metric::kAgentsAvailable, countOf(8888), 88);
  put(Metric::kSlotUtilisation, ratioOf(88'888, 88'888));
  put(Metric::kOccupancy, ratioOf(1, 1));
  return b;
}

// Forty characters, which begin and end alike.
std::string brandOf(int n) { return "Brand number " + std::to_string(n) + " of the list of brands ab"; }
std::string channelOf(int n) { return "Channel " + std::to_string(n) + " of the wholesale list abcdef"; }

FrameBuilder makeLongNames() {
  FrameBuilder b = extremeFrame();
  std::vector<std::string> brands, channels;
  for (int i = 10; i < 40; ++i) brands.push_back(brandOf(i));
  for (int i = 10; i < 30; ++i) channels.push_back(channelOf(i));
  for (const std::string& channel : channels) {
    for (const std::string& brand : brands) {
      b.figure(Metric::kOffered, countOf(12'345), {}, brand, channel);
      b.figure(Metric::kOffered, countOf(12'345), {}, brand, channel, Window::k24h);
    }
    for (int ago = 0; ago < 60; ++ago) b.minute(ago, Metric::kOffered, countOf(90), "all", channel);
  }
  return b.names(std::move(brands), std::move(channels));
}

// It takes a while to make.
FrameBuilder longNames() {
  static const FrameBuilder kFrame = makeLongNames();
  return kFrame;
}

// A tile's value, worked out anew from the frame's parts.
QString naiveValue(const Frame& frame, const TileSpec& spec, const Situation& at) {
  const Choice choice = choiceOf(spec, at.choice);
  const Metric metric = spec.subject.metric;
  const FrameCell* cell =
      frame.find(choice.brand, choice.channel, info(metric).isNow ? Window::kNow : choice.window);
  const Figure figure = cell ? cell->figure(metric) : zeroOf(metric);
  const auto times = [](double ratio, int decimals) {
    const QString digits = QString::number(std::abs(ratio) * 100, 'f', decimals);
    return (ratio < -0.004 ? QStringLiteral("−") : QString()) + digits;
  };
  switch (info(metric).shape) {
    case Shape::kCount: {
      int64_t n = std::get<Count>(figure).n;
      if (spec.subject.plus && cell) n += std::get<Count>(cell->figure(*spec.subject.plus)).n;
      return formatCount(n).value;
    }
    case Shape::kRatio: {
      const Ratio ratio = std::get<Ratio>(figure);
      if (ratio.den == 0) return QStringLiteral("—");
      const double value = static_cast<double>(ratio.num) / static_cast<double>(ratio.den);
      return times(value, metric == Metric::kNetSentiment || value >= 0.9995 ? 0 : 1);
    }
    case Shape::kSpread: {
      const Spread spread = std::get<Spread>(figure);
      return spread.n == 0 ? QStringLiteral("—") : formatDuration(spread.quantiles[1]).value;
    }
    case Shape::kAge: {
      const Age age = std::get<Age>(figure);
      return age.since ? formatDuration(at.present - *age.since).value : QStringLiteral("—");
    }
  }
  return {};
}

}  // namespace

class BoardTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void saysWhatTheFrameSays_data() { rooms(true); }
  void saysWhatTheFrameSays();
  void rowsSayWhatTheFrameSays();
  void nothingElidedClippedOrOverlapping_data() { rooms(false); }
  void nothingElidedClippedOrOverlapping();
  void legible_data() { rooms(true); }
  void legible();
  void tooFarSaysSo();
  void leftOutSaysSo();
  void valueBoxStandsStill();
  void accessible();

 private:
  static void rooms(bool areAll);
  static Stage::Room room();
};

// Mission control in every room, or in the tightest of each class, where many states are looked at; the
// others where they look most different.
void BoardTest::rooms(bool areAll) {
  QTest::addColumn<QString>("board");
  QTest::addColumn<int>("height");
  QTest::addColumn<double>("diagonal");
  QTest::addColumn<double>("distance");
  const auto add = [](const std::string& board, int height, double diagonal, double distance) {
    const QString name = QString::fromStdString(board);
    QTest::addRow("%s %d, %g at %g m", board.c_str(), height, diagonal, distance)
        << name << height << diagonal << distance;
  };
  for (const ReadingRoom& room : kRooms) {
    const bool isTight = (room.diagonal == 43) || (room.diagonal == 55 && room.distance != 5) ||
                         (room.diagonal == 98 && room.distance == 8);
    if (areAll || isTight) add("mission_control", 1080, room.diagonal, room.distance);
  }
  if (areAll) add("mission_control", 2160, 75, 5);
  for (const std::string& board : kShippedBoards) {
    add(board, 2160, 32, 0.8);
    if (board != "mission_control") add(board, 1080, 43, 5);
  }
}

Stage::Room BoardTest::room() {
  QFETCH(QString, board);
  QFETCH(int, height);
  QFETCH(double, diagonal);
  QFETCH(double, distance);
  Stage::Room room;
  room.board = board.toStdString();
  room.isDrawn = false;
  room.width = height * 16 / 9, room.height = height, room.diagonal = diagonal, room.distance = distance;
  return room;
}

// Each tile's texts are those that the frame's figures give, walked in the scene. A small tile leaves some
// out.
void BoardTest::saysWhatTheFrameSays() {
  Stage stage(room());
  for (const FrameBuilder& builder : {busyFrame(), extremeFrame(), FrameBuilder()}) {
    stage.show(builder.build());
    const Situation& at = stage.wall().situation();
    int seen = 0;
    for (const Placed& placed : stage.wall().scene()->layout().pages[0]) {
      const TileSpec& spec = stage.wall().scene()->board().tiles[placed.tile];
      if (stage.wall().scene()->layout().pages.size() > 1 || spec.kind != TileKind::Number) continue;
      const QString key = QString::fromStdString(spec.key);
      QVERIFY2(stage.tile(key), qPrintable(key));
      QCOMPARE(stage.text(key, "value"), naiveValue(*at.view.frame, spec, at));
      QCOMPARE(stage.text(key, "label"),
               spec.title.empty() ? labelOf(spec.subject) : QString::fromStdString(spec.title));
      const Tile tile =
          figureTile(spec, at, placed.isStrip ? placed.area.width() * 0.27 : placed.area.width() - 23);
      QCOMPARE(stage.text(key, "unit"), tile.unit);
      QCOMPARE(stage.text(key, "support"), tile.support);
      for (const auto& [part, text] : {std::pair{"detail", tile.detail},
                                       {"problem", tile.problem},
                                       {"basis", tile.basis},
                                       {"delta", tile.delta}}) {
        const QString said = stage.text(key, part);
        QVERIFY2(said == text || said.isEmpty(), qPrintable(key + " says " + said + ", not " + text));
      }
      ++seen;
    }
    if (stage.wall().scene()->layout().pages.size() == 1) QVERIFY(seen > 0);
  }
}

// A row for each name, and in it what the frame says about it.
void BoardTest::rowsSayWhatTheFrameSays() {
  int rows = 0;
  for (const std::string& name : kShippedBoards) {
    Stage stage(
        {.width = 3840, .height = 2160, .diagonal = 32, .distance = 0.8, .isDrawn = false, .board = name});
    stage.show(busyFrame().build());
    const Situation& at = stage.wall().situation();
    for (const TileSpec& spec : stage.wall().scene()->board().tiles) {
      if (spec.kind != TileKind::Table && spec.kind != TileKind::Ranking && spec.kind != TileKind::Bars)
        continue;
      const QString key = QString::fromStdString(spec.key);
      double before = 1e18;
      for (int i = 0;; ++i) {
        QQuickItem* row = stage.item(QStringLiteral("row.%1.%2").arg(key).arg(i));
        if (!row) break;
        ++rows;
        const QStringList parts =
            Stage::find(row, "rowName")->property("text").toString().split(QStringLiteral(" · "));
        std::string brand = at.choice.brand, channel = at.choice.channel;
        if (spec.rows != RowsOf::Channels) brand = parts.first().toStdString();
        if (spec.rows != RowsOf::Brands) channel = parts.last().toStdString();
        const std::vector<Subject> columns =
            spec.kind == TileKind::Table ? spec.columns : std::vector<Subject>{spec.subject};
        std::vector<QQuickItem*> values;
        for (QQuickItem* child : row->childItems()) {
          if (child->objectName() == QLatin1String("rowValue")) values.push_back(child);
        }
        QVERIFY(!values.empty());
        for (size_t c = 0; c < values.size(); ++c) {
          TileSpec one;
          one.subject = columns[c], one.brand = brand, one.channel = channel;
          const Window window = one.subject.isNow() ? Window::kNow : at.choice.window;
          const FrameCell* cell = at.view.frame->find(brand, channel, window);
          const Reading reading = readingOf(cell ? *cell : FrameCell{}, one.subject, at.present);
          QCOMPARE(values[c]->property("text").toString().section(kUnitSpace, 0, 0),
                   naiveValue(*at.view.frame, one, at));
          if (c > 0 || spec.kind == TileKind::Table || spec.isDistribution) continue;
          QVERIFY2(reading.plain.value_or(-1) <= before, qPrintable(key));  // the highest first
          before = reading.plain.value_or(-1);
        }
      }
    }
  }
  QVERIFY(rows > 40);
}

void BoardTest::nothingElidedClippedOrOverlapping() {
  Stage stage(room());
  const auto check = [&](const char* what) {
    const QString fault = faultIn(stage);
    QVERIFY2(fault.isEmpty(), qPrintable(QLatin1String(what) + ": " + fault));
  };
  // Names around the heat map: whole, and none over a cell.
  const auto checkNames = [&](const char* what, const Frame& frame) {
    QStringList names[2];
    std::vector<QRectF> cells;
    const std::vector<Ink> inks = inksOf(stage);
    const QQuickItem* map = stage.item("heatMap");
    if (!map) return;
    for (int i = 0; const QQuickItem* cell = stage.item(QStringLiteral("cell.%1").arg(i)); ++i)
      cells.push_back(cell->mapRectToScene(cell->boundingRect()));
    QVERIFY2(cells.size() >= (stage.wall().scene()->board().name == "mission_control" ? 16 : 4), what);
    for (const Ink& ink : inks) {
      const QString name = ink.item->objectName();
      if (name != QLatin1String("rowName") && name != QLatin1String("columnName")) continue;
      names[name == QLatin1String("rowName")] << ink.text;
      if (std::ranges::any_of(cells, [&](const QRectF& cell) { return cell.intersects(ink.area); }))
        QFAIL(qPrintable(QLatin1String(what) + ": " + ink.text + " lies on a cell"));
    }
    QCOMPARE(static_cast<qsizetype>(cells.size()), names[0].size() * names[1].size());
    for (int axis = 0; axis < 2; ++axis) {
      const auto& known = axis == 0 ? frame.brands : frame.channels;
      for (const QString& name : names[axis])
        QVERIFY2(std::ranges::count(known, name.toStdString()) == 1, qPrintable(name));
    }
  };
  check("connecting");
  stage.show(busyFrame().build());
  check("live");
  stage.show(extremeFrame().sequence(2).build());
  check("extreme");
  stage.pass(seconds(5));
  check("stale");
  stage.pass(minutes(59));
  check("disconnected");
  FrameBuilder silent = extremeFrame();
  silent.sequence(3).source("a source whose name has forty characters", {{"Alder", "voice", 0x7f}},
                            minutes(59), true);
  stage.show(silent.build());
  check("silent");
  stage.show(FrameBuilder().sequence(4).build());
  check("empty");
  FrameBuilder many = extremeFrame();
  many.sequence(5).began(kAsOf - hours(15));
  for (int i = 0; i < 10; ++i) {
    const std::string n = std::to_string(i);
    many.frame().brands.push_back("a brand with a long name " + n);
    many.frame().channels.push_back("channel with a long name " + n);
    many.source("source with a long name " + n, {});
    for (int ago = 0; ago < 60; ++ago)
      many.minute(ago, Metric::kOffered, countOf(90 + i), "all", many.frame().channels.back());
  }
  for (SourceHealth& source : many.frame().sources) source.newestEvent = kAsOf - minutes(26);
  stage.show(many.build());
  check("many");
  stage.wall().chooseWindow(5);
  for (FrameCell& cell : many.frame().cells) {
    if (cell.window == Window::k15m) cell.window = Window::k24h;
  }
  stage.show(many.sequence(6).build());
  check("since another day");
  stage.show(longNames().sequence(7).build());
  check("30 brands on 20 channels");
  checkNames("30 brands on 20 channels", *longNames().build());
  stage.wall().chooseBrand(QString::fromStdString(brandOf(17)));
  stage.wall().chooseChannel(QString::fromStdString(channelOf(22)));
  stage.show(longNames().sequence(7).build());
  check("long names, chosen");
  stage.pass(minutes(59));
  check("long names, chosen, of an engine that is gone");
  stage.wall().chooseAll();
  FrameBuilder wide = longNames();
  for (std::string& channel : wide.frame().channels) channel = channel.substr(8, 2) + "WWWWWWWWWWWW";
  stage.show(wide.sequence(8).build());
  check("wide names");
  checkNames("wide names", *wide.build());
  FrameBuilder young = extremeFrame();
  stage.wall().chooseWindow(2);
  stage.show(young.sequence(9).began(kAsOf - minutes(14)).build());
  check("young");
  young.frame().isEventClock = true, young.frame().began.reset();
  stage.show(young.sequence(10).at(kAsOf - kDay * 700).build());
  check("recording");
  stage.pass(minutes(59));
  check("recording of an engine that is gone");
}

// Capitals of at least 16 arc minutes everywhere, a board's values 60, in a tile's order of sizes.
void BoardTest::legible() {
  const Stage::Room room = BoardTest::room();
  Stage stage(room);
  stage.show(busyFrame().build());
  QVERIFY(stage.viewing().warning().isEmpty());
  const double u = stage.viewing().u();
  for (const Ink& ink : inksOf(stage)) QVERIFY2(ink.cap / u >= 16 - 0.01, qPrintable(ink.text));
  // The value of every figure: 60′, on a banner, a strip and a desk 40.
  const WallClass wall = static_cast<WallClass>(stage.viewing().wallClass());
  int figures = 0;
  for (const Ink& ink : inksOf(stage)) {
    if (ink.item->objectName() != QLatin1String("value") || ink.item->opacity() == 0) continue;
    const bool isSmall =
        wall == WallClass::Near || wall == WallClass::Banner || stage.item(ink.owner)->height() / u < 60;
    QVERIFY2(ink.cap / u >= (isSmall ? 40 : 60) - 0.01, qPrintable(ink.owner));
    ++figures;
  }
  QVERIFY(figures > 0);
  if (room.board != "mission_control" || wall == WallClass::Poster) return;
  QQuickItem* value = Stage::find(stage.tile("service_level"), "value");
  QCOMPARE(value->property("font").value<QFont>().family(), "Roboto");
}

void BoardTest::tooFarSaysSo() {
  Stage::Room far;
  far.diagonal = 43, far.distance = 8;  // not even one figure
  Stage stage(far);
  stage.show(FrameBuilder().build());
  QVERIFY(stage.viewing().smallestText() < 16);
  QCOMPARE(stage.item("warning")->property("text").toString(), stage.viewing().warning());
  QVERIFY(stage.viewing().warning().contains(QStringLiteral("8 m")));
}

// Ten thousand values, and none needs more room than the widest (each tile keeps that free: tst_tile.qml).
// What has no room is counted, and an alarm of it is told.
void BoardTest::leftOutSaysSo() {
  Stage stage({.diagonal = 55, .distance = 5});
  FrameBuilder quiet = busyFrame();
  stage.show(quiet.build());
  QCOMPARE(stage.item("warning")->property("text").toString(), "6 of 15 tiles");
  Stage poster({.diagonal = 55, .distance = 8});
  poster.show(busyFrame().build());
  QVERIFY(poster.item("warning")->property("text").toString().startsWith(QStringLiteral("page ")));
  const QString first = poster.item("warning")->property("text").toString();
  QCOMPARE(poster.wall().scene()->figures()->rowCount(), 1);
  poster.live(seconds(10));
  QVERIFY(poster.item("warning")->property("text").toString() != first);
  QVERIFY(poster.item("notice")->property("text").toString().contains(QStringLiteral("5 %")));
}

void BoardTest::valueBoxStandsStill() {
  QFont font(QStringLiteral("Roboto"));
  font.setPixelSize(142);
  font.setWeight(QFont::Medium);
  const QFontMetricsF metrics(font);
  const auto check = [&](const Shown& shown, const QString& widest) {
    QVERIFY2(metrics.horizontalAdvance(shown.value) <= metrics.horizontalAdvance(widest),
             qPrintable(shown.value));
  };
  Situation at;
  at.view.frame = busyFrame().build(), at.freshness = Freshness::kLive;
  std::map<QString, QString> widest;
  for (const Tile& tile : boardTiles(at)) widest[tile.key] = tile.widest;
  for (int i = 0; i <= 10'000; ++i) {
    check(formatPercent(i / 10'000.0), widest.at("service_level"));
    check(formatDuration(minutes(6) * i / 10), widest.at("first_response_time_s"));
    check(formatCount(i % 1000), widest.at("backlog"));
  }
}

void BoardTest::accessible() {
  Stage stage({});
  stage.show(busyFrame().build());
  QAccessibleInterface* tile = QAccessible::queryAccessibleInterface(stage.tile("service_level"));
  QVERIFY(tile);
  QCOMPARE(tile->text(QAccessible::Name), "Service level");
  QCOMPARE(tile->text(QAccessible::Description),
           "Service level, 83.1\u202f%, down 1.2, n 812   target ≥ 80\u202f%, 675 within their target, "
           "15\u202fmin · "
           "0\u202fs");
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::BoardTest)
#include "tst_board.moc"
