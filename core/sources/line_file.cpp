#include "sources/line_file.h"

#include <absl/status/status.h>
#include <absl/strings/str_cat.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

namespace watchfloor {
namespace {

constexpr size_t kBlock = 256 * 1024;
constexpr size_t kTail = 64;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

absl::StatusOr<LineFile> LineFile::open(std::string path, Mode mode) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);  // of a pipe waits for nobody
  if (fd < 0) return absl::ErrnoToStatus(errno, absl::StrCat(path, ": cannot be opened"));
  ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) & ~O_NONBLOCK);
  struct stat info {};
  if (::fstat(fd, &info) == 0 && S_ISDIR(info.st_mode)) {
    ::close(fd);
    return absl::InvalidArgumentError(absl::StrCat(path, ": is a directory; name a file"));
  }
  return LineFile(std::move(path), mode, fd, !S_ISREG(info.st_mode));
}

LineFile::~LineFile() {
  if (m_fd >= 0) ::close(m_fd);
}

LineFile::LineFile(LineFile&& other) noexcept
    : m_path(std::move(other.m_path)),
      m_mode(other.m_mode),
      m_fd(std::exchange(other.m_fd, -1)),
      m_isPipe(other.m_isPipe),
      m_isPaused(other.m_isPaused),
      m_isStopped(other.m_isStopped),
      m_offset(other.m_offset),
      m_number(other.m_number),
      m_buffer(std::move(other.m_buffer)),
      m_begin(other.m_begin),
      m_searched(other.m_searched),
      m_tail(std::move(other.m_tail)),
      m_isTooLong(other.m_isTooLong),
      m_isWaiting(other.m_isWaiting),
      m_isReplaced(other.m_isReplaced) {}

int64_t LineFile::bytesTotal() const {
  struct stat info {};
  return ::fstat(m_fd, &info) == 0 && S_ISREG(info.st_mode) ? info.st_size : 0;
}

absl::StatusOr<std::optional<Line>> LineFile::next() {
  m_isPaused = false;
  if (m_mode == Mode::kFollow && std::exchange(m_isWaiting, false) && isRewritten()) restart();
  while (true) {
    const size_t end = m_buffer.find('\n', m_searched);
    if (end != std::string::npos) return takeLine(end - m_begin, 1);
    m_searched = m_buffer.size();
    if (m_searched - m_begin > kLongest) {
      m_isTooLong = true;
      m_begin = m_searched;
    }
    if (m_isStopped) return std::nullopt;
    if (saysNothing()) {
      m_isPaused = true;
      return std::nullopt;
    }
    absl::StatusOr<bool> isMore = readMore();
    if (!isMore.ok()) return isMore.status();
    if (*isMore) continue;
    if (m_mode == Mode::kWhole) return takeRest();
    if (m_isReplaced) {  // and read to its end
      const int fd = ::open(m_path.c_str(), O_RDONLY | O_CLOEXEC);
      if (fd >= 0) {
        std::optional<Line> rest = takeRest();
        if (rest) {
          ::close(fd);  // the new file is begun once the rest of this one has been given
          return rest;
        }
        ::close(m_fd);
        m_fd = fd;
        m_isReplaced = false;
        restart();
        continue;
      }
    } else if (isReplaced()) {
      m_isReplaced = true;  // what was written before that is still to be read
      continue;
    }
    m_isWaiting = true;
    return std::nullopt;
  }
}

std::optional<Line> LineFile::takeLine(size_t length, size_t lineBreak) {
  Line line{.text = std::string_view(m_buffer).substr(m_begin, length), .number = ++m_number};
  m_begin += length + lineBreak;
  m_searched = m_begin;
  if (line.number == 1 && line.text.starts_with(kByteOrderMark))
    line.text.remove_prefix(kByteOrderMark.size());
  if (line.text.ends_with('\r')) line.text.remove_suffix(1);
  line.isTooLong = std::exchange(m_isTooLong, false) || line.text.size() > kLongest;
  if (line.isTooLong) line.text = {};
  return line;
}

std::optional<Line> LineFile::takeRest() {
  if (m_begin == m_buffer.size() && !m_isTooLong) return std::nullopt;
  return takeLine(m_buffer.size() - m_begin, 0);
}

bool LineFile::saysNothing() const {
  pollfd pipe{.fd = m_fd, .events = POLLIN, .revents = 0};
  return m_isPipe && ::poll(&pipe, 1, 0) <= 0;
}

absl::StatusOr<bool> LineFile::readMore() {
  m_buffer.erase(0, m_begin);
  m_searched -= m_begin;
  m_begin = 0;
  const size_t had = m_buffer.size();
  m_buffer.resize(had + kBlock);
  ssize_t count = 0;
  do {
    count = ::read(m_fd, m_buffer.data() + had, kBlock);
  } while (count < 0 && errno == EINTR);
  m_buffer.resize(had + static_cast<size_t>(std::max<ssize_t>(count, 0)));
  if (count < 0) return absl::ErrnoToStatus(errno, absl::StrCat(m_path, ": cannot be read"));
  if (count == 0) return false;
  m_offset += count;
  m_tail.append(m_buffer, had + static_cast<size_t>(count) - std::min(kTail, static_cast<size_t>(count)));
  if (m_tail.size() > kTail) m_tail.erase(0, m_tail.size() - kTail);
  return true;
}

bool LineFile::isRewritten() const {
  struct stat info {};
  if (::fstat(m_fd, &info) != 0 || !S_ISREG(info.st_mode)) return false;
  if (info.st_size < m_offset) return true;
  std::array<char, kTail> there{};
  const ssize_t count =
      ::pread(m_fd, there.data(), m_tail.size(), m_offset - static_cast<int64_t>(m_tail.size()));
  return count == static_cast<ssize_t>(m_tail.size()) &&
         std::string_view(there.data(), m_tail.size()) != m_tail;
}

bool LineFile::isReplaced() const {
  struct stat open {
  }, named{};
  return ::fstat(m_fd, &open) == 0 && ::stat(m_path.c_str(), &named) == 0 &&
         (open.st_ino != named.st_ino || open.st_dev != named.st_dev);
}

void LineFile::restart() {
  ::lseek(m_fd, 0, SEEK_SET);
  m_offset = m_number = 0;
  m_buffer.clear();
  m_tail.clear();
  m_begin = m_searched = 0;
  m_isTooLong = false;
}

}  // namespace watchfloor
