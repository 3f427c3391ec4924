// How the demonstration listens: triage by a few rules, so that simulated conversations are in buckets, too.
//
//   absl::StatusOr<std::unique_ptr<DemoListening>> listening = DemoListening::make(folder);
//   host.submit((*listening)->listen(std::move(batch)), done);
//
// Errors: of writing the rules into the folder. One thread at a time.
#pragma once

#include <absl/status/statusor.h>

#include <memory>
#include <string>

#include "listen/listener.h"
#include "model/record.h"

namespace watchfloor {

class DemoListening {
 public:
  static absl::StatusOr<std::unique_ptr<DemoListening>> make(const std::string& folder);

  BatchRecord listen(Batch batch) const;

 private:
  DemoListening() = default;

  std::unique_ptr<TriageInForce> m_triage;
  std::unique_ptr<const Listener> m_listener;
};

}  // namespace watchfloor
