// Agents in lock-step with all states of all agents, walked anew at each tick: random streams out of order,
// with equal times, agents in several cells, over more than a day, and a reset hour that moves. The seed of a
// failure is printed.
#include <QtTest>
#include <map>
#include <random>
#include <set>

#undef slots  // a member is called that
#include "contact/agents.h"
#include "event_builders.h"

using namespace watchfloor;
using State = AgentEvent::State;

namespace {

const Time kNoon = at("2026-03-02T12:00:00Z");
const std::array<std::string, 2> kSources = {"acd", "switch"};

Limits limits(int64_t agents, int64_t eventsPerAgent = Limits().eventsPerAgent) {
  Limits result;
  result.agents = agents;
  result.eventsPerAgent = eventsPerAgent;
  return result;
}

struct Told {
  Time at;
  std::string source, id, agent;
  CellId cell;
  State state;
  int32_t slotCount, busySlots;
  auto order() const { return std::tie(at, source, id); }
};

bool isBusy(State s) { return s == State::kOnContact || s == State::kAfterWork; }

StaffByCell plainly(const std::vector<Told>& all, const WindowRanges& ranges) {
  std::map<std::pair<CellId, std::string>, std::vector<const Told*>> lines;
  for (const Told& t : all) {
    for (const CellId cell : withRollUps(t.cell)) {
      if (t.at <= ranges.tick) lines[{cell, t.agent}].push_back(&t);
    }
  }
  StaffByCell result;
  for (auto& [key, line] : lines) {
    StaffFigures& staff = result[key.first];
    std::sort(line.begin(), line.end(), [](const Told* a, const Told* b) { return a->order() < b->order(); });
    for (size_t i = 0; i < line.size(); ++i) {
      const State s = line[i]->state;
      const Time until = i + 1 < line.size() ? line[i + 1]->at : ranges.tick;
      for (size_t w = 0; w < kSlidingWindows; ++w) {
        if (ranges.windows[w].last < ranges.windows[w].first) continue;
        const Time from = std::max(line[i]->at, ranges.start(static_cast<Window>(w)));
        if (from >= until) continue;
        if (isBusy(s)) staff.spent[w].busy += (until - from).count();
        if (isBusy(s) || s == State::kAvailable) staff.spent[w].staffed += (until - from).count();
      }
    }
    const Told& now = *line.back();
    const int32_t busy =
        std::min(std::max(now.busySlots, now.state == State::kOnContact ? 1 : 0), now.slotCount);
    if (now.state != State::kOffline) {
      staff.slots += now.slotCount;
      staff.busySlots += busy;
    }
    staff.available +=
        (now.state == State::kAvailable || now.state == State::kOnContact) && busy < now.slotCount;
  }
  return result;
}

bool isEqual(const StaffFigures& a, const StaffFigures& b) {
  for (size_t w = 0; w < kSlidingWindows; ++w) {
    if (a.spent[w].busy != b.spent[w].busy || a.spent[w].staffed != b.spent[w].staffed) return false;
  }
  return a.available == b.available && a.busySlots == b.busySlots && a.slots == b.slots;
}

// A cell that is in one of them only counts as nothing.
bool isEqual(StaffByCell a, StaffByCell b) {
  for (const auto& [cell, staff] : b) a.try_emplace(cell);
  return std::all_of(a.begin(), a.end(),
                     [&](const auto& entry) { return isEqual(entry.second, b[entry.first]); });
}

// Returns how many were let go.
int64_t tell(Agents* agents, const Told& t) {
  const Event e{
      .source = t.source,
      .eventId = t.id,
      .time = t.at,
      .brand = "b",
      .channel = "c",
      .body = AgentEvent{
          .agentId = t.agent, .state = t.state, .slotCount = t.slotCount, .busySlots = t.busySlots}};
  const EventView view = viewOf(e);
  return agents->accept(view, std::get<AgentView>(view.body), t.cell);
}

WindowRanges rangesAt(Time tick, ClockKind clock, int reset = 0) {
  return WindowRanges::at(tick, *DayStart::make("Europe/Berlin", reset), clock);
}

}  // namespace

class TestAgents : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void inLockStepWithAllStates_data() {
    QTest::addColumn<uint>("seed");
    for (uint seed = 1; seed <= 40; ++seed) QTest::addRow("seed %u", seed) << seed;
  }
  void inLockStepWithAllStates() {
    QFETCH(uint, seed);
    std::mt19937_64 random(seed);
    const auto below = [&](int n) { return static_cast<int>(random() % static_cast<uint64_t>(n)); };
    const ClockKind clock = seed % 3 == 0 ? ClockKind::kEvent : ClockKind::kWall;
    const int pace = seed % 2 == 0 ? 20 : 3'000;  // seconds a tick: hours, or days
    std::vector<Agents> parts(seed % 4 == 0 ? 3 : 1, Agents(limits(1'000), clock));
    std::vector<Told> all;
    Time tick = kNoon;
    int reset = 0;
    for (int step = 0; step < 150; ++step) {
      for (int n = below(6); n > 0; --n) {
        const int agent = below(12);
        Told t{.at = tick + seconds(below(pace) - pace / 3),
               .source = kSources[static_cast<size_t>(below(2))],
               .id = std::to_string(below(1'000'000)),
               .agent = std::to_string(agent),
               .cell = {static_cast<uint16_t>(1 + agent % 2), static_cast<uint16_t>(1 + agent % 3)},
               .state = static_cast<State>(below(5)),
               .slotCount = 1 + below(3),
               .busySlots = below(4)};
        if (below(5) == 0) t.cell.channel = static_cast<uint16_t>(1 + below(3));
        if (below(8) == 0) t.at = tick - minutes(below(1'500));
        if (below(8) == 0 && !all.empty())
          t.at = all[static_cast<size_t>(below(static_cast<int>(all.size())))].at;
        if (clock == ClockKind::kWall) t.at = std::max(t.at, tick - hours(25));
        if (step == 0) t.at = std::max(t.at, tick - hours(20));
        QCOMPARE(tell(&parts[static_cast<size_t>(agent) % parts.size()], t), 0);
        all.push_back(t);
      }
      tick += seconds(below(pace));
      if (below(20) == 0) reset = below(1'440);
      const WindowRanges ranges = rangesAt(tick, clock, reset);
      StaffByCell staff;
      for (Agents& part : parts) {
        part.advance(ranges);
        part.forgetBefore(tick - hours(26), tick - hours(24 * 30));
        part.addTo(&staff);
      }
      QVERIFY2(isEqual(staff, plainly(all, ranges)), qPrintable(QString("step %1").arg(step)));
    }
  }

  void whoeverIsNotHeardOfIsGone() {
    Agents agents(limits(1'000), ClockKind::kWall);
    const CellId a{1, 1}, b{1, 2};
    tell(&agents, {kNoon, "acd", "1", "anna", a, State::kAvailable, 1, 0});
    tell(&agents, {kNoon, "acd", "2", "bert", a, State::kOnContact, 2, 1});
    const auto staffAt = [&](Time tick) {
      agents.advance(rangesAt(tick, ClockKind::kWall));
      agents.forgetBefore(tick - hours(26), tick - hours(2));
      StaffByCell staff;
      agents.addTo(&staff);
      return staff;
    };
    QCOMPARE(staffAt(kNoon + hours(1))[a].available, 2);
    tell(&agents, {kNoon + hours(1), "acd", "3", "bert", b, State::kAvailable, 2, 0});
    StaffByCell staff = staffAt(kNoon + hours(2) + minutes(2));
    QVERIFY(isEqual(staff[a], {}));  // nor did they ever do anything there
    QCOMPARE(staff[b].available, 1);
    QCOMPARE(staff[CellId{}].available, 1);
    QCOMPARE(staff[CellId{}].slots, 2);
    tell(&agents, {kNoon + hours(2), "acd", "4", "bert", a, State::kOffline, 2, 0});
    staff = staffAt(kNoon + hours(2) + minutes(4));
    QCOMPARE(staff[b].available, 1);
    QCOMPARE(staff[CellId{}].available, 0);
    QVERIFY(staffAt(kNoon + hours(30)).empty());
  }

  void thereAreAtMostSoMany() {
    Agents agents(limits(2), ClockKind::kEvent);
    int64_t forgotten = 0;
    for (const char* name : {"anna", "bert", "carl", "anna"}) {
      const EventView view{.source = "acd",
                           .eventId = "1",
                           .time = kNoon,
                           .brand = "b",
                           .channel = "c",
                           .body = AgentView{.agentId = name}};
      forgotten += agents.accept(view, std::get<AgentView>(view.body), {1, 1});
    }
    QCOMPARE(forgotten, 1);
  }

  // However much they tell: what agents do at the tick stays as it is, and how long they did what, as far
  // back as their events go; what is kept is bounded, and so are the shifts that it comes to.
  void ofOneThatTellsALotThePresentStaysRight_data() {
    QTest::addColumn<uint>("seed");
    for (uint seed = 1; seed <= 40; ++seed) QTest::addRow("seed %u", seed) << seed;
  }
  void ofOneThatTellsALotThePresentStaysRight() {
    QFETCH(uint, seed);
    std::mt19937_64 random(seed);
    const auto below = [&](int n) { return static_cast<int>(random() % static_cast<uint64_t>(n)); };
    constexpr int kAgents = 4, kCells = 3;
    const int most = 1 + below(30);
    Agents agents(limits(kAgents, most), ClockKind::kWall);
    std::vector<Told> all;
    int64_t forgotten = 0;
    Time tick = kNoon;
    agents.advance(rangesAt(tick, ClockKind::kWall));
    for (int step = 0; step < 100; ++step) {
      for (int n = below(20); n > 0; --n) {
        Told t{.at = tick - seconds(below(60)),
               .source = kSources[static_cast<size_t>(below(2))],
               .id = std::to_string(below(1'000'000)),
               .agent = std::to_string(below(kAgents)),
               .cell = {1, static_cast<uint16_t>(1 + below(kCells))},
               .state = static_cast<State>(below(5)),
               .slotCount = 1 + below(3),
               .busySlots = below(4)};
        if (below(8) == 0) t.at = tick - minutes(below(1'500));
        if (below(8) == 0 && !all.empty())
          t.at = all[static_cast<size_t>(below(static_cast<int>(all.size())))].at;
        t.at = std::max(t.at, tick - hours(25));
        forgotten += tell(&agents, t);
        all.push_back(t);
      }
      tick += seconds(1 + below(seed % 2 ? 60 : 3'000));
      const WindowRanges ranges = rangesAt(tick, ClockKind::kWall);
      agents.advance(ranges);
      agents.forgetBefore(tick - hours(26), tick - hours(24 * 30));
      StaffByCell staff, expected = plainly(all, ranges);
      agents.addTo(&staff);
      for (auto& [cell, figures] : expected) {
        const StaffFigures& found = staff[cell];
        const bool isRight = found.available == figures.available && found.slots == figures.slots &&
                             found.busySlots == figures.busySlots;
        QVERIFY2(isRight, qPrintable(QString("step %1").arg(step)));
        for (size_t w = 0; w < kSlidingWindows; ++w) {
          QVERIFY(found.spent[w].busy >= 0 && found.spent[w].busy <= found.spent[w].staffed);
        }
      }
      const size_t bound = kAgents * static_cast<size_t>(most + 4 * kCells);
      QVERIFY2(agents.events() <= bound, qPrintable(QString("step %1").arg(step)));
      QVERIFY2(agents.shifts() <= 4 * bound, qPrintable(QString("step %1").arg(step)));
    }
    QVERIFY(forgotten > 0);
  }

  void whatIsLetGoIsAsIfItHadNotBeenTold() {
    const CellId cell{1, 1};
    const auto change = [&](int i) {
      return Told{kNoon + seconds(i),
                  "acd",
                  std::to_string(i),
                  "anna",
                  cell,
                  i % 2 ? State::kOnContact : State::kAvailable,
                  1,
                  0};
    };
    Agents bounded(limits(1, 10), ClockKind::kWall), fresh(limits(1), ClockKind::kWall);
    for (Agents* agents : {&bounded, &fresh}) agents->advance(rangesAt(kNoon + minutes(1), ClockKind::kWall));
    int64_t forgotten = 0;
    for (int i = 0; i < 11; ++i) forgotten += tell(&bounded, change(i));
    QCOMPARE(forgotten, 5);  // the older half but for its newest
    QCOMPARE(tell(&bounded, change(3)), 1);
    for (int i = 5; i < 11; ++i) tell(&fresh, change(i));
    StaffByCell staff, expected;
    bounded.addTo(&staff);
    fresh.addTo(&expected);
    QVERIFY(isEqual(staff, expected));
    QCOMPARE(bounded.shifts(), fresh.shifts());
  }

  // Where another cell was told of nothing yet, an event of long ago still is the newest there.
  void anOldEventIsTheNewestWhereThereIsNone() {
    Agents agents(limits(1, 4), ClockKind::kWall);
    agents.advance(rangesAt(kNoon + minutes(1), ClockKind::kWall));
    for (int i = 0; i < 20; ++i) {
      tell(&agents, {kNoon + seconds(i), "acd", std::to_string(i), "anna", {1, 1}, State::kAvailable, 1, 0});
    }
    QCOMPARE(tell(&agents, {kNoon, "acd", "old", "anna", {1, 2}, State::kOnContact, 1, 0}), 0);
    StaffByCell staff;
    agents.addTo(&staff);
    QCOMPARE((staff[{1, 2}].busySlots), 1);
    QCOMPARE((staff[{1, 0}].busySlots), 0);
    QCOMPARE((staff[{1, 1}].available), 1);
  }
};

QTEST_APPLESS_MAIN(TestAgents)
#include "tst_agents.moc"
