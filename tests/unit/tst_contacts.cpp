// Contacts in lock-step with the rules of METRICS.md worked out the plain way: all events of a contact,
// sorted and cut into legs anew at every tick. Random streams out of order, with equal times, carried
// durations, changes of configuration, and legs that name themselves. The seed of a failure is printed.
#include <QtTest>
#include <map>
#include <random>
#include <set>

#include "contact/contacts.h"
#include "event_builders.h"

using namespace watchfloor;
using Phase = ContactPhase;

namespace {

const Time kNoon = at("2026-03-02T12:00:00Z");

struct NamedCell {
  std::string brand, channel;
};

// What stands after all changes: each with how often it is there.
struct Ledger {
  std::map<Entry, int64_t> entries;
  std::map<Standing, int64_t> standings;
  int64_t lost = 0, startUnknown = 0, clockSkew = 0;
  bool operator==(const Ledger&) const = default;

  void apply(const Changes& changes) {
    for (const auto& [entry, sign] : changes.entries) add(&entries, entry, sign);
    for (const auto& [standing, sign] : changes.standings) add(&standings, standing, sign);
    lost += changes.lost;
    startUnknown += changes.startUnknown;
    clockSkew += changes.clockSkew;
  }
  void add(const Contribution& c) {
    for (const Entry& entry : c.entries) add(&entries, entry, 1);
    for (const Standing& standing : c.standings) add(&standings, standing, 1);
    lost += c.lost;
    startUnknown += c.startUnknown;
    clockSkew += c.clockSkew;
  }
  template <typename T>
  static void add(std::map<T, int64_t>* to, const T& t, int sign) {
    if (((*to)[t] += sign) == 0) to->erase(t);
  }
};

// A contact's events that are one leg.
class PlainLeg {
 public:
  explicit PlainLeg(std::vector<const Event*> events) : m_events(std::move(events)) {
    std::sort(m_events.begin(), m_events.end(),
              [](const Event* a, const Event* b) { return order(*a) < order(*b); });
  }
  Leg leg() const {
    Leg leg;
    leg.lastEvent = m_events.back()->time;
    const Event* ending = nullptr;
    for (const auto& [phase, how] : {std::pair(Phase::kAnswered, Leg::Ending::kAnswered),
                                     std::pair(Phase::kAbandoned, Leg::Ending::kAbandoned),
                                     std::pair(Phase::kFlowedOut, Leg::Ending::kFlowedOut)}) {
      const Event* e = first(phase);
      if (!e || (ending && ending->time <= e->time)) continue;
      ending = e;
      leg.ending = how;
    }
    if (const Event* e = first(Phase::kEnqueued)) leg.enqueued = e->time;
    if (!ending) return leg;
    const auto clamp = [&leg](Duration d) {
      leg.clockSkew += d < Duration{0};
      return std::max(d, Duration{0});
    };
    leg.ended = ending->time;
    if (const auto wait = bodyOf(ending).wait) {
      leg.wait = clamp(*wait);
      if (!leg.enqueued) leg.enqueued = leg.ended - *leg.wait;
    } else if (leg.enqueued) {
      leg.wait = clamp(leg.ended - *leg.enqueued);
    }
    const Event* stop = first(Phase::kWrappedUp) ? first(Phase::kWrappedUp) : first(Phase::kEnded);
    if (leg.ending != Leg::Ending::kAnswered || !stop) return leg;
    leg.handled = stop->time;
    std::optional<Duration> talk, hold, afterWork;
    for (const Event* e : m_events) {
      if (bodyOf(e).talk) talk = bodyOf(e).talk;
      if (bodyOf(e).hold) hold = bodyOf(e).hold;
      if (bodyOf(e).afterWork) afterWork = bodyOf(e).afterWork;
    }
    if (!talk && !hold && !afterWork) leg.handleTime = clamp(stop->time - leg.ended);
    for (const auto& part : {talk, hold, afterWork}) leg.handleTime += part ? clamp(*part) : Duration{0};
    return leg;
  }

 private:
  static const ContactEvent& bodyOf(const Event* e) { return std::get<ContactEvent>(e->body); }
  const Event* first(Phase phase) const {
    for (const Event* e : m_events) {
      if (bodyOf(e).phase == phase) return e;
    }
    return nullptr;
  }
  std::vector<const Event*> m_events;
};

std::vector<std::vector<const Event*>> split(const std::vector<const Event*>& events) {
  std::map<Time, std::vector<const Event*>> byTime;
  for (const Event* e : events) byTime[e->time].push_back(e);
  const auto phase = [](const Event* e) { return std::get<ContactEvent>(e->body).phase; };
  std::vector<std::vector<const Event*>> legs(1);
  for (const auto& [time, here] : byTime) {
    std::set<Phase> before;
    for (const Event* e : legs.back()) before.insert(phase(e));
    std::vector<const Event*> starts;
    for (const Event* e : here) {
      if (phase(e) == Phase::kEnqueued) starts.push_back(e);
    }
    if (!starts.empty()) legs.push_back(starts);
    const bool isWaiting = before.contains(Phase::kEnqueued) && !before.contains(Phase::kAnswered) &&
                           !before.contains(Phase::kAbandoned) && !before.contains(Phase::kFlowedOut);
    for (const Event* e : here) {
      const Phase p = phase(e);
      if (p == Phase::kEnqueued) continue;
      const bool isEnd = p == Phase::kAnswered || p == Phase::kAbandoned || p == Phase::kFlowedOut;
      const bool lacks = isEnd ? isWaiting : before.contains(Phase::kAnswered) && !before.contains(p);
      legs[legs.size() - (lacks && !starts.empty() ? 2 : 1)].push_back(e);
    }
  }
  std::erase_if(legs, [](const auto& leg) { return leg.empty(); });
  return legs;
}

struct Configured {
  Time since;
  EngineConfig config;
};

TargetRow targetOf(const std::vector<Configured>& configs, const Leg& leg, const Event& e) {
  const Configured* stood = &configs.front();
  for (const Configured& c : configs) {
    if (!leg.enqueued || c.since <= *leg.enqueued) stood = &c;
  }
  for (const TargetRow& row : stood->config.targets) {
    if ((row.brand == "*" || row.brand == e.brand) && (row.channel == "*" || row.channel == e.channel))
      return row;
  }
  return {};
}

// What all events count for at `tick`.
Ledger plainly(const std::vector<Event>& events, const std::vector<Configured>& configs, Time tick,
               const Interner& brands, const Interner& channels) {
  std::map<std::array<std::string, 4>, std::vector<const Event*>> groups;
  for (const Event& e : events) {
    const auto& contact = std::get<ContactEvent>(e.body);
    groups[{e.brand, e.channel, contact.contactId, contact.legId}].push_back(&e);
  }
  Ledger ledger;
  for (const auto& [key, group] : groups) {
    const auto legs = key[3].empty() ? split(group) : std::vector<std::vector<const Event*>>{group};
    for (const auto& one : legs) {
      const Leg leg = PlainLeg(one).leg();
      Contribution c;
      contribute(leg, {*brands.find(key[0]), *channels.find(key[1])}, targetOf(configs, leg, *one[0]),
                 configs.back().config.serviceLevel, configs.back().config.lostAfterOf(key[1]), tick, &c);
      ledger.add(c);
    }
  }
  return ledger;
}

class Stream {
 public:
  explicit Stream(uint64_t seed) : m_random(seed) {}
  int64_t below(int64_t n) { return static_cast<int64_t>(m_random() % static_cast<uint64_t>(n)); }

  Event event(Time tick) {
    const auto maybe = [this]() -> std::optional<Duration> {
      if (below(6) != 0) return std::nullopt;
      return Duration(seconds(below(8) - 2));
    };
    Event e = contactEvent(std::to_string(below(1'000'000)), tick + seconds(below(12) - 8),
                           "c" + std::to_string(below(25)), static_cast<Phase>(below(6)));
    if (below(30) == 0) e.time -= minutes(below(300));
    e.source = below(2) == 0 ? "acd" : "switch";
    e.brand = below(4) == 0 ? "bravo" : "acme";
    e.channel = below(3) == 0 ? "chat" : "voice";
    auto& contact = std::get<ContactEvent>(e.body);
    if (below(5) == 0) contact.legId = "l" + std::to_string(below(3));
    contact.wait = maybe();
    contact.talk = maybe();
    contact.hold = maybe();
    contact.afterWork = maybe();
    return e;
  }
  EngineConfig config() {
    EngineConfig config;
    config.serviceLevel = static_cast<ServiceLevelSwitch>(below(5));
    config.lostAfter["voice"] = seconds(20 + below(200));
    if (below(4) != 0) config.targets.push_back({"acme", "voice", seconds(3 + below(5)), seconds(below(3))});
    if (below(4) != 0) config.targets.push_back({"*", "*", seconds(2 + below(9)), std::nullopt});
    return config;
  }

 private:
  std::mt19937_64 m_random;
};

}  // namespace

class TestContacts : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void inLockStepWithThePlainWay_data() {
    QTest::addColumn<uint>("seed");
    for (uint seed = 1; seed <= 60; ++seed) QTest::addRow("seed %u", seed) << seed;
  }
  void inLockStepWithThePlainWay() {
    QFETCH(uint, seed);
    Stream stream(seed);
    Interner brands, channels;
    std::vector<Configured> configs = {{kDistantPast, stream.config()}};
    // Parts of the contacts in objects of their own come to the same.
    std::vector<Contacts> parts;
    const size_t partCount = seed % 2 == 0 ? 1 : 3;
    for (size_t i = 0; i < partCount; ++i)
      parts.emplace_back(configs[0].config, seed % 3 == 0 ? ClockKind::kWall : ClockKind::kEvent);
    std::vector<Event> events;
    events.reserve(10'000);
    Ledger ledger;
    Time tick = kNoon;
    for (int step = 0; step < 120; ++step) {
      for (int64_t n = stream.below(8); n > 0; --n) {
        const Event& e = events.emplace_back(stream.event(tick));
        const EventView view = viewOf(e);
        const auto& contact = std::get<ContactView>(view.body);
        const CellId cell{brands.intern(e.brand), channels.intern(e.channel)};
        const Id id = Contacts::contactOf(contact, cell);
        parts[id.low % partCount].accept(id, view, contact, cell, tick);
      }
      if (stream.below(25) == 0) {
        configs.push_back({tick, stream.config()});
        for (Contacts& part : parts) part.configure(configs.back().config, tick);
      }
      tick += seconds(stream.below(6));
      for (Contacts& part : parts) {
        Changes changes;
        part.settle(tick, brands, channels, &changes);
        ledger.apply(changes);
      }
      QVERIFY2(ledger == plainly(events, configs, tick, brands, channels),
               qPrintable(QString("step %1").arg(step)));
    }
  }

  void aContactThatIsForgottenWaitsNoLonger_data() {
    QTest::addColumn<int>("lostAfterHours");
    QTest::addColumn<int>("forgotten");
    QTest::newRow("while it waits: counted") << 4 << 1;
    QTest::newRow("when it is lost already: as it should be") << 1 << 0;
  }
  void aContactThatIsForgottenWaitsNoLonger() {
    QFETCH(int, lostAfterHours);
    QFETCH(int, forgotten);
    EngineConfig config;
    config.limits.idleContact = hours(1);
    config.lostAfter["voice"] = hours(lostAfterHours);
    int64_t found = 0;
    Contacts contacts(config, ClockKind::kWall);
    Interner brands, channels;
    const Event e = contactEvent("1", kNoon, "c", Phase::kEnqueued);
    const EventView view = viewOf(e);
    contacts.accept(view, std::get<ContactView>(view.body),
                    {brands.intern(e.brand), channels.intern(e.channel)}, kNoon);
    Ledger ledger;
    for (const Time tick : {kNoon, kNoon + hours(2)}) {
      Changes changes;
      found += contacts.settle(tick, brands, channels, &changes);
      ledger.apply(changes);
    }
    QCOMPARE(found, int64_t{forgotten});
    QCOMPARE(contacts.size(), size_t{0});
    QVERIFY(ledger.standings.empty());
    QCOMPARE(ledger.entries.size(), size_t{1});
  }
};

QTEST_APPLESS_MAIN(TestContacts)
#include "tst_contacts.moc"
