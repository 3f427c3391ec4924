// Reads what a HistoryStore keeps, in steps of a calendar: each step is added up from the coarsest rows that
// lie within it, and divided last.
//
//   HistoryReader reader("records-history.db");
//   absl::Status status = reader.read(query, {.onHead = ..., .onPeriod = ..., .isCancelled = ...});
//
// Each call has a connection of its own and sees one state of the file; it holds up no writer. Any thread.
//
// Cost: that of the rows which are read: of a day that begins at midnight UTC one for each cell, of
// one that begins elsewhere one for each of its hours and cell; a sum over all brands or channels is a cell
// of its own. Memory: 1 KB a group and the bins and authors of one step, SQLite's cache of 16 MB.
#pragma once

#include <absl/status/status.h>

#include <functional>
#include <string>

#include "model/history.h"

namespace watchfloor {

class HistoryReader {
 public:
  static constexpr int64_t kMostPeriods = 50'000;
  static constexpr int64_t kMostFigures = 200'000;  // steps × groups × metrics

  explicit HistoryReader(std::string path) : m_path(std::move(path)) {}

  // Called on the caller's thread, in this order.
  struct Sink {
    std::function<void(const HistoryHead&)> onHead;
    std::function<void(HistoryPeriod)> onPeriod;  // from the oldest on
    std::function<bool()> isCancelled;            // asked every few milliseconds at most
  };

  // InvalidArgument, with what to do, for a query that is wrong or asks for too much; Cancelled; as
  // statusOf() has them, when the file cannot be read.
  absl::Status read(const HistoryQuery& query, const Sink& sink) const;

 private:
  std::string m_path;
};

}  // namespace watchfloor
