// The engine's configuration as it stands in TOML: the same [engine] section in watchfloord's file, in
// `measure --config`, and in the profile of a recording. resources/watchfloord.toml shows all keys with their
// defaults.
//
//   [engine]
//   zone = "Europe/Berlin"
//   service_level = "IGNORE"
//   [[engine.target]]
//   channel = "voice"
//   target = "20s"
#pragma once

#include <absl/status/statusor.h>

#include <string>

#include "model/config.h"
#include "toml/toml_file.h"

namespace watchfloor {

// Reads [engine] below `root` over the defaults; what is wrong is kept in the file (TomlFile::status). A
// caller with sections of its own reads them from the same file before it asks for the status.
EngineConfig readEngineConfig(TomlSection& root);

// A file that holds nothing but [engine], as for `measure --config`. Errors name file and line.
absl::StatusOr<EngineConfig> readEngineConfigFile(const std::string& path);

}  // namespace watchfloor
