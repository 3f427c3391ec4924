#include "publishing.h"

#include <absl/strings/str_cat.h>

#include <cstdio>

#include "engine_options.h"

namespace watchfloor {
namespace {

using std::chrono::steady_clock;

constexpr int kAttempts = 10;  // about 24 s

void tellOutage(const absl::Status& why) {
  const std::string message =
      why.ok() ? "watchfloorctl: the engine is back\n"
               : absl::StrCat("watchfloorctl: ", std::string(why.message()), "; trying again\n");
  std::fputs(message.c_str(), stderr);
}

}  // namespace

void PublishingOptions::add(CLI::App& command) {
  engine = kDefaultEngine;
  addEngine(command, engine);
  command
      .add_option("--source", source,
                  "who publishes, for the wall's list of sources, until events say their own")
      ->type_name("NAME");
  command.add_option("--batch", batch, "events in a batch")
      ->type_name("N")
      ->check(CLI::Range(1, 50'000))
      ->capture_default_str();
}

Publishing::Publishing(const PublishingOptions& options, const std::string& source, bool isLive)
    : m_size(options.batch),
      m_signs(options.source.empty() ? source : options.source),
      m_publisher({.target = options.engine,
                   .maxAttempts = isLive ? 0 : kAttempts,
                   .onProgress = {},
                   .onOutage = tellOutage,
                   .isEnding = isEnding}) {
  m_batch.source = options.source.empty() ? source : options.source;
}

void Publishing::add(std::vector<Event> events, size_t input) {
  m_events += static_cast<int64_t>(events.size());
  for (Event& event : events) {
    if (!m_failure.ok()) break;
    if (m_batch.events.empty() || m_batch.source != event.source || m_input != input) {
      m_batch.source = event.source, m_input = input;
      m_signs.toldOf(event.source, input, steady_clock::now());
    }
    m_batch.events.push_back(std::move(event));
    if (m_batch.events.size() >= m_size) m_failure = send();
  }
}

absl::Status Publishing::flush() {
  if (!m_failure.ok()) return m_failure;
  if (!m_batch.events.empty() || m_batch.unreadable > 0) m_failure = send();
  for (std::string& source : m_signs.due(steady_clock::now())) {
    if (m_failure.ok()) m_failure = m_publisher.publish({.source = std::move(source), .events = {}});
  }
  return m_failure;
}

absl::Status Publishing::send() {
  Batch next;
  next.source = m_batch.source;
  m_unreadable += m_batch.unreadable;
  if (m_batch.unreadable > 0 && !m_batch.source.empty())
    m_signs.toldOf(m_batch.source, m_input, steady_clock::now());
  return m_publisher.publish(std::exchange(m_batch, std::move(next)));
}

absl::Status Publishing::finish() {
  absl::Status failure = flush();
  const absl::StatusOr<EventPublisher::Totals> totals = m_publisher.finish();
  if (failure.ok()) failure = totals.status();
  if (!failure.ok()) {
    return {failure.code(),
            absl::StrCat(std::string(failure.message()), "; ", m_events - m_publisher.totals().events, " of ",
                         m_events, " events were not delivered")};
  }
  for (const auto& rejection : totals->rejections) {
    std::fprintf(stderr, "event %lld was rejected: %s\n", static_cast<long long>(rejection.event + 1),
                 rejection.reason.c_str());
  }
  const std::string summary = absl::StrCat(
      "published ", totals->events, " events: ", totals->accepted, " accepted, ", totals->duplicates,
      " duplicates, ", totals->lateDropped, " late, ", totals->futureRejected, " in the future, ",
      totals->rejected - m_unreadable, " rejected, ", m_unreadable, " unreadable");
  std::puts(summary.c_str());
  return absl::OkStatus();
}

}  // namespace watchfloor
