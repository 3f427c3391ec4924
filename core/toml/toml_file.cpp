#include "toml/toml_file.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_join.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

namespace watchfloor {
namespace {

int64_t lineOfNode(const toml::node& node) { return static_cast<int64_t>(node.source().begin.line); }

std::string join(const std::set<std::string>& keys) { return absl::StrJoin(keys, ", "); }

// How many letters are to be added, left out or changed to make one of the other.
size_t editDistance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j < row.size(); ++j) row[j] = j;
  for (size_t i = 0; i < a.size(); ++i) {
    size_t diagonal = std::exchange(row[0], i + 1);
    for (size_t j = 0; j < b.size(); ++j) {
      const size_t change = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({change, diagonal + 1, row[j] + 1});
    }
  }
  return row.back();
}

// ", did you mean NAME?" when one of the names is near.
std::string suggestion(std::string_view key, const std::set<std::string>& names) {
  constexpr size_t kLongestKey = 64;
  if (key.size() > kLongestKey) return "";
  const std::string* nearest = nullptr;
  size_t least = std::min<size_t>(2, key.size() / 3) + 1;  // as many mistakes are none of a slip
  for (const std::string& name : names) {
    const size_t distance = editDistance(key, name);
    if (distance < least) least = distance, nearest = &name;
  }
  return nearest ? absl::StrCat(", did you mean ", *nearest, "?") : "";
}

// The parser goes as deep as the dots of a key, and has no bound of its own.
constexpr size_t kLongestLine = 4'000;

// The number of the first line that is too long; 0: none.
int64_t tooLongLine(std::string_view text) {
  int64_t line = 1;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    if (end > kLongestLine) return line;
    text.remove_prefix(std::min(end + 1, text.size()));
    ++line;
  }
  return 0;
}

}  // namespace

absl::StatusOr<std::string> readText(const std::string& path) {
  if (std::error_code ignored; std::filesystem::is_directory(path, ignored)) {
    return absl::NotFoundError(absl::StrCat(path, ": is a folder, not a file"));
  }
  std::ifstream in(path, std::ios::binary);
  std::string text(kMostText + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!in.is_open() || in.bad()) {
    return absl::NotFoundError(absl::StrCat(path, ": cannot be read: ", std::strerror(errno)));
  }
  text.resize(static_cast<size_t>(in.gcount()));
  if (text.size() > kMostText)
    return absl::InvalidArgumentError(absl::StrCat(path, ": is larger than 1 MiB"));
  return text;
}

absl::StatusOr<TomlFile> TomlFile::read(const std::string& path) {
  absl::StatusOr<std::string> text = readText(path);
  if (!text.ok()) return text.status();
  return parse(*text, path);
}

absl::StatusOr<TomlFile> TomlFile::parse(std::string_view text, std::string name) {
  auto content = std::make_unique<Content>();
  content->name = std::move(name);
  if (const int64_t line = tooLongLine(text)) {
    return absl::InvalidArgumentError(
        absl::StrCat(content->name, ":", line, ": a line of more than ", kLongestLine, " bytes"));
  }
  try {
    content->table = toml::parse(text, content->name);
  } catch (const toml::parse_error& error) {
    return absl::InvalidArgumentError(
        absl::StrCat(content->name, ":", error.source().begin.line, ": ", std::string(error.description())));
  }
  return TomlFile(std::move(content));
}

TomlSection TomlFile::root() { return TomlSection(*m_content, m_content->table, ""); }

absl::Status TomlFile::status() const {
  std::vector<std::pair<int64_t, std::string>> wrongs = m_content->wrongs;
  // Keys that no reader asked for; a table that nobody asked for is told once, not key by key.
  const auto look = [&](auto&& self, const toml::table& table, const std::string& path) -> void {
    const auto known = m_content->known.find(&table);
    for (const auto& [key, node] : table) {
      const std::string name(key.str());
      const std::string full = path.empty() ? name : absl::StrCat(path, ".", name);
      if (known == m_content->known.end() || !known->second.contains(name)) {
        const std::set<std::string> none, &others = known == m_content->known.end() ? none : known->second;
        const std::string meant = suggestion(name, others);
        wrongs.emplace_back(
            static_cast<int64_t>(key.source().begin.line),
            absl::StrCat(full, ": no such key", meant, meant.empty() && !others.empty() ? ";" : "",
                         others.empty() ? "" : " known here: ", join(others)));
      } else if (const toml::table* inner = node.as_table()) {
        if (m_content->known.contains(inner) || inner->empty()) self(self, *inner, full);
      } else if (const toml::array* list = node.as_array()) {
        for (const toml::node& element : *list) {
          const toml::table* row = element.as_table();
          if (row && m_content->known.contains(row)) self(self, *row, full);
        }
      }
    }
  };
  look(look, m_content->table, "");
  if (wrongs.empty()) return absl::OkStatus();
  std::stable_sort(wrongs.begin(), wrongs.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  return absl::InvalidArgumentError(absl::StrJoin(wrongs, "\n", [&](std::string* out, const auto& wrong) {
    absl::StrAppend(out, m_content->name, ":", wrong.first, ": ", wrong.second);
  }));
}

const toml::node* TomlSection::find(std::string_view key) {
  m_file->known[m_table].emplace(key);
  return m_table->get(key);
}

std::string TomlSection::pathOf(std::string_view key) const {
  const std::string name(key);
  if (m_path.empty() || name.empty()) return m_path.empty() ? name : m_path;
  return absl::StrCat(m_path, ".", name);
}

int64_t TomlSection::lineOf(std::string_view key) const {
  const toml::node* node = key.empty() ? nullptr : m_table->get(key);
  return lineOfNode(node ? *node : *m_table);
}

void TomlSection::wrongAt(int64_t line, std::string_view key, std::string_view reason) {
  m_file->wrongs.emplace_back(line, absl::StrCat(pathOf(key), ": ", std::string(reason)));
}

std::vector<std::string> TomlSection::keys() const {
  std::vector<std::string> keys;
  for (const auto& [key, node] : *m_table) keys.emplace_back(key.str());
  return keys;
}

void TomlSection::text(std::string_view key, std::string& out) {
  const toml::node* node = find(key);
  if (!node) return;
  if (const auto value = node->value_exact<std::string>()) {
    out = *value;
  } else {
    wrong(key, "expected a text in quotes");
  }
}

void TomlSection::flag(std::string_view key, bool& out) {
  const toml::node* node = find(key);
  if (!node) return;
  if (const auto value = node->value_exact<bool>()) {
    out = *value;
  } else {
    wrong(key, "expected true or false");
  }
}

void TomlSection::integer(std::string_view key, int64_t& out, int64_t least, int64_t most) {
  const toml::node* node = find(key);
  if (!node) return;
  const auto value = node->value_exact<int64_t>();
  if (value && *value >= least && *value <= most) {
    out = *value;
  } else {
    wrong(key, absl::StrCat("expected a whole number from ", least, " to ", most));
  }
}

void TomlSection::number(std::string_view key, double& out, double least, double most) {
  const toml::node* node = find(key);
  if (!node) return;
  const auto value = node->is_number() ? node->value<double>() : std::nullopt;
  if (value && *value >= least && *value <= most) {
    out = *value;
  } else {
    wrong(key, absl::StrCat("expected a number from ", least, " to ", most));
  }
}

void TomlSection::duration(std::string_view key, Duration& out, Duration least) {
  const toml::node* node = find(key);
  if (!node) return;
  const auto text = node->value_exact<std::string>();
  const absl::StatusOr<Duration> value = text ? parseDuration(*text) : absl::InvalidArgumentError("");
  if (!value.ok()) {
    wrong(key, "expected a duration in quotes, such as \"90s\", \"15m\", \"24h\" or \"7d\"");
  } else if (*value < least) {
    wrong(key, absl::StrCat("must be at least ", toSeconds(least), " s"));
  } else {
    out = *value;
  }
}

void TomlSection::texts(std::string_view key, std::vector<std::string>& out) {
  std::vector<TomlText> found;
  texts(key, found);
  if (found.empty()) return;
  out.clear();
  for (TomlText& text : found) out.push_back(std::move(text.text));
}

void TomlSection::textsOrNone(std::string_view key, std::vector<std::string>& out) {
  const toml::node* node = find(key);
  if (node && node->as_array() && node->as_array()->empty()) return out.clear();
  texts(key, out);
}

void TomlSection::texts(std::string_view key, std::vector<TomlText>& out) {
  const toml::node* node = find(key);
  if (!node) return;
  std::vector<TomlText> found;
  if (const auto single = node->value_exact<std::string>()) {
    found.push_back({*single, lineOfNode(*node)});
  } else if (const toml::array* list = node->as_array()) {
    for (const toml::node& element : *list) {
      if (const auto value = element.value_exact<std::string>())
        found.push_back({*value, lineOfNode(element)});
    }
    if (found.size() != list->size() || found.empty()) return wrong(key, "expected texts in quotes");
  } else {
    return wrong(key, "expected a text in quotes, or a list of them");
  }
  out = std::move(found);
}

int TomlSection::wordIndex(std::string_view key, const std::string_view* words, size_t count) {
  const toml::node* node = find(key);
  if (!node) return -1;
  const auto value = node->value_exact<std::string>();
  std::vector<std::string> all;
  for (size_t i = 0; i < count; ++i) {
    if (value && *value == words[i]) return static_cast<int>(i);
    all.push_back(absl::StrCat("\"", std::string(words[i]), "\""));
  }
  wrong(key, absl::StrCat("expected one of ", absl::StrJoin(all, ", ")));
  return -1;
}

std::optional<TomlSection> TomlSection::section(std::string_view key) {
  const toml::node* node = find(key);
  if (!node) return std::nullopt;
  if (!node->is_table()) {
    wrong(key, absl::StrCat("expected a section [", pathOf(key), "]"));
    return std::nullopt;
  }
  m_file->known[node->as_table()];
  return TomlSection(*m_file, *node->as_table(), pathOf(key));
}

std::vector<TomlSection> TomlSection::sections(std::string_view key) {
  std::vector<TomlSection> found;
  const toml::node* node = find(key);
  if (!node) return found;
  const toml::array* list = node->as_array();
  for (size_t i = 0; list && i < list->size(); ++i) {
    const toml::table* row = list->get(i)->as_table();
    if (!row) break;
    m_file->known[row];
    found.push_back(TomlSection(*m_file, *row, pathOf(key)));
  }
  if (!list || found.size() != list->size())
    wrong(key, absl::StrCat("expected sections [[", pathOf(key), "]]"));
  return found;
}

}  // namespace watchfloor
