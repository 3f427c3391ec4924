// How the lines of a source become events, and what its numbers mean: a TOML file that an operator writes
// (resources/profiles/README.md explains the language). Profiles are plain values.
//
//   absl::StatusOr<Profile> profile = findProfile("bank_calls", "/usr/share/watchfloor/profiles");
#pragma once

#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/config.h"
#include "model/event.h"
#include "sources/event_fields.h"
#include "sources/row_text.h"

namespace watchfloor {

// Whether a row is meant.
struct RowCondition {
  RowText value;
  std::vector<std::string> words;
  bool isAmong = true;  // the value is to be one of the words; else none of them
};

struct RowField {
  std::string name;  // "contact.wait"
  FieldSetter set = nullptr;
  RowText value;
};

// One event that a row may give.
struct RowEvent {
  std::vector<RowCondition> when;  // all of them
  RowText time;
  Event::Body body;  // of the right kind, empty
  std::vector<RowField> fields;
};

// The count that a row of a file of counts gives.
struct RowCount {
  RowText time;
  RowText value;
  Duration pane = minutes(5);
};

// How rows are written.
struct RowForm {
  char delimiter = ',';
  std::optional<char> quote = '"';
  std::vector<std::string> columns;  // empty: the first line names them
  // As of absl::ParseTime. Names of days and months are those of the program's locale: programs that read
  // files leave it at "C".
  std::string timeFormat = "%Y-%m-%dT%H:%M:%E*S%Ez";
  absl::TimeZone zone = absl::UTCTimeZone();  // for times that name none
  std::optional<RowText> near;                // a time belongs to the day on which it is nearest to this one
};

struct Profile {
  enum class Kind : uint8_t { kJsonLines, kDelimited, kAsteriskQueueLog };

  std::string name;
  Kind kind = Kind::kJsonLines;
  EngineConfig engine;  // the definitions that the source's figures need
  std::string source;   // Event::source; empty for JSON Lines, which name their own

  // kDelimited
  RowForm form;
  std::optional<RowText> id;  // of a row; none: of its text
  std::vector<RowEvent> events;
  std::optional<RowCount> count;  // then there are no events

  // kAsteriskQueueLog; the column is {queue}
  RowText brand, channel;
};

// The columns of a queue log that a profile may use.
inline const std::vector<std::string> kQueueLogColumns = {"queue"};

// "jsonl"; the name of a profile in `directory`; or a path (with a / or the ending .toml). NotFound lists the
// names that there are, InvalidArgument names file, line and field.
absl::StatusOr<Profile> findProfile(std::string_view nameOrFile, const std::string& directory);

// The names of the profiles in a directory, sorted.
std::vector<std::string> profileNames(const std::string& directory);

// `name` stands in messages.
absl::StatusOr<Profile> parseProfile(std::string_view toml, const std::string& name);

}  // namespace watchfloor
