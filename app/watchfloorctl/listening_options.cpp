#include "listening_options.h"

namespace watchfloor {

void ListeningOptions::add(CLI::App& command) {
  command
      .add_option("--sentiment", scorer,
                  "who reads the messages that bring no label: none, lexicon, or the file of a model")
      ->type_name("SCORER")
      ->capture_default_str();
}

absl::StatusOr<std::unique_ptr<const Listener>> ListeningOptions::listener() const {
  SentimentConfig config;
  if (!config.isScorer(scorer)) config.models.push_back({.name = scorer, .path = scorer});
  config.scorer = scorer;
  return Listener::make(config);
}

}  // namespace watchfloor
