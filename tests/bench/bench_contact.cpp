// What contacts, agents and deduplication cost for themselves: nanoseconds of CPU time an event, and bytes.
//
//   bench_contact [--contacts N] [--ids N] [--agents N]
#include <malloc.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "bench/measure.h"
#include "contact/agents.h"
#include "contact/contacts.h"
#include "engine/dedup.h"
#include "model/in_steps.h"

namespace watchfloor::bench {
namespace {

const Time kStart = fromMicros(1'772'445'600'000'000);

double bytesInUse() {
  const struct mallinfo2 info = mallinfo2();
  return static_cast<double>(info.uordblks + info.hblkhd);
}

double perItem(double seconds, size_t items) { return seconds * 1e9 / static_cast<double>(items); }

std::string nameOf(const char* format, uint64_t number) {
  std::string name(36, '\0');
  std::snprintf(name.data(), name.size() + 1, format, static_cast<unsigned long long>(number));
  name.resize(std::char_traits<char>::length(name.c_str()));
  return name;
}

// The steps of contacts that begin one after the other over a day: enqueued, answered, ended, wrapped up.
struct Told {
  uint32_t contact;
  ContactPhase phase;
  Time at;
};
std::vector<Told> stepsOf(size_t contacts, Duration span) {
  std::mt19937_64 random(1);
  std::lognormal_distribution<double> wait(3, 1.1), talk(5.2, 0.9), after(3.4, 0.7);
  const auto secondsOf = [](double s) { return Duration(static_cast<int64_t>(s * 1e6)); };
  std::vector<Told> steps;
  for (size_t i = 0; i < contacts; ++i) {
    Time at = kStart + span / static_cast<int64_t>(contacts) * static_cast<int64_t>(i);
    const auto step = [&](ContactPhase phase) { steps.push_back({static_cast<uint32_t>(i), phase, at}); };
    step(ContactPhase::kEnqueued);
    at += secondsOf(wait(random));
    if (random() % 12 == 0) {
      step(ContactPhase::kAbandoned);
      continue;
    }
    step(ContactPhase::kAnswered);
    at += secondsOf(talk(random));
    step(ContactPhase::kEnded);
    at += secondsOf(after(random));
    step(ContactPhase::kWrappedUp);
  }
  std::sort(steps.begin(), steps.end(), [](const Told& a, const Told& b) { return a.at < b.at; });
  return steps;
}

void measureContacts(size_t count) {
  constexpr size_t kBatch = 4'096;
  const std::vector<Told> steps = stepsOf(count, hours(24));
  EngineConfig config;
  config.targets = {{.brand = "*", .channel = "*", .target = seconds(20), .shortAbandon = seconds(5)}};
  Interner brands, channels;
  for (int i = 0; i < 200; ++i) brands.intern(nameOf("brand-%04llu", static_cast<uint64_t>(i)));
  for (int i = 0; i < 8; ++i) channels.intern(nameOf("channel-%llu", static_cast<uint64_t>(i)));
  const double before = bytesInUse();
  auto contacts = std::make_unique<Contacts>(config, ClockKind::kWall);
  Changes changes;
  double accepting = 0, settling = 0;
  size_t changed = 0;
  std::vector<std::pair<std::string, std::string>> ids(kBatch);
  for (size_t first = 0; first < steps.size(); first += kBatch) {
    const size_t end = std::min(first + kBatch, steps.size());
    for (size_t i = first; i < end; ++i)
      ids[i - first] = {nameOf("%032llu", i * 0x9e3779b97f4a7c15), nameOf("c%019llu", steps[i].contact)};
    const Stopwatch accept;
    for (size_t i = first; i < end; ++i) {
      ContactView contact;
      contact.contactId = ids[i - first].second;
      contact.phase = steps[i].phase;
      const EventView event{.source = "desk",
                            .eventId = ids[i - first].first,
                            .time = steps[i].at,
                            .brand = {},
                            .channel = {},
                            .body = contact};
      const CellId cell{static_cast<uint16_t>(1 + steps[i].contact % 200),
                        static_cast<uint16_t>(1 + steps[i].contact % 8)};
      contacts->accept(event, contact, cell, steps[first].at);
    }
    accepting += accept.cpu();
    const Stopwatch settle;
    contacts->settle(steps[end - 1].at, brands, channels, &changes);
    settling += settle.cpu();
    changed += changes.entries.size();
    changes.clear();
  }
  report("contact.accept", perItem(accepting, steps.size()), "cpu-ns/event");
  report("contact.settle", perItem(settling, steps.size()), "cpu-ns/event");
  report("contact.entries", static_cast<double>(changed) / static_cast<double>(steps.size()), "1/event");
  report("contact.bytes", (bytesInUse() - before) / static_cast<double>(contacts->size()), "B/contact");
}

void measureDedup(size_t count) {
  constexpr size_t kBatch = 256;
  const auto dedup = std::make_unique<Dedup>(static_cast<int64_t>(count), ClockKind::kWall);
  dedup->advance(kStart);
  std::vector<Dedup::Seen> seen(kBatch);
  const auto fill = [&](size_t first) {
    for (size_t i = 0; i < kBatch; ++i) {
      const size_t n = first + i;
      // Well mixed, as ids are; to make them from texts is measured apart.
      seen[i] = {{n * 0x9e3779b97f4a7c15, (n ^ n >> 29) * 0xbf58476d1ce4e5b9},
                 kStart + hours(24) / static_cast<int64_t>(count) * static_cast<int64_t>(n)};
    }
  };
  const auto run = [&](const char* name, size_t first, size_t n) {
    double taken = 0;
    size_t isNew = 0;
    for (size_t i = 0; i < n; i += kBatch) {
      fill(first + i);
      const Stopwatch insert;
      inSteps(
          seen.size(), 1, kIdsApart, [&](size_t k, size_t) { dedup->prefetch(seen[k].id); },
          [&](size_t k) { isNew += dedup->insert(seen[k]); });
      if (i % (kBatch * 64) == 0) dedup->advance(seen[0].at);
      taken += insert.cpu();
    }
    report(name, perItem(taken, n) + (isNew > n ? 1 : 0), "cpu-ns/id");
  };
  run("dedup.growing", 0, count);
  report("dedup.bytes", static_cast<double>(dedup->memory()) / static_cast<double>(dedup->size()), "B/id");
  run("dedup.miss", count, count / 2);
  run("dedup.hit", count, count / 2);
  report("dedup.bytes_later", static_cast<double>(dedup->memory()) / static_cast<double>(dedup->size()),
         "B/id");

  const std::string id = nameOf("%032llu", 4711);
  uint64_t sum = 0;
  const Stopwatch hashing;
  for (size_t i = 0; i < 10'000'000; ++i) sum += Id::of(id, 1).low + i;
  report("dedup.id", perItem(hashing.cpu(), 10'000'000) + static_cast<double>(sum == 0), "cpu-ns/id");
}

void measureAgents(size_t count) {
  std::mt19937_64 random(1);
  const size_t events = 10 * count;
  const double before = bytesInUse();
  Limits limits;
  limits.agents = static_cast<int64_t>(count);
  Agents agents(limits, ClockKind::kWall);
  const DayStart dayStart = *DayStart::make("UTC", 0);
  double accepting = 0, ticking = 0, reading = 0, forgetting = 0;
  int ticks = 0;
  constexpr size_t kBatch = 4'096;
  std::vector<std::pair<std::string, std::string>> ids(kBatch);
  for (size_t first = 0; first < events; first += kBatch) {
    const auto timeOf = [&](size_t i) {
      return kStart + hours(8) / static_cast<int64_t>(events) * static_cast<int64_t>(i);
    };
    const Time tick = timeOf(first);
    for (auto& [id, agent] : ids)
      id = nameOf("%032llu", random()), agent = nameOf("agent-%llu", random() % count);
    const Stopwatch accept;
    for (size_t i = 0; i < kBatch; ++i) {
      const AgentView agent{.agentId = ids[i].second,
                            .state = static_cast<AgentState>(i % 5),
                            .slotCount = 3,
                            .busySlots = static_cast<int32_t>(i % 3)};
      const EventView event{.source = "desk",
                            .eventId = ids[i].first,
                            .time = timeOf(first + i),
                            .brand = {},
                            .channel = {},
                            .body = agent};
      const auto n =
          static_cast<uint32_t>(ids[i].second.back() * 31 + ids[i].second[ids[i].second.size() / 2]);
      agents.accept(event, agent, {static_cast<uint16_t>(1 + n % 200), static_cast<uint16_t>(1 + n % 8)});
    }
    accepting += accept.cpu();
    const Stopwatch advance;
    agents.advance(WindowRanges::at(tick, dayStart, ClockKind::kWall));
    ticking += advance.cpu();
    const Stopwatch forget;
    agents.forgetBefore(tick - hours(26), tick - hours(24 * 8));
    forgetting += forget.cpu();
    const Stopwatch read;
    StaffByCell staff;
    agents.addTo(&staff);
    reading += read.cpu();
    ++ticks;
  }
  report("agents.accept", perItem(accepting, events), "cpu-ns/event");
  report("agents.advance", perItem(ticking, events), "cpu-ns/event");
  report("agents.read", reading * 1e3 / ticks, "cpu-ms/tick");
  report("agents.forget", forgetting * 1e3 / ticks, "cpu-ms/tick");
  report("agents.bytes", (bytesInUse() - before) / static_cast<double>(events), "B/event");
}

}  // namespace
}  // namespace watchfloor::bench

int main(int argc, char** argv) {
  CLI::App app("What contacts, agents and deduplication cost for themselves.");
  size_t contacts = 1'000'000, ids = 20'000'000, agents = 100'000;
  app.add_option("--contacts", contacts);
  app.add_option("--ids", ids);
  app.add_option("--agents", agents);
  CLI11_PARSE(app, argc, argv);
  if (contacts > 0) watchfloor::bench::measureContacts(contacts);
  if (ids > 0) watchfloor::bench::measureDedup(ids);
  if (agents > 0) watchfloor::bench::measureAgents(agents);
}
