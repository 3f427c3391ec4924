// What `watchfloorctl triage` prints of its decisions: one after the other, or how many each rule made.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "inbound_messages.h"
#include "listen/triage_rules.h"

namespace watchfloor {

// A line for people, which ends in the message's text, if that is not deleted.
std::string decisionLine(const InboundMessage& message, const TriageRules& rules, const Decision& decision);
// An object on a line.
std::string decisionJson(const InboundMessage& message, const TriageRules& rules, const Decision& decision);

class TriageSummary {
 public:
  explicit TriageSummary(const TriageRules& rules) : m_rules(rules), m_byRule(rules.rules().size() + 1) {}

  void add(std::string_view brand, const Decision& decision);

  // A table: by bucket, brand and rule, and which rules took nothing.
  std::string text() const;
  std::string json() const;

 private:
  using Counts = std::array<int64_t, kBucketNames.size()>;

  int64_t countOf(size_t rule) const;
  std::vector<std::string> unused() const;

  const TriageRules& m_rules;
  Counts m_all{};
  std::map<std::string, Counts, std::less<>> m_byBrand;
  std::vector<Counts> m_byRule;  // the last: the default
};

}  // namespace watchfloor
