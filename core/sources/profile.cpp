#include "sources/profile.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_join.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

#include "sources/config_file.h"
#include "toml/toml_file.h"

namespace watchfloor {
namespace {

constexpr std::string_view kJsonLinesName = "jsonl";
constexpr std::array<std::string_view, 3> kKinds = {"json_lines", "delimited", "asterisk_queue_log"};

bool needsPlace(const Event::Body& body) {
  return std::holds_alternative<ContactEvent>(body) || std::holds_alternative<MessageEvent>(body) ||
         std::holds_alternative<AgentEvent>(body);
}

// Reads one profile; what is wrong is kept in the file.
class Reader {
 public:
  explicit Reader(TomlSection root) : m_root(std::move(root)) {}

  Profile read() {
    m_profile.engine = readEngineConfig(m_root);
    readMaps();
    if (!m_root.has("kind")) m_root.wrong("kind", "is missing");
    m_root.word("kind", kKinds, m_profile.kind);
    if (m_profile.kind == Profile::Kind::kJsonLines) return std::move(m_profile);
    m_root.text("source", m_profile.source);
    if (m_profile.source.empty())
      m_root.wrong("source", "is missing: who tells these events, such as \"acd\"");
    if (m_profile.kind == Profile::Kind::kDelimited) {
      readForm();
      if (m_root.has("id")) m_profile.id = rowText(m_root, "id");
      for (TomlSection& section : m_root.sections("event")) readEvent(section);
      readCount();
      if (m_profile.events.empty() && !m_profile.count)
        m_root.wrong("event", "is missing: say with [[event]] what a row means");
      if (!m_profile.events.empty() && m_profile.count)
        m_root.wrong("count", "a row is either this or [[event]], not both");
    } else {
      m_profile.brand = queueText("brand");
      m_profile.channel = queueText("channel");
    }
    return std::move(m_profile);
  }

 private:
  RowText rowText(TomlSection& section, std::string_view key) {
    std::vector<std::string> texts;
    section.texts(key, texts);
    absl::StatusOr<RowText> parsed = RowText::parse(texts, m_maps);
    if (parsed.ok()) return *std::move(parsed);
    section.wrong(key, std::string(parsed.status().message()));
    return RowText();
  }

  RowText queueText(std::string_view key) {
    RowText text = rowText(m_root, key);
    if (!m_root.has(key)) m_root.wrong(key, "is missing");
    if (absl::Status bound = text.bind(kQueueLogColumns); !bound.ok())
      m_root.wrong(key, std::string(bound.message()));
    return text;
  }

  void readMaps() {
    std::optional<TomlSection> maps = m_root.section("map");
    if (!maps) return;
    for (const std::string& name : maps->keys()) {
      std::optional<TomlSection> map = maps->section(name);
      if (!map) continue;
      WordMap& words = m_maps[name];
      for (const std::string& word : map->keys()) map->text(word, words[word]);
    }
  }

  void readForm() {
    RowForm& form = m_profile.form;
    std::string delimiter(1, form.delimiter), quote(1, *form.quote);
    m_root.text("delimiter", delimiter);
    m_root.text("quote", quote);
    if (delimiter.size() == 1 && delimiter != "\n") {
      form.delimiter = delimiter[0];
    } else {
      m_root.wrong("delimiter", "expected one character, such as \",\" or \"\\t\"");
    }
    if (quote.size() > 1 || quote == delimiter) {
      m_root.wrong("quote",
                   "expected one character that is not the delimiter, or \"\" when nothing is quoted");
    } else {
      form.quote = quote.empty() ? std::nullopt : std::optional(quote[0]);
    }
    m_root.texts("columns", form.columns);
    m_root.text("time_format", form.timeFormat);
    std::string zone = m_profile.engine.zone;
    m_root.text("zone", zone);
    if (!absl::LoadTimeZone(zone, &form.zone)) {
      m_root.wrong("zone", absl::StrCat("unknown time zone \"", zone,
                                        "\": expected an IANA name such as \"Europe/Berlin\""));
    }
    if (m_root.has("near")) form.near = rowText(m_root, "near");
  }

  void readEvent(TomlSection& section) {
    RowEvent event;
    for (TomlSection& when : section.sections("when")) event.when.push_back(readCondition(when));
    if (!section.has("time")) section.wrong("time", "is missing");
    event.time = rowText(section, "time");
    // A place that is the same for all events stands once, above them.
    for (const char* place : {"brand", "channel"}) {
      TomlSection& from = section.has(place) ? section : m_root;
      if (section.has(place) || m_root.has(place)) readField(from, place, place, event);
    }
    std::optional<std::string> body;
    for (const std::string& name : bodyNames()) {
      std::optional<TomlSection> fields = section.section(name);
      if (!fields) continue;
      if (body) section.wrong(name, absl::StrCat("an event is either this or ", *body, ", not both"));
      body = name;
      event.body = emptyBody(name);
      for (const std::string& needed : neededFields(name)) {
        if (!fields->has(needed)) fields->wrong(needed, "is missing");
      }
      readFields(*fields, name, event);
    }
    for (const char* place : {"brand", "channel"}) {
      if (body && needsPlace(event.body) && !section.has(place) && !m_root.has(place)) {
        section.wrong(place, absl::StrCat("is missing: \"", *body, "\" needs it, here or above all events"));
      }
    }
    if (!body) {
      section.wrong("", absl::StrCat("has no body: one of ", absl::StrJoin(bodyNames(), ", "), " is needed"));
    }
    m_profile.events.push_back(std::move(event));
  }

  void readCount() {
    std::optional<TomlSection> section = m_root.section("count");
    if (!section) return;
    for (const char* needed : {"time", "value", "pane"}) {
      if (!section->has(needed)) section->wrong(needed, "is missing");
    }
    RowCount& count = m_profile.count.emplace();
    count.time = rowText(*section, "time");
    count.value = rowText(*section, "value");
    section->duration("pane", count.pane, seconds(1));
  }

  RowCondition readCondition(TomlSection& section) {
    RowCondition condition;
    if (!section.has("value"))
      section.wrong("value", "is missing: which columns are meant, as in \"{outcome}\"");
    condition.value = rowText(section, "value");
    condition.isAmong = section.has("is");
    if (section.has("is") == section.has("is_not")) section.wrong("", "expected either `is` or `is_not`");
    section.texts("is", condition.words);
    section.texts("is_not", condition.words);
    return condition;
  }

  void readFields(TomlSection& section, const std::string& path, RowEvent& event) {
    for (const std::string& key : section.keys()) {
      const std::string name = absl::StrCat(path, ".", key);
      if (fieldSetter(name)) {
        readField(section, key, name, event);
      } else if (key == "sentiment") {
        if (std::optional<TomlSection> inner = section.section(key)) readFields(*inner, name, event);
      } else {
        section.wrong(key, "an event has no such field");
        section.ignore(key);
      }
    }
  }

  void readField(TomlSection& section, std::string_view key, const std::string& name, RowEvent& event) {
    event.fields.push_back({.name = name, .set = fieldSetter(name), .value = rowText(section, key)});
  }

  TomlSection m_root;
  WordMaps m_maps;
  Profile m_profile;
};

}  // namespace

absl::StatusOr<Profile> parseProfile(std::string_view toml, const std::string& name) {
  absl::StatusOr<TomlFile> file = TomlFile::parse(toml, name);
  if (!file.ok()) return file.status();
  Profile profile = Reader(file->root()).read();
  if (absl::Status status = file->status(); !status.ok()) return status;
  profile.name = std::filesystem::path(name).stem().string();
  return profile;
}

std::vector<std::string> profileNames(const std::string& directory) {
  std::vector<std::string> names;
  std::error_code error;
  for (std::filesystem::directory_iterator it(directory, error), end; !error && it != end;
       it.increment(error)) {
    if (it->path().extension() == ".toml") names.push_back(it->path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

absl::StatusOr<Profile> findProfile(std::string_view nameOrFile, const std::string& directory) {
  const std::string name(nameOrFile);
  if (name == kJsonLinesName) {
    Profile profile;
    profile.name = name;
    return profile;
  }
  const bool isPath = name.find('/') != std::string::npos || nameOrFile.ends_with(".toml");
  const std::string path = isPath ? name : absl::StrCat(directory, "/", name, ".toml");
  std::error_code error;
  if (!std::filesystem::exists(path, error)) {
    return absl::NotFoundError(absl::StrCat(
        isPath ? "there is no file " : "there is no profile ", name, "; profiles in ", directory, ": ",
        absl::StrJoin(profileNames(directory), ", "), "; and ", std::string(kJsonLinesName)));
  }
  absl::StatusOr<std::string> text = readText(path);
  if (!text.ok()) return text.status();
  return parseProfile(*text, path);
}

}  // namespace watchfloor
