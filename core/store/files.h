// The little that checkpoints ask of a file system, so that tests can put one under them that loses power.
// Errors name the file: ResourceExhausted when there is no room, NotFound, Unavailable otherwise. Any thread,
// but for a writer: one.
#pragma once

#include <absl/status/statusor.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace watchfloor {

class Files {
 public:
  class Writer {
   public:
    virtual ~Writer() = default;
    virtual absl::Status append(std::string_view bytes) = 0;
    // What was appended is there after a loss of power, if the file is.
    virtual absl::Status sync() = 0;
  };
  class Reader {
   public:
    virtual ~Reader() = default;
    virtual uint64_t size() const = 0;
    // OutOfRange when there are fewer.
    virtual absl::Status read(uint64_t offset, size_t n, char* to) const = 0;
  };

  virtual ~Files() = default;

  // A new file that only its owner may read; one of that name is emptied.
  virtual absl::StatusOr<std::unique_ptr<Writer>> create(const std::string& path) = 0;
  virtual absl::StatusOr<std::unique_ptr<Reader>> open(const std::string& path) = 0;
  // Takes the place of a file of that name.
  virtual absl::Status rename(const std::string& from, const std::string& to) = 0;
  virtual absl::Status remove(const std::string& path) = 0;
  // What was created, renamed or removed beside it is so after a loss of power.
  virtual absl::Status syncFolderOf(const std::string& path) = 0;
  // The paths that begin so, in any order.
  virtual absl::StatusOr<std::vector<std::string>> startingWith(const std::string& path) = 0;

  // Those of the machine.
  static Files& machine();
};

}  // namespace watchfloor
