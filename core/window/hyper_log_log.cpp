#include "window/hyper_log_log.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>

namespace watchfloor {
namespace {

constexpr int kIndexBits = 26, kRankBits = 6;
constexpr int kRestBits = kIndexBits - HyperLogLog::kPrecision;  // of an index, below a register's
constexpr size_t kRanks = 64 - HyperLogLog::kPrecision;          // of a register: 0 .. kRanks + 1
constexpr size_t kPacked = HyperLogLog::kRegisters * 6 / 8;

// Ertl, algorithm 6.
double sigma(double x) {
  if (x == 1) return std::numeric_limits<double>::infinity();
  double y = 1, z = x, before = -1;
  while (z != before) {
    x *= x;
    before = z;
    z += x * y;
    y += y;
  }
  return z;
}
double tau(double x) {
  if (x == 0 || x == 1) return 0;
  double y = 1, z = 1 - x, before = -1;
  while (z != before) {
    x = std::sqrt(x);
    before = z;
    y *= 0.5;
    z -= (1 - x) * (1 - x) * y;
  }
  return z / 3;
}

}  // namespace

void HyperLogLog::add(uint64_t hash) {
  constexpr uint64_t kEnd = uint64_t{1} << (kIndexBits - 1);  // so that a rank ends
  const uint64_t rest = (hash << kIndexBits) | kEnd;
  const auto rank = static_cast<Coupon>(std::countl_zero(rest) + 1);
  addCoupon(static_cast<Coupon>(hash >> (64 - kIndexBits)) << kRankBits | rank);
}

void HyperLogLog::addCoupon(Coupon coupon) {
  if (!m_registers.empty()) return raise(coupon);
  const auto at = std::lower_bound(m_coupons.begin(), m_coupons.end(), coupon);
  if (at != m_coupons.end() && *at == coupon) return;
  m_coupons.insert(at, coupon);
  if (m_coupons.size() > kMostCoupons) spread();
}

void HyperLogLog::raise(Coupon coupon) {
  const Coupon index = coupon >> kRankBits, rest = index & ((1u << kRestBits) - 1);
  const auto rank = rest != 0 ? static_cast<uint8_t>(std::countl_zero(rest) - (32 - kRestBits) + 1)
                              : static_cast<uint8_t>(kRestBits + (coupon & ((1u << kRankBits) - 1)));
  uint8_t& highest = m_registers[index >> kRestBits];
  highest = std::max(highest, rank);
}

// From coupons to registers.
void HyperLogLog::spread() {
  m_registers.resize(kRegisters);
  for (const Coupon coupon : m_coupons) raise(coupon);
  m_coupons = {};
}

void HyperLogLog::merge(const HyperLogLog& other) {
  if (other.m_registers.empty()) {
    if (!m_registers.empty()) {
      for (const Coupon coupon : other.m_coupons) raise(coupon);
      return;
    }
    std::vector<Coupon> all;
    all.reserve(m_coupons.size() + other.m_coupons.size());
    std::set_union(m_coupons.begin(), m_coupons.end(), other.m_coupons.begin(), other.m_coupons.end(),
                   std::back_inserter(all));
    m_coupons = std::move(all);
    if (m_coupons.size() > kMostCoupons) spread();
    return;
  }
  if (m_registers.empty()) spread();
  for (size_t i = 0; i < kRegisters; ++i) m_registers[i] = std::max(m_registers[i], other.m_registers[i]);
}

int64_t HyperLogLog::estimate() const {
  if (m_registers.empty()) return static_cast<int64_t>(m_coupons.size());
  constexpr double m = kRegisters;
  std::array<int, kRanks + 2> counts{};
  for (const uint8_t rank : m_registers) ++counts[rank];
  double z = m * tau(1 - counts[kRanks + 1] / m);
  for (size_t k = kRanks; k >= 1; --k) z = 0.5 * (z + counts[k]);
  z += m * sigma(counts[0] / m);
  return std::llround(m * m / (2 * std::log(2.0)) / z);
}

// Coupons as they are; registers by six bits, behind a byte that says so. A length tells them apart.
std::string HyperLogLog::toBytes() const {
  std::string bytes;
  if (m_registers.empty()) {
    bytes.reserve(4 * m_coupons.size());
    for (const Coupon coupon : m_coupons) {
      for (int shift = 0; shift < 32; shift += 8) bytes += static_cast<char>(coupon >> shift & 0xff);
    }
    return bytes;
  }
  bytes.reserve(kPacked + 1);
  bytes += '\1';
  for (size_t i = 0; i < kRegisters; i += 4) {
    const uint32_t four = m_registers[i] | uint32_t{m_registers[i + 1]} << 6 |
                          uint32_t{m_registers[i + 2]} << 12 | uint32_t{m_registers[i + 3]} << 18;
    for (int shift = 0; shift < 24; shift += 8) bytes += static_cast<char>(four >> shift & 0xff);
  }
  return bytes;
}

std::optional<HyperLogLog> HyperLogLog::fromBytes(std::string_view bytes) {
  const auto byte = [bytes](size_t i) { return uint32_t{static_cast<uint8_t>(bytes[i])}; };
  HyperLogLog made;
  if (bytes.size() == kPacked + 1) {
    if (bytes[0] != '\1') return std::nullopt;
    made.m_registers.reserve(kRegisters);
    for (size_t i = 1; i < bytes.size(); i += 3) {
      const uint32_t four = byte(i) | byte(i + 1) << 8 | byte(i + 2) << 16;
      for (int shift = 0; shift < 24; shift += 6) {
        const uint8_t rank = four >> shift & 0x3f;
        if (rank > kRanks + 1) return std::nullopt;
        made.m_registers.push_back(rank);
      }
    }
    return made;
  }
  if (bytes.size() % 4 != 0 || bytes.size() > 4 * kMostCoupons) return std::nullopt;
  made.m_coupons.reserve(bytes.size() / 4);
  for (size_t i = 0; i < bytes.size(); i += 4) {
    const Coupon coupon = byte(i) | byte(i + 1) << 8 | byte(i + 2) << 16 | byte(i + 3) << 24;
    const Coupon rank = coupon & ((1u << kRankBits) - 1);
    if (rank == 0 || rank > 64 - kIndexBits + 1) return std::nullopt;
    if (!made.m_coupons.empty() && coupon <= made.m_coupons.back()) return std::nullopt;
    made.m_coupons.push_back(coupon);
  }
  return made;
}

}  // namespace watchfloor
