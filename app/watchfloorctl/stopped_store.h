// The records of an engine that is stopped.
#pragma once

#include <absl/status/statusor.h>

#include <string>

#include "store/record_store.h"

namespace watchfloor {

// Under whichever clock they were recorded. NotFound when there is no such file; otherwise as
// RecordStore::open().
absl::StatusOr<RecordStore> openStoppedStore(const std::string& path);

}  // namespace watchfloor
