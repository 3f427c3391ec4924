// What a snapshot tells, as it leaves the program: a figure a row, and of all of them what somebody else
// needs to work them out again from the records. CSV, JSON and XLSX are forms of this, and pictures carry it
// (export_picture.h); each can be read back.
//
//   ExportTable table = exportOf(frame, selection);
//   std::string text = exportCsv(table);
//   absl::StatusOr<ExportTable> read = readExport("wall.csv");
//   differences(*read, exportOf(again, selection));
//
// Numbers have 15 digits that count, which every spreadsheet keeps, durations are seconds to the microsecond.
// Pure functions, but for files; any thread.
#pragma once

#include <absl/status/statusor.h>

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/frame.h"
#include "model/selection.h"

namespace watchfloor {

// The numbers of a figure: `value` is it in one number (frame_csv.h), the others its parts.
inline constexpr std::array<std::string_view, 12> kExportNumbers = {
    "value", "num", "den", "excluded", "n", "mean", "p50", "p90", "p95", "p99", "max", "delta"};

// The number, as far as every spreadsheet keeps it.
std::optional<double> keptInExports(std::optional<double> number);

struct ExportRow {
  std::string brand, channel, window, metric;
  std::array<std::optional<double>, kExportNumbers.size()> numbers;
  bool isEstimated = false;
  bool operator==(const ExportRow&) const = default;
};

struct ExportTable {
  Time asOf{};               // of all figures
  std::string zone;          // IANA, in which `today` begins
  uint32_t definitions = 0;  // kDefinitions of the engine
  std::string definitionId;  // of the configuration that was in force
  uint64_t position = 0;     // records that are in the figures
  uint64_t figures = 0;      // as it says; how many rows there are, if nobody took one away
  std::string checksum;      // as it says
  std::vector<ExportRow> rows;
  // What the form says beside that; empty: nothing. Of JSON: its counters, and how far its sources are.
  std::map<std::string, std::string> counters = {};
  // Of XLSX the sheet "About", of JSON the windows: what the table says of itself, once more.
  std::map<std::string, std::string> about = {};
  // Of what a picture draws, a checksum.
  struct Picture {
    std::string told, workedOut;  // as the file says (empty: it does not), and as it is
  };
  std::optional<Picture> picture = {};

  // What `about` is to say, in order.
  std::vector<std::pair<std::string, std::string>> aboutItself() const;
  // XXH3, 128 bits, of everything else, whatever the form.
  std::string workedOutChecksum() const;
  // That shows its figures, and no others.
  Selection selection() const;
};

// REQUIRES: `frame` shows the selection
ExportTable exportOf(const Frame& frame, const Selection& selection);

// RFC 4180, UTF-8. The columns are at, brand, channel, window, metric, kExportNumbers, estimated, zone,
// definitions, definition_id, position, figures, checksum; those of the whole table say the same in each row,
// so that it can be imported as it is.
std::string exportCsv(const ExportTable& table);

// A frame as FrameJson writes it, with a member "export": {"zone", "definitions", "position", "windows",
// "figures", "checksum"}. REQUIRES: `frame` shows the selection
std::string exportJson(const Frame& frame, const Selection& selection);

// An XLSX file for spreadsheets: the sheet "Figures" with the rows of exportCsv(), and "About" with what
// holds of all of them. Text is never a formula. Unavailable when it cannot be written.
absl::Status writeExportXlsx(const ExportTable& table, const std::string& path);

// A file of any of these forms, known by its first bytes. InvalidArgument says what is wrong, and where;
// Unavailable when it cannot be read. At most 64 MiB.
absl::StatusOr<ExportTable> readExport(const std::string& path);

struct ExportDifference {
  std::string
      what;  // "acme × voice · 15m offered value", "zone", "about checksum", "counter lost" or "picture"
  std::string told, workedOut;
  std::optional<double> by;  // workedOut - told, of numbers
};
// What `told` has otherwise than `workedOut`, of what it tells beside its figures, too; and figures that one
// of them has alone; cells that `told` does not have were not selected, so `figures` and `checksum` tell
// whether some were taken away.
std::vector<ExportDifference> differences(const ExportTable& told, const ExportTable& workedOut);

}  // namespace watchfloor
