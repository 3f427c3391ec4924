// Named topics as an operator may write them, and, after a NUL, a message.
#include <algorithm>
#include <string_view>

#include "listen/topics.h"
#include "listen/topics_count.h"
#include "require.h"
#include "sources/utf8.h"

using namespace watchfloor;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const size_t end = std::min(input.find('\0'), size);
  const std::string_view text = input.substr(std::min(end + 1, size));
  const absl::StatusOr<TopicBook> book = TopicBook::compile(input.substr(0, end), "fuzz.toml");
  if (!book.ok()) {
    fuzz::require(book.status().message().substr(0, 9) == "fuzz.toml", "what is wrong names its file");
    return 0;
  }
  const Time noon = fromMicros(1'772'452'800'000'000);
  TopicScratch scratch;
  TopicCounts counts({.brands = 1, .named = 50, .phrases = 200});
  topicsOf({"a", text, noon}, *book, scratch);
  fuzz::require(scratch.topics.size() <= TopicScratch::kMostOfMessage, "a message has few topics");
  for (const Topic& topic : scratch.topics) {
    fuzz::require(isCleanText(topic.text) && !topic.text.empty(), "a topic is UTF-8");
    const bool isNamed = topic.kind == TopicKind::kNamed || topic.kind == TopicKind::kCampaign;
    fuzz::require(isNamed || topic.text.find('@') == std::string::npos, "no topic is a handle or an address");
    const auto digits =
        std::count_if(topic.text.begin(), topic.text.end(), [](char c) { return c >= '0' && c <= '9'; });
    fuzz::require(isNamed || digits <= 4, "no topic is a long number");
    counts.add("a", topic, std::nullopt, noon);
  }
  counts.advance(WindowRanges::at(noon + seconds(1), *DayStart::make("UTC", 0), ClockKind::kWall));
  const auto top = counts.top("a", Window::k1m, {.most = 1'000, .areMerged = false});
  fuzz::require(top.size() == scratch.topics.size(), "each is counted");
  return 0;
}
