// What a board shows is the frame's: tiles, rows, cells, the ends of charts of an hour, trends and topics,
// read from the scene and worked out anew from the frame's parts. Levels and longer spans: tst_hour.
#include <QAccessible>
#include <QApplication>
#include <QtTest>

#include "ink.h"
#include "rooms.h"
#include "situations.h"

namespace watchfloor {
namespace {

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

// What a count came to in the last minute that is complete, from the series itself.
int64_t lastMinute(const Frame& frame, const std::string& brand, const std::string& channel,
                   const Subject& subject) {
  const Time last = Time(std::chrono::floor<minutes>(frame.asOf.time_since_epoch())) - minutes(1);
  int64_t sum = 0;
  for (const Series& series : frame.series) {
    if (series.brand != brand || series.channel != channel || series.span != SeriesSpan()) continue;
    for (const SeriesPoint& point : series.points) {
      if (point.start != last) continue;
      for (const Measured& measured : point.figures) {
        if (measured.metric == subject.metric || measured.metric == subject.plus)
          sum += std::get<Count>(measured.figure).n;
      }
    }
  }
  return sum;
}

// A ratio over the last five minutes that are complete.
Ratio lastFive(const Frame& frame, const Choice& choice, Metric metric) {
  const Time end = Time(std::chrono::floor<minutes>(frame.asOf.time_since_epoch()));
  Ratio sum;
  for (const SeriesPoint& point : frame.findSeries(choice.brand, choice.channel)->points) {
    if (point.start < end - minutes(5) || point.start >= end) continue;
    for (const Measured& measured : point.figures) {
      if (measured.metric != metric) continue;
      const auto& ratio = std::get<Ratio>(measured.figure);
      sum.num += ratio.num, sum.den += ratio.den;
    }
  }
  return sum;
}

QString spokenOf(QQuickItem* item) {
  return QAccessible::queryAccessibleInterface(item)->text(QAccessible::Description);
}

}  // namespace

class SceneFiguresTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { QAccessible::setActive(true); }
  void saysWhatTheFrameSays_data();
  void saysWhatTheFrameSays();
  void rowsSayWhatTheFrameSays();
  void cellsSayWhatTheFrameSays();
  void chartsEndAsTheFrameSays();
  void trendsAndTopicsSayWhatTheEngineSays();
};

void SceneFiguresTest::saysWhatTheFrameSays_data() {
  QTest::addColumn<QString>("board");
  QTest::addColumn<double>("diagonal");
  QTest::addColumn<double>("distance");
  for (const std::string& board : kShippedBoards) {
    const auto add = [&](double diagonal, double distance) {
      QTest::addRow("%s, %g at %g m", board.c_str(), diagonal, distance)
          << QString::fromStdString(board) << diagonal << distance;
    };
    for (const ReadingRoom& room : kRooms) {
      if (room.wall != WallClass::Poster) add(room.diagonal, room.distance);  // which turns pages
    }
    add(32, 0.8);
  }
}

// Each tile's texts are those that the frame's figures give, walked in the scene. A small tile leaves some
// out.
void SceneFiguresTest::saysWhatTheFrameSays() {
  QFETCH(QString, board);
  QFETCH(double, diagonal);
  QFETCH(double, distance);
  Stage::Room room{
      .diagonal = diagonal, .distance = distance, .isDrawn = false, .board = board.toStdString()};
  if (distance < 1) room.width = 3840, room.height = 2160;
  Stage stage(room);
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
      const double wide = placed.isStrip ? placed.area.width() * 0.27 : placed.area.width() - 23;
      Tile tile = figureTile(spec, at, wide);
      tile.cap = placed.cap;
      if (!placed.isStrip) fitUnit(&tile, wide);
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
void SceneFiguresTest::rowsSayWhatTheFrameSays() {
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

// Each cell of a heat map.
void SceneFiguresTest::cellsSayWhatTheFrameSays() {
  int cells = 0;
  for (const std::string& name : kShippedBoards) {
    Stage stage(
        {.width = 3840, .height = 2160, .diagonal = 32, .distance = 0.8, .isDrawn = false, .board = name});
    const FramePtr frame = busyFrame().build();
    stage.show(frame);
    QQuickItem* map = stage.item("heatMap");
    if (!map) continue;
    for (int step = 0; step < 4; ++step, stage.wall().scene()->stepHeatMaps(1), stage.show(frame)) {
      const auto* model = map->property("map").value<HeatMapModel*>();
      for (int i = 0;; ++i) {
        QQuickItem* cell = Stage::find(map, QStringLiteral("cell.%1").arg(i));
        if (!cell) break;
        TileSpec spec;
        spec.subject = model->subject();
        spec.brand = cell->property("brand").toString().toStdString();
        spec.channel = cell->property("channel").toString().toStdString();
        std::vector<Ink> inks;
        collect(cell, {}, inks);
        QCOMPARE(inks.size(), size_t{1});
        const QString value = naiveValue(*frame, spec, stage.wall().situation());
        QVERIFY2(inks[0].text.section(kUnitSpace, 0, 0) == value,
                 qPrintable(inks[0].text + ", not " + value));
        ++cells;
      }
    }
  }
  QVERIFY2(cells > 80, qPrintable(QString::number(cells)));
}

// The value beside the end of each line, and of each layer what is said of it.
void SceneFiguresTest::chartsEndAsTheFrameSays() {
  int charts = 0;
  for (const std::string& name : kShippedBoards) {
    Stage stage(
        {.width = 3840, .height = 2160, .diagonal = 32, .distance = 0.8, .isDrawn = false, .board = name});
    const FramePtr frame = busyFrame().build();
    stage.show(frame);
    for (const TileSpec& spec : stage.wall().scene()->board().tiles) {
      if (spec.kind != TileKind::Series || spec.span != SeriesSpan()) continue;
      QQuickItem* panel = Stage::find(stage.item("chart." + QString::fromStdString(spec.key)), "panel");
      QVERIFY2(panel, spec.key.c_str());
      const Choice choice = choiceOf(spec, stage.wall().situation().choice);
      QStringList names;
      std::vector<Ink> inks;
      collect(panel, {}, inks);
      for (const Ink& ink : inks) {
        if (ink.item->objectName() == QLatin1String("name")) names << ink.text;
      }
      int compared = 0;
      const auto says = [&](const QString& text) {
        ++compared;
        return names.contains(text) ? QString() : text + " is not in " + names.join('|');
      };
      QString fault;
      if (spec.isByChannel) {
        const QStringList told = spokenOf(panel).split(QStringLiteral(", "));
        for (const std::string& channel : frame->channels) {
          const int64_t n = lastMinute(*frame, choice.brand, channel, spec.subject);
          const QString text = QString::fromStdString(channel) + " " + one(formatCount(n));
          compared += n > 0;
          if (n > 0 && !told.contains(text)) fault = text + " is not in " + told.join('|');
        }
      } else if (spec.subject.isNow()) {
        continue;  // a level stands as it was asked: tst_hour
      } else if (spec.subject.shape() == Shape::kRatio) {
        const Ratio ratio = lastFive(*frame, choice, spec.subject.metric);
        const double value = static_cast<double>(ratio.num) / static_cast<double>(ratio.den);
        fault = says(one(spec.subject.metric == Metric::kNetSentiment ? formatSentiment(value)
                                                                      : formatPercent(value)));
      } else if (spec.subject.shape() == Shape::kSpread) {
        const Time last = Time(std::chrono::floor<minutes>(frame->asOf.time_since_epoch())) - minutes(1);
        for (const SeriesPoint& point : frame->findSeries(choice.brand, choice.channel)->points) {
          if (point.start != last) continue;
          for (const Measured& measured : point.figures) {
            if (measured.metric != spec.subject.metric) continue;
            const auto& spread = std::get<Spread>(measured.figure);
            for (const auto& [pattern, at] : {std::pair{"p25 %1", 0}, {"median %1", 1}, {"p90 %1", 2}}) {
              const QString text =
                  QString(pattern).arg(formatWait(*spread.quantiles[static_cast<size_t>(at)]));
              if (fault.isEmpty()) fault = says(text);
            }
          }
        }
      } else {
        fault = says(one(formatCount(lastMinute(*frame, choice.brand, choice.channel, spec.subject))));
      }
      QVERIFY2(fault.isEmpty(), qPrintable(QString::fromStdString(name + ", " + spec.key + ": ") + fault));
      QVERIFY2(compared > 0, spec.key.c_str());
      ++charts;
    }
  }
  QVERIFY2(charts >= 8, qPrintable(QString::number(charts)));
}

void SceneFiguresTest::trendsAndTopicsSayWhatTheEngineSays() {
  Stage stage({.width = 3840,
               .height = 2160,
               .diagonal = 32,
               .distance = 0.8,
               .isDrawn = false,
               .board = "trending"});
  stage.trends().trends = talkTrends();
  stage.show(busyFrame().build());
  const std::vector<Trend> trends = talkTrends();
  const auto textOf = [&](QQuickItem* row, const char* part) {
    return Stage::find(row, QLatin1String(part))->property("text").toString();
  };
  for (size_t i = 0; i < trends.size(); ++i) {
    QQuickItem* row = stage.item(QStringLiteral("trend%1").arg(i));
    QVERIFY(row);
    const Trend& trend = trends[i];
    const bool isKnown = trend.state != Trend::State::kLearning;
    const double factor = isKnown ? trend.observed / trend.expected : 0;
    QCOMPARE(textOf(row, "factor"),
             isKnown ? QString::number(factor, 'f', factor < 0.1 ? 2 : 1) + " ×" : QString());
    if (!isUnusual(trend)) continue;
    const QString reason = textOf(row, "reason");
    QVERIFY2(reason.contains(QString::number(std::lround(trend.observed)) + " in ") || trend.observed < 10,
             qPrintable(reason));
    if (trend.authors > 0)
      QVERIFY2(reason.contains(QStringLiteral("%1 authors").arg(trend.authors)), qPrintable(reason));
  }
  const TopicView topics = busyTopics();
  int found = 0;
  for (int i = 0;; ++i) {
    QQuickItem* row = stage.item(QStringLiteral("topic%1").arg(i));
    if (!row) break;
    const QString name = textOf(row, "topicName");
    for (const TopicList& list : topics.answer.lists) {
      if (list.brand != kAll || list.window != stage.wall().situation().choice.window) continue;
      for (const TopicFigure& figure : list.figures) {
        if (QString::fromStdString(figure.topic.text) != name || figure.count.least != figure.count.most)
          continue;
        QCOMPARE(textOf(row, "messages"), one(formatCount(figure.count.least)));
        const int64_t positive = figure.byLabel[2].least, negative = figure.byLabel[0].least,
                      labelled = positive + negative + figure.byLabel[1].least;
        if (labelled > 0)
          QCOMPARE(textOf(row, "sentiment"),
                   formatSentiment(static_cast<double>(positive - negative) / static_cast<double>(labelled))
                       .value);
        ++found;
      }
    }
  }
  QVERIFY2(found >= 3, qPrintable(QString::number(found)));
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::SceneFiguresTest)
#include "tst_scene_figures.moc"
