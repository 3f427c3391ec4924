#include "bench/decode.h"

#include <cstdlib>
#include <utility>

#include "wire/publish_scan.h"

namespace watchfloor::bench {

BatchRecord decode(std::string_view bytes) {
  wire::ScannedRequest scanned;
  if (!wire::scan(bytes, &scanned).ok() || !scanned.rejections.empty()) std::abort();
  BatchRecord batch;
  batch.source = scanned.source;
  batch.unreadable = scanned.unreadable;
  batch.events = std::move(scanned.events);
  return batch;
}

}  // namespace watchfloor::bench
