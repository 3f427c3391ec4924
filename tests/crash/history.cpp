#include "crash/history.h"

#include <absl/strings/str_cat.h>

#include <algorithm>
#include <span>
#include <utility>

#include "crash/request.h"
#include "host/recovery.h"

namespace watchfloor {
namespace {

constexpr const char* kPath = "records.db";
const Time kMorning = fromMicros(1'774'735'200'000'000);
constexpr int kSteps = 40;

EngineConfig smallConfig() {
  EngineConfig config;
  config.targets = {{"*", "*", seconds(20), seconds(5)}};
  config.limits.cells = 20;  // an engine is made for every look
  return config;
}

}  // namespace

History::History(const Options& options)
    : m_options(options),
      m_random(options.seed),
      m_disk(absl::StrCat("disk of ", options.seed)),
      m_elsewhere(absl::StrCat("elsewhere of ", options.seed)),
      m_now(kMorning) {
  constexpr int kLogPages[] = {4, 8, 20, 100}, kPageBytes[] = {512, 1'024, 4'096};
  m_logPages = kLogPages[m_random() % std::size(kLogPages)];
  m_pageBytes = kPageBytes[m_random() % std::size(kPageBytes)];
  m_disk.onOperation = [this](auto operation, const std::string& file) {
    return beforeOperation(operation, file);
  };
}

History::~History() = default;

RecordStore::Options History::storeOptions(const MemoryDisk& disk) {
  RecordStore::Options options{
      .path = kPath, .pageBytes = m_pageBytes, .logPages = m_logPages, .vfs = disk.name()};
  if (m_options.isForgetful) {
    options.keep = minutes(2);
    options.mostBytes = 100'000;
  }
  return options;
}

void History::run() {
  while (m_fault.empty() && !open()) {
  }
  for (int i = 0; i < kSteps && m_fault.empty(); ++i) step();
  if (!m_fault.empty()) return close();
  m_failFor = -1;  // from now on nothing fails, so everything works again
  m_submitted.push_back(nextBatch());
  const int failures = m_failures;
  write();
  if (m_failures > failures) complain("the store does not recover from the disk's failures");
  close();
  look(m_disk.content());
}

void History::step() {
  m_references.clear();
  switch (m_random() % 8) {
    case 0:
    case 1:
    case 2:
      m_submitted.push_back(nextBatch());
      break;
    case 3:
      tick();
      break;
    case 7:
      if (m_random() % 4) return;
      close();
      if (m_isOff) return loseForReal();
      while (m_fault.empty() && !open()) {
      }
      break;
    default:
      write();
  }
}

// False when it is to be tried again: the disk failed, or lost its power.
bool History::open() {
  absl::StatusOr<RecordStore> store = RecordStore::open(storeOptions(m_disk));
  std::optional<std::vector<Lived>> found;
  absl::StatusOr<Engine> engine = absl::UnknownError("not recovered");
  if (!store.ok()) {
    engine = store.status();
  } else if (!m_isOff) {
    engine = recover(*store, {.config = smallConfig()});
    if (engine.ok()) found = readBack(*store);
  }
  if (m_isOff) {
    store = absl::UnknownError("closed");
    m_disk.restore(std::exchange(m_left, {}));
    m_isOff = false;
    return false;
  }
  if (!engine.ok()) {
    if (!m_options.isFailing) complain(absl::StrCat("it does not open: ", engine.status().ToString()));
    return false;
  }
  if (!found || !isPossible(*found)) return false;
  m_store.emplace(*std::move(store));
  m_engine.emplace(*std::move(engine));
  m_acknowledgements = {};
  m_lived = *std::move(found);
  m_submitted.clear();
  m_pendingTicks.clear();
  m_position = m_store->lastPosition();
  m_ticks = 0;
  for (const Lived& lived : m_lived) m_ticks += !lived.batch;
  m_ticksOnDisk = m_ticks;
  return true;
}

void History::close() {
  m_store.reset();
  m_engine.reset();
}

void History::loseForReal() {
  close();
  m_disk.restore(std::exchange(m_left, {}));
  m_isOff = false;
  while (m_fault.empty() && !open()) {
  }
}

void History::tick() {
  m_now += std::chrono::milliseconds(250 + m_random() % 5'000);
  m_pendingTicks.push_back({m_position, m_now});
  ++m_ticks;
  m_lived.push_back({{}, m_now, m_engine->advance(m_now)});
}

// As the journal and the engine's thread do it, with ticks that come while the disk writes.
void History::write() {
  if (m_submitted.empty() && m_pendingTicks.empty()) return;
  Group group{std::exchange(m_submitted, {}), m_pendingTicks};
  m_possible.push_back(onDisk(group));
  std::vector<RecordStore::NewRecord> records;
  for (const BatchRecord& batch : group.batches) records.emplace_back(&batch);
  absl::Status status = m_store->write(records, group.ticks);
  if (m_isOff) return loseForReal();
  if (status.ok() && m_options.bug == Bug::kAppliedTwice && m_random() % 4 == 0) {
    status = m_store->write(records, {});
    if (m_isOff) return loseForReal();
  }
  if (!status.ok()) {
    ++m_failures;
    if (!m_options.isFailing) complain(status.ToString());
    return m_acknowledgements.release(m_ticksOnDisk, status);
  }
  m_possible.clear();
  m_ticksOnDisk += group.ticks.size();
  m_pendingTicks.clear();
  if (m_random() % 3 == 0) tick();
  for (BatchRecord& batch : group.batches) {
    apply(std::move(batch));
    if (m_random() % 8 == 0) tick();
  }
  m_acknowledgements.release(m_ticksOnDisk, status);
}

void History::apply(BatchRecord batch) {
  ++m_position;
  BatchOutcome outcome{.result = m_engine->apply(batch), .position = m_engine->position()};
  m_lived.push_back({std::move(batch), {}, {}});
  const uint64_t ticks = m_options.bug == Bug::kAcknowledgedEarly ? 0 : m_ticks;
  m_acknowledgements.add(
      ticks, [this, end = m_lived.size()](const auto& o) { m_acknowledged = o.ok() ? end : m_acknowledged; },
      std::move(outcome));
}

int History::beforeOperation(MemoryDisk::Operation operation, const std::string& file) {
  if (m_isOff) return SQLITE_IOERR;
  if (!m_fault.empty()) return SQLITE_OK;
  look(m_disk.powerLoss(m_random));
  if (m_failFor >= 0 && m_random() % 100 == 0) {
    m_left = m_disk.powerLoss(m_random);
    m_isOff = true;
    return SQLITE_IOERR;
  }
  if (operation == MemoryDisk::Operation::kSync) {
    if (m_options.bug == Bug::kSkippedSync && file.ends_with("-wal")) return MemoryDisk::kSkip;
    if (m_options.bug == Bug::kLyingSync && m_random() % 4 == 0) return MemoryDisk::kSkip;
  }
  if (!m_options.isFailing || m_failFor < 0) return SQLITE_OK;
  if (m_failFor == 0 && m_random() % 50 == 0) m_failFor = 1 + static_cast<int>(m_random() % 20);
  if (m_failFor == 0) return SQLITE_OK;
  --m_failFor;
  switch (operation) {
    case MemoryDisk::Operation::kWrite:
      return m_random() % 2 ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    case MemoryDisk::Operation::kSync:
      return SQLITE_IOERR_FSYNC;
    case MemoryDisk::Operation::kTruncate:
      return SQLITE_IOERR_TRUNCATE;
    case MemoryDisk::Operation::kDelete:
      return SQLITE_IOERR_DELETE;
    case MemoryDisk::Operation::kOpen:
      return SQLITE_CANTOPEN;
  }
  return SQLITE_IOERR;
}

// At what would be left.
void History::look(const MemoryDisk::Image& image) {
  ++m_losses;
  m_elsewhere.restore(image);
  absl::StatusOr<RecordStore> store = RecordStore::open(storeOptions(m_elsewhere));
  if (!store.ok()) return complain(absl::StrCat("it does not open: ", store.status().ToString()));
  if (const auto found = readBack(*store); found && isPossible(*found)) checkEngine(*store, *found);
}

std::optional<std::vector<History::Lived>> History::readBack(RecordStore& store) {
  std::vector<Lived> found;
  for (RecordReader reader = store.read();;) {
    absl::StatusOr<std::optional<RecordReader::Item>> item = reader.next();
    if (!item.ok()) {
      if (!m_options.isFailing) complain(item.status().ToString());
      return std::nullopt;
    }
    if (!*item) return found;
    if (auto* batch = std::get_if<BatchRecord>(&(*item)->what)) found.push_back({std::move(*batch), {}, {}});
    if (const auto* tick = std::get_if<Advance>(&(*item)->what)) found.push_back({{}, tick->tick, {}});
    if (const auto* damage = std::get_if<RecordReader::Damage>(&(*item)->what)) complain(damage->reason);
  }
}

// What is there for certain, and after it `group`.
std::vector<History::Lived> History::onDisk(const Group& group) const {
  std::vector<Lived> all;
  uint64_t ticks = m_ticksOnDisk + group.ticks.size();
  for (const Lived& lived : m_lived) {
    if (lived.batch || ticks > 0) all.push_back(lived);
    if (!lived.batch && ticks > 0) --ticks;
  }
  for (const BatchRecord& batch : group.batches) all.push_back({batch, {}, {}});
  return all;
}

// What was acknowledged is there, once and in order, and of what was under way all of one group or nothing.
bool History::isPossible(const std::vector<Lived>& found) {
  const size_t gone = forgotten(found);
  for (size_t i = gone; i < m_acknowledged; ++i) {
    if (i - gone < found.size() && m_lived[i] == found[i - gone]) continue;
    complain(absl::StrCat("what was acknowledged is not there: ", i, " of ", m_acknowledged));
    return false;
  }
  std::vector<std::vector<Lived>> possible = m_possible;
  possible.push_back(onDisk({}));
  for (const std::vector<Lived>& expected : possible) {
    if (found.size() > expected.size()) continue;
    const auto begin = expected.end() - static_cast<std::ptrdiff_t>(found.size());
    if (begin != expected.begin() && !m_options.isForgetful) continue;
    if (std::equal(begin, expected.end(), found.begin())) return true;
  }
  complain(
      absl::StrCat("what is there was never so: ", found.size(), " records and ticks of ", m_lived.size()));
  return false;
}

// How many of the oldest the store has let go.
size_t History::forgotten(const std::vector<Lived>& found) const {
  if (!m_options.isForgetful || found.empty()) return 0;
  const auto at = std::find(m_lived.begin(), m_lived.end(), found.front());
  return at == m_lived.end() ? 0 : static_cast<size_t>(at - m_lived.begin());
}

// The engine that is recovered says what one says that lived through the same and never died.
void History::checkEngine(RecordStore& store, const std::vector<Lived>& found) {
  absl::StatusOr<Engine> recovered = recover(store, {.config = smallConfig()});
  if (!recovered.ok()) return complain(recovered.status().ToString());
  std::string all;
  for (const Lived& lived : found) {
    absl::StrAppend(
        &all,
        lived.batch ? std::string(lived.batch->request) : absl::StrCat(lived.tick.time_since_epoch().count()),
        "|");
  }
  const Time then = m_now + seconds(1);
  FramePtr& reference = m_references[{then, std::hash<std::string>()(all)}];
  if (!reference) {
    Engine engine(smallConfig(), ClockKind::kWall);
    bool isPrefix = !m_options.isForgetful;  // of what was lived
    for (size_t i = 0; i < found.size(); ++i) {
      const Lived& record = found[i];
      const Lived* lived = i < m_lived.size() ? &m_lived[i] : nullptr;
      isPrefix = isPrefix && lived && record == *lived;
      if (record.batch) {
        engine.apply(*record.batch);
      } else if (const FramePtr frame = engine.advance(record.tick);
                 isPrefix && lived->frame && *frame != *lived->frame) {
        return complain("a frame is not the one that was published");
      }
    }
    reference = engine.advance(then);
  }
  recovered->want({.selections = {Selection{}}});
  if (*recovered->advance(then) != *reference)
    complain("the engine is not as it would be if it had never died");
}

void History::complain(std::string what) {
  if (m_fault.empty()) {
    m_fault = absl::StrCat("seed ", m_options.seed, ", loss ", m_losses, ": ", std::move(what));
  }
}

BatchRecord History::nextBatch() {
  Batch batch{.source = "acd", .events = {}, .unreadable = static_cast<int64_t>(m_random() % 2)};
  for (uint64_t n = m_random() % 4; n > 0; --n) {
    // Some come again; some are near the edges of what counts, and a tick decides.
    const int id = m_random() % 8 ? ++m_lastId : std::max(1, m_lastId - 3);
    static constexpr int64_t kAway[] = {0, -1, -60, 299, 300, 301, 302, -90'000};  // s
    Event event{.source = "acd",
                .eventId = absl::StrCat(id),
                .time = m_now + seconds(kAway[m_random() % std::size(kAway)]),
                .brand = m_random() % 2 ? "acme" : "bolt",
                .channel = "voice",
                .body = {}};
    if (m_random() % 3) {
      ContactEvent& contact = event.body.emplace<ContactEvent>();
      contact.contactId = absl::StrCat("c", id / 2);
      contact.phase = static_cast<ContactPhase>(m_random() % 3);
    } else {
      MessageEvent& message = event.body.emplace<MessageEvent>();
      message.messageId = event.eventId;
      message.authorId = "u";
      message.text = std::string(m_random() % 16 ? m_random() % 100 : 12'000, 'x');
    }
    batch.events.push_back(std::move(event));
  }
  return asPublished(batch);
}

}  // namespace watchfloor
