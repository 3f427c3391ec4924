// What is shown of an engine: that who looks never changes a figure, and how wants add up.
#include <QtTest>
#include <random>

#include "engine/engine.h"
#include "host/wants.h"
#include "model/selection.h"
#include "sources/simulator/simulator.h"

using namespace watchfloor;

namespace {

Selection anySelection(std::mt19937& random, const Frame& frame) {
  Selection selection;
  const auto some = [&](std::vector<std::string> names, std::vector<std::string>* chosen) {
    if (random() % 3 == 0) return;  // all of them
    names.push_back("all");
    names.push_back("unheard of");
    for (const std::string& name : names) {
      if (random() % 2) chosen->push_back(name);
    }
  };
  some(frame.brands, &selection.brands);
  some(frame.channels, &selection.channels);
  for (size_t w = 0; w < kWindows; ++w) {
    if (random() % 4 == 0) selection.windows.push_back(static_cast<Window>(w));
  }
  if (random() % 2) selection.series = {{"all", "all"}};
  return selection;
}

// The cells that any of the selections shows.
std::vector<FrameCell> shown(const Frame& frame, const std::vector<Selection>& selections) {
  std::vector<FrameCell> cells;
  std::vector<Frame> parts;
  for (const Selection& selection : selections) parts.push_back(selected(frame, selection));
  for (const FrameCell& cell : frame.cells) {
    if (std::ranges::any_of(parts, [&](const Frame& part) {
          return part.find(cell.brand, cell.channel, cell.window) != nullptr;
        })) {
      cells.push_back(cell);
    }
  }
  return cells;
}

SimulatorConfig aBusyDay(uint64_t seed) {
  SimulatorConfig config;
  config.seed = seed;
  config.start = Time(hours(24 * 365 * 50));
  return config;
}

}  // namespace

class TestWants : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  // Ticks come so often that deltas compare with some of them only.
  void whoLooksChangesNoFigure_data() {
    QTest::addColumn<int>("threads");
    QTest::addColumn<int>("everyMs");
    QTest::newRow("four a second") << 1 << 250;
    QTest::newRow("now and then, two threads") << 2 << 20'000;
  }
  void whoLooksChangesNoFigure() {
    QFETCH(const int, threads);
    QFETCH(const int, everyMs);
    absl::StatusOr<Simulator> simulator = Simulator::make(aBusyDay(7));
    QVERIFY(simulator.ok());
    Engine everything({}, ClockKind::kWall), some({}, ClockKind::kWall, threads);
    std::mt19937 random(1);
    Wants wants{.selections = {Selection{}}};
    Time tick = aBusyDay(7).start;
    for (int i = 0; i < 600; ++i, tick += std::chrono::milliseconds(everyMs)) {
      Batch batch;
      while (simulator->nextTime() <= tick) batch.events.push_back(simulator->next());
      everything.apply(batch);
      some.apply(batch);
      const FramePtr frame = everything.advance(tick), part = some.advance(tick);
      QVERIFY(part->cells == shown(*frame, wants.selections));
      QCOMPARE(part->wants, wants.number);
      QVERIFY(part->counters == frame->counters);
      if (random() % 8 != 0) continue;
      ++wants.number;
      wants.selections.clear();
      for (auto n = random() % 4; n > 0; --n) wants.selections.push_back(anySelection(random, *frame));
      some.want(wants);
    }
    some.want({.selections = {Selection{}}, .number = 0});
    QVERIFY(*some.advance(tick) == *everything.advance(tick));
  }

  void equalSelectionsAreOne() {
    WantsByOwner wants;
    const int ann = 0, bob = 0;
    Selection quick{.brands = {"acme"}, .maxRateHz = 30};
    const uint64_t first = wants.add(&ann, {.brands = {"acme"}});
    QCOMPARE(wants.add(&bob, quick), first);
    QCOMPARE(wants.all().selections.size(), size_t{1});
    wants.remove(&ann);
    QCOMPARE(wants.all().selections.size(), size_t{1});
    wants.remove(&bob);
    wants.remove(&bob);
    QVERIFY(wants.all().selections.empty());
    QVERIFY(wants.add(&ann, quick) > first);  // it has not been shown meanwhile
    QVERIFY(wants.add(&ann, {.brands = {"bolt"}}) > first + 1);
    QCOMPARE(wants.all().selections.size(), size_t{1});
    QCOMPARE(wants.add(&ann, {.brands = {"bolt"}}), wants.all().number);
  }
  // Whoever looks at what somebody looks at already, or goes from there, changes nothing.
  void onlyOthersAreAChange() {
    WantsByOwner wants;
    const int ann = 0, bob = 0;
    QVERIFY(wants.changed());  // an engine begins with everything
    QVERIFY(!wants.changed());
    wants.add(&ann, {.brands = {"acme"}});
    QCOMPARE(wants.changed()->selections.size(), size_t{1});
    wants.add(&ann, {.brands = {"acme"}, .maxRateHz = 30});
    wants.add(&bob, {.brands = {"acme"}});
    wants.remove(&ann);
    wants.remove(&ann);
    QVERIFY(!wants.changed());
    wants.add(&bob, {.brands = {"bolt"}});
    QVERIFY(wants.changed());
    wants.remove(&bob);
    QCOMPARE(wants.changed()->selections.size(), size_t{0});
  }
  void whatIsPartOfAnotherSelectionIsShownAlready() {
    WantsByOwner wants;
    const int ann = 0, bob = 0, eve = 0;
    const uint64_t first = wants.add(&ann, {.brands = {"acme", "bolt"}, .series = {{"acme", "all"}}});
    QCOMPARE(wants.add(&bob, {.brands = {"bolt"}, .windows = {Window::k1m}}), first);
    QVERIFY(wants.add(&eve, {.windows = {Window::k1m}}) > first);
    QVERIFY(wants.add(&eve, {.brands = {"bolt"}, .series = {{"bolt", "all"}}}) > first);
    wants.remove(&ann);
    QCOMPARE(wants.all().selections.size(), size_t{2});  // what was part of it stays
  }
  void withVeryManyEverythingIsShown() {
    WantsByOwner wants;
    std::vector<int> owners(WantsByOwner::kMostSelections + 1);
    for (size_t i = 0; i < owners.size(); ++i) {
      wants.add(&owners[i], {.brands = {std::to_string(i)}, .series = {{std::to_string(i), "all"}}});
    }
    const Wants all = wants.all();
    QCOMPARE(all.selections.size(), size_t{1});
    QVERIFY(all.selections[0].brands.empty() && all.selections[0].windows.empty());
    QCOMPARE(all.selections[0].series.size(), owners.size());
    wants.remove(&owners[0]);
    QCOMPARE(wants.all().selections.size(), WantsByOwner::kMostSelections);
  }
};

QTEST_APPLESS_MAIN(TestWants)
#include "tst_wants.moc"
