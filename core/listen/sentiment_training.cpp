#include "listen/sentiment_training.h"

#include <absl/container/flat_hash_map.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_split.h>
#include <fasttext/fasttext.h>

#include <set>

#include "listen/memory_file.h"
#include "listen/sentiment_features.h"
#include "listen/sentiment_labels.h"
#include "listen/sentiment_model.h"

namespace watchfloor {
namespace {

// Chosen on the first half of the airline tweets (DATA), its last quarter held out.
constexpr int kDimensions = 20, kEpochs = 20, kPairs = 50'000, kNeighbours = 2, kSeed = 0;
constexpr double kRate = 0.1;

constexpr size_t kFewest = 20;
// What a word takes beside its letters, and what the rest may take.
constexpr size_t kBytesOfWord = kDimensions * sizeof(float) + 16;
constexpr size_t kBytesOfWords = SentimentModel::kMostBytes - kPairs * kDimensions * sizeof(float) - 100'000;

// As fastText reads them.
std::string linesOf(std::span<const SentimentExample> examples) {
  const SentimentScorer scorer{};
  std::string lines;
  for (const SentimentExample& example : examples) {
    absl::StrAppend(&lines, std::string(kFastTextLabel), std::string(nameOf(example.label)), " ",
                    sentimentFeatures(example.text, scorer), "\n");
  }
  return lines;
}

// How often a word has to occur, so that all others fit.
int leastCount(const std::string& lines) {
  absl::flat_hash_map<absl::string_view, int> counts;
  for (const absl::string_view word : absl::StrSplit(lines, absl::ByAnyChar(" \n"), absl::SkipEmpty()))
    ++counts[word];
  for (int least = 1;; ++least) {
    size_t bytes = 0;
    for (const auto& [word, count] : counts) bytes += count >= least ? word.size() + kBytesOfWord : 0;
    if (bytes <= kBytesOfWords) return least;
  }
}

fasttext::Args argumentsFor(const std::string& input, int minCount) {
  fasttext::Args args;
  args.input = input;
  args.model = fasttext::model_name::sup;
  args.loss = fasttext::loss_name::softmax;
  args.label = std::string(kFastTextLabel);
  args.dim = kDimensions;
  args.epoch = kEpochs;
  args.lr = kRate;
  args.wordNgrams = kNeighbours;
  args.bucket = kPairs;
  args.minCount = minCount;
  args.minn = args.maxn = 0;
  args.thread = 1;
  args.seed = kSeed;
  args.verbose = 0;
  return args;
}

absl::Status check(std::span<const SentimentExample> examples) {
  std::set<Label> labels;
  for (const SentimentExample& example : examples) labels.insert(example.label);
  if (examples.size() >= kFewest && labels.size() >= 2) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(examples.size(), " labelled texts of ", labels.size(),
                                                 " labels are too few: at least ", kFewest,
                                                 " of two are needed"));
}

// Throws as fastText does.
std::string trained(const std::string& lines, const TrainingProgress& progress, bool* isCancelled) {
  const MemoryFile input, output;
  input.write(lines);
  fasttext::FastText model;
  model.train(argumentsFor(input.path(), leastCount(lines)), [&](float done, float, double, double, int64_t) {
    *isCancelled = *isCancelled || !progress(static_cast<double>(done));
    if (*isCancelled) model.abort();
  });
  if (*isCancelled) return {};
  model.saveModel(output.path());
  return output.read();
}

}  // namespace

absl::StatusOr<std::string> trainSentimentModel(std::span<const SentimentExample> examples,
                                                const TrainingProgress& progress) {
  if (absl::Status status = check(examples); !status.ok()) return status;
  const SentimentModel::About about{.examples = static_cast<int64_t>(examples.size()),
                                    .from = formatTime(examples.front().time),
                                    .until = formatTime(examples.back().time),
                                    .rules = SentimentScorer::version()};
  bool isCancelled = false;
  try {
    std::string bytes = trained(linesOf(examples), progress, &isCancelled);
    if (!isCancelled) return SentimentModel::fileOf(about, bytes);
  } catch (const std::exception& error) {  // and what abort() leaves
    if (!isCancelled) return absl::InternalError(absl::StrCat("fastText cannot train: ", error.what()));
  }
  return absl::CancelledError("the training was ended");
}

}  // namespace watchfloor
