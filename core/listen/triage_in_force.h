// The triage rules that are in force, from a file that may be read again at any time. New rules are compiled
// aside and then exchanged; bad ones leave the old ones in force, and say what is wrong. A message is judged
// by one set of rules from beginning to end.
//
//   StatusOr<std::unique_ptr<TriageInForce>> triage = TriageInForce::open("rules.toml");
//   std::shared_ptr<const TriageRules> rules = (*triage)->rules();    // for a batch
//   (*triage)->reload();                                             // when the operator asks for it
//
// Any thread. rules() waits for nothing but an exchange of two pointers.
#pragma once

#include <absl/status/statusor.h>

#include <memory>
#include <string>

#include "listen/triage_rules.h"
#include "model/thread.h"

namespace watchfloor {

class TriageInForce {
 public:
  // As TriageRules::load().
  static absl::StatusOr<std::unique_ptr<TriageInForce>> open(std::string path);

  std::shared_ptr<const TriageRules> rules() const;

  // Reads the file and its lists of authors again.
  absl::Status reload();

 private:
  TriageInForce(std::string path, TriageRules rules)
      : m_path(std::move(path)), m_rules(std::make_shared<const TriageRules>(std::move(rules))) {}

  const std::string m_path;
  mutable Mutex m_mutex;
  std::shared_ptr<const TriageRules> m_rules GUARDED_BY(m_mutex);
};

}  // namespace watchfloor
