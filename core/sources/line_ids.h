// Ids for the lines of a source that has none: "hash:k", k counting identical lines from 1, so that reading a
// file again gives the same ids. Two identical lines more than a million different lines apart get the same
// id: memory is bounded (40 MB), and such a file most likely repeats itself.
#pragma once

#include <absl/container/flat_hash_map.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace watchfloor {

class LineIds {
 public:
  std::string next(std::string_view line);

 private:
  static constexpr size_t kRemembered = 1'000'000;

  absl::flat_hash_map<uint64_t, uint32_t> m_counts, m_older;  // by hash of the line
};

}  // namespace watchfloor
