#include "stopped_store.h"

#include <absl/strings/str_cat.h>

#include <filesystem>

namespace watchfloor {

absl::StatusOr<RecordStore> openStoppedStore(const std::string& path) {
  if (!std::filesystem::exists(path)) {
    return absl::NotFoundError(absl::StrCat(path, ": there is no such file"));
  }
  absl::StatusOr<RecordStore> store = RecordStore::open({.path = path});
  if (!absl::IsFailedPrecondition(store.status())) return store;
  absl::StatusOr<RecordStore> other = RecordStore::open({.path = path, .clock = ClockKind::kEvent});
  return other.ok() ? std::move(other) : std::move(store);
}

}  // namespace watchfloor
