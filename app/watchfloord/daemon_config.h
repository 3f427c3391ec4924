// All that watchfloord's TOML file says. resources/watchfloord.toml shows every key with its default.
#pragma once

#include <absl/status/statusor.h>

#include <array>
#include <string>
#include <string_view>

#include "model/config.h"
#include "model/listening.h"

namespace watchfloor {

// In the order of spdlog's levels.
inline constexpr std::array<std::string_view, 7> kLogLevels = {"trace", "debug",    "info", "warning",
                                                               "error", "critical", "off"};
inline constexpr int kInfo = 2;

struct DaemonConfig {
  EngineConfig engine;
  SentimentConfig sentiment;
  std::string triageRules;   // a file of them; empty: nobody triages
  std::string topicBook;     // a file of named topics; empty: nobody named any
  int64_t topicBrands = 50;  // whose topics are counted, the first that come; 0: of none
  ClockKind clock = ClockKind::kWall;
  std::string listen = "127.0.0.1:7411";
  double maxRateHz = 4;
  int64_t maxPublishers = 1'000, maxWalls = 5'000, maxReplays = 4;
  int64_t maxQueuedMib = 256;
  int64_t threads = 0;    // of the engine; 0: as many as the machine runs at once, at most 8
  std::string storePath;  // of the records; empty: nothing is kept
  Duration keep = hours(48);
  Duration historyKeep = kDay * 365;      // of the history, beside the records; 0: none
  Duration conversationKeep = kDay * 90;  // of conversations, beside the records; 0: none
  bool showPersonalData = false;          // names and texts of conversations, to whoever asks
  int64_t maxGib = 20;                    // of the records
  Duration checkpointEvery = minutes(5);
  int64_t checkpointRecords = 20'000;  // batches
  int64_t pastCheckpoints = 24;        // one in twelve, for replays
  int logLevel = kInfo;                // in kLogLevels
};

// Errors name file and line, all of them at once.
absl::StatusOr<DaemonConfig> readDaemonConfig(const std::string& path);

}  // namespace watchfloor
