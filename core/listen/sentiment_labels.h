// Labels in words, and as fastText writes them. Any thread.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "model/event.h"

namespace watchfloor {

// Those of kLabelNames, and that of having none.
inline constexpr std::array<std::string_view, kLabelCount + 1> kAllLabelNames = {
    kLabelNames[0], kLabelNames[1], kLabelNames[2], "unclassified"};

inline constexpr std::string_view kFastTextLabel = "__label__";

// "__label__negative"
inline std::optional<Label> labelOfFastText(std::string_view name) {
  for (size_t i = 0; i < kLabelCount; ++i) {
    if (name.starts_with(kFastTextLabel) && name.substr(kFastTextLabel.size()) == kLabelNames[i]) {
      return static_cast<Label>(i);
    }
  }
  return std::nullopt;
}

}  // namespace watchfloor
