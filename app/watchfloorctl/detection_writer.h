// How detections are printed: timestamps, sentences, CSV or JSON Lines.
#pragma once

#include <string>

#include "listen/surge_detector.h"
#include "sources/decoder.h"

namespace watchfloor {

enum class DetectionForm : uint8_t { kTimestamps, kSentences, kCsv, kJson };

// What stands above all detections; empty where nothing does.
std::string detectionHeader(DetectionForm form);

// One line, with its end.
std::string detectionLine(DetectionForm form, const std::string& file, const CountRow& row,
                          const Surge& surge);

}  // namespace watchfloor
