// Who is to see a message, or a conversation: nobody, as it is only counted; marketing and public relations;
// or the contact centre. Values.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace watchfloor {

// From the least to the most urgent: a conversation is as urgent as its most urgent message.
enum class Bucket : uint8_t { kCountOnly, kMarketing, kContactCentre };
inline constexpr std::array<std::string_view, 3> kBucketNames = {"count_only", "marketing", "contact_centre"};
inline std::string_view name(Bucket bucket) { return kBucketNames[static_cast<size_t>(bucket)]; }

}  // namespace watchfloor
