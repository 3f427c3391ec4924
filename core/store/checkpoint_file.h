// A checkpoint as it lies in a file: the state of an engine, and where in which log it was taken. Pure,
// but for the file; any thread.
//
//   sections, one after the other, each a run of chunks: size and stored size (32 bits each), then the bytes,
//     by zstd where that is less
//   footer: what the state is of, and of each section where it lies, its sizes and its XXH3 checksum
//   trailer, 32 bytes: size and checksum of the footer, format, and eight letters
//
// A file without its end is none, so it may be written from front to back. Numbers are little-endian. What is
// read may be anything: sizes are held against the file's before memory is taken, which is at most 1,024
// times the file; and every byte that is handed on was under a checksum.
#pragma once

#include <absl/status/statusor.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "model/saved_state.h"
#include "store/files.h"
#include "store/mark.h"

namespace watchfloor {

class CheckpointFile {
 public:
  static constexpr uint32_t kFormat = 1;

  // Of which store it is, and up to where all that was recorded is in it.
  struct About {
    uint64_t store = 0;
    Mark mark;
  };

  // Everything is on disk on return, but the folder.
  static absl::Status write(Files::Writer& file, const About& about, const SavedState& state);

  // Reads the footer. DataLoss when it is damaged, FailedPrecondition when it is of a newer format.
  static absl::StatusOr<CheckpointFile> open(std::unique_ptr<Files::Reader> file);

  const About& about() const { return m_about; }
  uint64_t bytes() const { return m_file->size(); }
  // Good as long as this is.
  SavedStateSource state() const;

 private:
  struct Section {
    static constexpr bool kIsFlat = true;
    uint64_t offset = 0, stored = 0, bytes = 0, checksum = 0;
  };
  struct Footer;

  absl::StatusOr<std::string> read(size_t section) const;

  About m_about;
  uint32_t m_version = 0;  // of the state
  std::vector<Section> m_sections;
  std::unique_ptr<Files::Reader> m_file;
};

}  // namespace watchfloor
