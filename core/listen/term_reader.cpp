#include "listen/term_reader.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_join.h>

#include <algorithm>
#include <utility>

#include "model/shown_text.h"

namespace watchfloor {
namespace {

void append(std::vector<uint32_t>& all, const std::vector<uint32_t>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

}  // namespace

TermReader::TermReader(TomlSection& root) {
  std::optional<TomlSection> lists = root.section("terms");
  if (!lists) return;
  for (const std::string& name : lists->keys()) {
    std::vector<TomlText> texts;
    lists->texts(name, texts);
    std::vector<uint32_t>& list = m_lists[name];
    for (const TomlText& text : texts) append(list, indexOf(*lists, name, text));
  }
}

TextCondition TermReader::read(TomlSection& section) {
  std::vector<TomlText> any, all, none;
  section.texts("any", any);
  section.texts("all", all);
  section.texts("none", none);
  TextCondition condition;
  for (const TomlText& text : all) add(section, "all", text, condition.groups.emplace_back());
  if (!any.empty()) {
    std::vector<uint32_t>& group = condition.groups.emplace_back();
    for (const TomlText& text : any) add(section, "any", text, group);
  }
  for (const TomlText& text : none) add(section, "none", text, condition.none);
  // A message is looked at closer when a term of the first group is there: best the group with few terms.
  const auto isShorter = [](const auto& a, const auto& b) { return a.size() < b.size(); };
  std::stable_sort(condition.groups.begin(), condition.groups.end(), isShorter);
  return condition;
}

void TermReader::add(TomlSection& section, std::string_view key, const TomlText& text,
                     std::vector<uint32_t>& to) {
  if (m_uses > kMostUses) return;
  const std::vector<uint32_t> indices = indicesOf(section, key, text);
  m_uses += indices.size();
  if (m_uses <= kMostUses) return append(to, indices);
  section.wrongAt(text.line, key,
                  absl::StrCat("with this all conditions have more than ", kMostUses,
                               " terms, those of lists once for each that names them"));
}

std::vector<uint32_t> TermReader::indicesOf(TomlSection& section, std::string_view key,
                                            const TomlText& text) {
  const std::string& t = text.text;
  if (t.size() < 2 || t.front() != '{' || t.back() != '}') return indexOf(section, key, text);
  const auto list = m_lists.find(std::string_view(t).substr(1, t.size() - 2));
  if (list != m_lists.end()) return list->second;
  const std::string known = absl::StrJoin(m_lists, ", ", [](std::string* out, const auto& entry) {
    absl::StrAppend(out, "{", entry.first, "}");
  });
  section.wrongAt(text.line, key,
                  absl::StrCat("there is no list ", t, " under [terms]; there ",
                               known.empty() ? "is none" : absl::StrCat("are ", known)));
  return {};
}

std::vector<uint32_t> TermReader::indexOf(TomlSection& section, std::string_view key, const TomlText& text) {
  const absl::StatusOr<Term> term = Term::parse(text.text);
  if (!term.ok()) {
    section.wrongAt(text.line, key,
                    absl::StrCat("\"", shownText(text.text), "\": ", std::string(term.status().message())));
    return {};
  }
  const auto [it, isNew] = m_indices.try_emplace(term->literal, static_cast<uint32_t>(m_terms.size()));
  if (isNew) m_terms.push_back(*term);
  return {it->second};
}

}  // namespace watchfloor
