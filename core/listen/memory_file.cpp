#include "listen/memory_file.h"

#include <absl/strings/str_cat.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace watchfloor {
namespace {

[[noreturn]] void fail(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

}  // namespace

MemoryFile::MemoryFile() : m_fd(::memfd_create("watchfloor", MFD_CLOEXEC)) {
  if (m_fd < 0) fail("a file in memory");
}

MemoryFile::~MemoryFile() { ::close(m_fd); }

std::string MemoryFile::path() const { return absl::StrCat("/proc/self/fd/", m_fd); }

void MemoryFile::write(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t written = ::write(m_fd, bytes.data(), bytes.size());
    if (written <= 0) fail("writing a file in memory");
    bytes.remove_prefix(static_cast<size_t>(written));
  }
}

std::string MemoryFile::read() const {
  std::string bytes;
  std::array<char, 1 << 16> part;
  off_t at = 0;
  for (ssize_t n = 0; (n = ::pread(m_fd, part.data(), part.size(), at)) > 0; at += n) {
    bytes.append(part.data(), static_cast<size_t>(n));
  }
  return bytes;
}

}  // namespace watchfloor
