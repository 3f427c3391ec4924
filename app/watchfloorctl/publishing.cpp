#include "publishing.h"

#include <absl/strings/str_cat.h>

#include <cstdio>

#include "engine_options.h"

namespace watchfloor {
namespace {

using std::chrono::steady_clock;

constexpr int kAttempts = 10;                           // half a minute
constexpr auto kSignOfLife = std::chrono::seconds(10);  // well below the 30 s after which a source is silent

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
                  "who publishes, for the wall's list of sources; default: as the events say")
      ->type_name("NAME");
  command.add_option("--batch", batch, "events in a batch")
      ->type_name("N")
      ->check(CLI::Range(1, 50'000))
      ->capture_default_str();
}

Publishing::Publishing(const PublishingOptions& options, const std::string& source, bool isLive)
    : m_size(options.batch),
      m_isSourceGiven(!options.source.empty() || !source.empty()),
      m_publisher({.target = options.engine,
                   .maxAttempts = isLive ? 0 : kAttempts,
                   .onProgress = {},
                   .onOutage = tellOutage,
                   .isEnding = isEnding}) {
  m_batch.source = options.source.empty() ? source : options.source;
}

absl::Status Publishing::add(Event event) {
  if (!m_isSourceGiven) m_batch.source = event.source;
  m_batch.events.push_back(std::move(event));
  return m_batch.events.size() < m_size ? absl::OkStatus() : send();
}

absl::Status Publishing::flush() {
  const bool hasNews = !m_batch.events.empty() || m_batch.unreadable > 0;
  const bool isSignDue = !m_batch.source.empty() && steady_clock::now() - m_lastSent >= kSignOfLife;
  return hasNews || isSignDue ? send() : absl::OkStatus();
}

absl::Status Publishing::send() {
  Batch next;
  next.source = m_batch.source;
  m_unreadable += m_batch.unreadable;
  m_lastSent = steady_clock::now();
  return m_publisher.publish(std::exchange(m_batch, std::move(next)));
}

absl::Status Publishing::finish() {
  if (absl::Status sent = flush(); !sent.ok()) return sent;
  const absl::StatusOr<EventPublisher::Totals> totals = m_publisher.finish();
  if (!totals.ok()) return totals.status();
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
