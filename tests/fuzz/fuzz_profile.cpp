// A profile as an operator may write it, and, after a NUL, a file that is read through it.
#include "source_text.h"

using namespace watchfloor;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const size_t end = std::min(text.find('\0'), size);
  const absl::StatusOr<Profile> profile = parseProfile(text.substr(0, end), "fuzz.toml");
  if (!profile.ok()) {
    fuzz::require(profile.status().message().substr(0, 9) == "fuzz.toml", "what is wrong names its file");
    return 0;
  }
  fuzz::require(validate(profile->engine).ok(), "an engine section that was read is valid");
  if (end < size) fuzz::checkSource(*profile, text.substr(end + 1));
  return 0;
}
