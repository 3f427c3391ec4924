// Frames as text. Those who write one form (JSON, CSV, a table) say how a cell is written; what is common,
// which cells and metrics a selection names, is here.
//
//   FrameJson json(selection);
//   json.add(*frame);          // any number of frames, oldest first
//   std::cout << json.text();
//
// Pure, one owner. Memory: the text.
#pragma once

#include <string>
#include <vector>

#include "model/frame.h"
#include "model/selection.h"

namespace watchfloor {

class FrameWriter {
 public:
  // Of `selection` the series and the rate mean nothing here.
  explicit FrameWriter(Selection selection) : m_selection(std::move(selection)) {}
  virtual ~FrameWriter() = default;
  FrameWriter(const FrameWriter&) = delete;
  FrameWriter& operator=(const FrameWriter&) = delete;

  void add(const Frame& frame);

  // All that was added, with a newline at its end. REQUIRES: a frame was added
  virtual std::string text() const = 0;

 protected:
  virtual void begin(const Frame& /*frame*/) {}
  virtual void addCell(const Frame& frame, const FrameCell& cell) = 0;

  // The metrics that have a meaning in a cell, less those that are not wanted, in the order of Metric.
  std::vector<Metric> metricsOf(const FrameCell& cell) const;

 private:
  Selection m_selection;
};

}  // namespace watchfloor
