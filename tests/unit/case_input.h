// Engine input from the JSON of the golden cases.
#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>
#include <cmath>

#include "model/config.h"
#include "model/record.h"
#include "wire/event_wire.h"

namespace watchfloor {

inline Duration secondsOf(const QJsonValue& v) { return Duration{std::llround(v.toDouble() * 1e6)}; }
inline std::optional<Duration> maybeSeconds(const QJsonObject& o, const char* key) {
  return o[key].isDouble() ? std::optional(secondsOf(o[key])) : std::nullopt;
}

inline EngineConfig configOf(const QJsonObject& json) {
  EngineConfig config;
  if (json.contains("zone")) config.zone = json["zone"].toString().toStdString();
  if (json.contains("reset")) {
    const QStringList parts = json["reset"].toString().split(':');
    config.resetMinutes = parts[0].toInt() * 60 + parts[1].toInt();
  }
  for (const QJsonValue& value : json["targets"].toArray()) {
    const QJsonObject row = value.toObject();
    config.targets.push_back({row["brand"].toString("*").toStdString(),
                              row["channel"].toString("*").toStdString(), maybeSeconds(row, "target_s"),
                              maybeSeconds(row, "short_abandon_s")});
  }
  for (size_t i = 0; i < kServiceLevelSwitchNames.size(); ++i) {
    if (json["service_level"].toString("SHORT").toStdString() == kServiceLevelSwitchNames[i]) {
      config.serviceLevel = static_cast<ServiceLevelSwitch>(i);
    }
  }
  if (json.contains("response_within_s")) config.responseWithin = secondsOf(json["response_within_s"]);
  config.reopenAfter = maybeSeconds(json, "reopen_after_s");
  for (const QJsonValue& brand : json["watched_only"].toArray())
    config.watchedOnly.push_back(brand.toString().toStdString());
  const QJsonObject lost = json["lost_after_s"].toObject();
  for (auto it = lost.begin(); it != lost.end(); ++it)
    config.lostAfter[it.key().toStdString()] = secondsOf(it.value());
  return config;
}

inline Batch batchOf(const QJsonObject& event) {
  Batch batch;
  auto parsed = wire::fromJson(QJsonDocument(event).toJson(QJsonDocument::Compact).toStdString());
  if (parsed.ok()) {
    batch.events.push_back(*std::move(parsed));
  } else {
    batch.unreadable = 1;
  }
  return batch;
}

}  // namespace watchfloor
