// Who is to see a message: nobody, as it is only counted; marketing and public relations; or the contact
// centre. The rules are a TOML file that an operator writes (resources/triage/README.md explains it):
//
//   default = "count_only"                       # where no rule matches
//   [[rule]]
//   name = "refunds"
//   bucket = "contact_centre"
//   any = ["refund*", "money back"]
//
//   StatusOr<TriageRules> rules = TriageRules::compile(text, "rules.toml", readText);
//   TriageScratch scratch;                       // one for each thread
//   Decision decision = rules->decide({.brand = "Delta", .text = "I want my money back"}, scratch);
//   rules->nameOf(decision);                     // "refunds"
//
// The first rule of the file that matches decides, as in a firewall or a mail filter: what is written above
// wins, so that one rule can be understood, and tried, without weighing it against all others.
//
// Immutable: any thread, with a scratch of its own. Cost (tests/bench/bench_triage.cpp): O(message), whatever
// the number of phrases, and O(rules that a phrase of the message is in): many rules over one list are all
// looked at.
#pragma once

#include <absl/container/flat_hash_map.h>
#include <absl/status/statusor.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "listen/text_conditions.h"
#include "model/bucket.h"
#include "model/event.h"

namespace watchfloor {

// What rules look at; any part may be unknown, and a rule that asks for it does not match then.
struct TriageMessage {
  std::string_view brand{}, channel{}, author{}, text{};
  std::string_view language{};  // BCP 47: "de", "pt-BR"
  std::optional<int64_t> reach{};
  std::optional<Label> sentiment{};
  bool isPrivate = false;
};

struct TriageRule {
  std::string name;
  Bucket bucket = Bucket::kCountOnly;
  int64_t line = 0;  // where it stands in the file
  // Empty: any.
  std::vector<std::string> brands, channels, languages;
  std::vector<uint32_t> authors;  // indices of author lists
  // Bit l: a message of that label; the last bit: of none. 0: any.
  static constexpr int kUnclassifiedBit = 3;
  uint8_t sentiments = 0;
  std::optional<int64_t> reachAtLeast, reachAtMost;
  std::optional<bool> isPrivate;
};

struct Decision {
  static constexpr int32_t kNoRule = -1;  // the default decided

  Bucket bucket = Bucket::kCountOnly;
  int32_t rule = kNoRule;  // index in rules()
  bool operator==(const Decision&) const = default;
};

struct TriageScratch {
  TextScratch text;

 private:
  friend class TriageRules;
  std::string m_author;  // of the message, folded; empty: not needed so far
};

class TriageRules {
 public:
  static constexpr std::string_view kDefaultName = "default";
  static constexpr size_t kMostRules = 10'000;

  // Reads a file of authors, by the name that stands in the rules.
  using ReadFile = std::function<absl::StatusOr<std::string>(const std::string&)>;

  // `file` stands in messages. InvalidArgument tells all that is wrong, each with file and line.
  static absl::StatusOr<TriageRules> compile(std::string_view toml, const std::string& file,
                                             const ReadFile& readAuthors);
  // From the disk; files of authors are looked for beside it. NotFound when it cannot be read.
  static absl::StatusOr<TriageRules> load(const std::string& path);

  Decision decide(const TriageMessage& message, TriageScratch& scratch) const;

  const std::vector<TriageRule>& rules() const { return m_rules; }
  // Of the rule that decided, or "default".
  std::string_view nameOf(const Decision& decision) const {
    return decision.rule == Decision::kNoRule ? kDefaultName
                                              : m_rules[static_cast<size_t>(decision.rule)].name;
  }
  // "support-5f2b9c0a11d34e77": the file's name for itself, and a hash of its text and of all author lists.
  const std::string& version() const { return m_version; }
  size_t termCount() const { return m_termCount; }

 private:
  struct OfBrand {
    BitSet rules;
    Bucket fallback = Bucket::kCountOnly;
  };

  const OfBrand& ofBrand(std::string_view brand) const;
  bool matches(size_t rule, const TriageMessage& message, TriageScratch& scratch) const;
  bool isByOneOf(const std::vector<uint32_t>& lists, const TriageMessage& message,
                 TriageScratch& scratch) const;
  void shareOutByBrand(const absl::flat_hash_map<std::string, Bucket>& fallbacks, Bucket fallback);

  std::vector<TriageRule> m_rules;
  TextConditions m_texts;  // by rule
  absl::flat_hash_map<std::string, OfBrand> m_brands;
  OfBrand m_otherBrand;
  absl::flat_hash_map<std::string, std::vector<uint32_t>> m_authors;  // folded handle → lists, ascending
  std::string m_version;
  size_t m_termCount = 0;
};

}  // namespace watchfloor
