// An author's erasure from the bytes of a request: every field of every event, those that were rejected
// included, and what this program does not know of it. Pure functions; any thread.
//
//   rememberTexts(request, &erasure);          // of all requests, before any is rewritten
//   absl::StatusOr<ErasedRequest> erased = erasedFrom(request, erasure);
//   if (erased.ok() && erased->isChanged) write(erased->bytes);
//
// The events stay as many, in their order, and those that could be converted can be still. Names of sources,
// brands and channels stay: figures go by them.
#pragma once

#include <absl/status/statusor.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "model/erasure.h"

namespace watchfloor::wire {

struct ErasedRequest {
  bool isChanged = false;
  std::string bytes;
  uint64_t messages = 0;  // the author's own
  uint64_t mentions = 0;  // other events that named or quoted him
  uint64_t names = 0;     // events of a source, brand or channel whose name has his id: it stays
};

// Both: InvalidArgument when the bytes are no request.
absl::Status rememberTexts(std::string_view request, Erasure* erasure);
absl::StatusOr<ErasedRequest> erasedFrom(std::string_view request, const Erasure& erasure);

}  // namespace watchfloor::wire
