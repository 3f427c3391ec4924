// What stands in a file of triage rules, before it is compiled (listen/triage_rules.h).
#pragma once

#include <absl/container/flat_hash_map.h>
#include <absl/status/statusor.h>

#include <string>
#include <string_view>
#include <vector>

#include "listen/triage_rules.h"

namespace watchfloor {

struct TriageFile {
  std::string name;
  Bucket fallback = Bucket::kCountOnly;
  absl::flat_hash_map<std::string, Bucket> fallbacks;  // by brand
  std::vector<TriageRule> rules;
  std::vector<TextCondition> texts;  // by rule
  std::vector<Term> terms;
  std::vector<std::vector<std::string>> authorLists;  // of folded handles
  std::string authorTexts;                            // as they were read, one behind the other
};

// As TriageRules::compile().
absl::StatusOr<TriageFile> readTriageFile(std::string_view toml, const std::string& file,
                                          const TriageRules::ReadFile& readAuthors);

// A handle as it is compared: without its @, folded.
void foldHandle(std::string_view handle, std::string& out);

}  // namespace watchfloor
