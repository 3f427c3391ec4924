#include "store/history_rows.h"

#include <cstdlib>
#include <limits>
#include <optional>

namespace watchfloor::history {
namespace {

constexpr int64_t kMost = int64_t{1} << 60;  // of a number, so that a few of them add up

// Variable length, seven bits a byte, the lowest first; small numbers of either sign are short.
void append(uint64_t n, std::string* out) {
  for (; n >= 0x80; n >>= 7) *out += static_cast<char>(n | 0x80);
  *out += static_cast<char>(n);
}
void appendSigned(int64_t n, std::string* out) {
  append(static_cast<uint64_t>(n) << 1 ^ static_cast<uint64_t>(n >> 63), out);
}

class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : m_at(bytes.data()), m_end(m_at + bytes.size()) {}

  bool isAtEnd() const { return m_at == m_end; }
  std::optional<uint64_t> next() {
    uint64_t n = 0;
    for (int shift = 0; shift < 64 && m_at != m_end; shift += 7) {
      const auto byte = static_cast<uint8_t>(*m_at++);
      n |= static_cast<uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) return n;
    }
    return std::nullopt;
  }
  std::optional<int64_t> nextSigned() {
    const std::optional<uint64_t> n = next();
    if (!n) return std::nullopt;
    return static_cast<int64_t>(*n >> 1 ^ (~(*n & 1) + 1));
  }

 private:
  const char* m_at;
  const char* m_end;
};

absl::Status damaged(const char* what) { return absl::DataLossError(what); }

}  // namespace

std::string numbersToBytes(const Period& period) {
  std::string bytes;
  for (size_t i = 0; i < Period::kNumbers; ++i) {
    if (period.number(i) == 0) continue;
    bytes += static_cast<char>(i);
    appendSigned(period.number(i), &bytes);
  }
  return bytes;
}

absl::Status mergeNumbers(std::string_view bytes, Period* period) {
  uint64_t least = 0;  // they ascend
  for (Bytes rest(bytes); !rest.isAtEnd();) {
    const std::optional<uint64_t> number = rest.next();
    const std::optional<int64_t> n = rest.nextSigned();
    if (!number || !n || *number < least || *number >= Period::kNumbers)
      return damaged("numbers that cannot be read");
    if (std::abs(*n / 2) > kMost / 2 && !Period::isWrapping(*number))
      return damaged("numbers that are too large");
    period->mergeNumber(*number, *n);
    least = *number + 1;
  }
  return absl::OkStatus();
}

// The distance to the bin before, over all kinds, and how many.
std::string binsToBytes(const std::vector<Period::Bin>& bins) {
  std::string bytes;
  uint32_t before = 0;
  for (const Period::Bin& bin : bins) {
    const uint32_t place = uint32_t{bin.kind} << 15 | static_cast<uint32_t>(bin.bin);
    append(place - before, &bytes);
    appendSigned(bin.n, &bytes);
    before = place;
  }
  return bytes;
}

absl::Status mergeBins(std::string_view bytes, Period* period) {
  std::vector<Period::Bin> bins;
  uint64_t place = 0;
  for (Bytes rest(bytes); !rest.isAtEnd();) {
    const std::optional<uint64_t> distance = rest.next();
    const std::optional<int64_t> n = rest.nextSigned();
    const bool isFirst = bins.empty();
    if (!distance || !n || (*distance == 0 && !isFirst) || *distance > uint64_t{kDurationFields} << 15 ||
        *n > std::numeric_limits<int32_t>::max() || *n < std::numeric_limits<int32_t>::min()) {
      return damaged("bins that cannot be read");
    }
    place += *distance;
    const auto bin = static_cast<Sketch::Bin>(place & 0x7fff);
    const bool isKnown = bin == Sketch::kOver || Sketch::isBin(bin);
    if (place >> 15 >= kDurationFields || !isKnown) return damaged("bins that are not known");
    bins.push_back({static_cast<uint16_t>(place >> 15), bin, static_cast<int32_t>(*n)});
  }
  period->mergeBins(bins);
  return absl::OkStatus();
}

absl::Status mergeAuthors(std::string_view bytes, Period* period) {
  const std::optional<HyperLogLog> authors = HyperLogLog::fromBytes(bytes);
  if (!authors) return damaged("authors that cannot be read");
  period->mergeAuthors(*authors);
  return absl::OkStatus();
}

}  // namespace watchfloor::history
