// The engine's section of a configuration file.
#include "engine/engine.h"
#include "memory_file.h"
#include "sources/config_file.h"

using namespace watchfloor;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const fuzz::MemoryFile file({reinterpret_cast<const char*>(data), size});
  const absl::StatusOr<EngineConfig> config = readEngineConfigFile(file.path());
  if (!config.ok()) {
    fuzz::require(config.status().message().substr(0, 5) == "/proc", "what is wrong names its file");
    return 0;
  }
  Engine engine(*config, ClockKind::kWall);
  const Time noon = fromMicros(1'772'452'800'000'000);
  engine.advance(noon);
  engine.configure(*config);
  fuzz::require(engine.advance(noon + hours(30))->definitionId == definitionId(*config),
                "a configuration that was read is in force");
  return 0;
}
