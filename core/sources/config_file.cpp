#include "sources/config_file.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>

#include <algorithm>
#include <cctype>
#include <limits>

#include "model/event.h"

namespace watchfloor {
namespace {

constexpr Duration kShortest = std::chrono::milliseconds(1);

void readReset(TomlSection& engine, EngineConfig& config) {
  std::string reset = "00:00";
  engine.text("reset", reset);
  const auto digit = [&](size_t i) { return std::isdigit(static_cast<unsigned char>(reset[i])) != 0; };
  const bool hasForm = reset.size() == 5 && reset[2] == ':' && digit(0) && digit(1) && digit(3) && digit(4);
  const int hour = hasForm ? (reset[0] - '0') * 10 + reset[1] - '0' : 24;
  const int minute = hasForm ? (reset[3] - '0') * 10 + reset[4] - '0' : 60;
  if (hour > 23 || minute > 59) {
    engine.wrong("reset", "expected a time of day from \"00:00\" to \"23:59\"");
  } else {
    config.resetMinutes = hour * 60 + minute;
  }
}

void readTarget(TomlSection section, EngineConfig& config) {
  TargetRow row;
  section.text("brand", row.brand);
  section.text("channel", row.channel);
  Duration target{}, shortAbandon{};
  section.duration("target", target, kShortest);
  section.duration("short_abandon", shortAbandon, Duration{0});
  if (section.has("target")) row.target = target;
  if (section.has("short_abandon")) row.shortAbandon = shortAbandon;
  if (row.brand.empty()) section.wrong("brand", "is empty; \"*\" matches any");
  if (row.channel.empty()) section.wrong("channel", "is empty; \"*\" matches any");
  // The name of the sum: no event has it.
  if (row.brand == "all") section.wrong("brand", "\"all\" is no brand's name; \"*\" matches any");
  if (row.channel == "all") section.wrong("channel", "\"all\" is no channel's name; \"*\" matches any");
  if (target > Duration{0} && row.shortAbandon && shortAbandon >= target) {
    section.wrong("short_abandon", "must be shorter than target");
  }
  config.targets.push_back(std::move(row));
}

void readWatchedOnly(TomlSection& engine, EngineConfig& config) {
  std::vector<std::string>& brands = config.watchedOnly;
  engine.textsOrNone("watched_only", brands);
  std::sort(brands.begin(), brands.end());
  brands.erase(std::unique(brands.begin(), brands.end()), brands.end());
  for (const std::string& brand : brands) {
    if (brand.empty() || brand == kAll || brand.size() > kLongestName)
      engine.wrong("watched_only", absl::StrCat("\"", brand, "\" is no brand's name"));
  }
}

void readLimits(TomlSection section, Limits& limits) {
  constexpr int64_t kMost = std::numeric_limits<int64_t>::max();
  section.integer("event_ids", limits.eventIds, 1, kMost);
  section.integer("contacts", limits.contacts, 1, kMost);
  section.integer("messages", limits.messages, 1, kMost);
  section.integer("events_per_contact", limits.eventsPerContact, 1, kMost);
  section.integer("messages_per_conversation", limits.messagesPerConversation, 1, kMost);
  section.integer("agents", limits.agents, 1, kMost);
  section.integer("events_per_agent", limits.eventsPerAgent, 1, kMost);
  section.integer("authors_per_cell", limits.authorsPerCell, 1, kMost);
  section.integer("cells", limits.cells, 1, kMost);
  section.integer("sources", limits.sources, 1, kMost);
  section.duration("idle_contact", limits.idleContact, seconds(1));
  section.duration("idle_conversation", limits.idleConversation, seconds(1));
}

}  // namespace

EngineConfig readEngineConfig(TomlSection& root) {
  EngineConfig config;
  std::optional<TomlSection> engine = root.section("engine");
  if (!engine) return config;
  std::string zone = config.zone;
  engine->text("zone", zone);
  if (DayStart::make(zone, 0).ok()) {
    config.zone = zone;
  } else {
    engine->wrong("zone", absl::StrCat("unknown time zone \"", zone,
                                       "\": expected an IANA name such as \"Europe/Berlin\""));
  }
  readReset(*engine, config);
  engine->word("service_level", kServiceLevelSwitchNames, config.serviceLevel);
  engine->duration("response_within", config.responseWithin, kShortest);
  std::string reopen = "never";
  engine->text("reopen_after", reopen);
  if (reopen != "never") {
    Duration after{};
    engine->duration("reopen_after", after, kShortest);
    if (after > Duration{0}) config.reopenAfter = after;
  }
  engine->duration("silent_after", config.silentAfter, seconds(1));
  readWatchedOnly(*engine, config);
  if (std::optional<TomlSection> lost = engine->section("lost_after")) {
    for (const std::string& channel : lost->keys())
      lost->duration(channel, config.lostAfter[channel], kShortest);
  }
  if (std::optional<TomlSection> limits = engine->section("limits")) readLimits(*limits, config.limits);
  for (TomlSection& target : engine->sections("target")) readTarget(target, config);
  return config;
}

absl::StatusOr<EngineConfig> readEngineConfigFile(const std::string& path) {
  absl::StatusOr<TomlFile> file = TomlFile::read(path);
  if (!file.ok()) return file.status();
  TomlSection root = file->root();
  EngineConfig config = readEngineConfig(root);
  if (absl::Status status = file->status(); !status.ok()) return status;
  if (absl::Status status = validate(config); !status.ok()) {
    return absl::InvalidArgumentError(absl::StrCat(path, ": ", std::string(status.message())));
  }
  return config;
}

}  // namespace watchfloor
