// The whole state of an engine as bytes (Engine::save()): what a checkpoint holds. Sections can be written
// and read by several threads at the same time. A value; any thread.
#pragma once

#include <absl/status/statusor.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "model/archive.h"

namespace watchfloor {

struct SavedState {
  uint32_t version = 0;                      // of what the bytes mean
  std::vector<std::vector<Bytes>> sections;  // each in chunks of at most ArchiveWriter::kLargest

  uint64_t bytes() const {
    uint64_t sum = 0;
    for (const auto& section : sections) {
      for (const Bytes& chunk : section) sum += chunk.size;
    }
    return sum;
  }
};

// The same, wherever it lies.
struct SavedStateSource {
  uint32_t version = 0;
  size_t sections = 0;
  // The bytes of a section; DataLoss when they are damaged. Several threads may call it at the same time.
  std::function<absl::StatusOr<std::string>(size_t section)> read;
};

}  // namespace watchfloor
