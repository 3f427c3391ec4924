// Records between bytes and the model: how they are kept on disk. Pure functions; any thread.
#pragma once

#include <absl/status/statusor.h>

#include <memory>
#include <string>
#include <string_view>

#include "model/record.h"
#include "wire/publish_scan.h"

namespace watchfloor::wire {

// What the engine is given of a request: the events are taken out of `scanned`, whose rejections count as
// unreadable, and told what `annotations` say of them. `request`: the bytes that were scanned, which
// `storage` keeps alive.
BatchRecord recordOf(ScannedRequest& scanned, std::string_view request, std::shared_ptr<const void> storage,
                     Annotations annotations = {});

// As if the bytes of a PublishRequest had just come, and listening had said the same again. InvalidArgument
// when they are none.
absl::StatusOr<BatchRecord> batchFromBytes(std::string request, Annotations annotations = {});

// As watchfloor.v1.Annotations. The same bytes for equal ones.
std::string toBytes(const Annotations& annotations);
// InvalidArgument when they are none.
absl::StatusOr<Annotations> annotationsFromBytes(std::string_view bytes);

// As watchfloor.v1.EngineConfig. The same bytes for equal configurations.
std::string toBytes(const EngineConfig& config);
// InvalidArgument when they are none, or validate() refuses it.
absl::StatusOr<EngineConfig> configFromBytes(std::string_view bytes);

}  // namespace watchfloor::wire
