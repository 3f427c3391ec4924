#include "sources/sentiment_file.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_join.h>

#include <utility>

#include "model/language.h"

namespace watchfloor {
namespace {

constexpr double kLeastThreshold = 0.0001;

void checkScorer(TomlSection& section, const std::string& scorer, const SentimentConfig& config) {
  if (config.isScorer(scorer)) return;
  std::vector<std::string> names = {std::string(SentimentConfig::kLexicon),
                                    std::string(SentimentConfig::kNone)};
  for (const SentimentConfig::Model& model : config.models) names.push_back(model.name);
  section.wrong("scorer", absl::StrCat("no such scorer; there are ", absl::StrJoin(names, ", "),
                                       ", and a [[sentiment.model]] makes another"));
}

void readModel(TomlSection& section, SentimentConfig& config) {
  SentimentConfig::Model model;
  section.text("name", model.name);
  section.text("path", model.path);
  section.number("min_confidence", model.minConfidence, 0, 1);
  if (model.path.empty()) section.wrong("path", "is needed: a file that watchfloorctl train made");
  if (model.name.empty()) {
    section.wrong("name", "is needed: what rules call it");
  } else if (config.isScorer(model.name)) {
    section.wrong("name", "is taken: give it another one");
  } else {
    config.models.push_back(std::move(model));
  }
}

void readRule(TomlSection& section, SentimentConfig& config) {
  SentimentConfig::Rule rule;
  section.text("brand", rule.brand);
  section.text("channel", rule.channel);
  section.text("language", rule.language);
  if (rule.language != "*" && !isLanguageTag(rule.language))
    section.wrong("language", "expected a BCP 47 tag such as \"de\" or \"pt-BR\", or \"*\" for any");
  section.word("script", kScriptNames, rule.script);
  section.text("scorer", rule.scorer);
  checkScorer(section, rule.scorer, config);
  config.rules.push_back(std::move(rule));
}

}  // namespace

SentimentConfig readSentiment(TomlSection& root) {
  SentimentConfig config;
  std::optional<TomlSection> section = root.section("sentiment");
  if (!section) return config;
  section->number("threshold", config.threshold, kLeastThreshold, 1);
  section->texts("trusted_sources", config.trustedSources);
  for (TomlSection& model : section->sections("model")) readModel(model, config);
  for (TomlSection& rule : section->sections("rule")) readRule(rule, config);
  section->text("scorer", config.scorer);
  checkScorer(*section, config.scorer, config);
  return config;
}

}  // namespace watchfloor
