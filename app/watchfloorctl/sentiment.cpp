// watchfloorctl sentiment: the sentiment of texts, one a line.
#include <absl/strings/str_cat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "commands.h"
#include "listen/sentiment_classifier.h"
#include "listen/sentiment_labels.h"
#include "listen/sentiment_model.h"
#include "listen/sentiment_scorer.h"

namespace watchfloor {
namespace {

constexpr const char* kFooter = R"(
Reads one text a line and prints one line for each: its score from -1 (worst) to 1 (best), a tab, and its label: negative,
neutral, positive, or unclassified, with the score 0, where nothing can be said. The rule-based scorer reads English; a text
without a word, or mostly in another script, is unclassified.

Examples:
  echo "Not bad at all!" | watchfloorctl sentiment
  cut -f3 tweets.tsv | watchfloorctl sentiment | cut -f2 | sort | uniq -c
  watchfloorctl sentiment --model airlines.model texts.txt)";

struct Options {
  std::vector<std::string> files;
  std::string model;
  double threshold = kPolarScore;
  double minConfidence = 0;
};

struct Line {
  ~Line() { std::free(text); }  // NOLINT: getline's
  char* text = nullptr;
  size_t capacity = 0;
};

void print(const std::optional<Sentiment>& sentiment) {
  if (sentiment) {
    std::printf("%.4f\t%s\n", *sentiment->score + 0.0, std::string(nameOf(sentiment->label)).c_str());
  } else {
    std::puts("0\tunclassified");
  }
}

absl::Status classifyLines(const std::string& file, const SentimentClassifier& classifier) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> in(
      file == "-" ? ::fdopen(::dup(0), "r") : std::fopen(file.c_str(), "re"), std::fclose);
  if (!in) return absl::NotFoundError(absl::StrCat(file, ": cannot be read: ", std::strerror(errno)));
  Line line;
  for (ssize_t size = 0; (size = ::getline(&line.text, &line.capacity, in.get())) >= 0;) {
    std::string_view text(line.text, static_cast<size_t>(size));
    if (text.ends_with('\n')) text.remove_suffix(1);
    print(classifier.classify(text));
  }
  if (std::ferror(in.get()) == 0) return absl::OkStatus();
  return absl::UnavailableError(absl::StrCat(file, ": cannot be read: ", std::strerror(errno)));
}

using Classifier = std::unique_ptr<const SentimentClassifier>;

absl::StatusOr<Classifier> classifierOf(const Options& options) {
  if (options.model.empty()) return lexiconClassifier(options.threshold);
  auto model = SentimentModel::load(options.model);
  if (!model.ok()) return model.status();
  return modelClassifier(*std::move(model), options.minConfidence);
}

absl::Status classify(const Options& options) {
  const absl::StatusOr<Classifier> classifier = classifierOf(options);
  if (!classifier.ok()) return classifier.status();
  for (const std::string& file : options.files) {
    if (absl::Status status = classifyLines(file, **classifier); !status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace

void addSentiment(CLI::App& app, Command& chosen) {
  CLI::App* command = app.add_subcommand("sentiment", "Tell the sentiment of texts, one a line");
  command->footer(kFooter);
  const auto options = std::make_shared<Options>();
  options->files = {"-"};
  command->add_option("files", options->files, "texts, one a line; - is standard input, the default")
      ->type_name("FILE");
  command
      ->add_option("--model", options->model, "a model that watchfloorctl train made, instead of the rules")
      ->type_name("FILE");
  command
      ->add_option("--min-confidence", options->minConfidence,
                   "the model's: what it is less sure of is unclassified")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
  command
      ->add_option("--threshold", options->threshold,
                   "the rule-based scorer's: from this score on, either way, a text is not neutral")
      ->check(CLI::Range(0.0001, 1.0))
      ->capture_default_str();
  command->callback([options, &chosen] { chosen = [options] { return classify(*options); }; });
}

}  // namespace watchfloor
