// What the parts of an event must be like, however they were decoded. Pure; used by wire/ alone.
#pragma once

#include <absl/status/status.h>
#include <absl/strings/str_cat.h>

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "model/event.h"
#include "model/language.h"

namespace watchfloor::wire {

// Seconds that protobuf's Timestamp and Duration may hold; both fit into 64 bits of microseconds.
inline constexpr int64_t kFirstSecond = -62'135'596'800, kLastSecond = 253'402'300'799;
inline constexpr int64_t kLongest = 315'576'000'000;
inline constexpr int32_t kNanos = 1'000'000'000;

inline constexpr std::string_view kNoBody =
    "no body: one of contact, message, conversation, correction, deletion, engagement, agent is needed";

inline absl::Status wrong(std::string_view field, std::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat(absl::string_view(field.data(), field.size()), " ",
                                                 absl::string_view(what.data(), what.size())));
}

// Of the brands that a message names one more is taken than it may name, so that validate() refuses it,
// however many there are.
template <typename Text>
void addBrand(Text brand, std::vector<Text>* brands) {
  if (brands->size() <= kMostAlsoBrands) brands->push_back(std::move(brand));
}

// What is no tag tells no language.
template <typename Text>
Text languageOf(Text tag) {
  return isLanguageTag(tag) ? std::move(tag) : Text();
}

// Seconds and nanoseconds, as protobuf keeps times and durations.
struct SplitTime {
  bool isThere = false;
  int64_t seconds = 0;
  int32_t nanos = 0;
};

inline absl::Status checkTime(const SplitTime& split, Time& out) {
  if (!split.isThere) return wrong("event_time", "is missing");
  if (split.seconds < kFirstSecond || split.seconds > kLastSecond || split.nanos < 0 ||
      split.nanos >= kNanos) {
    return wrong("event_time", "is not within the years 1 to 9999");
  }
  out = fromMicros(split.seconds * 1'000'000 + split.nanos / 1000);
  return absl::OkStatus();
}

inline absl::Status checkDuration(const SplitTime& split, std::string_view field,
                                  std::optional<Duration>& out) {
  out.reset();
  if (!split.isThere) return absl::OkStatus();
  const bool hasTwoSigns = (split.seconds > 0 && split.nanos < 0) || (split.seconds < 0 && split.nanos > 0);
  if (split.seconds < -kLongest || split.seconds > kLongest || split.nanos <= -kNanos ||
      split.nanos >= kNanos || hasTwoSigns) {
    return wrong(field, "is no duration");
  }
  out = Duration(split.seconds * 1'000'000 + split.nanos / 1000);
  return absl::OkStatus();
}

// Words of the protocol stand in the order of the model's, after UNSPECIFIED.
template <typename Word>
absl::Status checkWord(int proto, Word last, std::string_view field, Word& out) {
  if (proto == 0) return wrong(field, "is missing");
  if (proto < 0 || proto > static_cast<int>(last) + 1) return wrong(field, "is an unknown word");
  out = static_cast<Word>(proto - 1);
  return absl::OkStatus();
}

// `of`: the message that it stands in, for words.
struct SplitSentiment {
  bool isThere = false;
  int label = 0;
  std::optional<double> score;
};

inline absl::Status checkSentiment(const SplitSentiment& split, std::string_view of,
                                   std::optional<Sentiment>& out) {
  out.reset();
  if (!split.isThere) return absl::OkStatus();
  Sentiment sentiment;
  absl::Status status = checkWord(split.label, Label::kPositive, "sentiment.label", sentiment.label);
  if (status.ok() && split.score && !(*split.score >= -1 && *split.score <= 1)) {
    status = wrong("sentiment.score", "is not within -1 and 1");
  }
  if (!status.ok()) {
    const absl::string_view message = status.message();
    return wrong(of, {message.data(), message.size()});
  }
  sentiment.score = split.score;
  out = sentiment;
  return absl::OkStatus();
}

}  // namespace watchfloor::wire
