#include "sources/source.h"

#include <optional>
#include <utility>

#include "sources/asterisk_queue_log.h"
#include "sources/delimited.h"
#include "sources/json_lines.h"

namespace watchfloor {
namespace {

constexpr size_t kEventsAtOnce = 1000;
constexpr size_t kLinesAtOnce = 10'000;  // lines may give no event

std::unique_ptr<Decoder> decoderOf(const Profile& profile, const std::string& file) {
  switch (profile.kind) {
    case Profile::Kind::kDelimited:
      return std::make_unique<Delimited>(profile, file);
    case Profile::Kind::kAsteriskQueueLog:
      return std::make_unique<AsteriskQueueLog>(profile, file);
    case Profile::Kind::kJsonLines:
      break;
  }
  return std::make_unique<JsonLines>(file);
}

}  // namespace

absl::StatusOr<Source> Source::open(const Profile& profile, const std::string& file, LineFile::Mode mode) {
  absl::StatusOr<LineFile> lines = LineFile::open(file, mode);
  if (!lines.ok()) return lines.status();
  return Source(*std::move(lines), decoderOf(profile, file), mode);
}

absl::StatusOr<Source::Part> Source::read() {
  Decoded decoded;
  bool isEnd = false, isPaused = false;
  for (size_t lines = 0;
       !isEnd && lines < kLinesAtOnce && decoded.events.size() + decoded.counts.size() < kEventsAtOnce;
       ++lines) {
    absl::StatusOr<std::optional<Line>> line = m_file.next();
    if (!line.ok()) return line.status();
    isPaused = !line->has_value() && m_file.isPaused();
    if (isPaused) break;
    isEnd = !line->has_value();
    absl::Status status = absl::OkStatus();
    if (!isEnd) {
      status = m_decoder->take(**line, decoded);
    } else if (m_mode == LineFile::Mode::kWhole && !m_file.isStopped()) {
      status = m_decoder->finish(decoded);
    }
    if (!status.ok()) return status;
  }
  return Part{.events = std::move(decoded.events),
              .counts = std::move(decoded.counts),
              .problems = std::move(decoded.problems),
              .isEnd = isEnd,
              .isPaused = isPaused};
}

}  // namespace watchfloor
