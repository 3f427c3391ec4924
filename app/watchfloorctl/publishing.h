// What publish and replay have in common: events leave in batches, and what became of them is told at the
// end.
//
//   Publishing publishing(options, "acd");
//   publishing.add(event) …, publishing.flush() …
//   return publishing.finish();
#pragma once

#include <absl/status/status.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <string>
#include <vector>

#include "client/event_publisher.h"
#include "model/event.h"

namespace watchfloor {

struct PublishingOptions {
  std::string engine;
  std::string source;  // who publishes; empty: as the profile or the events say
  size_t batch = 1000;

  // Defines --engine, --source and --batch.
  void add(CLI::App& command);
};

class Publishing {
 public:
  // `source` is who publishes, unless the options say so; empty: as the last event says. `isLive`: what comes
  // is of the moment, so an engine that is away is waited for, until the program is to end.
  Publishing(const PublishingOptions& options, const std::string& source, bool isLive);

  absl::Status add(Event event);
  void addUnreadable(int64_t lines) { m_batch.unreadable += lines; }

  // Sends what has been added. Without anything to send, says from time to time that the source is there.
  absl::Status flush();

  // Sends the rest, waits until the engine has it, and prints what became of it.
  absl::Status finish();

 private:
  absl::Status send();

  size_t m_size;
  bool m_isSourceGiven;
  Batch m_batch;
  int64_t m_unreadable = 0;
  std::chrono::steady_clock::time_point m_lastSent{};
  EventPublisher m_publisher;
};

}  // namespace watchfloor
