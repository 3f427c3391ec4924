#include "daemon_config.h"

#include <absl/strings/str_cat.h>

#include "sources/config_file.h"
#include "sources/sentiment_file.h"
#include "toml/toml_file.h"

namespace watchfloor {
namespace {

constexpr int64_t kMany = 1'000'000;
constexpr Duration kLeastKept = hours(26);  // the longest window, and events that come late
constexpr std::array<std::string_view, 2> kClocks = {"wall", "event"};

// By the time of day a contact is kept for idle_contact and a conversation for idle_conversation: what is to
// happen to them later never would.
void checkKept(TomlSection& root, const EngineConfig& config) {
  std::optional<TomlSection> engine = root.section("engine");
  if (!engine) return;
  std::optional<TomlSection> lostAfter = engine->section("lost_after"), limits = engine->section("limits");
  const auto isTold = [](std::optional<TomlSection>& section, std::string_view key) {
    return section && section->has(key);
  };
  const auto days = [](Duration d) { return absl::StrCat(toSeconds(d) / 86'400, "d"); };
  const auto check = [&](std::optional<TomlSection>& section, const std::string& key, const std::string& name,
                         Duration after, std::string_view limit, Duration kept) {
    if (after <= kept) return;
    if (isTold(section, key)) {
      section->wrong(key, absl::StrCat("must be at most ", days(kept), ": nothing is kept for longer than ",
                                       std::string(limit), " in [engine.limits]"));
    } else if (isTold(limits, limit)) {
      limits->wrong(limit, absl::StrCat("must be at least ", days(after), ", which is ", name));
    }
  };
  for (const auto& [channel, after] : config.lostAfter) {
    check(lostAfter, channel, absl::StrCat("lost_after of \"", channel, "\""), after, "idle_contact",
          config.limits.idleContact);
  }
  check(engine, "response_within", "response_within", config.responseWithin, "idle_conversation",
        config.limits.idleConversation);
}

}  // namespace

absl::StatusOr<DaemonConfig> readDaemonConfig(const std::string& path) {
  absl::StatusOr<TomlFile> file = TomlFile::read(path);
  if (!file.ok()) return file.status();
  TomlSection root = file->root();
  DaemonConfig config;
  config.engine = readEngineConfig(root);
  config.sentiment = readSentiment(root);
  if (auto triage = root.section("triage")) triage->text("rules", config.triageRules);
  if (auto topics = root.section("topics")) {
    topics->text("book", config.topicBook);
    topics->integer("brands", config.topicBrands, 0, 200);
  }
  if (auto conversations = root.section("conversations")) {
    conversations->duration("keep", config.conversationKeep, Duration(0));
    conversations->flag("show_personal_data", config.showPersonalData);
  }
  if (auto server = root.section("server")) {
    server->text("listen", config.listen);
    server->number("max_rate_hz", config.maxRateHz, 1, 60);
    server->integer("threads", config.threads, 0, 64);
    server->integer("max_publishers", config.maxPublishers, 1, kMany);
    server->integer("max_walls", config.maxWalls, 1, kMany);
    server->integer("max_replays", config.maxReplays, 0, 100);
    server->integer("max_queued_mib", config.maxQueuedMib, 1, kMany);
    server->word("clock", kClocks, config.clock);
  }
  if (auto store = root.section("store")) {
    store->text("path", config.storePath);
    store->duration("keep", config.keep, kLeastKept);
    store->duration("history_keep", config.historyKeep, Duration(0));
    store->integer("max_gib", config.maxGib, 1, kMany);
    store->duration("checkpoint_every", config.checkpointEvery, seconds(1));
    store->integer("checkpoint_records", config.checkpointRecords, 1, kMany);
    store->integer("past_checkpoints", config.pastCheckpoints, 0, 1'000);
  }
  if (config.clock == ClockKind::kWall) checkKept(root, config.engine);
  if (auto log = root.section("log")) log->word("level", kLogLevels, config.logLevel);
  if (const absl::Status status = file->status(); !status.ok()) return status;
  return config;
}

}  // namespace watchfloor
