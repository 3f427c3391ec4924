// Files of rows and columns (CSV, TSV, …) read through a profile.
//
// A row is a line, or several when a quoted value contains line breaks; "" inside quotes is a quote. The
// first line names the columns unless the profile does. A row that is broken (another number of columns, a
// quote that is not closed within 1 MiB or 1,000 lines, text after a closing quote, a line break outside
// quotes, a value that a field cannot take) is told by its first line, gives no event at all, and costs
// nothing else: reading goes on at the next line. The rest of a row that an unquoted line break tore apart is
// not told again.
//
// Ids: the profile's, else of the row's text (LineIds); when a profile has several [[event]]s the number of
// the event is appended ("…:2"). Cost: a row O(its length × the profile's fields). Memory: the longest row.
#pragma once

#include <string>
#include <vector>

#include "sources/decoder.h"
#include "sources/line_ids.h"
#include "sources/profile.h"

namespace watchfloor {

class Delimited : public Decoder {
 public:
  // REQUIRES: profile.kind == kDelimited
  Delimited(Profile profile, std::string file);

  absl::Status take(const Line& line, Decoded& out) override;
  absl::Status finish(Decoded& out) override;

 private:
  enum class Split : uint8_t { kDone, kOpen, kBroken, kLooseBreak };

  absl::Status takeText(const std::string& text, int64_t number, Decoded& out);
  absl::Status giveUp(const char* reason, Decoded& out);
  Split split(std::string_view text, bool isOpen);
  absl::Status takeRow(std::string_view text, int64_t number, Decoded& out);
  absl::Status bind(const std::vector<std::string>& columns);
  absl::Status readRow(std::string_view text, std::vector<Event>& events);
  absl::StatusOr<CountRow> readCount() const;
  absl::StatusOr<Time> readTime(const RowText& text) const;
  void tell(int64_t number, std::string reason, Decoded& out);

  Profile m_profile;
  std::string m_file;
  LineIds m_ids;
  bool m_isBound = false;
  size_t m_columns = 0;
  Row m_row;
  std::vector<std::string> m_open;  // lines of the row whose quote is still open
  int64_t m_openFrom = 0;           // the first of them
  size_t m_openSize = 0;
  size_t m_torn = 0;  // columns of the row before, when it had too few
};

}  // namespace watchfloor
