// Forty tiles at 3840 × 2160, off screen, drawn in software, ten frames a second, each of them all new: how
// long a frame takes, and whether the GUI thread has more to do when there are more events.
//
//   bench_frames [--frames 300]      a line of JSON a figure, as tests/bench/run reads them
#include <CLI/CLI.hpp>
#include <QApplication>
#include <QDeadlineTimer>
#include <cmath>

#include "bench/measure.h"
#include "frames.h"
#include "ui/stage.h"

namespace watchfloor::bench {
namespace {

constexpr int kColumns = 8, kRows = 5;
constexpr std::chrono::milliseconds kEach{100};

// Figures, charts of each form, tables, bars and a heat map.
Board fortyTiles() {
  Board board;
  board.name = "forty", board.title = "Forty tiles", board.columns = kColumns, board.rows = kRows;
  const std::vector<Metric> figures = {
      Metric::kNetSentiment, Metric::kServiceLevel, Metric::kAbandonRate, Metric::kFirstResponseTime,
      Metric::kBacklog,      Metric::kWaiting,      Metric::kMentions,    Metric::kAgentsAvailable};
  for (int i = 0; i < kColumns * kRows; ++i) {
    TileSpec tile;
    tile.key = "tile." + std::to_string(i);
    tile.place = QRect(i % kColumns, i / kColumns, 1, 1);
    const int row = i / kColumns, column = i % kColumns;
    tile.subject = row == 0 && column == 0 ? kVolume : Subject{figures[static_cast<size_t>(column)]};
    if (row == 3) {
      tile.kind = TileKind::Series;
      tile.subject = column % 2 == 0 ? kVolume : Subject{figures[static_cast<size_t>(column % 4)]};
      tile.isByChannel = column % 4 == 0;
    } else if (row == 4) {
      tile.kind = column < 3 ? TileKind::Table : column < 6 ? TileKind::Bars : TileKind::HeatMap;
      tile.columns = {Subject{Metric::kWaiting}, Subject{Metric::kServiceLevel}};
      if (tile.kind != TileKind::Table) tile.subject = kVolume;
    }
    board.tiles.push_back(tile);
  }
  return board;
}

// The afternoon, `share` times as busy, as it is in its n-th second: every figure is another one.
FramePtr frameOf(int n, double share) {
  FrameBuilder builder = busyFrame();
  Frame& frame = builder.frame();
  frame.sequence = static_cast<uint64_t>(n) + 1, frame.asOf = kAsOf + seconds(n);
  const auto scaled = [&](int64_t x) {
    return static_cast<int64_t>(std::lround(static_cast<double>(x) * share * (1 + 0.3 * std::sin(n * 0.7)))) +
           n % 7;
  };
  const auto change = [&](FigureSet& set) {
    set.edit([&](std::vector<Measured>& figures) {
      for (Measured& measured : figures) {
        if (auto* count = std::get_if<Count>(&measured.figure)) count->n = scaled(count->n);
        if (auto* ratio = std::get_if<Ratio>(&measured.figure))
          ratio->den = scaled(ratio->den) + 1, ratio->num = std::min(scaled(ratio->num), ratio->den);
        if (auto* spread = std::get_if<Spread>(&measured.figure)) spread->n = scaled(spread->n);
      }
    });
  };
  for (FrameCell& cell : frame.cells) change(cell.figures);
  for (Series& series : frame.series) {
    for (SeriesPoint& point : series.points) change(point.figures);
  }
  return builder.build();
}

double run(Stage& stage, const std::vector<FramePtr>& frames, const std::string& name, int arrivals) {
  FrameTimes times;
  for (size_t n = 0; n < frames.size(); ++n) {
    const QDeadlineTimer next(kEach);
    times.frame(*stage.window(), [&] {
      for (int i = 1; i < arrivals; ++i) stage.hear(frames[n]);  // the newest wins
      stage.step(seconds(1), frames[n]);
    });
    if (!next.hasExpired()) QTest::qWait(static_cast<int>(next.remainingTime()));
  }
  report(name + ".p50", times.quantile(0.5), "ms");
  report(name + ".p99", times.quantile(0.99), "ms");
  report(name + ".gui", times.meanCpu(), "ms");
  return times.meanCpu();
}

int measure(int count) {
  Stage stage({.width = 3840, .height = 2160, .diagonal = 32, .distance = 0.8});
  stage.wall().showBoard(fortyTiles());
  QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);  // as a wall's own loop does
  std::vector<FramePtr> calm, busy;
  for (int n = 0; n < count; ++n) calm.push_back(frameOf(n, 1)), busy.push_back(frameOf(n, 1000));
  stage.show(calm.front());
  if (std::ssize(stage.wall().scene()->layout().pages[0]) != kColumns * kRows) return 1;
  FrameTimes warm;
  for (int n = 0; n < 10; ++n)
    warm.frame(*stage.window(), [&] { stage.step(seconds(1), calm[static_cast<size_t>(n % count)]); });
  const double quiet = run(stage, calm, "frames.forty", 1);
  const double loud = run(stage, busy, "frames.thousandfold", 15);
  report("frames.growth", loud / quiet, "times");
  return 0;
}

}  // namespace
}  // namespace watchfloor::bench

int main(int argc, char** argv) {
  CLI::App app("What forty tiles at 3840 x 2160 cost, frame by frame.", "bench_frames");
  int frames = 300;
  app.add_option("--frames", frames, "of each kind")->check(CLI::Range(10, 100000))->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  qputenv("QT_QPA_PLATFORM", "offscreen"), qputenv("QT_QUICK_BACKEND", "software"),
      qputenv("QT_SCALE_FACTOR", "1");
  QApplication application(argc, argv);
  return watchfloor::bench::measure(frames);
}
