#include "demo_listening.h"

#include <fstream>
#include <numeric>
#include <utility>

namespace watchfloor {
namespace {

constexpr const char* kRules = R"(name = "demo"
default = "count_only"

[[rule]]
name = "loud"
bucket = "marketing"
reach_at_least = 20_000
sentiment = "negative"

[[rule]]
name = "complaint"
bucket = "contact_centre"
sentiment = "negative"

[[rule]]
name = "question"
bucket = "contact_centre"
any = ["when", "how", "why", "where", "refund*", "help", "please"]
)";

}  // namespace

absl::StatusOr<std::unique_ptr<DemoListening>> DemoListening::make(const std::string& folder) {
  const std::string path = folder + "/triage.toml";
  std::ofstream(path) << kRules;
  absl::StatusOr<std::unique_ptr<TriageInForce>> triage = TriageInForce::open(path);
  if (!triage.ok()) return triage.status();
  std::unique_ptr<DemoListening> listening(new DemoListening);
  listening->m_triage = *std::move(triage);
  absl::StatusOr<std::unique_ptr<const Listener>> listener = Listener::make({}, listening->m_triage.get());
  if (!listener.ok()) return listener.status();
  listening->m_listener = *std::move(listener);
  return listening;
}

BatchRecord DemoListening::listen(Batch batch) const {
  BatchRecord record(std::move(batch));
  record.places.resize(record.events.size());
  std::iota(record.places.begin(), record.places.end(), 0U);
  record.annotations = m_listener->listen(record.events, record.places);
  apply(record.annotations, record.places, record.events);
  return record;
}

}  // namespace watchfloor
