// What a message is about: its hashtags, the phrases in it (runs of one to three words without stop words),
// and the topics and campaigns that an operator named.
//
//   TopicScratch scratch;                     // one for each thread
//   topicsOf({.brand = "Delta", .text = "My flight is delayed AGAIN #fail"}, book, scratch);
//   scratch.topics;                           // "#fail", "flight", "delayed"
//
// Handles are no topics, nor is any part of a mail address, of a link that begins with www. or has ://, or
// what hangs on a handle; numbers beyond three digits are none (but years), nor are numbers beside numbers,
// however they are parted: phone numbers, cards, long bookings. What looks like a word or a short code is
// one: a name, "abc123", "delta.com/refund". The brand's own name is none.
//
// A message has each topic once, and at most kMostOfMessage; phrases come from its first kMostWords words.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "listen/text_conditions.h"
#include "listen/topics_book.h"
#include "model/topic.h"

namespace watchfloor {

// The same on every machine.
uint64_t topicId(TopicKind kind, std::string_view text);

struct TopicMessage {
  std::string_view brand{}, text{};
  Time time{};
};

struct TopicScratch {
  static constexpr size_t kMostOfMessage = 200, kMostWords = 300;

  TextScratch text;
  std::vector<Topic> topics;
  std::vector<size_t> named;  // which of book.named() are among them
};

// Finds scratch.topics. Cost: about 3 µs for a short message.
void topicsOf(const TopicMessage& message, const TopicBook& book, TopicScratch& scratch);

}  // namespace watchfloor
