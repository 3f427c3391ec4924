#include "listen/triage_rules.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "listen/triage_file.h"
#include "model/id.h"
#include "model/language.h"
#include "toml/toml_file.h"

namespace watchfloor {
namespace {

bool isAmong(std::string_view value, const std::vector<std::string>& values) {
  return values.empty() || std::find(values.begin(), values.end(), value) != values.end();
}

// "pt" is any Portuguese, "pt-BR" that of Brazil.
bool isOfOneOf(const std::vector<std::string>& languages, std::string_view tag) {
  return languages.empty() || std::any_of(languages.begin(), languages.end(), [&](std::string_view language) {
           return isOfLanguage(tag, language);
         });
}

bool isWithin(const std::optional<int64_t>& reach, const TriageRule& rule) {
  if (!rule.reachAtLeast && !rule.reachAtMost) return true;
  return reach && (!rule.reachAtLeast || *reach >= *rule.reachAtLeast) &&
         (!rule.reachAtMost || *reach <= *rule.reachAtMost);
}

bool isFelt(const std::optional<Label>& label, uint8_t sentiments) {
  const int bit = label ? static_cast<int>(*label) : TriageRule::kUnclassifiedBit;
  return sentiments == 0 || (sentiments >> bit & 1) != 0;
}

}  // namespace

absl::StatusOr<TriageRules> TriageRules::compile(std::string_view toml, const std::string& file,
                                                 const ReadFile& readAuthors) {
  absl::StatusOr<TriageFile> read = readTriageFile(toml, file, readAuthors);
  if (!read.ok()) return read.status();
  absl::StatusOr<TextConditions> texts = TextConditions::compile(read->terms, std::move(read->texts));
  if (!texts.ok()) {
    return absl::Status(texts.status().code(),
                        absl::StrCat(file, ": ", std::string(texts.status().message())));
  }
  TriageRules rules;
  rules.m_rules = std::move(read->rules);
  rules.m_texts = *std::move(texts);
  rules.m_termCount = read->terms.size();
  for (uint32_t list = 0; list < read->authorLists.size(); ++list) {
    for (const std::string& author : read->authorLists[list]) {
      std::vector<uint32_t>& lists = rules.m_authors[author];
      if (lists.empty() || lists.back() != list) lists.push_back(list);
    }
  }
  rules.shareOutByBrand(read->fallbacks, read->fallback);
  const Id hash = Id::of(absl::StrCat(std::string(toml), "\n", read->authorTexts));
  rules.m_version = absl::StrFormat("%s-%016x", read->name, hash.high);
  return rules;
}

absl::StatusOr<TriageRules> TriageRules::load(const std::string& path) {
  const absl::StatusOr<std::string> text = readText(path);
  if (!text.ok()) return text.status();
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  return compile(*text, path, [&](const std::string& name) { return readText((folder / name).string()); });
}

void TriageRules::shareOutByBrand(const absl::flat_hash_map<std::string, Bucket>& fallbacks,
                                  Bucket fallback) {
  m_otherBrand = {BitSet(m_rules.size()), fallback};
  for (size_t i = 0; i < m_rules.size(); ++i) {
    if (m_rules[i].brands.empty()) m_otherBrand.rules.insert(i);
  }
  for (const auto& [brand, bucket] : fallbacks)
    m_brands.try_emplace(brand, m_otherBrand).first->second.fallback = bucket;
  for (size_t i = 0; i < m_rules.size(); ++i) {
    for (const std::string& brand : m_rules[i].brands)
      m_brands.try_emplace(brand, m_otherBrand).first->second.rules.insert(i);
  }
}

const TriageRules::OfBrand& TriageRules::ofBrand(std::string_view brand) const {
  const auto it = m_brands.find(absl::string_view(brand.data(), brand.size()));
  return it == m_brands.end() ? m_otherBrand : it->second;
}

Decision TriageRules::decide(const TriageMessage& message, TriageScratch& scratch) const {
  const OfBrand& brand = ofBrand(message.brand);
  m_texts.look(message.text, scratch.text);
  BitSet& candidates = scratch.text.candidates;
  candidates.retain(brand.rules);
  scratch.m_author.clear();
  Decision decision{.bucket = brand.fallback};
  candidates.anyOf([&](size_t rule) {
    if (!matches(rule, message, scratch)) return false;
    decision = {m_rules[rule].bucket, static_cast<int32_t>(rule)};
    return true;
  });
  return decision;
}

bool TriageRules::matches(size_t i, const TriageMessage& message, TriageScratch& scratch) const {
  const TriageRule& rule = m_rules[i];
  return isFelt(message.sentiment, rule.sentiments) && isWithin(message.reach, rule) &&
         (!rule.isPrivate || *rule.isPrivate == message.isPrivate) &&
         isAmong(message.channel, rule.channels) && isOfOneOf(rule.languages, message.language) &&
         m_texts.holds(i, scratch.text) &&
         (rule.authors.empty() || isByOneOf(rule.authors, message, scratch));
}

bool TriageRules::isByOneOf(const std::vector<uint32_t>& lists, const TriageMessage& message,
                            TriageScratch& scratch) const {
  if (scratch.m_author.empty()) foldHandle(message.author, scratch.m_author);
  const auto author = m_authors.find(scratch.m_author);
  return author != m_authors.end() && std::any_of(lists.begin(), lists.end(), [&](uint32_t list) {
           return std::binary_search(author->second.begin(), author->second.end(), list);
         });
}

}  // namespace watchfloor
