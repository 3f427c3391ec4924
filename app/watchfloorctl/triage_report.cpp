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

void appendField(std::string& out, std::string_view key, std::string_view value) {
  absl::StrAppend(&out, out.size() > 1 ? ", " : "", "\"", std::string(key), "\": ");
  json::appendString(out, value);
}

std::string bucketsJson(const std::array<int64_t, kBucketNames.size()>& counts) {
  std::string out = "{";
  for (size_t b = 0; b < counts.size(); ++b)
    absl::StrAppend(&out, b ? ", " : "", "\"", std::string(kBucketNames[b]), "\": ", counts[b]);
  return out + "}";
}

}  // namespace

std::string decisionLine(const Event& event, const TriageRules& rules, const Decision& decision) {
  const auto& message = std::get<MessageEvent>(event.body);
  return absl::StrFormat("%-14s  %-20s  %-16s  %s\n", name(decision.bucket), rules.nameOf(decision),
                         shownText(event.brand), shownText(message.text, kMostShown));
}

std::string decisionJson(const Event& event, const TriageRules& rules, const Decision& decision) {
  const auto& message = std::get<MessageEvent>(event.body);
  std::string out = "{";
  appendField(out, "time", formatTime(event.time));
  appendField(out, "brand", event.brand);
  appendField(out, "channel", event.channel);
  appendField(out, "message_id", message.messageId);
  appendField(out, "author_id", message.authorId);
  appendField(out, "bucket", name(decision.bucket));
  appendField(out, "rule", rules.nameOf(decision));
  appendField(out, "rules", rules.version());
  appendField(out, "text", message.text);
  return out + "}\n";
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
  std::string out = "{";
  appendField(out, "rules", m_rules.version());
  absl::StrAppend(&out, ", \"messages\": ", sum(m_all), ", \"buckets\": ", bucketsJson(m_all),
                  ", \"by_rule\": [");
  for (size_t i = 0; i < m_byRule.size(); ++i) {
    const bool isRule = i < m_rules.rules().size();
    std::string entry = "{";
    appendField(entry, "rule", isRule ? m_rules.rules()[i].name : TriageRules::kDefaultName);
    if (isRule) absl::StrAppend(&entry, ", \"line\": ", m_rules.rules()[i].line);
    absl::StrAppend(&out, i ? ", " : "", entry, ", \"messages\": ", countOf(i),
                    ", \"buckets\": ", bucketsJson(m_byRule[i]), "}");
  }
  absl::StrAppend(&out, "], \"by_brand\": [");
  bool isFirst = true;
  for (const auto& [brand, counts] : m_byBrand) {
    std::string entry = "{";
    appendField(entry, "brand", brand);
    absl::StrAppend(&out, isFirst ? "" : ", ", entry, ", \"messages\": ", sum(counts),
                    ", \"buckets\": ", bucketsJson(counts), "}");
    isFirst = false;
  }
  return out + "]}\n";
}

}  // namespace watchfloor
