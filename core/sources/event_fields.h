// Fields of an event by the names of its JSON form, set from text: "brand", "contact.wait",
// "message.sentiment.label". Pure functions; any thread.
#pragma once

#include <absl/status/status.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/event.h"

namespace watchfloor {

// Sets one field. An empty text leaves an optional field absent. InvalidArgument says what was expected.
// REQUIRES: the event has the body that the field belongs to.
using FieldSetter = absl::Status (*)(Event& event, const std::string& text);

// Null when there is no such field.
FieldSetter fieldSetter(std::string_view name);

// "contact", "message", … in the order of Event::Body.
const std::vector<std::string>& bodyNames();
// REQUIRES: `name` is one of bodyNames().
Event::Body emptyBody(std::string_view name);
// The fields without which such a body is malformed.
std::vector<std::string> neededFields(std::string_view body);

}  // namespace watchfloor
