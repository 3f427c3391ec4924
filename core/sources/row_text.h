// A text with places for the columns of a row, as profiles write it: "{date} {q_start}", "{q_time}s",
// "{text|html}".
//
//   {column}           the column's value; {{ and }} are braces
//   {column|filter|…}  the value, changed by one filter after the other:
//     upper, lower, trim, integer ("8.0" → "8"), html (entities), handle (the first @name that is not a
//     number) or the name of a [map.…] table: a value that is listed there is replaced, others stay
//
// Of several such texts the first holds whose columns all have a value (after their filters); when none has,
// the last. Immutable after bind(); any thread.
#pragma once

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace watchfloor {

using Row = std::vector<std::string>;                             // values, in the order of the columns
using WordMap = std::map<std::string, std::string, std::less<>>;  // one [map.…] table
using WordMaps = std::map<std::string, WordMap, std::less<>>;

class RowText {
 public:
  // InvalidArgument: a brace without its partner, or an unknown filter.
  static absl::StatusOr<RowText> parse(const std::vector<std::string>& texts, const WordMaps& maps);

  // Finds its columns. InvalidArgument names the one that is not there.
  absl::Status bind(const std::vector<std::string>& columns);

  // REQUIRES: bind() was OK; `row` has all columns.
  std::string of(const Row& row) const;

 private:
  using Filter = std::function<std::string(std::string)>;
  struct Piece {
    std::string text;  // literal, or the column's name
    bool isColumn = false;
    size_t column = 0;
    std::vector<Filter> filters;
  };

  using Pieces = std::vector<Piece>;

  static absl::StatusOr<Pieces> parseOne(std::string_view text, const WordMaps& maps);

  std::vector<Pieces> m_texts;
};

}  // namespace watchfloor
