// Frames as a table for people, one block a cell; what is zero or unknown is left out:
//
//   acme × voice · 15m · 2026-03-02T10:05:00Z
//     offered                       12      (-3)
//     abandon_rate              12.5 %      1 of 8, 2 excluded
//     wait_answered_s            4.2 s      n 9, median 3.9 s, 90 % 11 s, max 17.5 s
//
// In brackets the difference to one window ago; "≈" marks an estimate.
#pragma once

#include <string>

#include "export/frame_writer.h"

namespace watchfloor {

class FrameTable : public FrameWriter {
 public:
  using FrameWriter::FrameWriter;

  std::string text() const override;

 private:
  void begin(const Frame& frame) override;
  void addCell(const Frame& frame, const FrameCell& cell) override;

  std::string m_asOf, m_cells;
};

// The pieces, for those who show them otherwise. Where a cell is: "acme × voice · 15m".
std::string inWords(const FrameCell& cell);
// A figure: "12", "12.5 %", "4.2 s", "—" for no value.
std::string inWords(const Figure& figure, Time asOf);
// What it is of: "1 of 8, 2 excluded", "n 9, median 3.9 s, …"; nothing of a count or an age.
std::string partsInWords(Metric metric, const Figure& figure);
// How many columns of a terminal UTF-8 text takes, as long as no character is wide or combining.
size_t columnsOf(const std::string& text);

}  // namespace watchfloor
