// Brands that are watched, but not served: whatever is over brands, as if the list had always been the one
// that it is now. (tst_lockstep holds every figure of cells against the reference, under lists that change.)
#include <QtTest>

#include "busy_quarter.h"
#include "engine/engine.h"
#include "metrics/minute_changes.h"

using namespace watchfloor;

namespace {

const std::vector<std::string> kServed = {"brand0", "brand2", "brand4"};

EngineConfig watching() {
  EngineConfig config;
  config.watchedOnly = {"brand1", "brand3", "nobody"};
  return config;
}

// Everything, and the hour of all brands and of each.
Wants everything() {
  Selection selection;
  for (const char* channel : {"all", "channel1"}) {
    selection.series.push_back({"all", channel});
    for (int i = 0; i < 5; ++i) selection.series.push_back({"brand" + std::to_string(i), channel});
  }
  std::sort(selection.series.begin(), selection.series.end());
  return {.selections = {selection}, .number = 1};
}

// Without deltas, which know how it was before.
std::vector<FrameCell> plainCells(const Frame& frame) {
  std::vector<FrameCell> cells = frame.cells;
  for (FrameCell& cell : cells) {
    cell.hasDelta = false;
    cell.figures.edit([](std::vector<Measured>& figures) {
      for (Measured& one : figures) one.delta.reset();
      std::erase_if(figures, [](const Measured& one) { return one.figure == zeroOf(one.metric); });
    });
  }
  return cells;
}

int64_t inboundAt(const Series& series, Time start) {
  for (const SeriesPoint& point : series.points) {
    if (point.start == start) return std::get<Count>(point.figure(Metric::kMessagesInbound)).n;
  }
  return 0;
}

}  // namespace

class TestWatchedOnly : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aChangeIsAsIfItHadAlwaysBeenSo() {
    const std::vector<Event> events = busyQuarter(3);
    Engine always(watching(), ClockKind::kWall), late({}, ClockKind::kWall);
    for (Engine* engine : {&always, &late}) {
      engine->keepMinutes();
      engine->want(everything());
      for (size_t part = 0; part < 3; ++part) {
        const auto from = events.begin() + static_cast<std::ptrdiff_t>(part * events.size() / 3);
        const auto to = events.begin() + static_cast<std::ptrdiff_t>((part + 1) * events.size() / 3);
        engine->apply(batchOf({from, to}));
        engine->advance(kNoon + minutes(5 * static_cast<int>(part + 1)));
        engine->takeMinutes();
      }
    }
    QVERIFY(plainCells(*always.advance(kNoon + minutes(15))) !=
            plainCells(*late.advance(kNoon + minutes(15))));
    late.configure(watching());
    for (const Duration after : {Duration(seconds(1)), Duration(minutes(1)), Duration(hours(2))}) {
      const FramePtr one = always.advance(kNoon + minutes(15) + after),
                     other = late.advance(kNoon + minutes(15) + after);
      QVERIFY(plainCells(*one) == plainCells(*other));
      QVERIFY(one->series == other->series);
      const std::vector<MinuteChanges::Ended> told = always.takeMinutes().ended,
                                              toldLate = late.takeMinutes().ended;
      QCOMPARE(told.size(), toldLate.size());
      for (size_t i = 0; i < told.size(); ++i) QVERIFY(told[i].places == toldLate[i].places);
    }
  }
  void seriesOverBrandsAreOfThoseServed() {
    Engine engine(watching(), ClockKind::kWall);
    engine.want(everything());
    engine.apply(batchOf(busyQuarter(4)));
    const FramePtr frame = engine.advance(kNoon + minutes(15));
    int64_t messages = 0;
    for (const char* channel : {"all", "channel1"}) {
      const Series* together = frame->findSeries("all", channel);
      QVERIFY(together && together->points.size() > 10);
      for (const SeriesPoint& point : together->points) {
        int64_t served = 0;
        for (const std::string& brand : kServed)
          served += inboundAt(*frame->findSeries(brand, channel), point.start);
        QCOMPARE(inboundAt(*together, point.start), served);
        messages += served;
      }
      QVERIFY(!frame->findSeries("brand1", channel)->points.empty());
    }
    QVERIFY(messages > 100);
  }
  // What an agent said last, long ago and of another brand, holds when brands are grouped anew.
  void whoWentHomeStaysAway() {
    Engine engine({}, ClockKind::kWall);
    const auto said = [](const char* id, Time when, const char* brand, AgentEvent::State state) {
      AgentEvent agent;
      agent.agentId = "ann", agent.state = state;
      return Event{
          .source = "acd", .eventId = id, .time = when, .brand = brand, .channel = "voice", .body = agent};
    };
    engine.apply(batchOf({said("1", kNoon, "brand0", AgentEvent::State::kAvailable),
                          said("2", kNoon + hours(1), "brand2", AgentEvent::State::kOffline)}));
    const auto available = [&](Duration after) {
      const FramePtr frame = engine.advance(kNoon + after);
      const FrameCell* all = frame->find("all", "all", Window::kNow);
      return all ? std::get<Count>(all->figure(Metric::kAgentsAvailable)).n : 0;
    };
    for (int hour = 2; hour <= 40; ++hour) QCOMPARE(available(hours(hour)), 0);
    engine.configure(watching());
    QCOMPARE(available(hours(41)), 0);
    engine.configure({});
    QCOMPARE(available(hours(42)), 0);
  }
  void deltasOverBrandsWaitForTheirWindow() {
    Engine engine({}, ClockKind::kWall);
    engine.apply(batchOf(busyQuarter(5)));
    for (int minute = 10; minute < 20; ++minute) engine.advance(kNoon + minutes(minute));
    engine.configure(watching());
    for (int minute = 20; minute < 30; ++minute) {
      const FramePtr frame = engine.advance(kNoon + minutes(minute));
      const FrameCell *all = frame->find("all", "all", Window::k5m),
                      *brand = frame->find("brand0", "all", Window::k15m);
      if (all) QCOMPARE(all->hasDelta, minute >= 25);
      if (brand) QCOMPARE(brand->hasDelta, minute >= 25);  // since the first tick
      QCOMPARE(frame->find("all", "all", Window::k15m) != nullptr, brand != nullptr);
      if (brand) QVERIFY(!frame->find("all", "all", Window::k15m)->hasDelta);
    }
  }
};

QTEST_APPLESS_MAIN(TestWatchedOnly)
#include "tst_watched_only.moc"
