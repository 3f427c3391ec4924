// What the simulated people write: a small grammar of openers, a core for each sector, topic and tone, and
// endings, with {brand}, {product}, {city} and {n} filled in. All of it is invented.
//
//   std::string text = Phrases::message(random, Sector::kBank, /*topic=*/1, Label::kNegative, "Quillstone");
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/event.h"
#include "sources/simulator/random.h"

namespace watchfloor {

enum class Sector : uint8_t { kAirline, kTelecom, kBank, kRetail };

struct Phrases {
  static constexpr size_t kTopics = 3;  // of each sector

  static std::string message(Random& random, Sector sector, size_t topic, Label tone, std::string_view brand);
  // The complaint that goes viral, and what others make of it.
  static std::string viral(Random& random, Sector sector, std::string_view brand);
  // Somebody else joins in.
  static std::string comment(Random& random, Label tone, std::string_view brand);
  static std::string share(Random& random, Label tone, std::string_view brand);
  // The hashtag under which people gather about the conversation of that number.
  static std::string_view rally(int64_t conversation);
  // The customer writes again after the brand's answer.
  static std::string followUp(Random& random, Label tone, std::string_view brand);
  static std::string answer(Random& random, Sector sector, size_t topic, Label tone, std::string_view brand);
  static std::string greeting(Random& random, std::string_view brand);
};

// The name of the author of that number among all who write there: "amber.finch.4821".
std::string authorName(uint64_t place, int64_t number);

}  // namespace watchfloor
