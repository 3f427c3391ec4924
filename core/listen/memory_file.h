// A file in memory, with a path: fastText reads and writes nothing else, and texts of customers do not belong
// on a disk. One thread.
#pragma once

#include <string>
#include <string_view>

namespace watchfloor {

class MemoryFile {
 public:
  MemoryFile();  // throws std::system_error, as the others do
  ~MemoryFile();
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  std::string path() const;  // for this process, while the file is there
  void write(std::string_view bytes) const;
  std::string read() const;  // all of it

 private:
  const int m_fd;
};

}  // namespace watchfloor
