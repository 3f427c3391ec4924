#include "triage_report.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>
#include <absl/strings/str_join.h>

#include <algorithm>
#include <numeric>

#include "export/json_text.h"
#include "model/shown_text.h"

namespace watchfloor {
namespace {

constexpr size_t kMostShown = 240;

int64_t sum(const std::array<int64_t, kBucketNames.size()>& counts) {
  return std::accumulate(counts.begin(), counts.end(), int64_t{0});
}

double percent(int64_t part, int64_t all) {
  return all == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(all);
}

// What is given, and how many of them went where.
void appendCounts(json::Object& object, const std::array<int64_t, kBucketNames.size()>& counts) {
  object.add("messages", sum(counts));
  json::Object buckets(object.key("buckets"));
  for (size_t b = 0; b < counts.size(); ++b) buckets.add(kBucketNames[b], counts[b]);
  buckets.close();
}

}  // namespace

std::string decisionLine(const InboundMessage& message, const TriageRules& rules, const Decision& decision) {
  const std::string text = message.isDeleted ? "(deleted)" : shownText(message.message().text, kMostShown);
  return absl::StrFormat("%-14s  %-20s  %-16s  %s\n", name(decision.bucket), rules.nameOf(decision),
                         shownText(message.event.brand), text);
}

std::string decisionJson(const InboundMessage& message, const TriageRules& rules, const Decision& decision) {
  std::string out;
  json::Object object(out);
  object.add("time", formatTime(message.event.time));
  object.add("brand", message.event.brand);
  object.add("channel", message.event.channel);
  object.add("message_id", message.message().messageId);
  object.add("author_id", message.message().authorId);
  if (!message.message().language.empty()) object.add("language", message.message().language);
  object.add("bucket", name(decision.bucket));
  object.add("rule", rules.nameOf(decision));
  object.add("rules", rules.version());
  if (message.isDeleted) {
    object.key("deleted") += "true";
  } else {
    object.add("text", message.message().text);
  }
  object.close();
  return out + "\n";
}

void TriageSummary::add(std::string_view brand, const Decision& decision) {
  const auto bucket = static_cast<size_t>(decision.bucket);
  ++m_all[bucket];
  ++m_byBrand.try_emplace(std::string(brand)).first->second[bucket];
  const bool isDefault = decision.rule == Decision::kNoRule;
  ++(isDefault ? m_byRule.back() : m_byRule[static_cast<size_t>(decision.rule)])[bucket];
}

int64_t TriageSummary::countOf(size_t rule) const { return sum(m_byRule[rule]); }

std::vector<std::string> TriageSummary::unused() const {
  std::vector<std::string> names;
  for (size_t i = 0; i < m_rules.rules().size(); ++i) {
    if (countOf(i) == 0) names.push_back(m_rules.rules()[i].name);
  }
  return names;
}

std::string TriageSummary::text() const {
  const int64_t all = sum(m_all);
  std::string out = absl::StrFormat("%d inbound messages by %s\n\n", all, m_rules.version());
  for (size_t b = 0; b < m_all.size(); ++b)
    absl::StrAppendFormat(&out, "%-20s  %8d  %5.1f %%\n", kBucketNames[b], m_all[b], percent(m_all[b], all));
  absl::StrAppendFormat(&out, "\n%-20s  %8s  %8s   %s\n", "rule", "messages", "share", "bucket");
  for (size_t i = 0; i < m_rules.rules().size(); ++i) {
    const TriageRule& rule = m_rules.rules()[i];
    absl::StrAppendFormat(&out, "%-20s  %8d  %6.1f %%   %s\n", rule.name, countOf(i),
                          percent(countOf(i), all), name(rule.bucket));
  }
  const size_t last = m_byRule.size() - 1;
  absl::StrAppendFormat(&out, "%-20s  %8d  %6.1f %%\n", TriageRules::kDefaultName, countOf(last),
                        percent(countOf(last), all));
  absl::StrAppendFormat(&out, "\n%-20s  %8s  %10s  %9s  %14s\n", "brand", "messages", "count_only",
                        "marketing", "contact_centre");
  for (const auto& [brand, counts] : m_byBrand) {
    absl::StrAppendFormat(&out, "%-20s  %8d  %10d  %9d  %14d\n", shownText(brand), sum(counts), counts[0],
                          counts[1], counts[2]);
  }
  if (const std::vector<std::string> names = unused(); !names.empty())
    absl::StrAppend(&out, "\nrules that took no message: ", absl::StrJoin(names, ", "), "\n");
  return out;
}

std::string TriageSummary::json() const {
  std::string out;
  json::Object all(out);
  all.add("rules", m_rules.version());
  appendCounts(all, m_all);
  all.key("by_rule") += '[';
  for (size_t i = 0; i < m_byRule.size(); ++i) {
    const bool isRule = i < m_rules.rules().size();
    if (i > 0) out += ", ";
    json::Object rule(out);
    rule.add("rule", isRule ? m_rules.rules()[i].name : TriageRules::kDefaultName);
    if (isRule) rule.add("line", m_rules.rules()[i].line);
    appendCounts(rule, m_byRule[i]);
    rule.close();
  }
  out += ']';
  all.key("by_brand") += '[';
  for (const auto& [name, counts] : m_byBrand) {
    if (name != m_byBrand.begin()->first) out += ", ";
    json::Object brand(out);
    brand.add("brand", name);
    appendCounts(brand, counts);
    brand.close();
  }
  out += ']';
  all.close();
  return out + "\n";
}

}  // namespace watchfloor
