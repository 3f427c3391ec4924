#include "listen/topics_book.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_join.h>
#include <absl/strings/string_view.h>

#include <algorithm>
#include <utility>

#include "listen/term_reader.h"
#include "listen/topics.h"
#include "model/event.h"
#include "model/id.h"
#include "toml/toml_file.h"

namespace watchfloor {
namespace {

// A time as RFC 3339. None: it is wrong, and that is said.
std::optional<Time> readTime(TomlSection& section, std::string_view key) {
  std::string text;
  section.text(key, text);
  const absl::StatusOr<Time> time = parseTime(text);
  if (time.ok()) return *time;
  section.wrong(key, text.empty() ? "is missing: a campaign has a start and an end"
                                  : "expected a time such as \"2026-03-02T10:00:00Z\"");
  return std::nullopt;
}

// Of those terms, in whatever order they stand in the file.
uint64_t definitionOf(const TextCondition& condition, const std::vector<Term>& terms) {
  const auto written = [&](const std::vector<uint32_t>& group) {
    std::vector<std::string> literals;
    for (const uint32_t term : group) literals.push_back(terms[term].literal);
    std::sort(literals.begin(), literals.end());
    return absl::StrJoin(literals, "\n");
  };
  std::vector<std::string> groups;
  for (const std::vector<uint32_t>& group : condition.groups) groups.push_back(written(group));
  std::sort(groups.begin(), groups.end());
  return Id::of(absl::StrCat(absl::StrJoin(groups, "\n\n"), "\n\n\n", written(condition.none))).low;
}

std::optional<NamedTopic> readNamed(TomlSection& section, bool isCampaign) {
  NamedTopic topic{.isCampaign = isCampaign};
  section.text("name", topic.name);
  if (topic.name.empty() || topic.name.size() > kLongestName) {
    section.wrong("name", absl::StrCat("a topic has a name, of at most ", kLongestName, " bytes"));
  }
  section.texts("brand", topic.brands);
  topic.id = topicId(isCampaign ? TopicKind::kCampaign : TopicKind::kNamed, topic.name);
  if (!isCampaign) return topic;
  const std::optional<Time> start = readTime(section, "start"), end = readTime(section, "end");
  if (!start || !end) return std::nullopt;
  if (*start >= *end) section.wrong("end", "is not after start");
  topic.start = *start;
  topic.end = *end;
  return topic;
}

}  // namespace

bool NamedTopic::isAbout(std::string_view brand) const {
  return brands.empty() || std::find(brands.begin(), brands.end(), brand) != brands.end();
}

absl::StatusOr<TopicBook> TopicBook::compile(std::string_view toml, const std::string& file) {
  absl::StatusOr<TomlFile> parsed = TomlFile::parse(toml, file);
  if (!parsed.ok()) return parsed.status();
  TomlSection root = parsed->root();
  TermReader terms(root);
  TopicBook book;
  std::vector<TextCondition> conditions;
  absl::flat_hash_set<std::string> names;
  const auto read = [&](std::string_view key, bool isCampaign) {
    for (TomlSection& section : root.sections(key)) {
      TextCondition condition = terms.read(section);
      if (condition.groups.empty()) section.wrong("any", "is missing: by which words is the topic known?");
      std::optional<NamedTopic> topic = readNamed(section, isCampaign);
      if (!topic) continue;
      if (!names.insert(topic->name).second) section.wrong("name", "there is another topic of this name");
      if (names.size() > kMostNamed)
        section.wrong("name", absl::StrCat("there are more than ", kMostNamed, " topics"));
      topic->definition = definitionOf(condition, terms.terms());
      book.m_named.push_back(*std::move(topic));
      conditions.push_back(std::move(condition));
    }
  };
  read("topic", false);
  read("campaign", true);
  std::vector<TomlText> hidden;
  root.texts("hide", hidden);
  for (const TomlText& text : hidden) {
    const absl::StatusOr<Term> term = Term::parse(text.text);
    if (!term.ok()) {
      root.wrongAt(text.line, "hide", std::string(term.status().message()));
      continue;
    }
    std::string_view literal = std::string_view(term->literal).substr(1);
    if (literal.ends_with(' ')) {
      book.m_hidden.emplace(literal.substr(0, literal.size() - 1));
    } else {
      book.m_hiddenBeginnings.emplace_back(literal);
    }
  }
  int64_t longest = kLongestPhrase;
  root.integer("longest_phrase", longest, 0, kLongestPhrase);
  book.m_longestPhrase = static_cast<int>(longest);
  if (absl::Status status = parsed->status(); !status.ok()) return status;
  absl::StatusOr<TextConditions> texts = TextConditions::compile(terms.terms(), std::move(conditions));
  if (!texts.ok())
    return absl::Status(texts.status().code(),
                        absl::StrCat(file, ": ", std::string(texts.status().message())));
  book.m_texts = *std::move(texts);
  return book;
}

absl::StatusOr<TopicBook> TopicBook::load(const std::string& path) {
  const absl::StatusOr<std::string> text = readText(path);
  return text.ok() ? compile(*text, path) : text.status();
}

std::optional<size_t> TopicBook::find(std::string_view name) const {
  const auto it = std::ranges::find(m_named, name, &NamedTopic::name);
  return it == m_named.end() ? std::nullopt : std::optional(static_cast<size_t>(it - m_named.begin()));
}

bool TopicBook::hides(std::string_view topic) const {
  return m_hidden.contains(absl::string_view(topic.data(), topic.size())) ||
         std::any_of(m_hiddenBeginnings.begin(), m_hiddenBeginnings.end(),
                     [&](const std::string& beginning) { return topic.starts_with(beginning); });
}

}  // namespace watchfloor
