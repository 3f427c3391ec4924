// Frames as CSV (RFC 4180), one figure a row, for spreadsheets:
//
//   at,brand,channel,window,metric,value,num,den,excluded,n,mean,p50,p90,p95,p99,max,delta
//   2026-03-02T10:05:00Z,acme,voice,15m,offered,12,,,,,,,,,,,-3
//   2026-03-02T10:05:00Z,acme,voice,15m,abandon_rate,0.125,1,8,2,,,,,,,,
//   2026-03-02T10:05:00Z,acme,voice,15m,wait_answered_s,4.2,,,,9,4.2,3.9,11,17.5,17.5,17.5,
//
// `value` is the figure in one number: a count, a ratio's quotient, a spread's mean, an age. Durations are
// seconds, of occupancy num and den too. What has no value is empty, and so is a quantile above 30 days.
#pragma once

#include <string>

#include "export/frame_writer.h"

namespace watchfloor {

class FrameCsv : public FrameWriter {
 public:
  explicit FrameCsv(Selection selection);

  std::string text() const override { return m_text; }

 private:
  void addCell(const Frame& frame, const FrameCell& cell) override;

  std::string m_text;
};

}  // namespace watchfloor
