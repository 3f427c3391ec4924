// How history lies in its file: keys, and the bytes of a period's three parts. Pure; any thread.
//
// There are rows of minutes, of hours and of days (in UTC), each the sum of the finer ones, and for each cell
// and roll-up; rows in which nothing is are left out. Keys go by time first, so that what is written together
// lies together, and what is deleted together, too. The three parts of a row lie in three tables, so that
// whoever asks for counts reads no bins and no authors.
//
// A row without numbers has none of the others, but for authors.
#pragma once

#include <absl/status/statusor.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "metrics/period.h"

namespace watchfloor::history {

enum class Level : uint8_t { kMinutes, kHours, kDays };
inline constexpr std::array<int64_t, 3> kMinutesOf = {1, 60, 24 * 60};  // by Level

// A row, by the minute since 1970 at which it begins and the number of its cell in the file.
struct Key {
  Level level = Level::kMinutes;
  int64_t minute = 0;
  uint32_t cell = 0;

  static constexpr int kCellBits = 22, kMinuteBits = 34;
  static constexpr uint32_t kMostCells = 1u << kCellBits;
  static constexpr int64_t kFarthest = int64_t{1} << (kMinuteBits - 1);  // minutes, before and after 1970

  // REQUIRES: cell < kMostCells, and minute within kFarthest
  constexpr int64_t packed() const {
    return (static_cast<int64_t>(level) << kMinuteBits | (minute + kFarthest)) << kCellBits |
           static_cast<int64_t>(cell);
  }
  static constexpr Key of(int64_t packed) {
    return {static_cast<Level>(packed >> (kCellBits + kMinuteBits)),
            (packed >> kCellBits & ((int64_t{1} << kMinuteBits) - 1)) - kFarthest,
            static_cast<uint32_t>(packed & (kMostCells - 1))};
  }
};

// The number of what is said of all cells together: which minutes were observed.
inline constexpr uint32_t kClock = 0;

inline constexpr const char* kNumbersTable = "numbers";
inline constexpr const char* kBinsTable = "bins";
inline constexpr const char* kAuthorsTable = "authors";

// Empty when all is 0. A number that is not known here (of a newer version) is an error, as are bytes that
// end early.
std::string numbersToBytes(const Period& period);
absl::Status mergeNumbers(std::string_view bytes, Period* period);
std::string binsToBytes(const std::vector<Period::Bin>& bins);
absl::Status mergeBins(std::string_view bytes, Period* period);
absl::Status mergeAuthors(std::string_view bytes, Period* period);

}  // namespace watchfloor::history
