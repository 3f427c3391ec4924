// A TOML file that is read strictly: every key has a type, a range and a reader, and whatever is wrong is
// said with file and line, all of it at once.
//
//   absl::StatusOr<TomlFile> file = TomlFile::read("watchfloord.toml");
//   TomlSection root = file->root();
//   if (auto server = root.section("server")) server->text("listen", options.listen);
//   return file->status();
//   // "watchfloord.toml:3: server.listn: no such key, did you mean listen? known here: listen, tokens"
//
// A reader leaves its target as it was when the key is absent or wrong. One thread at a time. Sections must
// not outlive the file.
#pragma once

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <toml++/toml.h>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/time.h"

namespace watchfloor {

class TomlSection;

// A whole file of at most kMostText bytes. NotFound, or InvalidArgument when it is larger, names the file and
// why.
inline constexpr size_t kMostText = 1 << 20;
absl::StatusOr<std::string> readText(const std::string& path);

// A text, and the line where it stands.
struct TomlText {
  std::string text;
  int64_t line = 0;
};

class TomlFile {
 public:
  // NotFound, or InvalidArgument with the line where the TOML itself is wrong.
  static absl::StatusOr<TomlFile> read(const std::string& path);
  // `name` stands in the messages.
  static absl::StatusOr<TomlFile> parse(std::string_view text, std::string name);

  TomlSection root();
  const std::string& name() const { return m_content->name; }

  // All that is wrong, one line each, in the order of the file: what readers refused, and the keys that
  // nobody asked for. Call it when everything has been read.
  absl::Status status() const;

 private:
  friend class TomlSection;
  struct Content {
    std::string name;
    toml::table table;
    std::map<const toml::table*, std::set<std::string>> known;  // keys asked for, by table
    std::vector<std::pair<int64_t, std::string>> wrongs;        // line, message
  };
  explicit TomlFile(std::unique_ptr<Content> content) : m_content(std::move(content)) {}

  std::unique_ptr<Content> m_content;
};

class TomlSection {
 public:
  void text(std::string_view key, std::string& out);
  void flag(std::string_view key, bool& out);
  void integer(std::string_view key, int64_t& out, int64_t least, int64_t most);
  void number(std::string_view key, double& out, double least, double most);
  // Written as "90s", "15m", "24h", "7d".
  void duration(std::string_view key, Duration& out, Duration least);
  // A text, or several; a single one is a list of one.
  void texts(std::string_view key, std::vector<std::string>& out);
  // The same, but that there may be none in the list.
  void textsOrNone(std::string_view key, std::vector<std::string>& out);
  void texts(std::string_view key, std::vector<TomlText>& out);
  // One of `words`; `out` is its index.
  template <typename Word, size_t N>
  void word(std::string_view key, const std::array<std::string_view, N>& words, Word& out) {
    if (const int found = wordIndex(key, words.data(), N); found >= 0) out = static_cast<Word>(found);
  }

  std::optional<TomlSection> section(std::string_view key);
  std::vector<TomlSection> sections(std::string_view key);  // [[key]]

  // What is there, by name; listing makes none of them known.
  std::vector<std::string> keys() const;
  bool has(std::string_view key) { return find(key) != nullptr; }
  int64_t lineOf(std::string_view key) const;  // of the section when the key is absent

  // No more is said about `key`.
  void ignore(std::string_view key) { find(key); }

  // Says that `key` (or, when empty or absent, this section) is wrong.
  void wrong(std::string_view key, std::string_view reason) { wrongAt(lineOf(key), key, reason); }
  // The same, where one text of a list is meant.
  void wrongAt(int64_t line, std::string_view key, std::string_view reason);

 private:
  friend class TomlFile;
  TomlSection(TomlFile::Content& file, const toml::table& table, std::string path)
      : m_file(&file), m_table(&table), m_path(std::move(path)) {}

  const toml::node* find(std::string_view key);
  int wordIndex(std::string_view key, const std::string_view* words, size_t count);
  std::string pathOf(std::string_view key) const;

  TomlFile::Content* m_file;
  const toml::table* m_table;
  std::string m_path;  // "engine.limits"
};

}  // namespace watchfloor
