// What SQLite throws, as a status that says what is the matter with which file and what to do. Any thread.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>
#include <absl/status/status.h>

#include <string>
#include <utility>

namespace watchfloor {

// ResourceExhausted: the disk is full. DataLoss: the file is damaged. FailedPrecondition: another program has
// it. Unavailable: all that may pass, which it names.
absl::Status statusOf(const SQLite::Exception& error, const std::string& path);

// Runs `work`, which returns a status and may throw as SQLiteCpp does.
template <typename Work>
absl::Status guarded(const std::string& path, Work&& work) {
  try {
    return std::forward<Work>(work)();
  } catch (const SQLite::Exception& error) {
    return statusOf(error, path);
  }
}

}  // namespace watchfloor
