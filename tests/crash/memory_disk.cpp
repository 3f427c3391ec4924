#include "crash/memory_disk.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <set>
#include <utility>

namespace watchfloor {

// SQLite's handle of an open file.
struct MemoryFile {
  sqlite3_file base;
  MemoryDisk* disk;
  std::shared_ptr<MemoryDisk::File> file;

  static MemoryFile& of(sqlite3_file* base) { return *reinterpret_cast<MemoryFile*>(base); }
  static const sqlite3_io_methods kMethods;

  static int close(sqlite3_file* base) {
    std::destroy_at(&of(base).file);
    return SQLITE_OK;
  }
  static int read(sqlite3_file* base, void* out, int n, sqlite3_int64 offset) {
    MemoryFile& self = of(base);
    const std::lock_guard lock(self.disk->m_mutex);
    const std::string& bytes = self.file->bytes;
    const size_t size = static_cast<size_t>(n), from = std::min(static_cast<size_t>(offset), bytes.size());
    const size_t found = std::min(size, bytes.size() - from);
    std::memcpy(out, bytes.data() + from, found);
    std::memset(static_cast<char*>(out) + found, 0, size - found);
    return found == size ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
  }
  static int write(sqlite3_file* base, const void* data, int n, sqlite3_int64 offset) {
    return of(base).change(
        MemoryDisk::Operation::kWrite,
        {static_cast<size_t>(offset), std::string(static_cast<const char*>(data), static_cast<size_t>(n))});
  }
  static int truncate(sqlite3_file* base, sqlite3_int64 size) {
    return of(base).change(MemoryDisk::Operation::kTruncate, {static_cast<size_t>(size), {}, true});
  }
  int change(MemoryDisk::Operation operation, MemoryDisk::Change change) {
    return disk->change(*file, operation, std::move(change));
  }
  static int sync(sqlite3_file* base, int) { return of(base).disk->sync(*of(base).file); }
  static int size(sqlite3_file* base, sqlite3_int64* out) {
    const std::lock_guard lock(of(base).disk->m_mutex);
    *out = static_cast<sqlite3_int64>(of(base).file->bytes.size());
    return SQLITE_OK;
  }
  static int lock(sqlite3_file*, int) { return SQLITE_OK; }
  static int isReserved(sqlite3_file*, int* out) { return *out = 0; }
  static int control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
  static int sectorSize(sqlite3_file*) { return MemoryDisk::kSector; }
  // As SQLite believes of real disks: a write harms no byte beside it.
  static int traits(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }
};

const sqlite3_io_methods MemoryFile::kMethods = {
    1,        &close,      &read,   &write,  &truncate, &sync,   &size,   &lock,   &lock,  &isReserved,
    &control, &sectorSize, &traits, nullptr, nullptr,   nullptr, nullptr, nullptr, nullptr};

int MemoryDisk::change(File& file, Operation operation, Change change) {
  if (const int code = ask(operation, file.name); code != SQLITE_OK) return std::max(code, 0);
  const std::lock_guard lock(m_mutex);
  std::string& bytes = file.bytes;
  if (change.isTruncate) {
    bytes.resize(std::min(bytes.size(), change.offset));
  } else {
    bytes.resize(std::max(bytes.size(), change.offset + change.bytes.size()));
    std::copy(change.bytes.begin(), change.bytes.end(),
              bytes.begin() + static_cast<std::ptrdiff_t>(change.offset));
  }
  file.changes.push_back(std::move(change));
  return SQLITE_OK;
}

int MemoryDisk::sync(File& file) {
  if (const int code = ask(Operation::kSync, file.name); code != SQLITE_OK) return std::max(code, 0);
  const std::lock_guard lock(m_mutex);
  file.synced = file.bytes;
  file.changes.clear();
  if (file.isLog && !file.isThere) syncFolder();
  if (file.isSqlite) file.isThere = true;
  return SQLITE_OK;
}

MemoryDisk::MemoryDisk(std::string name) : m_name(std::move(name)) {
  m_vfs.iVersion = 1;
  m_vfs.szOsFile = sizeof(MemoryFile);
  m_vfs.mxPathname = 200;
  m_vfs.zName = m_name.c_str();
  m_vfs.pAppData = this;
  m_vfs.xOpen = [](sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* outFlags) {
    if (outFlags) *outFlags = flags;
    return static_cast<MemoryDisk*>(vfs->pAppData)->open(path, file, flags);
  };
  m_vfs.xDelete = [](sqlite3_vfs* vfs, const char* path, int isSynced) {
    return static_cast<MemoryDisk*>(vfs->pAppData)->remove(path, isSynced != 0);
  };
  m_vfs.xAccess = [](sqlite3_vfs* vfs, const char* path, int, int* out) {
    *out = static_cast<MemoryDisk*>(vfs->pAppData)->has(path) ? 1 : 0;
    return SQLITE_OK;
  };
  m_vfs.xFullPathname = [](sqlite3_vfs*, const char* path, int n, char* out) {
    sqlite3_snprintf(n, out, "%s", path);
    return SQLITE_OK;
  };
  m_vfs.xRandomness = [](sqlite3_vfs* vfs, int n, char* out) {
    static_cast<MemoryDisk*>(vfs->pAppData)->fillRandom(n, out);
    return n;
  };
  m_vfs.xSleep = [](sqlite3_vfs*, int micros) { return micros; };
  m_vfs.xCurrentTime = [](sqlite3_vfs*, double* out) {
    *out = 2461000.5;
    return SQLITE_OK;
  };
  m_vfs.xGetLastError = [](sqlite3_vfs*, int, char*) { return 0; };
  sqlite3_vfs_register(&m_vfs, 0);
}

MemoryDisk::~MemoryDisk() { sqlite3_vfs_unregister(&m_vfs); }

int MemoryDisk::open(const char* path, sqlite3_file* base, int flags) {
  base->pMethods = nullptr;
  std::shared_ptr<File> file;
  {
    const std::lock_guard lock(m_mutex);
    const auto it = path ? m_files.find(path) : m_files.end();
    if (it != m_files.end()) file = it->second;
  }
  if (!file) {
    if (!(flags & SQLITE_OPEN_CREATE)) return SQLITE_CANTOPEN;
    file = std::make_shared<File>();
    file->name = path ? path : "";
    file->isSqlite = true;
    file->isLog = (flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL)) != 0;
    if (path) {  // otherwise nobody else sees it
      if (const int code = ask(Operation::kOpen, file->name); code != SQLITE_OK) return SQLITE_CANTOPEN;
      const std::lock_guard lock(m_mutex);
      m_files[path] = file;
    }
  }
  auto* self = reinterpret_cast<MemoryFile*>(base);
  self->disk = this;
  new (&self->file) std::shared_ptr<File>(std::move(file));
  base->pMethods = &MemoryFile::kMethods;
  return SQLITE_OK;
}

int MemoryDisk::remove(const char* path, bool isSynced) {
  if (const int code = ask(Operation::kDelete, path); code != SQLITE_OK) return std::max(code, 0);
  const std::lock_guard lock(m_mutex);
  const auto it = m_files.find(path);
  if (it == m_files.end()) return SQLITE_IOERR_DELETE_NOENT;
  m_removed.emplace(path, it->second);
  m_files.erase(it);
  if (isSynced) syncFolder();
  return SQLITE_OK;
}

void MemoryDisk::syncFolder() {
  for (const auto& [name, file] : m_files) file->isThere = true;
  m_removed.clear();
}

bool MemoryDisk::has(const char* path) const {
  const std::lock_guard lock(m_mutex);
  return m_files.contains(path);
}

void MemoryDisk::fillRandom(int n, char* out) {
  const std::lock_guard lock(m_mutex);
  for (int i = 0; i < n; ++i) out[i] = static_cast<char>(m_random());
}

std::string MemoryDisk::survivor(const File& file, Random& random) {
  // How likely a sector is to be kept as it is before the next change of it: often never, or at once.
  static constexpr uint32_t kChances[] = {0, 0, 5, 30, 100};  // %
  const uint32_t chance = kChances[random() % std::size(kChances)];
  constexpr size_t kSizeItself = SIZE_MAX;
  std::set<size_t> kept;
  const auto isKept = [&](size_t sector) {
    if (kept.contains(sector)) return true;
    if (random() % 100 >= chance) return false;
    kept.insert(sector);
    return true;
  };
  std::string bytes = file.synced;
  size_t size = bytes.size();
  for (const Change& change : file.changes) {
    const bool isSizeKept = isKept(kSizeItself);
    if (change.isTruncate) {
      if (isSizeKept) continue;
      size = std::min(size, change.offset);
      if (change.offset < bytes.size())
        std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(change.offset), bytes.end(), '\0');
      continue;
    }
    const size_t end = change.offset + change.bytes.size();
    bytes.resize(std::max(bytes.size(), end));
    if (!isSizeKept) size = std::max(size, end);
    for (size_t from = change.offset; from < end;) {
      const size_t to = std::min(end, (from / kSector + 1) * kSector);
      if (!isKept(from / kSector))
        std::copy_n(change.bytes.data() + (from - change.offset), to - from, bytes.data() + from);
      from = to;
    }
  }
  bytes.resize(size);
  return bytes;
}

MemoryDisk::Image MemoryDisk::powerLoss(Random& random) const {
  const std::lock_guard lock(m_mutex);
  Image image;
  for (const auto& [name, file] : m_removed) {
    if (random() % 2) image[name] = survivor(*file, random);
  }
  for (const auto& [name, file] : m_files) {
    if (file->isThere || random() % 2) {
      image[name] = survivor(*file, random);
    }
  }
  return image;
}

MemoryDisk::Image MemoryDisk::content() const {
  const std::lock_guard lock(m_mutex);
  Image image;
  for (const auto& [name, file] : m_files) image[name] = file->bytes;
  return image;
}

void MemoryDisk::restore(const Image& image) {
  const std::lock_guard lock(m_mutex);
  m_files.clear();
  m_removed.clear();
  for (const auto& [name, bytes] : image) {
    m_files[name] =
        std::make_shared<File>(File{.name = name, .bytes = bytes, .synced = bytes, .isThere = true});
  }
}

absl::Status MemoryDisk::asked(Operation operation, const std::string& file) const {
  const int code = ask(operation, file);
  if (code == SQLITE_OK || code == kSkip) return absl::OkStatus();
  if (code == SQLITE_FULL) return absl::ResourceExhaustedError(file + ": the disk is full");
  return absl::UnavailableError(file + ": it failed");
}

class MemoryDisk::MemoryWriter : public Files::Writer {
 public:
  MemoryWriter(MemoryDisk& disk, std::shared_ptr<File> file) : m_disk(disk), m_file(std::move(file)) {}

  absl::Status append(std::string_view bytes) override {
    return statusOf(m_disk.change(*m_file, Operation::kWrite, {m_file->bytes.size(), std::string(bytes)}));
  }
  absl::Status sync() override { return statusOf(m_disk.sync(*m_file)); }

 private:
  absl::Status statusOf(int code) const {
    if (code == SQLITE_OK) return absl::OkStatus();
    if (code == SQLITE_FULL) return absl::ResourceExhaustedError(m_file->name + ": the disk is full");
    return absl::UnavailableError(m_file->name + ": it failed");
  }

  MemoryDisk& m_disk;
  const std::shared_ptr<File> m_file;
};

class MemoryDisk::MemoryReader : public Files::Reader {
 public:
  explicit MemoryReader(std::string bytes) : m_bytes(std::move(bytes)) {}
  uint64_t size() const override { return m_bytes.size(); }
  absl::Status read(uint64_t offset, size_t n, char* to) const override {
    if (offset > m_bytes.size() || n > m_bytes.size() - offset)
      return absl::OutOfRangeError("it ends too early");
    std::copy_n(m_bytes.data() + offset, n, to);
    return absl::OkStatus();
  }

 private:
  const std::string m_bytes;
};

absl::StatusOr<std::unique_ptr<Files::Writer>> MemoryDisk::create(const std::string& path) {
  if (absl::Status status = asked(Operation::kOpen, path); !status.ok()) return status;
  const std::lock_guard lock(m_mutex);
  std::shared_ptr<File>& file = m_files[path];
  if (file) {
    file->changes.push_back({0, {}, true});  // it is emptied
    file->bytes.clear();
  } else {
    file = std::make_shared<File>(File{.name = path});
  }
  return std::make_unique<MemoryWriter>(*this, file);
}

absl::StatusOr<std::unique_ptr<Files::Reader>> MemoryDisk::open(const std::string& path) {
  const std::lock_guard lock(m_mutex);
  const auto it = m_files.find(path);
  if (it == m_files.end()) return absl::NotFoundError(path);
  return std::make_unique<MemoryReader>(it->second->bytes);
}

// The file may be found under its old name, its new one, or both, until the folder is synced.
absl::Status MemoryDisk::rename(const std::string& from, const std::string& to) {
  if (absl::Status status = asked(Operation::kRename, from); !status.ok()) return status;
  const std::lock_guard lock(m_mutex);
  const auto it = m_files.find(from);
  if (it == m_files.end()) return absl::NotFoundError(from);
  const std::shared_ptr<File> file = it->second;
  if (file->isThere) m_removed.emplace(from, file);
  m_files.erase(it);
  if (const auto old = m_files.find(to); old != m_files.end()) m_removed.emplace(to, old->second);
  file->name = to;
  file->isThere = false;
  m_files[to] = file;
  return absl::OkStatus();
}

absl::Status MemoryDisk::remove(const std::string& path) {
  if (absl::Status status = asked(Operation::kDelete, path); !status.ok()) return status;
  const std::lock_guard lock(m_mutex);
  const auto it = m_files.find(path);
  if (it == m_files.end()) return absl::NotFoundError(path);
  if (it->second->isThere) m_removed.emplace(path, it->second);
  m_files.erase(it);
  return absl::OkStatus();
}

absl::Status MemoryDisk::syncFolderOf(const std::string& path) {
  const int code = ask(Operation::kSyncFolder, path);
  if (code == kSkip) return absl::OkStatus();
  if (code != SQLITE_OK) return absl::UnavailableError(path + ": its folder cannot be synced");
  const std::lock_guard lock(m_mutex);
  syncFolder();
  return absl::OkStatus();
}

absl::StatusOr<std::vector<std::string>> MemoryDisk::startingWith(const std::string& path) {
  const std::lock_guard lock(m_mutex);
  std::vector<std::string> found;
  for (const auto& [name, file] : m_files) {
    if (name.starts_with(path)) found.push_back(name);
  }
  return found;
}

}  // namespace watchfloor
