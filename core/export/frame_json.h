// Frames as JSON, for scripts and for comparison:
//
//   {"as_of": "2026-03-02T10:05:00Z", "watermark": "2026-03-02T10:04:59Z", "definition_id": "5b1d…",
//    "counters": {"duplicates": 0, "late_dropped": 0, …},
//    "cells": [
//     {"at": "2026-03-02T10:05:00Z", "brand": "acme", "channel": "all", "window": "15m",
//      "metrics": {"offered": 12, "abandon_rate": {"num": 1, "den": 12, "excluded": 0, "value": 0.0833…},
//       "wait_answered_s": {"n": 9, "mean": 4.2, "max": 17.5, "p50": 3.9, "p90": …}, "longest_waiting_s":
//       null, …},
//      "delta": {"offered": -3, …}}]}
//
// Times are RFC 3339 in UTC, durations seconds to the microsecond. What has no value is null. A quantile
// above 30 days is null, with "over": true. "delta" is there when something was published one window ago,
// "estimated" when counts are estimated (their names), "forgotten" among the counters when a memory bound was
// reached, "replay_speed" in each cell of a frame that is a replay, "set_back" while the engine's clock is
// behind as_of, and the figures stand still. A cell stands on one line. Bytes that are not UTF-8 become
// U+FFFD.
#pragma once

#include <string>
#include <utility>

#include "export/frame_writer.h"

namespace watchfloor {

class FrameJson : public FrameWriter {
 public:
  // `more`: further members of the object, as JSON.
  explicit FrameJson(Selection selection, std::string more = {})
      : FrameWriter(std::move(selection)), m_more(std::move(more)) {}

  // Cells add up; "as_of" and "counters" are the last frame's.
  std::string text() const override;

 private:
  void begin(const Frame& frame) override;
  void addCell(const Frame& frame, const FrameCell& cell) override;

  const std::string m_more;
  std::string m_head, m_cells;
};

// The cells alone, an object a line, for streams.
class CellJsonLines : public FrameWriter {
 public:
  using FrameWriter::FrameWriter;

  std::string text() const override { return m_lines; }

 private:
  void addCell(const Frame& frame, const FrameCell& cell) override;

  std::string m_lines;
};

}  // namespace watchfloor
