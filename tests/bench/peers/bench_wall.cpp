// One wall, asked of the engine, of a plain program with hash maps, and (as rows in files) of databases. What
// it writes and prints is compared by tests/bench/peers/run.
//
//   bench_wall rows --out DIR        events-00.csv, … : time_us,brand,channel,kind,wait_us,author
//   bench_wall engine --out FILE     the answers
//   bench_wall hash-map --out FILE   the answers
#include <CLI/CLI.hpp>

#include <fstream>
#include <unordered_set>

#include "bench/decode.h"
#include "bench/measure.h"
#include "bench/peers/answer.h"
#include "bench/peers/hash_map_wall.h"
#include "bench/workload.h"
#include "engine/engine.h"

using namespace watchfloor;
using namespace watchfloor::bench;

namespace {

struct Options {
  WorkloadOptions workload;
  std::string out;
};

constexpr size_t kBatch = 256;
constexpr size_t kRowsAFile = 100'000;

void reportStep(const char* name, const Stopwatch& watch) {
  report(absl::StrFormat("%s.cpu", name), watch.cpu(), "s");
  report(absl::StrFormat("%s.wall", name), watch.wall(), "s");
}

// Databases are spared what they cannot do in passing: repeated events are left out, and an answered contact
// carries its wait.
void writeRows(const Options& options) {
  const Workload workload(options.workload);
  std::unordered_map<std::string, Time> enqueued;
  for (size_t i = 0; i < workload.size(); ++i) {
    const Event event = workload.event(i);
    const auto* contact = std::get_if<ContactEvent>(&event.body);
    if (contact && contact->phase == ContactEvent::Phase::kEnqueued)
      enqueued.emplace(contact->contactId, event.time);
  }
  std::unordered_set<std::string> ids;
  std::ofstream file;
  size_t rows = 0;
  for (size_t i = 0; i < workload.size(); ++i) {
    const Event event = workload.event(i);
    if (!ids.insert(event.eventId).second) continue;
    std::string_view kind, author;
    int64_t wait = 0;
    if (const auto* contact = std::get_if<ContactEvent>(&event.body)) {
      if (contact->phase == ContactEvent::Phase::kEnqueued) {
        kind = "offered";
      } else if (contact->phase == ContactEvent::Phase::kAnswered) {
        wait = (event.time - enqueued.at(contact->contactId)).count();
        kind = "answered";
      } else if (contact->phase == ContactEvent::Phase::kAbandoned) {
        kind = "abandoned";
      }
    } else if (const auto* message = std::get_if<MessageEvent>(&event.body)) {
      const bool isInbound = message->direction == MessageEvent::Direction::kInbound;
      kind = isInbound ? "inbound" : "outbound";
      author = message->authorId;
    }
    if (kind.empty()) kind = "other";
    if (rows % kRowsAFile == 0) {
      file = std::ofstream(absl::StrFormat("%s/events-%03u.csv", options.out, rows / kRowsAFile));
    }
    ++rows;
    file << micros(event.time) << ',' << event.brand << ',' << event.channel << ',' << kind << ',' << wait
         << ',' << author << '\n';
  }
  report("end_us", static_cast<double>(micros(workload.end())), "us");
}

std::vector<Answer> answersOf(const Frame& frame) {
  std::vector<Answer> answers;
  for (const FrameCell& cell : frame.cells) {
    if (std::find(kAskedWindows.begin(), kAskedWindows.end(), cell.window) == kAskedWindows.end()) continue;
    const auto count = [&](Metric metric) { return std::get<Count>(cell.figure(metric)).n; };
    const auto waits = std::get<Spread>(cell.figure(Metric::kAverageSpeedOfAnswer));
    const auto quantile = [&](int percent) { return waits.quantile(percent).value_or(Duration(0)).count(); };
    answers.push_back({std::string(name(cell.window)), cell.brand, cell.channel, count(Metric::kOffered),
                       count(Metric::kAnswered), count(Metric::kAbandoned), count(Metric::kMessagesInbound),
                       count(Metric::kMessagesOutbound), quantile(50), quantile(95),
                       count(Metric::kDistinctAuthors)});
  }
  return answers;
}

void askEngine(const Options& options) {
  const Workload workload(options.workload);
  const std::vector<std::string> requests = workload.requests(kBatch);
  EngineConfig config = benchConfig();
  config.limits.authorsPerCell = options.workload.authors;  // exact, as everybody else's
  Engine engine(config, ClockKind::kEvent);
  const Stopwatch load;
  for (const std::string& request : requests) engine.apply(decode(request));
  engine.advance(workload.end() - seconds(1));
  reportStep("load", load);
  const Stopwatch wall;
  const FramePtr frame = engine.advance(workload.end() - Duration(1));
  reportStep("ask", wall);
  writeAnswers(answersOf(*frame), options.out);
}

void askHashMap(const Options& options) {
  const Workload workload(options.workload);
  const std::vector<std::string> requests = workload.requests(kBatch);
  HashMapWall hashMap;
  const Stopwatch load;
  for (const std::string& request : requests) {
    const BatchRecord batch = decode(request);
    for (const EventView& event : batch.events) hashMap.add(event);
  }
  reportStep("load", load);
  const Stopwatch wall;
  const std::vector<Answer> answers = hashMap.wall(workload.end());
  reportStep("ask", wall);
  writeAnswers(answers, options.out);
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app("Asks the same wall of the engine and of hash maps, and writes the rows for databases.",
               "bench_wall");
  app.require_subcommand(1);
  app.fallthrough();
  app.add_option("--events", options.workload.events, "how many events")->capture_default_str();
  app.add_option("--out", options.out, "file of the answers, or folder of the rows")->required();
  app.add_subcommand("rows", "events as CSV")->callback([&] { writeRows(options); });
  app.add_subcommand("engine", "the engine's answers")->callback([&] { askEngine(options); });
  app.add_subcommand("hash-map", "the hash maps' answers")->callback([&] { askHashMap(options); });
  CLI11_PARSE(app, argc, argv);
  std::_Exit(0);
}
