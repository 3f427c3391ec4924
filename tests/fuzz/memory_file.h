// A file that lies in memory, for code that opens files by their names.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <string>
#include <string_view>

#include "require.h"

namespace watchfloor::fuzz {

class MemoryFile {
 public:
  explicit MemoryFile(std::string_view text) : m_fd(memfd_create("fuzz", 0)) {
    require(m_fd >= 0 && write(m_fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()),
            "there is room for a file");
  }
  ~MemoryFile() { close(m_fd); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  std::string path() const { return "/proc/self/fd/" + std::to_string(m_fd); }

 private:
  int m_fd;
};

}  // namespace watchfloor::fuzz
