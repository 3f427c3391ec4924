// How the listening stage is configured: [sentiment] in watchfloord.toml, which explains each key. Values.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace watchfloor {

// What a text is written in; kAny matches every one, kOther is none of these.
enum class Script : uint8_t {
  kAny,
  kLatin,
  kCyrillic,
  kGreek,
  kArabic,
  kHebrew,
  kDevanagari,
  kThai,
  kHangul,
  kHan,
  kKana,
  kOther
};
// In its order.
inline constexpr std::array<std::string_view, 12> kScriptNames = {"*",      "latin",  "cyrillic",   "greek",
                                                                  "arabic", "hebrew", "devanagari", "thai",
                                                                  "hangul", "han",    "kana",       "other"};

struct SentimentConfig {
  static constexpr std::string_view kLexicon = "lexicon", kNone = "none";

  struct Model {
    std::string name, path;
    double minConfidence = 0;
  };
  // Which scorer reads a message; the first rule that matches holds.
  struct Rule {
    std::string brand = "*", channel = "*";
    std::string language = "*";  // a BCP 47 tag; a message that does not tell its own is in none
    Script script = Script::kAny;
    std::string scorer = {};
  };

  std::string scorer{kLexicon};  // where no rule matches: kLexicon, kNone, or a model's name
  double threshold = 0.05;       // of the lexicon's scores
  std::vector<std::string> trustedSources = {"*"};  // whose own labels hold
  std::vector<Model> models = {};
  std::vector<Rule> rules = {};

  bool isScorer(std::string_view name) const {
    for (const Model& model : models) {
      if (model.name == name) return true;
    }
    return name == kLexicon || name == kNone;
  }
};

}  // namespace watchfloor
