// Checkpoints: a file of any bytes; a right one with some bytes changed; and, past all checksums, the
// sections of a right one with some bytes changed, cut, or put in. The first byte says which. Each is read or
// refused, and what is read can be saved again.
#include <optional>
#include <vector>

#include "engine/engine.h"
#include "records.h"
#include "require.h"
#include "store/checkpoint_file.h"

using namespace watchfloor;

namespace {

class MemoryWriter : public Files::Writer {
 public:
  explicit MemoryWriter(std::string* bytes) : m_bytes(*bytes) {}
  absl::Status append(std::string_view bytes) override {
    m_bytes += bytes;
    return absl::OkStatus();
  }
  absl::Status sync() override { return absl::OkStatus(); }

 private:
  std::string& m_bytes;
};

class MemoryReader : public Files::Reader {
 public:
  explicit MemoryReader(std::string bytes) : m_bytes(std::move(bytes)) {}
  uint64_t size() const override { return m_bytes.size(); }
  absl::Status read(uint64_t offset, size_t n, char* to) const override {
    fuzz::require(offset <= m_bytes.size() && n <= m_bytes.size() - offset, "nothing is read past the end");
    std::copy_n(m_bytes.data() + offset, n, to);
    return absl::OkStatus();
  }

 private:
  const std::string m_bytes;
};

EngineConfig smallConfig() {
  EngineConfig config;
  config.limits.cells = 30;
  return config;
}

// That of an engine which has something of everything.
struct Right {
  std::string file;
  std::vector<std::string> sections;

  Right() {
    std::vector<uint8_t> bytes;
    for (uint32_t i = 0, x = 1; i < 8'000; ++i)
      bytes.push_back(static_cast<uint8_t>((x = x * 1664525 + 1013904223) >> 24));
    fuzz::Choices choices(bytes.data(), bytes.size());
    fuzz::Records records(choices);
    Engine engine(smallConfig(), ClockKind::kWall);
    Time now = fuzz::kStart;
    while (!choices.isAtEnd()) {
      Batch batch;
      for (int i = 0; i < 10; ++i) batch.events.push_back(records.event(now));
      engine.apply(batch);
      engine.advance(now += seconds(20));
    }
    const SavedState state = engine.save();
    MemoryWriter writer(&file);
    fuzz::require(CheckpointFile::write(writer, {.store = 1, .mark = {1, 1}}, state).ok(), "it is written");
    for (const auto& chunks : state.sections) {
      std::string& section = sections.emplace_back();
      for (const Bytes& chunk : chunks) section += chunk.view();
    }
  }
};

void load(const SavedStateSource& source) {
  Engine engine(smallConfig(), ClockKind::kWall);
  if (!engine.load(source).ok()) return;
  engine.save();
}

void loadFile(std::string bytes) {
  const absl::StatusOr<CheckpointFile> file =
      CheckpointFile::open(std::make_unique<MemoryReader>(std::move(bytes)));
  if (file.ok()) load(file->state());
}

void change(fuzz::Choices& choices, std::string* bytes) {
  const auto place = [&](size_t n) {
    return (choices.byte() << 16 | choices.byte() << 8 | choices.byte()) % (n + 1);
  };
  const size_t at = place(bytes->size());
  switch (choices.below(4)) {
    case 0:
      bytes->erase(at, choices.byte());
      break;
    case 1:
      bytes->insert(at, choices.byte(), static_cast<char>(choices.byte()));
      break;
    default:
      if (at < bytes->size()) (*bytes)[at] = static_cast<char>(choices.byte());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const Right kRight;
  fuzz::Choices choices(data, size);
  switch (choices.below(3)) {
    case 0:
      if (size > 0) loadFile({reinterpret_cast<const char*>(data + 1), size - 1});
      return 0;
    case 1: {
      std::string file = kRight.file;
      while (!choices.isAtEnd()) change(choices, &file);
      loadFile(std::move(file));
      return 0;
    }
    default: {
      std::vector<std::string> sections = kRight.sections;
      while (!choices.isAtEnd()) change(choices, &sections[choices.below(sections.size())]);
      load({.version = Engine::kStateVersion, .sections = sections.size(), .read = [&](size_t section) {
              return absl::StatusOr<std::string>(sections[section]);
            }});
      return 0;
    }
  }
}
