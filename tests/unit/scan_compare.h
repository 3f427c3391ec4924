// Whether the scan of a request's bytes agrees with protobuf: the same verdict, and the same events.
#pragma once

#include <watchfloor/v1/service.pb.h>

#include <string>
#include <string_view>

#include "wire/event_wire.h"
#include "wire/publish_scan.h"

namespace watchfloor {

// Empty when both say the same; otherwise what differs.
inline std::string differenceOfScan(std::string_view bytes) {
  v1::PublishRequest proto;
  wire::ScannedRequest scanned;
  const bool isProto = proto.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
  const bool isScanned = wire::scan(bytes, &scanned).ok();
  if (isProto != isScanned) return isProto ? "the scan alone refuses it" : "protobuf alone refuses it";
  if (!isProto) return {};
  if (proto.batch() != scanned.batch) return "batch";
  if (proto.source() != scanned.source) return "source";
  if (proto.unreadable() != scanned.unreadable) return "unreadable";
  if (static_cast<size_t>(proto.events_size()) != scanned.size()) return "number of events";
  size_t good = 0, bad = 0;
  for (int i = 0; i < proto.events_size(); ++i) {
    const std::string where = "event " + std::to_string(i) + ": ";
    const absl::StatusOr<Event> event = wire::fromProto(proto.events(i));
    if (good < scanned.events.size() && scanned.places[good] == static_cast<uint32_t>(i)) {
      const EventView& view = scanned.events[good++];
      const absl::Status valid = validate(view);
      if (event.status() != valid) {
        return where + event.status().ToString() + " by protobuf, " + valid.ToString() + " by the scan";
      }
      if (event.ok() && !(viewOf(*event) == view)) return where + "not the same event";
    } else if (bad < scanned.rejections.size() && scanned.rejections[bad].index == static_cast<uint32_t>(i)) {
      const std::string& reason = scanned.rejections[bad++].reason;
      if (event.ok() || event.status().message() != absl::string_view(reason)) {
        return where + event.status().ToString() + " by protobuf, " + reason + " by the scan";
      }
    } else {
      return where + "missing";
    }
  }
  return {};
}

}  // namespace watchfloor
