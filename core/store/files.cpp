#include "store/files.h"

#include <absl/strings/str_cat.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

namespace watchfloor {
namespace {

absl::Status statusOf(int error, const std::string& path) {
  const std::string what = absl::StrCat(path, ": ", std::generic_category().message(error));
  if (error == ENOSPC || error == EDQUOT) return absl::ResourceExhaustedError(what);
  if (error == ENOENT) return absl::NotFoundError(what);
  return absl::UnavailableError(what);
}

class Descriptor {
 public:
  explicit Descriptor(int number) : m_number(number) {}
  ~Descriptor() {
    if (m_number >= 0) close(m_number);
  }
  Descriptor(Descriptor&& other) noexcept : m_number(std::exchange(other.m_number, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;
  int operator*() const { return m_number; }

 private:
  int m_number;
};

class MachineWriter : public Files::Writer {
 public:
  MachineWriter(Descriptor file, std::string path) : m_file(std::move(file)), m_path(std::move(path)) {}

  absl::Status append(std::string_view bytes) override {
    while (!bytes.empty()) {
      const ssize_t n = write(*m_file, bytes.data(), bytes.size());
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) return statusOf(errno, m_path);
      bytes.remove_prefix(static_cast<size_t>(n));
    }
    return absl::OkStatus();
  }
  absl::Status sync() override { return fsync(*m_file) == 0 ? absl::OkStatus() : statusOf(errno, m_path); }

 private:
  const Descriptor m_file;
  const std::string m_path;
};

class MachineReader : public Files::Reader {
 public:
  MachineReader(Descriptor file, std::string path, uint64_t size)
      : m_file(std::move(file)), m_path(std::move(path)), m_size(size) {}

  uint64_t size() const override { return m_size; }
  absl::Status read(uint64_t offset, size_t n, char* to) const override {
    while (n > 0) {
      const ssize_t got = pread(*m_file, to, n, static_cast<off_t>(offset));
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return statusOf(errno, m_path);
      if (got == 0) return absl::OutOfRangeError(absl::StrCat(m_path, ": it ends too early"));
      to += got;
      n -= static_cast<size_t>(got);
      offset += static_cast<uint64_t>(got);
    }
    return absl::OkStatus();
  }

 private:
  const Descriptor m_file;
  const std::string m_path;
  const uint64_t m_size;
};

std::string folderOf(const std::string& path) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  return folder.empty() ? "." : folder.string();
}

class MachineFiles : public Files {
 public:
  absl::StatusOr<std::unique_ptr<Writer>> create(const std::string& path) override {
    Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (*file < 0) return statusOf(errno, path);
    return std::make_unique<MachineWriter>(std::move(file), path);
  }
  absl::StatusOr<std::unique_ptr<Reader>> open(const std::string& path) override {
    Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat about {};
    if (*file < 0 || fstat(*file, &about) != 0) return statusOf(errno, path);
    return std::make_unique<MachineReader>(std::move(file), path, static_cast<uint64_t>(about.st_size));
  }
  absl::Status rename(const std::string& from, const std::string& to) override {
    return std::rename(from.c_str(), to.c_str()) == 0 ? absl::OkStatus() : statusOf(errno, from);
  }
  absl::Status remove(const std::string& path) override {
    return unlink(path.c_str()) == 0 ? absl::OkStatus() : statusOf(errno, path);
  }
  absl::Status syncFolderOf(const std::string& path) override {
    const std::string folder = folderOf(path);
    const Descriptor file(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return *file >= 0 && fsync(*file) == 0 ? absl::OkStatus() : statusOf(errno, folder);
  }
  absl::StatusOr<std::vector<std::string>> startingWith(const std::string& path) override {
    const std::string folder = folderOf(path);
    const std::string name = std::filesystem::path(path).filename().string();
    std::vector<std::string> found;
    std::error_code error;
    for (auto it = std::filesystem::directory_iterator(folder, error);
         !error && it != std::filesystem::directory_iterator(); it.increment(error)) {
      const std::string here = it->path().filename().string();
      if (here.starts_with(name)) found.push_back(path + here.substr(name.size()));
    }
    if (error) return statusOf(error.value(), folder);
    return found;
  }
};

}  // namespace

Files& Files::machine() {
  static MachineFiles files;
  return files;
}

}  // namespace watchfloor
