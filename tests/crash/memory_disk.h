// A disk in memory, as one of SQLite's file systems and as that of checkpoints, that loses power, fills up
// and breaks when it is told to.
//
//   MemoryDisk disk("disk");
//   disk.onOperation = [](MemoryDisk::Operation, const std::string& file) { return SQLITE_OK; };
//   RecordStore::open({.path = "records.db", .vfs = disk.name()});
//   MemoryDisk::Image image = disk.powerLoss(random);   // what would be left, if power was lost now
//   disk.restore(image);
//
// What was written since a file's last sync may be there or not after a loss: sectors of 512 bytes are kept
// or lost each on its own, each with what it held at some moment since; so writes are lost, torn and in any
// order. A file's size, and whether it is there at all, and under which name, are such facts of their own.
//
// No two connections at a time. The hooks run without a lock, on the thread that uses SQLite.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <vector>

#include "store/files.h"

namespace watchfloor {

class MemoryDisk : public Files {
 public:
  using Random = std::mt19937_64;
  using Image = std::map<std::string, std::string>;
  enum class Operation { kWrite, kSync, kTruncate, kDelete, kOpen, kRename, kSyncFolder };
  static constexpr int kSkip = -1;  // the operation says that it is done, and is not
  static constexpr size_t kSector = 512;

  explicit MemoryDisk(std::string name);
  ~MemoryDisk() override;
  MemoryDisk(const MemoryDisk&) = delete;
  MemoryDisk& operator=(const MemoryDisk&) = delete;

  const std::string& name() const { return m_name; }

  // Before each operation: SQLITE_OK, kSkip, or the error that it is to end with.
  std::function<int(Operation, const std::string& file)> onOperation;

  Image powerLoss(Random& random) const;
  // All that was there is gone. REQUIRES: no file is open.
  void restore(const Image& image);
  // What is there now, as a program that goes on sees it.
  Image content() const;

  absl::StatusOr<std::unique_ptr<Writer>> create(const std::string& path) override;
  absl::StatusOr<std::unique_ptr<Reader>> open(const std::string& path) override;
  absl::Status rename(const std::string& from, const std::string& to) override;
  absl::Status remove(const std::string& path) override;
  absl::Status syncFolderOf(const std::string& path) override;
  absl::StatusOr<std::vector<std::string>> startingWith(const std::string& path) override;

 private:
  friend struct MemoryFile;
  class MemoryWriter;
  class MemoryReader;
  struct Change {
    size_t offset = 0;
    std::string bytes;
    bool isTruncate = false;  // to `offset`
  };
  struct File {
    std::string name, bytes{}, synced{};
    bool isSqlite = false;          // to sync it makes it be there
    bool isLog = false;             // SQLite's: its first sync is one of the folder, too
    bool isThere = false;           // even after a loss
    std::vector<Change> changes{};  // since the last sync
  };

  int change(File& file, Operation operation, Change change);
  int sync(File& file);
  absl::Status asked(Operation operation, const std::string& file) const;
  static std::string survivor(const File& file, Random& random);
  int ask(Operation operation, const std::string& file) const {
    return onOperation ? onOperation(operation, file) : SQLITE_OK;
  }
  int open(const char* path, sqlite3_file* file, int flags);
  int remove(const char* path, bool isSynced);
  bool has(const char* path) const;
  void syncFolder();  // with the mutex held
  void fillRandom(int n, char* out);

  const std::string m_name;
  sqlite3_vfs m_vfs{};
  mutable std::mutex m_mutex;
  std::map<std::string, std::shared_ptr<File>> m_files;
  std::multimap<std::string, std::shared_ptr<File>> m_removed;  // names that may come back
  Random m_random{7};                                           // SQLite's own
};

}  // namespace watchfloor
