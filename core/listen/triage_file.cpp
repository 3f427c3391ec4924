#include "listen/triage_file.h"

#include <absl/container/flat_hash_set.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_split.h>

#include <algorithm>
#include <filesystem>
#include <limits>
#include <map>
#include <utility>

#include "listen/sentiment_labels.h"
#include "listen/term_reader.h"
#include "model/language.h"
#include "model/shown_text.h"
#include "toml/toml_file.h"

namespace watchfloor {
namespace {

std::string inQuotes(std::string_view text) { return absl::StrCat("\"", shownText(text), "\""); }

// A handle of an author list, or of a rule. False: it is none.
bool readHandle(std::string_view text, std::vector<std::string>& list) {
  std::string handle;
  foldHandle(text, handle);
  const auto isBlank = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  if (handle.empty() || handle.size() > kLongestId || std::any_of(handle.begin(), handle.end(), isBlank))
    return false;
  list.push_back(std::move(handle));
  return true;
}

class Reader {
 public:
  Reader(TomlFile& toml, const TriageRules::ReadFile& readAuthors)
      : m_root(toml.root()), m_readAuthors(readAuthors), m_terms(m_root) {
    m_file.name = std::filesystem::path(toml.name()).stem();
  }

  TriageFile read() {
    m_root.text("name", m_file.name);
    m_root.word("default", kBucketNames, m_file.fallback);
    readBrands();
    readAuthorLists();
    for (TomlSection& section : m_root.sections("rule")) readRule(section);
    m_file.terms = m_terms.terms();
    return std::move(m_file);
  }

 private:
  void readBrands() {
    std::optional<TomlSection> brands = m_root.section("brand");
    if (!brands) return;
    for (const std::string& brand : brands->keys()) {
      std::optional<TomlSection> section = brands->section(brand);
      if (!section) continue;
      Bucket fallback = m_file.fallback;
      section->word("default", kBucketNames, fallback);
      m_file.fallbacks[brand] = fallback;
    }
  }

  void readAuthorLists() {
    std::optional<TomlSection> lists = m_root.section("authors");
    if (!lists) return;
    for (const std::string& name : lists->keys()) {
      std::string path;
      lists->text(name, path);
      m_lists.emplace(name, static_cast<uint32_t>(m_file.authorLists.size()));
      m_file.authorLists.emplace_back();
      if (path.empty()) continue;
      const absl::StatusOr<std::string> text = m_readAuthors(path);
      if (text.ok()) {
        readAuthorList(*lists, name, path, *text);
      } else {
        lists->wrong(name, std::string(text.status().message()));
      }
    }
  }
  void readAuthorList(TomlSection& lists, const std::string& name, const std::string& path,
                      const std::string& text) {
    absl::StrAppend(&m_file.authorTexts, text.size(), " ", text);
    constexpr int kMostTold = 10;
    int64_t number = 0, wrong = 0;
    for (absl::string_view line : absl::StrSplit(text, '\n')) {
      ++number;
      line = absl::StripAsciiWhitespace(line.substr(0, line.find('#')));
      if (line.empty() || readHandle({line.data(), line.size()}, m_file.authorLists.back())) continue;
      if (++wrong <= kMostTold) {
        lists.wrong(name, absl::StrCat(path, ":", number, ": ", inQuotes({line.data(), line.size()}),
                                       " is no handle: one a line, such as @anna, and # before a remark"));
      }
    }
  }

  void readRule(TomlSection& section) {
    if (m_file.rules.size() == TriageRules::kMostRules) {
      if (!std::exchange(m_hasTooMany, true))
        section.wrong("", absl::StrCat("there are more than ", TriageRules::kMostRules, " rules"));
      return;
    }
    TriageRule rule;
    rule.line = section.lineOf("");
    section.text("name", rule.name);
    checkName(section, rule.name);
    if (!section.has("bucket")) section.wrong("bucket", "is missing: where does the rule send a message?");
    section.word("bucket", kBucketNames, rule.bucket);
    readNames(section, "brand", rule.brands);
    readNames(section, "channel", rule.channels);
    readLanguages(section, rule);
    readAuthors(section, rule);
    readSentiments(section, rule);
    readReach(section, rule);
    if (section.has("private")) {
      bool isPrivate = false;
      section.flag("private", isPrivate);
      rule.isPrivate = isPrivate;
    }
    TextCondition text = m_terms.read(section);
    checkReached(section, rule, text);
    m_file.rules.push_back(std::move(rule));
    m_file.texts.push_back(std::move(text));
  }

  void checkName(TomlSection& section, const std::string& name) {
    if (name.empty()) {
      section.wrong("name", "is missing: every decision names its rule");
    } else if (name == TriageRules::kDefaultName || name.size() > kLongestName) {
      section.wrong("name", absl::StrCat("is ", name.size() > kLongestName ? "too long"
                                                                           : "what decides without a rule"));
    } else if (!m_names.insert(name).second) {
      section.wrong("name", absl::StrCat("there is another rule ", inQuotes(name)));
    }
  }

  static void readNames(TomlSection& section, std::string_view key, std::vector<std::string>& names) {
    section.texts(key, names);
    for (const std::string& name : names) {
      if (name == kAll || name == "*" || name.empty()) {
        section.wrong(key, absl::StrCat(inQuotes(name), " is no ", std::string(key), "'s name; leave ",
                                        std::string(key), " out for any"));
      }
    }
  }

  static void readLanguages(TomlSection& section, TriageRule& rule) {
    std::vector<TomlText> texts;
    section.texts("language", texts);
    for (const TomlText& text : texts) {
      if (!isLanguageTag(text.text)) {
        section.wrongAt(text.line, "language",
                        absl::StrCat(inQuotes(text.text), " is no BCP 47 tag such as \"de\" or \"pt-BR\""));
      }
      rule.languages.push_back(text.text);
    }
  }

  void readAuthors(TomlSection& section, TriageRule& rule) {
    std::vector<TomlText> texts;
    section.texts("author", texts);
    std::vector<std::string> handles;
    for (const TomlText& text : texts) {
      const auto list = m_lists.find(text.text);
      if (list != m_lists.end()) {
        rule.authors.push_back(list->second);
      } else if (text.text.empty() || text.text.front() != '@') {
        section.wrongAt(text.line, "author",
                        absl::StrCat("there is no list ", inQuotes(text.text),
                                     " under [authors]; a handle begins with @"));
      } else if (!readHandle(text.text, handles)) {
        section.wrongAt(text.line, "author", absl::StrCat(inQuotes(text.text), " is no handle"));
      }
    }
    if (handles.empty()) return;
    rule.authors.push_back(static_cast<uint32_t>(m_file.authorLists.size()));
    m_file.authorLists.push_back(std::move(handles));
  }

  static void readSentiments(TomlSection& section, TriageRule& rule) {
    std::vector<TomlText> texts;
    section.texts("sentiment", texts);
    for (const TomlText& text : texts) {
      const auto known = std::find(kAllLabelNames.begin(), kAllLabelNames.end(), text.text);
      if (known == kAllLabelNames.end()) {
        section.wrongAt(text.line, "sentiment",
                        "expected \"negative\", \"neutral\", \"positive\" or \"unclassified\"");
      } else {
        rule.sentiments |= static_cast<uint8_t>(1 << (known - kAllLabelNames.begin()));
      }
    }
  }

  static void readReach(TomlSection& section, TriageRule& rule) {
    constexpr int64_t kMost = std::numeric_limits<int64_t>::max();
    for (const auto& [key, out] :
         {std::pair("reach_at_least", &rule.reachAtLeast), std::pair("reach_at_most", &rule.reachAtMost)}) {
      int64_t reach = -1;
      section.integer(key, reach, 0, kMost);
      if (reach >= 0) *out = reach;
    }
    if (rule.reachAtLeast && rule.reachAtMost && *rule.reachAtLeast > *rule.reachAtMost)
      section.wrong("reach_at_most", "is below reach_at_least: the rule would never match");
  }

  // A rule that takes everything ends the list.
  void checkReached(TomlSection& section, const TriageRule& rule, const TextCondition& text) {
    if (!m_takesAll.empty()) {
      section.wrong("", absl::StrCat("is never reached: the rule ", inQuotes(m_takesAll),
                                     " above it has no condition and takes every message"));
    }
    const bool takesAll = rule.brands.empty() && rule.channels.empty() && rule.languages.empty() &&
                          rule.sentiments == 0 && !rule.reachAtLeast && !rule.reachAtMost &&
                          !rule.isPrivate && text.isEmpty() && !section.has("author");
    if (takesAll && m_takesAll.empty()) m_takesAll = rule.name;
  }

  TomlSection m_root;
  const TriageRules::ReadFile& m_readAuthors;
  TermReader m_terms;
  TriageFile m_file;
  std::map<std::string, uint32_t, std::less<>> m_lists;
  absl::flat_hash_set<std::string> m_names;
  std::string m_takesAll;
  bool m_hasTooMany = false;
};

}  // namespace

void foldHandle(std::string_view handle, std::string& out) {
  if (!handle.empty() && handle.front() == '@') handle.remove_prefix(1);
  out.clear();
  foldText(handle, out);
}

absl::StatusOr<TriageFile> readTriageFile(std::string_view toml, const std::string& file,
                                          const TriageRules::ReadFile& readAuthors) {
  absl::StatusOr<TomlFile> parsed = TomlFile::parse(toml, file);
  if (!parsed.ok()) return parsed.status();
  Reader reader(*parsed, readAuthors);
  TriageFile read = reader.read();
  if (absl::Status status = parsed->status(); !status.ok()) return status;
  return read;
}

}  // namespace watchfloor
