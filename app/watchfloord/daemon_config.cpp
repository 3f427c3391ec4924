#include "daemon_config.h"

#include "sources/config_file.h"
#include "sources/toml_file.h"

namespace watchfloor {
namespace {

constexpr int64_t kMany = 1'000'000;
constexpr std::array<std::string_view, 2> kClocks = {"wall", "event"};

}  // namespace

absl::StatusOr<DaemonConfig> readDaemonConfig(const std::string& path) {
  absl::StatusOr<TomlFile> file = TomlFile::read(path);
  if (!file.ok()) return file.status();
  TomlSection root = file->root();
  DaemonConfig config;
  config.engine = readEngineConfig(root);
  if (auto server = root.section("server")) {
    server->text("listen", config.listen);
    server->number("max_rate_hz", config.maxRateHz, 1, 60);
    server->integer("threads", config.threads, 0, 64);
    server->integer("max_publishers", config.maxPublishers, 1, kMany);
    server->integer("max_walls", config.maxWalls, 1, kMany);
    server->integer("max_queued_mib", config.maxQueuedMib, 1, kMany);
    server->word("clock", kClocks, config.clock);
  }
  if (auto log = root.section("log")) log->word("level", kLogLevels, config.logLevel);
  if (const absl::Status status = file->status(); !status.ok()) return status;
  return config;
}

}  // namespace watchfloor
