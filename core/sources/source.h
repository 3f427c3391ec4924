// A file of events, read part by part through a profile.
//
//   absl::StatusOr<Profile> profile = findProfile("bank_calls", directory);
//   absl::StatusOr<Source> source = Source::open(*profile, "calls.tsv");
//   for (bool isEnd = false; !isEnd;) {
//     absl::StatusOr<Source::Part> part = source->read();
//     if (!part.ok()) return part.status();
//     publish(part->events); report(part->problems); isEnd = part->isEnd;
//   }
//
// Memory: one part and the longest row. One thread at a time.
#pragma once

#include <absl/status/statusor.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "sources/decoder.h"
#include "sources/line_file.h"
#include "sources/profile.h"

namespace watchfloor {

class Source {
 public:
  struct Part {
    std::vector<Event> events;      // in the order of the file, about a thousand at most
    std::vector<CountRow> counts;   // instead, of a file of counts
    std::vector<Problem> problems;  // lines that were skipped
    bool isEnd = false;             // nothing more; when following: nothing more for now, read again later
    bool isPaused = false;          // a pipe says nothing for now: pass on what there is, wait, read again
  };

  // NotFound, PermissionDenied, … with the file's name. Profile::engine has the definitions that go with it.
  static absl::StatusOr<Source> open(const Profile& profile, const std::string& file,
                                     LineFile::Mode mode = LineFile::Mode::kWhole);

  // A status means that the file cannot be read at all: a column is missing, the disk failed.
  absl::StatusOr<Part> read();

  // Nothing more is read of the file: read() gives what was read before, then the end.
  void stop() { m_file.stop(); }

  bool isPipe() const { return m_file.isPipe(); }
  int pipe() const { return m_file.pipe(); }  // to poll() it; -1 when it is none
  int64_t bytesRead() const { return m_file.bytesRead(); }
  int64_t bytesTotal() const { return m_file.bytesTotal(); }  // 0: unknown, as of a pipe

 private:
  Source(LineFile file, std::unique_ptr<Decoder> decoder, LineFile::Mode mode)
      : m_file(std::move(file)), m_decoder(std::move(decoder)), m_mode(mode) {}

  LineFile m_file;
  std::unique_ptr<Decoder> m_decoder;
  LineFile::Mode m_mode;
};

}  // namespace watchfloor
