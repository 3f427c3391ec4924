// What the engine is a function of: a sequence of records. Everything that reaches the engine is one of
// these.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/annotations.h"
#include "model/config.h"
#include "model/event.h"

namespace watchfloor {

// Events that are published together, in their order of arrival. An empty batch with a source is a sign of
// life.
struct Batch {
  std::string source;  // who published; may be empty
  std::vector<Event> events;
  int64_t unreadable = 0;  // lines of the publisher's that were no events; counted as rejected
};

// A batch as it reaches the engine: its events are views into `storage`.
struct BatchRecord {
  BatchRecord() = default;
  BatchRecord(Batch batch);  // NOLINT(google-explicit-constructor): the same thing, kept otherwise

  std::string source;
  std::vector<EventView> events;
  int64_t unreadable = 0;
  std::shared_ptr<const void> storage;
  size_t storageBytes = 0;  // as whoever made it says
  // The watchfloor.v1.PublishRequest that it was read from, within `storage`: what is kept on disk. Empty
  // when there is none.
  std::string_view request;
  // What listening said of them; the labels are in the events.
  Annotations annotations;
  std::vector<uint32_t> places;  // of each event in the request, which `annotations` go by; empty: its index

  // Of all that it holds, about.
  size_t bytes() const {
    return sizeof(BatchRecord) + source.size() + events.size() * sizeof(EventView) + annotations.bytes() +
           places.size() * sizeof(uint32_t) + storageBytes;
  }
};

// The present becomes `tick`, and a frame is published.
struct Advance {
  Time tick{};
};
// The newest tick of those that are recorded at or before a moment; none when there is none.
using TickAt = std::function<std::optional<Time>(Time)>;

// A new configuration is in force from now on. REQUIRES: validate(config).ok()
struct Configure {
  EngineConfig config;
};

// A tick as it lies in a store of records: its number there, from 1 on, and its time. 0: none.
struct TickMark {
  uint64_t number = 0;
  Time at{};
  bool operator==(const TickMark&) const = default;
};

using Record = std::variant<BatchRecord, Advance, Configure>;

// What became of a batch.
struct BatchResult {
  struct Rejection {
    uint32_t index = 0;
    std::string reason;
  };
  int64_t accepted = 0, duplicates = 0, lateDropped = 0, futureRejected = 0, rejected = 0;
  std::vector<Rejection> rejections;  // the first kMaxRejections
  std::vector<uint32_t> left;         // indices of all that were not accepted, ascending
  static constexpr size_t kMaxRejections = 100;
};

}  // namespace watchfloor
