#include "store/checkpoints.h"

#include <absl/strings/numbers.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>

#include <algorithm>
#include <utility>

namespace watchfloor {
namespace {

constexpr const char* kPrefix = "-checkpoint-";
constexpr const char* kNew = "-checkpoint.new";

}  // namespace

Checkpoints::Checkpoints(std::string path, uint64_t store, Files& files, size_t past)
    : m_path(std::move(path)), m_store(store), m_files(files), m_past(past) {}

void Checkpoints::removeUnfinished() { m_files.remove(m_path + kNew).IgnoreError(); }

absl::Status Checkpoints::look() {
  m_all.clear();
  const std::string prefix = m_path + kPrefix;
  absl::StatusOr<std::vector<std::string>> paths = m_files.startingWith(prefix);
  if (!paths.ok()) return paths.status();
  for (const std::string& path : *paths) {
    Found found{.path = path, .number = 0, .status = {}, .mark = {}};
    if (!absl::SimpleAtoi(path.substr(prefix.size()), &found.number)) continue;
    if (const absl::StatusOr<CheckpointFile> file = open(found); file.ok()) {
      found.mark = file->about().mark;
    } else {
      found.status = file.status();
    }
    m_all.push_back(std::move(found));
  }
  std::sort(m_all.begin(), m_all.end(), [](const auto& a, const auto& b) { return a.number > b.number; });
  return absl::OkStatus();
}

absl::StatusOr<CheckpointFile> Checkpoints::open(const Found& found) const {
  absl::StatusOr<std::unique_ptr<Files::Reader>> reader = m_files.open(found.path);
  if (!reader.ok()) return reader.status();
  absl::StatusOr<CheckpointFile> file = CheckpointFile::open(*std::move(reader));
  if (file.ok() && file->about().store != m_store) {
    return absl::FailedPreconditionError("it belongs to another file of records");
  }
  return file;
}

absl::Status Checkpoints::removeAll() {
  removeUnfinished();
  if (absl::Status status = look(); !status.ok()) return status;
  for (; !m_all.empty(); m_all.pop_back()) {
    if (absl::Status status = m_files.remove(m_all.back().path); !status.ok() && !absl::IsNotFound(status))
      return status;
  }
  return m_files.syncFolderOf(m_path);
}

void Checkpoints::refuse(const std::string& path, const absl::Status& why) {
  for (Found& found : m_all) {
    if (found.path == path) found.status = why;
  }
}

absl::Status Checkpoints::removeBeyond(const Mark& last) {
  for (auto it = m_all.begin(); it != m_all.end();) {
    if (it->mark.record <= last.record && it->mark.tick <= last.tick) {
      ++it;
      continue;
    }
    absl::Status status = m_files.remove(it->path);
    if (status.ok()) status = m_files.syncFolderOf(it->path);
    if (!status.ok()) return status;
    it = m_all.erase(it);
  }
  return absl::OkStatus();
}

absl::Status Checkpoints::write(const Mark& mark, const SavedState& state) {
  const uint64_t number = m_all.empty() ? 1 : m_all.front().number + 1;
  const std::string unfinished = m_path + kNew,
                    path = absl::StrCat(m_path, kPrefix, absl::StrFormat("%06d", number));
  absl::Status status;
  {
    absl::StatusOr<std::unique_ptr<Files::Writer>> file = m_files.create(unfinished);
    if (!file.ok()) return file.status();
    status = CheckpointFile::write(**file, {m_store, mark}, state);
  }
  if (!status.ok()) {
    m_files.remove(unfinished).IgnoreError();  // what has no room takes none from the records
    return status;
  }
  status = m_files.rename(unfinished, path);
  if (status.ok()) status = m_files.syncFolderOf(path);
  if (!status.ok()) {
    if (!m_unsure) m_unsure = mark;
    return status;
  }
  m_unsure.reset();  // its number was the same
  m_all.insert(m_all.begin(), {.path = path, .number = number, .status = {}, .mark = mark});
  return removeOld();
}

absl::Status Checkpoints::removeOld() {
  size_t kept = 0, past = 0;
  const auto isKept = [&](const Found& found) {
    // Those of another store or version may still be of use to somebody else, and those that could not be
    // read just now to us.
    if (!found.status.ok()) return !absl::IsDataLoss(found.status);
    return kept++ < kKept || (found.number % kStride == 0 && past++ < m_past);
  };
  for (auto it = m_all.begin(); it != m_all.end();) {
    if (isKept(*it)) {
      ++it;
      continue;
    }
    if (absl::Status status = m_files.remove(it->path); !status.ok() && !absl::IsNotFound(status))
      return status;
    it = m_all.erase(it);
  }
  return absl::OkStatus();
}

std::optional<Mark> Checkpoints::oldestKept() const {
  std::optional<Mark> oldest;
  size_t kept = 0;
  for (const Found& found : m_all) {
    if (found.status.ok() && kept++ < kKept) oldest = found.mark;
  }
  return oldest ? oldest : m_unsure;  // which is newer than all
}

}  // namespace watchfloor
