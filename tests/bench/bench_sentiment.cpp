// What the sentiment of a text costs.
//
//   bench_sentiment                 over made texts
//   bench_sentiment tweets.txt      over a file of texts, one a line
//
// Each text is scored several times in a row of all of them; the fastest of a text is its time, and the
// figure is the median of the texts.
#include <CLI/CLI.hpp>
#include <array>
#include <fstream>
#include <limits>
#include <random>
#include <string_view>

#include "bench/measure.h"
#include "listen/sentiment_scorer.h"

using namespace watchfloor;
using namespace watchfloor::bench;

namespace {

// As long as tweets are: 16 words of about five letters.
std::vector<std::string> madeTexts(size_t count) {
  constexpr std::array<std::string_view, 24> kWords = {
      "the",   "flight", "was",    "delayed", "AGAIN",   "and",    "nobody", "helped",
      "@acme", "not",    "good,",  "but",     "luggage", "thanks", "very",   "kind",
      "crew!", "love",   "really", "sorry",   "refund",  "don't",  "worst!", "😡"};
  std::mt19937_64 dice(1);
  std::vector<std::string> texts(count);
  for (std::string& text : texts) {
    for (int i = 0; i < 16; ++i) (text += kWords[dice() % kWords.size()]) += ' ';
  }
  return texts;
}

std::vector<std::string> readLines(const std::string& path) {
  std::ifstream in(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

double nanoseconds(std::chrono::steady_clock::duration d) {
  return std::chrono::duration<double, std::nano>(d).count();
}

}  // namespace

int main(int argc, char** argv) {
  std::string file;
  size_t count = 4'000;
  int rounds = 9;
  CLI::App app("Measures the sentiment of texts.", "bench_sentiment");
  app.add_option("file", file, "texts, one a line; default: made ones");
  app.add_option("--texts", count, "how many are made")->check(CLI::Range(1, 10'000'000));
  app.add_option("--rounds", rounds, "how often each is scored")->check(CLI::Range(1, 1'000));
  CLI11_PARSE(app, argc, argv);
  const std::vector<std::string> texts = file.empty() ? madeTexts(count) : readLines(file);
  if (texts.empty()) return 1;

  const SentimentScorer scorer{};
  std::vector<double> fastest(texts.size(), std::numeric_limits<double>::max());
  double sum = 0, bytes = 0;
  for (int round = 0; round < rounds; ++round) {
    for (size_t i = 0; i < texts.size(); ++i) {
      const auto start = std::chrono::steady_clock::now();
      sum += scorer.score(texts[i]).value_or(0);
      fastest[i] = std::min(fastest[i], nanoseconds(std::chrono::steady_clock::now() - start));
    }
  }
  const Stopwatch watch;
  for (const std::string& text : texts) {
    sum += scorer.score(text).value_or(0);
    bytes += static_cast<double>(text.size());
  }
  const double took = watch.cpu(), all = static_cast<double>(texts.size());
  report("sentiment.text.p50", median(fastest), "ns");
  report("sentiment.text.p99", quantile(fastest, 0.99), "ns");
  report("sentiment.text", took * 1e9 / all, "cpu-ns");
  report("sentiment.bytes", bytes / took / 1e6, "MB/cpu-s");
  report("sentiment.mean_score", sum / all / (rounds + 1), "of 1");
}
