// Reading whole sources in tests.
#pragma once

#include <absl/status/status.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sources/source.h"

namespace watchfloor {

struct Reading {
  absl::Status status;
  std::vector<Event> events;
  std::vector<Problem> problems;

  template <typename Body>
  std::vector<const Event*> of() const {
    std::vector<const Event*> found;
    for (const Event& event : events) {
      if (std::holds_alternative<Body>(event.body)) found.push_back(&event);
    }
    return found;
  }
  // How many contact events of each phase.
  std::map<ContactEvent::Phase, int> phases() const {
    std::map<ContactEvent::Phase, int> counts;
    for (const Event* event : of<ContactEvent>()) ++counts[std::get<ContactEvent>(event->body).phase];
    return counts;
  }
};

inline Reading readOn(Source& source) {
  Reading reading;
  for (bool isEnd = false; !isEnd;) {
    absl::StatusOr<Source::Part> part = source.read();
    if (!part.ok()) {
      reading.status = part.status();
      return reading;
    }
    std::move(part->events.begin(), part->events.end(), std::back_inserter(reading.events));
    std::move(part->problems.begin(), part->problems.end(), std::back_inserter(reading.problems));
    isEnd = part->isEnd;
  }
  return reading;
}

inline Reading readFile(const Profile& profile, const std::string& path) {
  absl::StatusOr<Source> source = Source::open(profile, path);
  if (!source.ok()) return {.status = source.status(), .events = {}, .problems = {}};
  return readOn(*source);
}

inline void writeFile(const QString& path, std::string_view text,
                      QIODevice::OpenMode mode = QIODevice::WriteOnly) {
  QFile file(path);
  if (!file.open(mode) || file.write(text.data(), static_cast<qint64>(text.size())) < 0) {
    qFatal("%s cannot be written", qPrintable(path));
  }
}

inline Reading readText(const Profile& profile, std::string_view text) {
  QTemporaryDir folder;
  const QString path = folder.filePath("input");
  writeFile(path, text);
  return readFile(profile, path.toStdString());
}

inline const std::string kProfiles = WATCHFLOOR_SOURCE_DIR "/resources/profiles";
inline const std::string kFixtures = WATCHFLOOR_SOURCE_DIR "/tests/fixtures/";
inline const std::string kRecordings = WATCHFLOOR_SOURCE_DIR "/../shared/data/";

}  // namespace watchfloor
