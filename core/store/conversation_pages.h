// Where a page goes on, as text: two numbers, of a row's place in its order. Internal to store/. Pure.
#pragma once

#include <absl/status/statusor.h>
#include <absl/strings/numbers.h>
#include <absl/strings/str_cat.h>

#include <cstdint>
#include <optional>
#include <string>

namespace watchfloor::conversations {

struct PagePlace {
  int64_t order = 0, number = 0;
};

inline std::string pageText(const PagePlace& place) { return absl::StrCat(place.order, ".", place.number); }

// None of an empty text. InvalidArgument when it is none of pageText()'s.
inline absl::StatusOr<std::optional<PagePlace>> pageFrom(const std::string& text) {
  if (text.empty()) return std::optional<PagePlace>();
  PagePlace place;
  const size_t dot = text.find('.');
  if (dot == std::string::npos || text.size() > 50 || !absl::SimpleAtoi(text.substr(0, dot), &place.order) ||
      !absl::SimpleAtoi(text.substr(dot + 1), &place.number)) {
    return absl::InvalidArgumentError("page: is not one that an answer gave");
  }
  return std::optional(place);
}

}  // namespace watchfloor::conversations
