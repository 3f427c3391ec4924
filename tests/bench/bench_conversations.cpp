// A million conversations: what they cost to write, how large they are, and how fast one is found.
//
//   bench_conversations --file conversations.db                       a million
//   bench_conversations --file conversations.db --conversations 1000  to see that it works
//
// Sizes of brands and of authors' histories, and the words of texts, follow Zipf's law; a conversation has
// one to five messages; the file is made anew. Questions are asked of the whole store, each with another
// number, brand or word, through a connection of its own as a server does.
#include <CLI/CLI.hpp>

#include <absl/strings/str_cat.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string_view>

#include "bench/measure.h"
#include "listen/topics_book.h"
#include "store/conversation_reader.h"
#include "store/conversation_store.h"

using namespace watchfloor;
using namespace watchfloor::bench;

namespace {

const Time kBegin = *parseTime("2026-01-01T00:00:00Z");
constexpr int kBrands = 40, kChannels = 8, kWords = 20'000, kWordsAText = 20;

struct Options {
  std::string file = "conversations.db";
  int64_t conversations = 1'000'000;
  int rounds = 50;
};

class Traffic {
 public:
  explicit Traffic(const Options& options) : m_options(options) {}

  uint64_t zipf(uint64_t most) {
    const double share = std::uniform_real_distribution<double>(0, 1)(m_random);
    return std::min<uint64_t>(
        most, static_cast<uint64_t>(std::exp(share * std::log(static_cast<double>(most) + 1))));
  }
  std::string word() { return absl::StrCat("word", zipf(kWords)); }

  // A conversation, a second after the one before.
  void add(int64_t number, Batch* batch, Annotations* annotations) {
    const std::string brand = absl::StrCat("brand ", zipf(kBrands)),
                      channel = absl::StrCat("channel ", m_random() % kChannels);
    const std::string author = absl::StrCat("author ", zipf(static_cast<uint64_t>(m_options.conversations)));
    for (uint64_t i = 0, n = 1 + m_random() % 5; i < n; ++i) {
      MessageEvent message;
      message.messageId = absl::StrCat(number, ".", i);
      if (i > 0) message.replyTo = absl::StrCat(number, ".", i - 1);
      message.direction = i % 2 ? MessageDirection::kOutbound : MessageDirection::kInbound;
      message.authorId = i % 2 ? brand : author;
      for (int w = 0; w < kWordsAText; ++w) absl::StrAppend(&message.text, w ? " " : "", word());
      message.sentiment = Sentiment{static_cast<Label>(m_random() % 3), {}};
      if (i % 2 == 0) {
        annotations->triages.push_back(
            {static_cast<uint32_t>(batch->events.size()), 0, 0, static_cast<Bucket>(m_random() % 3)});
      }
      batch->events.push_back({.source = "bench",
                               .eventId = message.messageId,
                               .time = kBegin + seconds(number) + minutes(static_cast<int64_t>(i)),
                               .brand = brand,
                               .channel = channel,
                               .body = message});
    }
  }

 private:
  const Options m_options;
  std::mt19937_64 m_random{1};
};

void fill(const Options& options, Traffic& traffic) {
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(options.file + end);
  ConversationStore store = *ConversationStore::open({.path = options.file, .keep = kDay * 365});
  constexpr int64_t kAtOnce = 5'000;
  const Stopwatch all;
  int64_t messages = 0;
  double longest = 0;
  for (int64_t number = 0; number < options.conversations;) {
    Batch batch;
    Annotations annotations;
    annotations.versions = {"rules-1"};
    annotations.rules = {"refunds"};
    for (int64_t i = 0; i < kAtOnce && number < options.conversations; ++i)
      traffic.add(number++, &batch, &annotations);
    messages += static_cast<int64_t>(batch.events.size());
    BatchRecord record(std::move(batch));
    record.annotations = std::move(annotations);
    const Stopwatch one;
    const Time tick = kBegin + seconds(number);
    if (!store.add(record, tick + kDay).ok() ||
        !store.commit({.record = static_cast<uint64_t>(number), .tick = {1, tick}}).ok())
      std::abort();
    longest = std::max(longest, one.wall());
  }
  report("conversations.write", all.cpu() * 1e6 / static_cast<double>(messages), "cpu-us/message");
  report("conversations.write_wall", all.wall() * 1e6 / static_cast<double>(messages), "us/message");
  report("conversations.longest_write", longest * 1e3, "ms");
  report("conversations.messages", static_cast<double>(messages), "messages");
  report("conversations.file", static_cast<double>(std::filesystem::file_size(options.file)) / (1 << 20),
         "MiB");
}

// The slowest of all rounds counts: somebody waits for it.
template <typename Ask>
void measure(const Options& options, const std::string& name, Ask ask) {
  std::vector<double> took;
  for (int round = 0; round < options.rounds; ++round) {
    const Stopwatch watch;
    const absl::Status status = ask();
    took.push_back(watch.wall() * 1e3);
    if (status.ok()) continue;
    std::fprintf(stderr, "%s: %s\n", name.c_str(), status.ToString().c_str());
    std::abort();
  }
  report("conversations." + name, median(took), "ms");
  report("conversations." + name + ".max", *std::max_element(took.begin(), took.end()), "ms");
}

void askAll(const Options& options, Traffic& traffic) {
  const ConversationReader reader(options.file);
  std::mt19937_64 random(2);
  const auto number = [&] {
    return 1 + static_cast<int64_t>(random() % static_cast<uint64_t>(options.conversations));
  };
  const auto brand = [&] { return absl::StrCat("brand ", traffic.zipf(kBrands)); };
  measure(options, "open", [&] { return reader.show(number(), {}, 100).status(); });
  measure(options, "search", [&] { return reader.search({.words = traffic.word()}).status(); });
  measure(options, "search_two_words", [&] {
    return reader.search({.words = absl::StrCat(traffic.word(), " ", traffic.word())}).status();
  });
  measure(options, "search_in_brand", [&] {
    return reader.search({.words = absl::StrCat("word", 1'000 + random() % 1'000), .brand = brand()})
        .status();
  });
  measure(options, "author",
          [&] { return reader.byAuthor(1 + static_cast<int64_t>(random() % 1'000), {}, 100).status(); });
  measure(options, "newest", [&] { return reader.list({}).status(); });
  measure(options, "newest_of_brand", [&] { return reader.list({.brand = brand()}).status(); });
  // A day of its million seconds, wherever.
  const auto span = [&] {
    const Time from = kBegin + seconds(number());
    return TimeSpan{from, from + kDay};
  };
  measure(options, "in_a_day",
          [&] { return reader.list({.message = {.span = span(), .isByCustomer = true}}).status(); });
  measure(options, "negative_in_a_day_of_brand", [&] {
    return reader.list({.brand = brand(), .message = {.span = span(), .label = Label::kNegative}}).status();
  });
  measure(options, "search_in_a_day",
          [&] { return reader.search({.words = traffic.word(), .span = span()}).status(); });
  // A topic of words that are seldom: all messages are looked at.
  const TopicBook book = *TopicBook::compile(
      "[[topic]]\nname = \"seldom\"\nany = [\"seldom seen\", \"word9999*\", \"nowhere\"]\n", "bench");
  TextScratch scratch;
  const MeantMessages seldom{.isMeant = [&](std::string_view text) {
    book.texts().look(text, scratch);
    return book.texts().holds(0, scratch);
  }};
  measure(options, "topic_in_a_day", [&] { return reader.search({.span = span()}, seldom).status(); });
  measure(options, "topic", [&] { return reader.search({}, seldom).status(); });
  measure(options, "unanswered_in_bucket", [&] {
    return reader
        .list({.brand = brand(),
               .bucket = Bucket::kContactCentre,
               .order = ConversationOrder::kOldestUnanswered})
        .status();
  });
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app("What a million conversations cost.", "bench_conversations");
  app.add_option("--file", options.file);
  app.add_option("--conversations", options.conversations)->check(CLI::Range(1, 100'000'000));
  app.add_option("--rounds", options.rounds)->check(CLI::Range(1, 1'000'000));
  CLI11_PARSE(app, argc, argv);
  Traffic traffic(options);
  fill(options, traffic);
  askAll(options, traffic);
  return 0;
}
