#include "store/checkpoint_file.h"

#include <absl/strings/str_cat.h>
#define XXH_STATIC_LINKING_ONLY  // for XXH3_state_t on the stack
#include <xxhash.h>
#include <zstd.h>

#include <array>
#include <cstring>
#include <utility>

namespace watchfloor {
namespace {

constexpr std::array<char, 8> kLetters = {'W', 'F', 'L', 'R', 'C', 'K', 'P', 'T'};
constexpr int kLevel = 1;                // of zstd: 2 gives 2 % more for half the speed
constexpr uint64_t kMostFolded = 1'024;  // bytes that one may stand for
constexpr size_t kWorthPacking = 8'192;
constexpr size_t kAtOnce = size_t{1} << 20;
constexpr uint64_t kBetweenSyncs = uint64_t{32} << 20;  // so that nobody else's sync waits for a gigabyte

struct ChunkHead {
  uint32_t size = 0, stored = 0;
};

struct Trailer {
  uint64_t footer = 0, checksum = 0;
  uint32_t format = 0, spare = 0;
  std::array<char, 8> letters{};
};
static_assert(sizeof(Trailer) == 32);

std::string_view viewOf(const auto& flat) { return {reinterpret_cast<const char*>(&flat), sizeof flat}; }

uint64_t checksumOf(std::string_view bytes, uint64_t seed) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

// Gathers what is written, and counts it.
class Output {
 public:
  explicit Output(Files::Writer& file) : m_file(file) {}

  absl::Status append(std::string_view bytes) {
    m_waiting.append(bytes);
    m_size += bytes.size();
    return m_waiting.size() < kAtOnce ? absl::OkStatus() : pass();
  }
  absl::Status end() {
    absl::Status status = pass();
    return status.ok() ? m_file.sync() : status;
  }
  uint64_t size() const { return m_size; }

 private:
  absl::Status pass() {
    absl::Status status = m_file.append(m_waiting);
    m_unsynced += m_waiting.size();
    m_waiting.clear();
    if (!status.ok() || m_unsynced < kBetweenSyncs) return status;
    m_unsynced = 0;
    return m_file.sync();
  }

  Files::Writer& m_file;
  std::string m_waiting;
  uint64_t m_size = 0, m_unsynced = 0;
};

// Of one chunk after the other.
class Packer {
 public:
  Packer() : m_context(ZSTD_createCCtx()), m_room(ZSTD_compressBound(ArchiveWriter::kLargest)) {}
  ~Packer() { ZSTD_freeCCtx(m_context); }
  Packer(const Packer&) = delete;
  Packer& operator=(const Packer&) = delete;

  // Good until the next call; the same bytes when nothing is gained.
  std::string_view pack(std::string_view bytes) {
    if (bytes.size() < kWorthPacking) return bytes;
    const size_t n =
        ZSTD_compressCCtx(m_context, m_room.data.get(), m_room.size, bytes.data(), bytes.size(), kLevel);
    if (ZSTD_isError(n) || n >= bytes.size() || n * kMostFolded < bytes.size()) return bytes;
    return {m_room.data.get(), n};
  }

 private:
  ZSTD_CCtx* const m_context;
  Bytes m_room;
};

absl::Status damaged(const char* what) { return absl::DataLossError(what); }

}  // namespace

struct CheckpointFile::Footer {
  uint32_t version = 0;
  About about;
  std::vector<Section> sections;

  template <class Archive>
  void persist(Archive& archive) {
    archive(version, about.store, about.mark.record, about.mark.tick, sections);
  }
};

absl::Status CheckpointFile::write(Files::Writer& file, const About& about, const SavedState& state) {
  Output output(file);
  Packer packer;
  Footer footer{.version = state.version, .about = about, .sections = {}};
  for (const std::vector<Bytes>& chunks : state.sections) {
    Section section{.offset = output.size()};
    XXH3_state_t hash;
    XXH3_64bits_reset_withSeed(&hash, footer.sections.size());
    for (const Bytes& chunk : chunks) {
      const std::string_view packed = packer.pack(chunk.view());
      const ChunkHead head{static_cast<uint32_t>(chunk.size), static_cast<uint32_t>(packed.size())};
      for (const std::string_view part : {viewOf(head), packed}) {
        XXH3_64bits_update(&hash, part.data(), part.size());
        if (absl::Status status = output.append(part); !status.ok()) return status;
      }
      section.bytes += chunk.size;
    }
    section.stored = output.size() - section.offset;
    section.checksum = XXH3_64bits_digest(&hash);
    footer.sections.push_back(section);
  }
  ArchiveWriter archive;
  archive(footer);
  std::string end;
  for (const Bytes& chunk : archive.take()) end += chunk.view();
  const Trailer trailer{
      .footer = end.size(), .checksum = checksumOf(end, kFormat), .format = kFormat, .letters = kLetters};
  end += viewOf(trailer);
  absl::Status status = output.append(end);
  return status.ok() ? output.end() : status;
}

absl::StatusOr<CheckpointFile> CheckpointFile::open(std::unique_ptr<Files::Reader> file) {
  Trailer trailer;
  const uint64_t size = file->size();
  if (size < sizeof trailer) return damaged("it is too short");
  absl::Status status = file->read(size - sizeof trailer, sizeof trailer, reinterpret_cast<char*>(&trailer));
  if (!status.ok()) return status;
  if (trailer.letters != kLetters) return damaged("its end is missing");
  if (trailer.format > kFormat) {
    return absl::FailedPreconditionError(absl::StrCat("it was written by a newer version (its format is ",
                                                      trailer.format, ", this program knows up to ", kFormat,
                                                      ")"));
  }
  if (trailer.footer > size - sizeof trailer) return damaged("its footer is longer than the file");
  std::string bytes(trailer.footer, '\0');
  const uint64_t footerAt = size - sizeof trailer - trailer.footer;
  status = file->read(footerAt, bytes.size(), bytes.data());
  if (!status.ok()) return status;
  if (trailer.checksum != checksumOf(bytes, trailer.format)) return damaged("its footer's checksum is wrong");
  Footer footer;
  ArchiveReader archive(bytes);
  archive(footer);
  if (!archive.ok() || !archive.isAtEnd()) return damaged("its footer makes no sense");
  for (const Section& s : footer.sections) {
    if (s.offset > footerAt || s.stored > footerAt - s.offset || s.bytes / kMostFolded > s.stored) {
      return damaged("the sizes of its sections make no sense");
    }
  }
  CheckpointFile result;
  result.m_about = footer.about;
  result.m_version = footer.version;
  result.m_sections = std::move(footer.sections);
  result.m_file = std::move(file);
  return result;
}

SavedStateSource CheckpointFile::state() const {
  return {.version = m_version, .sections = m_sections.size(), .read = [this](size_t section) {
            return read(section);
          }};
}

absl::StatusOr<std::string> CheckpointFile::read(size_t number) const {
  const Section& section = m_sections[number];
  const Bytes stored(section.stored);
  absl::Status status = m_file->read(section.offset, stored.size, stored.data.get());
  if (!status.ok()) return status;
  if (checksumOf(stored.view(), number) != section.checksum) {
    return absl::DataLossError(absl::StrCat("the checksum of its section ", number, " is wrong"));
  }
  std::string bytes(section.bytes, '\0');
  size_t filled = 0;
  for (std::string_view rest = stored.view(); !rest.empty();) {
    ChunkHead head;
    if (rest.size() < sizeof head) return damaged("a section ends too early");
    std::memcpy(&head, rest.data(), sizeof head);
    rest.remove_prefix(sizeof head);
    if (head.stored > rest.size() || head.size > bytes.size() - filled || head.stored > head.size) {
      return damaged("the sizes of a section make no sense");
    }
    char* const to = bytes.data() + filled;
    if (head.stored == head.size) {
      std::memcpy(to, rest.data(), head.size);
    } else if (ZSTD_decompress(to, head.size, rest.data(), head.stored) != head.size) {
      return damaged("a section cannot be unpacked");
    }
    filled += head.size;
    rest.remove_prefix(head.stored);
  }
  if (filled != bytes.size()) return damaged("a section is too short");
  return bytes;
}

}  // namespace watchfloor
