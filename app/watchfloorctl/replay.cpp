// watchfloorctl replay: a recording, published at its own pace.
#include <algorithm>
#include <cmath>

#include "commands.h"
#include "engine_options.h"
#include "progress.h"
#include "publishing.h"
#include "recording.h"

namespace watchfloor {
namespace {

constexpr const char* kFooter = R"(
Publishes each event when its turn comes, as if it happened at that moment; at --speed 60 an hour takes a minute, and
the times between events shrink with it. With --as-recorded events keep their times: for an engine under the event
clock. Event ids stay: an engine that has seen the recording counts it as duplicates.

Examples:
  watchfloorctl replay events.jsonl
  watchfloorctl replay --profile bank_calls --speed 60 calls_1999_02.tsv)";

struct Options {
  RecordingOptions recording;
  PublishingOptions publishing;
  double speed = 1;
  bool isAsRecorded = false;
};

constexpr std::chrono::milliseconds kGlance(250);  // whether a source is to say that it is there

Time timeOfDay() { return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now()); }

absl::Status replay(const Options& options) {
  const absl::StatusOr<Profile> profile = profileOf(options.recording);
  if (!profile.ok()) return profile.status();
  absl::StatusOr<Recording> recording = readRecording(*profile, options.recording.files);
  if (!recording.ok()) return recording.status();
  std::vector<Event>& events = recording->events;
  if (events.empty()) return absl::NotFoundError("there is no event in these files");
  std::stable_sort(events.begin(), events.end(),
                   [](const Event& a, const Event& b) { return order(a) < order(b); });

  endOnSignals();
  Publishing publishing(options.publishing, profile->source, true);
  publishing.addUnreadable(recording->unreadable);
  Progress progress("replaying");
  const Time begin = timeOfDay(), first = events.front().time;
  const auto turnOf = [&](const Event& event) {
    const double after = static_cast<double>((event.time - first).count()) / options.speed;
    return begin + Duration(std::llround(after));
  };
  for (size_t next = 0; next < events.size() && !isEnding();) {
    const Time now = timeOfDay();
    std::vector<Event> due;
    for (; next < events.size() && turnOf(events[next]) <= now; ++next) {
      if (!options.isAsRecorded) events[next].time = turnOf(events[next]);
      due.push_back(std::move(events[next]));
    }
    publishing.add(std::move(due));
    if (!publishing.flush().ok()) break;  // finish() says why
    progress.show(static_cast<int64_t>(next), static_cast<int64_t>(events.size()));
    if (next < events.size())
      sleepFor(std::min(kGlance,
                        std::chrono::ceil<std::chrono::milliseconds>(turnOf(events[next]) - timeOfDay())));
  }
  return publishing.finish();
}

}  // namespace

void addReplay(CLI::App& app, Command& chosen) {
  CLI::App* command =
      app.add_subcommand("replay", "Publish a recording at its own pace, as if it happened now");
  command->footer(kFooter);
  const auto options = std::make_shared<Options>();
  options->recording.add(*command);
  options->publishing.add(*command);
  command->add_option("--speed", options->speed, "how many times faster than it happened")
      ->type_name("X")
      ->check(CLI::Range(0.001, 1e6))
      ->capture_default_str();
  command->add_flag("--as-recorded", options->isAsRecorded, "keep the times of the events");
  command->callback([options, &chosen] { chosen = [options] { return replay(*options); }; });
}

}  // namespace watchfloor
