#include "listen/triage_in_force.h"

#include <utility>

namespace watchfloor {

absl::StatusOr<std::unique_ptr<TriageInForce>> TriageInForce::open(std::string path) {
  absl::StatusOr<TriageRules> rules = TriageRules::load(path);
  if (!rules.ok()) return rules.status();
  return std::unique_ptr<TriageInForce>(new TriageInForce(std::move(path), *std::move(rules)));
}

std::shared_ptr<const TriageRules> TriageInForce::rules() const {
  const MutexLock lock(m_mutex);
  return m_rules;
}

absl::Status TriageInForce::reload() {
  absl::StatusOr<TriageRules> read = TriageRules::load(m_path);
  if (!read.ok()) return read.status();
  auto rules = std::make_shared<const TriageRules>(*std::move(read));
  const MutexLock lock(m_mutex);
  m_rules.swap(rules);  // the old ones go when nobody uses them any more
  return absl::OkStatus();
}

}  // namespace watchfloor
