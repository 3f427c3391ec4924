// Values into statements, and the one number out of them. Internal to store/.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/id.h"
#include "model/time.h"

namespace watchfloor {

template <std::integral Number>
void bindOne(SQLite::Statement& statement, int i, Number value) {
  statement.bind(i, static_cast<int64_t>(value));
}
inline void bindOne(SQLite::Statement& statement, int i, double value) { statement.bind(i, value); }
inline void bindOne(SQLite::Statement& statement, int i, const std::string& value) {
  statement.bind(i, value);
}
inline void bindOne(SQLite::Statement& statement, int i, std::string_view value) {
  statement.bind(i, std::string(value));
}
inline void bindOne(SQLite::Statement& statement, int i, Time value) { statement.bind(i, micros(value)); }
inline void bindOne(SQLite::Statement& statement, int i, const Id& value) {
  statement.bind(i, &value, static_cast<int>(sizeof value));
}
template <typename Value>
void bindOne(SQLite::Statement& statement, int i, const std::optional<Value>& value) {
  if (value) {
    bindOne(statement, i, *value);
  } else {
    statement.bind(i);
  }
}

// The statement, from its beginning, with these values.
template <typename... Values>
SQLite::Statement& bound(SQLite::Statement& statement, const Values&... values) {
  statement.tryReset();
  int i = 0;
  (bindOne(statement, ++i, values), ...);
  return statement;
}

// The first number that it gives; none without a row, and of NULL.
template <typename... Values>
std::optional<int64_t> askOne(SQLite::Statement& statement, const Values&... values) {
  std::optional<int64_t> number;
  if (bound(statement, values...).executeStep() && !statement.getColumn(0).isNull())
    number = statement.getColumn(0).getInt64();
  statement.reset();
  return number;
}

inline std::optional<int64_t> optionalNumber(const SQLite::Column& column) {
  return column.isNull() ? std::nullopt : std::optional(column.getInt64());
}

}  // namespace watchfloor
