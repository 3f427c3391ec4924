// What the engine's memory is spent on: bytes of the heap for each thing that it remembers, as the difference
// between two engines that differ in that thing alone; and a whole day.
//
//   bench_memory            each thing
//   bench_memory --day      20 million events in 24 hours
#include <malloc.h>
#include <CLI/CLI.hpp>

#include <functional>

#include "bench/measure.h"
#include "bench/workload.h"
#include "engine/engine.h"

using namespace watchfloor;
using namespace watchfloor::bench;

namespace {

constexpr size_t kBatch = 256;

double heapBytes() {
  const struct mallinfo2 info = mallinfo2();
  return static_cast<double>(info.uordblks + info.hblkhd);
}

std::string numbered(const char* prefix, size_t i) { return absl::StrFormat("%s%019u", prefix, i); }

struct Day {
  Time start = fromMicros(1'772'445'600'000'000);
  size_t events = 100'000;

  Event event(size_t i, Event::Body body) const {
    const Duration after = hours(1) * static_cast<int64_t>(i) / static_cast<int64_t>(events);
    return {.source = "memory",
            .eventId = numbered("e", i),
            .time = start + after,
            .brand = "brand",
            .channel = "channel",
            .body = std::move(body)};
  }
  // What an engine holds after one hour of such events, bytes an event.
  double bytesAn(const std::function<Event(size_t)>& make) const {
    const double before = heapBytes();
    Engine engine(benchConfig(), ClockKind::kWall);
    engine.advance(start);
    for (size_t i = 0; i < events;) {
      Batch batch;
      for (const size_t end = std::min(events, i + kBatch); i < end; ++i) batch.events.push_back(make(i));
      engine.apply(batch);
      if (i % (40 * kBatch) == 0) engine.advance(batch.events.back().time);
    }
    engine.advance(start + hours(1));
    return (heapBytes() - before) / static_cast<double>(events);
  }
};

Event::Body message(size_t number, size_t author, size_t replyTo) {
  MessageEvent body;
  body.messageId = numbered("m", number);
  body.authorId = numbered("a", author);
  if (replyTo != number) body.replyTo = numbered("m", replyTo);
  body.text = "is there a branch open on Saturday?";
  return body;
}

void eachThing(size_t events) {
  const Day day{.events = events};
  const double id = day.bytesAn([&](size_t i) {
    return day.event(i, EngagementEvent{.messageId = numbered("m", i), .likes = 1, .shares = 0, .views = 0});
  });
  const double contact = day.bytesAn([&](size_t i) {
    ContactEvent body;
    body.contactId = numbered("c", i / 2);
    body.phase = i % 2 == 0 ? ContactEvent::Phase::kEnqueued : ContactEvent::Phase::kAnswered;
    return day.event(i, body);
  });
  const double conversation = day.bytesAn([&](size_t i) { return day.event(i, message(i, 0, i)); });
  const double reply =
      day.bytesAn([&](size_t i) { return day.event(i, message(i, 0, i % 2 == 0 ? i : i - 1)); });
  const double author = day.bytesAn([&](size_t i) { return day.event(i, message(i, i, i)); });
  const double cell = day.bytesAn([&](size_t i) {
    Event event = day.event(i, message(i, 0, i));
    event.brand = numbered("b", i % 1'600 / 8);
    event.channel = numbered("c", i % 8);
    return event;
  });
  report("memory.event_id", id, "B");
  report("memory.contact", 2 * (contact - id), "B");
  report("memory.conversation", conversation - id, "B");
  report("memory.further_message", 2 * (reply - id) - (conversation - id), "B");
  report("memory.author", author - conversation, "B");
  report("memory.cell", (cell - conversation) * static_cast<double>(events) / 1'600, "B");
}

// Under the default limits, in whole minutes. Beside the engine stands the workload's plan, which is left
// out.
void wholeDay(size_t events) {
  const Workload workload({.events = events, .span = hours(24), .conversation = 50});
  const double before = heapBytes();
  double most = 0;
  Engine engine(benchConfig(), ClockKind::kWall);
  Time tick = workload.start();
  FramePtr frame = engine.advance(tick);
  for (size_t i = 0; i < workload.size(); i += kBatch) {
    for (; tick + minutes(1) <= workload.arrival(i); tick += minutes(1)) engine.advance(tick + minutes(1));
    engine.apply(workload.batch(i, kBatch));
    if (i % (400 * kBatch) == 0) most = std::max(most, heapBytes() - before);
  }
  frame = engine.advance(workload.end());
  most = std::max(most, heapBytes() - before);
  const FrameCell* all = frame->find(kAll, kAll, Window::k24h);
  report("memory.day", most / (1 << 20), "MiB");
  report("memory.day_authors", static_cast<double>(std::get<Count>(all->figure(Metric::kDistinctAuthors)).n),
         "authors");
  report("memory.day_conversations",
         static_cast<double>(std::get<Count>(all->figure(Metric::kConversations)).n), "conversations");
  report("memory.day_forgotten", static_cast<double>(frame->counters.forgotten), "things");
}

}  // namespace

int main(int argc, char** argv) {
  size_t events = 0;
  bool isDay = false;
  CLI::App app("Measures what the engine remembers, in bytes.", "bench_memory");
  app.add_option("--events", events, "how many; default 100,000, of a day 20 million");
  app.add_flag("--day", isDay, "a whole day, instead of each thing");
  CLI11_PARSE(app, argc, argv);
  if (isDay) {
    wholeDay(events == 0 ? 20'000'000 : events);
  } else {
    eachThing(events == 0 ? 100'000 : events);
  }
  std::_Exit(0);
}
