// The lines of a file, whole or while it is being written to, in memory bounded by the longest line allowed.
//
//   auto file = LineFile::open("queue_log", LineFile::Mode::kFollow);
//   while (std::optional<Line> line = *file->next()) use(*line);  // later again: what was written meanwhile
//
// A line ends with \n or \r\n; a byte order mark at the beginning is no part of the first. Whole: the last
// line may lack its end. Following: a line that has no end yet waits for it; a file that was replaced
// (rotated) is read to its end before the new one is begun; one that was truncated, or rewritten, is read
// from its beginning. A pipe that says nothing now pauses: what came before is given, later there may be
// more, and poll() on pipe() says when. One that nobody has opened for writing yet is one that says nothing.
// One thread at a time.
#pragma once

#include <absl/status/statusor.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace watchfloor {

struct Line {
  std::string_view text;   // valid until the next call
  int64_t number = 0;      // from 1, in the file that it stands in
  bool isTooLong = false;  // above kLongest; `text` is empty
};

class LineFile {
 public:
  enum class Mode : uint8_t { kWhole, kFollow };
  static constexpr size_t kLongest = 1 << 20;

  // NotFound, PermissionDenied, … with the file's name.
  static absl::StatusOr<LineFile> open(std::string path, Mode mode);
  ~LineFile();
  LineFile(LineFile&& other) noexcept;
  LineFile& operator=(LineFile&&) = delete;

  // None: nothing more, or, when following or when it is paused, for now.
  absl::StatusOr<std::optional<Line>> next();
  bool isPaused() const { return m_isPaused; }  // at the last next()
  bool isPipe() const { return m_isPipe; }      // or whatever else has no size
  int pipe() const { return m_isPipe ? m_fd : -1; }

  // Nothing more is read: next() gives the whole lines that were read before, then none.
  void stop() { m_isStopped = true; }
  bool isStopped() const { return m_isStopped; }

  const std::string& path() const { return m_path; }
  int64_t bytesRead() const { return m_offset; }
  int64_t bytesTotal() const;  // at the moment; 0 for what has no size, as a pipe

 private:
  LineFile(std::string path, Mode mode, int fd, bool isPipe)
      : m_path(std::move(path)), m_mode(mode), m_fd(fd), m_isPipe(isPipe) {}

  std::optional<Line> takeLine(size_t length, size_t lineBreak);
  std::optional<Line> takeRest();
  bool saysNothing() const;
  absl::StatusOr<bool> readMore();
  bool isRewritten() const;
  bool isReplaced() const;
  void restart();

  std::string m_path;
  Mode m_mode;
  int m_fd;
  bool m_isPipe;
  bool m_isPaused = false;
  bool m_isStopped = false;
  int64_t m_offset = 0;  // bytes read of the open file
  int64_t m_number = 0;  // of the last line
  std::string m_buffer;  // read, not yet given: from m_begin; before m_searched there is no line break
  size_t m_begin = 0, m_searched = 0;
  std::string m_tail;         // the last bytes before m_offset, to recognise a file that was rewritten
  bool m_isTooLong = false;   // the line that m_buffer continues is
  bool m_isWaiting = false;   // the last call found nothing
  bool m_isReplaced = false;  // another file has the name now
};

}  // namespace watchfloor
