// What publish and replay have in common: events leave in batches, and what became of them is told at the
// end.
//
//   Publishing publishing(options, "acd", true);
//   publishing.add(events) …, publishing.flush() …
//   return publishing.finish();
#pragma once

#include <absl/status/status.h>

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "client/event_publisher.h"
#include "client/signs_of_life.h"
#include "model/event.h"

namespace watchfloor {

struct PublishingOptions {
  std::string engine;
  std::string source;  // who publishes, as long as no event says it; empty: as the profile says
  size_t batch = 1000;

  // Defines --engine, --source and --batch.
  void add(CLI::App& command);
};

class Publishing {
 public:
  // `source` is who publishes as long as no event says it, unless the options say another. `isLive`: what
  // comes is of the moment, so an engine that is away is waited for, until the program is to end.
  Publishing(const PublishingOptions& options, const std::string& source, bool isLive);

  // A full batch is sent. After a failure, which flush() and finish() tell, events are only counted.
  // `input`: which of several they come from.
  void add(std::vector<Event> events, size_t input = 0);
  void addUnreadable(int64_t lines) { m_batch.unreadable += lines; }
  // Nobody is there any more of whom only this input told.
  void ended(size_t input) { m_signs.ended(input); }

  // Sends what has been added, and for each source that is quiet, from time to time, that it is there.
  absl::Status flush();

  // Sends the rest, waits until the engine has it, and prints what became of it. After a failure, that, and
  // how many events the engine does not have.
  absl::Status finish();

 private:
  absl::Status send();

  size_t m_size;
  Batch m_batch;
  size_t m_input = 0;  // that its last event came from
  SignsOfLife m_signs;
  int64_t m_events = 0, m_unreadable = 0;  // all that were added; all that were sent
  absl::Status m_failure;
  EventPublisher m_publisher;
};

}  // namespace watchfloor
