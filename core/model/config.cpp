#include "model/config.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>
#include <xxhash.h>

#include "model/archive.h"
#include "model/event.h"

namespace watchfloor {
namespace {

std::string orNone(const std::optional<Duration>& d) { return d ? absl::StrCat(d->count()) : "none"; }

}  // namespace

Duration EngineConfig::lostAfterOf(std::string_view channel) const {
  auto it = lostAfter.find(channel);
  if (it == lostAfter.end()) it = lostAfter.find("*");
  return it == lostAfter.end() ? hours(24 * 7) : it->second;
}

absl::Status validate(const EngineConfig& config) {
  if (const auto start = DayStart::make(config.zone, config.resetMinutes); !start.ok()) return start.status();
  for (const TargetRow& row : config.targets) {
    if (row.target && *row.target <= Duration{0}) {
      return absl::InvalidArgumentError("targets: target_s must be above 0");
    }
    if (row.shortAbandon && *row.shortAbandon < Duration{0}) {
      return absl::InvalidArgumentError("targets: short_abandon_s may not be negative");
    }
    if (row.target && row.shortAbandon && *row.shortAbandon >= *row.target) {
      return absl::InvalidArgumentError(absl::StrCat("targets: for ", row.brand, " × ", row.channel,
                                                     " short_abandon_s must be below target_s"));
    }
  }
  if (config.responseWithin <= Duration{0})
    return absl::InvalidArgumentError("response_within must be above 0");
  if (config.reopenAfter && *config.reopenAfter <= Duration{0}) {
    return absl::InvalidArgumentError("reopen_after must be above 0");
  }
  for (const auto& [channel, after] : config.lostAfter) {
    if (after <= Duration{0})
      return absl::InvalidArgumentError(absl::StrCat("lost_after.", channel, " must be above 0"));
  }
  const auto& watched = config.watchedOnly;
  for (size_t i = 0; i < watched.size(); ++i) {
    if (watched[i].empty() || watched[i] == kAll || watched[i].size() > kLongestName)
      return absl::InvalidArgumentError(
          absl::StrCat("watched_only: \"", watched[i], "\" is no brand's name"));
    if (i > 0 && watched[i] <= watched[i - 1])
      return absl::InvalidArgumentError("watched_only: names must be sorted, each once");
  }
  return absl::OkStatus();
}

std::string definitionId(const EngineConfig& config) {
  std::string text =
      absl::StrCat("1|", config.zone, "|", config.resetMinutes, "|", static_cast<int>(config.serviceLevel),
                   "|", config.responseWithin.count(), "|", orNone(config.reopenAfter));
  for (const TargetRow& row : config.targets) {
    absl::StrAppend(&text, "|", row.brand.size(), ":", row.brand, row.channel.size(), ":", row.channel, "|",
                    orNone(row.target), "|", orNone(row.shortAbandon));
  }
  for (const auto& [channel, after] : config.lostAfter)
    absl::StrAppend(&text, "|", channel, "=", after.count());
  for (const std::string& brand : config.watchedOnly)
    absl::StrAppend(&text, "|watched|", brand.size(), ":", brand);
  return absl::StrFormat("%016x", XXH3_64bits(text.data(), text.size()));
}

template <class Archive>
void EngineConfig::persist(Archive& archive) {
  archive(zone, resetMinutes, targets);
  persistWord(archive, serviceLevel, static_cast<int>(kServiceLevelSwitchNames.size()));
  archive(responseWithin, reopenAfter);
  std::vector<std::pair<std::string, Duration>> after(lostAfter.begin(), lostAfter.end());
  uint64_t n = after.size();
  archive.size(n);
  after.resize(n);
  for (auto& [channel, duration] : after) archive(channel, duration);
  lostAfter.clear();
  for (const auto& [channel, duration] : after) lostAfter.emplace(channel, duration);
  archive(silentAfter);
  if (Archive::kIsReading) watchedOnly.clear();
  if (archive.hasWatchedOnly()) archive(watchedOnly);
  if constexpr (Archive::kIsReading) archive.require(archive.ok() && validate(*this).ok());
}
template void EngineConfig::persist(ArchiveWriter&);
template void EngineConfig::persist(ArchiveReader&);

template <class Archive>
void TargetRow::persist(Archive& archive) {
  archive(brand, channel, target, shortAbandon);
}
template void TargetRow::persist(ArchiveWriter&);
template void TargetRow::persist(ArchiveReader&);

}  // namespace watchfloor
