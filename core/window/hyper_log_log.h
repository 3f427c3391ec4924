// How many distinct items were seen, of any number of places and times together: HyperLogLog (Flajolet, Fusy,
// Gandouet and Meunier, 2007) with 4,096 registers, a standard error of 1.6 %, and Ertl's estimator ("New
// cardinality estimation algorithms for HyperLogLog sketches", 2017), which needs no table of biases. Up to
// kMostCoupons items are kept as 32-bit coupons (26 bits of the hash, and the rank of the rest, as in
// HyperLogLog++): one in 10^5 is then missed.
//
// Two of them merge to what all items together would have made, in any order; nothing can be taken out.
//
// Memory: 4 bytes an item, then 4 KiB. Cost: add O(coupons), merge O(coupons or registers). Not thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace watchfloor {

class HyperLogLog {
 public:
  static constexpr int kPrecision = 12;
  static constexpr size_t kRegisters = size_t{1} << kPrecision;
  static constexpr size_t kMostCoupons = 768;  // as long as the registers, packed

  // `hash`: well mixed.
  void add(uint64_t hash);
  void merge(const HyperLogLog& other);
  int64_t estimate() const;
  bool isEmpty() const { return m_coupons.empty() && m_registers.empty(); }
  bool operator==(const HyperLogLog&) const = default;

  // Bytes that say the same on any machine; none when they are no such bytes.
  std::string toBytes() const;
  static std::optional<HyperLogLog> fromBytes(std::string_view bytes);

 private:
  using Coupon = uint32_t;

  void addCoupon(Coupon coupon);
  void raise(Coupon coupon);
  void spread();

  std::vector<Coupon> m_coupons;     // sorted
  std::vector<uint8_t> m_registers;  // instead of them, once they were more than kMostCoupons
};

}  // namespace watchfloor
