// What it costs to count what is talked about: a day of simulated messages, second by second.
//
//   bench_talk             a day
//   bench_talk --hours 2 --rate 10
#include <malloc.h>

#include <CLI/CLI.hpp>
#include <cstdlib>

#include "bench/measure.h"
#include "listen/conversation_trends.h"
#include "listen/live_topics.h"
#include "listen/topic_trends.h"
#include "sources/simulator/simulator.h"

using namespace watchfloor;
using namespace watchfloor::bench;

namespace {

double heapMib() { return static_cast<double>(mallinfo2().uordblks) / (1 << 20); }

// Seconds of CPU time that each part took.
struct Spent {
  double topics = 0, ticks = 0, conversations = 0, minutes = 0, looks = 0;
  int64_t messages = 0;
};

template <typename F>
void add(double* to, F work) {
  const Stopwatch watch;
  work();
  *to += watch.cpu();
}

}  // namespace

int main(int argc, char** argv) {
  int64_t length = 24;
  double rate = 4;
  CLI::App app("What it costs to count what is talked about.", "bench_talk");
  app.add_option("--hours", length, "of simulated traffic")->check(CLI::Range(1, 100))->capture_default_str();
  app.add_option("--rate", rate, "multiplies the simulated traffic")->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  const Time start = *parseTime("2026-03-02T00:00:00Z");
  absl::StatusOr<Simulator> simulator =
      Simulator::make({.seed = 1, .start = start, .rate = rate, .cascades = CascadePlan{}});
  const absl::StatusOr<DayStart> dayStart = DayStart::make("UTC", 0);
  if (!simulator.ok() || !dayStart.ok()) return EXIT_FAILURE;
  const TopicBook book;
  const double before = heapMib();
  LiveTopics topics({});
  TopicTrends topicTrends;
  ConversationTrends conversations;
  Spent spent;
  for (Time tick = start; tick < start + hours(length); tick += seconds(1)) {
    std::vector<Event> events;
    while (simulator->nextTime() < tick) {
      events.push_back(simulator->next());
      if (!std::holds_alternative<MessageEvent>(events.back().body)) events.pop_back();
    }
    spent.messages += static_cast<int64_t>(events.size());
    add(&spent.topics, [&] {
      for (const Event& event : events) topics.add(viewOf(event), book);
    });
    add(&spent.conversations, [&] {
      for (const Event& event : events) conversations.add(viewOf(event));
    });
    add(&spent.ticks, [&] { topics.advance(WindowRanges::at(tick, *dayStart, ClockKind::kWall)); });
    add(&spent.looks, [&] { topicTrends.look(tick, topics); });
    add(&spent.minutes, [&] { conversations.advance(tick); });
  }
  const auto n = static_cast<double>(spent.messages), ticks = 3'600.0 * static_cast<double>(length);
  report("messages", n, "messages");
  report("topics of a message", spent.topics / n * 1e6, "us");
  report("a tick", spent.ticks / ticks * 1e6, "us");
  report("topics and ticks, of a message", (spent.topics + spent.ticks) / n * 1e6, "us");
  report("five minutes of topics looked at", spent.looks / ticks * 300 * 1e3, "ms");
  report("conversation of a message", spent.conversations / n * 1e6, "us");
  report("a minute of conversations looked at", spent.minutes / ticks * 60 * 1e3, "ms");
  report("conversations remembered", static_cast<double>(conversations.size()), "conversations");
  report("heap", heapMib() - before, "MiB");
  return EXIT_SUCCESS;
}
