// What the triage of a message costs, with 1,000 phrases, and its topics.
//
//   bench_triage                     messages made of frequent English words
//   bench_triage FILE PROFILE        the messages of a recording
//
// In turn with it, for the same messages and phrases: a search for each phrase in the lowered text, which
// knows neither words nor any letter beyond ASCII.
#include <absl/strings/ascii.h>
#include <CLI/CLI.hpp>

#include <fstream>
#include <random>

#include "bench/measure.h"
#include "listen/topics.h"
#include "listen/topics_count.h"
#include "listen/triage_rules.h"
#include "sources/source.h"

using namespace watchfloor;
using namespace watchfloor::bench;

namespace {

constexpr size_t kPhrases = 1'000, kPhrasesOfRule = 20;
constexpr int kRounds = 9;

const std::vector<std::string> kWords = {
    "the",     "to",      "my",       "you",   "flight",  "on",     "for",    "and",     "is",      "your",
    "it",      "have",    "not",      "with",  "service", "was",    "can",    "phone",   "get",     "help",
    "now",     "delayed", "customer", "hours", "why",     "thanks", "order",  "refund",  "still",   "just",
    "account", "waiting", "please",   "time",  "call",    "store",  "update", "package", "agent",   "week",
    "ticket",  "broken",  "charged",  "seat",  "screen",  "driver", "money",  "again",   "working", "email"};

// Two or three words; a part of them occurs in messages.
std::vector<std::string> phrases() {
  std::mt19937_64 dice(1);
  std::vector<std::string> phrases;
  while (phrases.size() < kPhrases) {
    std::string phrase = kWords[dice() % kWords.size()] + " " + kWords[dice() % kWords.size()];
    if (dice() % 2) phrase += " " + kWords[dice() % kWords.size()];
    phrases.push_back(phrase);
  }
  return phrases;
}

std::string rulesOf(const std::vector<std::string>& phrases) {
  std::string toml;
  for (size_t i = 0; i < phrases.size(); ++i) {
    if (i % kPhrasesOfRule == 0) {
      toml += (i ? "]\n" : "") + std::string("[[rule]]\nname = \"") + std::to_string(i) +
              "\"\nbucket = \"marketing\"\nany = [";
    }
    toml += "\"" + phrases[i] + "\",\n";
  }
  return toml + "]\n";
}

std::vector<std::string> madeUp() {
  std::mt19937_64 dice(2);
  std::vector<std::string> texts(5'000);
  for (std::string& text : texts) {
    text = "@Brand";
    while (text.size() < 100) text += " " + kWords[dice() % kWords.size()] + (dice() % 8 ? "" : ",");
  }
  return texts;
}

std::vector<std::string> recorded(const std::string& file, const std::string& profilePath) {
  const absl::StatusOr<Profile> profile = findProfile(profilePath, ".");
  if (!profile.ok()) throw std::runtime_error(std::string(profile.status().message()));
  absl::StatusOr<Source> source = Source::open(*profile, file);
  if (!source.ok()) throw std::runtime_error(std::string(source.status().message()));
  std::vector<std::string> texts;
  for (bool isEnd = false; !isEnd;) {
    absl::StatusOr<Source::Part> part = source->read();
    if (!part.ok()) throw std::runtime_error(std::string(part.status().message()));
    for (Event& event : part->events) {
      if (auto* message = std::get_if<MessageEvent>(&event.body)) texts.push_back(std::move(message->text));
    }
    isEnd = part->isEnd;
  }
  return texts;
}

// Nanoseconds of each message: the least of several rounds, so that what else the machine does stays out.
template <typename Work>
std::vector<double> leastOf(const std::vector<std::string>& texts, Work work) {
  std::vector<double> least(texts.size(), 1e12);
  for (int round = 0; round < kRounds; ++round) {
    for (size_t i = 0; i < texts.size(); ++i) {
      const auto start = std::chrono::steady_clock::now();
      work(texts[i]);
      const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - start;
      least[i] = std::min(least[i], took.count());
    }
  }
  return least;
}

// The same without what it takes to look at the clock.
template <typename Work>
std::vector<double> perMessage(const std::vector<std::string>& texts, Work work) {
  static const double clock = median(leastOf(std::vector<std::string>(1'000), [](const std::string&) {}));
  std::vector<double> least = leastOf(texts, work);
  for (double& one : least) one -= clock;
  return least;
}

}  // namespace

int main(int argc, char** argv) {
  std::string file, profile;
  CLI::App app("Measures the triage of messages.", "bench_triage");
  app.add_option("file", file, "a recording");
  app.add_option("profile", profile, "the path of its profile");
  CLI11_PARSE(app, argc, argv);
  const std::vector<std::string> texts = file.empty() ? madeUp() : recorded(file, profile);
  const std::vector<std::string> all = phrases();
  const absl::StatusOr<TriageRules> rules = TriageRules::compile(
      rulesOf(all), "bench.toml", [](const std::string&) { return absl::NotFoundError("none"); });
  if (!rules.ok()) throw std::runtime_error(std::string(rules.status().message()));

  TriageScratch scratch;
  size_t matched = 0, found = 0;
  const std::vector<double> triage = perMessage(texts, [&](const std::string& text) {
    matched += rules->decide({.brand = "brand", .text = text}, scratch).rule != Decision::kNoRule;
  });
  const std::vector<double> words =
      perMessage(texts, [&](const std::string& text) { scratch.text.terms.words.read(text); });
  std::vector<std::string> some(
      texts.begin(), texts.begin() + static_cast<std::ptrdiff_t>(std::min<size_t>(texts.size(), 500)));
  const std::vector<double> search = perMessage(some, [&](const std::string& text) {
    const std::string lowered = absl::AsciiStrToLower(text);
    for (const std::string& phrase : all) {
      if (lowered.find(phrase) != std::string::npos) {
        ++found;
        return;
      }
    }
  });
  const auto share = [](size_t part, size_t whole) {
    return 100.0 * static_cast<double>(part) / static_cast<double>(whole);
  };
  report("triage.message", median(triage), "ns");
  report("triage.message_p99", quantile(triage, 0.99), "ns");
  report("triage.words_alone", median(words), "ns");
  report("triage.search", median(search), "ns");
  report("triage.ratio", median(search) / median(triage), "times");
  report("triage.matched", share(matched, texts.size() * kRounds), "%");
  report("triage.search_found", share(found, some.size() * kRounds), "%");

  TopicScratch topics;
  const TopicBook book;
  const std::vector<double> topical = perMessage(texts, [&](const std::string& text) {
    topicsOf({"brand", text, {}}, book, topics);
  });
  report("topics.message", median(topical), "ns");
  const DayStart day = *DayStart::make("UTC", 0);
  TopicCounts counts({});
  Time now = fromMicros(1'772'445'600'000'000);
  size_t counted = 0;
  Stopwatch counting;
  for (size_t i = 0; i < texts.size(); ++i, now += std::chrono::milliseconds(50)) {
    topicsOf({"brand", texts[i], now}, book, topics);
    for (const Topic& topic : topics.topics) counts.add("brand", topic, std::nullopt, now);
    counted += topics.topics.size();
    if (i % 20 == 19) counts.advance(WindowRanges::at(now, day, ClockKind::kWall));
  }
  report("topics.of_message", static_cast<double>(counted) / static_cast<double>(texts.size()), "topics");
  report("topics.counted", counting.cpu() * 1e9 / static_cast<double>(counted), "cpu-ns/topic");
  Stopwatch asking;
  const bool isAsked = !counts.top("brand", Window::k60m, {}).empty();
  report("topics.top_60m", asking.cpu() * 1e3, isAsked ? "cpu-ms" : "nothing");

  std::string megabyte;
  while (megabyte.size() < 1'000'000) megabyte += texts[megabyte.size() % texts.size()] + " ";
  Stopwatch watch;
  rules->decide({.brand = "brand", .text = megabyte}, scratch);
  report("triage.megabyte", watch.cpu() * 1e3, "cpu-ms");
  return 0;
}
