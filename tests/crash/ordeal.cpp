#include "crash/ordeal.h"

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

Ordeal::Ordeal(const Options& options)
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

Ordeal::~Ordeal() = default;

RecordStore::Options Ordeal::storeOptions(MemoryDisk& disk) {
  RecordStore::Options options{
      .path = kPath, .pageBytes = m_pageBytes, .logPages = m_logPages, .vfs = disk.name(), .files = &disk};
  if (m_options.isForgetful) {
    options.keep = seconds(10);
    options.mostBytes = 60'000;
  }
  return options;
}

void Ordeal::run() {
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

void Ordeal::step() {
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
    case 6:
      if (!m_waiting) takeCheckpoint();
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
bool Ordeal::open() {
  absl::StatusOr<RecordStore> store = RecordStore::open(storeOptions(m_disk));
  std::optional<Recovered> recovered;
  if (!store.ok()) {
    if (!m_options.isFailing && !m_isOff)
      complain(absl::StrCat("it does not open: ", store.status().ToString()));
  } else if (!m_isOff) {
    recovered = recoverFrom(*store);
  }
  if (m_isOff) {
    store = absl::UnknownError("closed");
    m_disk.restore(std::exchange(m_left, {}));
    m_isOff = false;
    return false;
  }
  if (!recovered) return false;
  m_store.emplace(*std::move(store));
  m_engine.emplace(std::move(recovered->engine));
  m_waiting.reset();
  m_acknowledgements = {};
  m_lived = std::move(recovered->life);
  if (m_known != recovered->known) {  // frames of one that knew more
    for (Lived& lived : m_lived) lived.frame = nullptr;
  }
  m_known = recovered->known;
  m_possible.clear();  // it is known now, and frames of before may be of one that knew more
  m_submitted.clear();
  m_pendingTicks.clear();
  m_position = m_store->lastPosition();
  m_ticks = 0;
  for (const Lived& lived : m_lived) m_ticks += !lived.batch;
  m_ticksOnDisk = m_ticks;
  return true;
}

void Ordeal::close() {
  m_store.reset();
  m_engine.reset();
}

void Ordeal::loseForReal() {
  close();
  m_disk.restore(std::exchange(m_left, {}));
  m_isOff = false;
  while (m_fault.empty() && !open()) {
  }
}

void Ordeal::tick() {
  m_now += std::chrono::milliseconds(250 + m_random() % 5'000);
  m_pendingTicks.push_back({m_position, m_now});
  ++m_ticks;
  m_lived.push_back({{}, m_now, m_engine->advance(m_now)});
}

// As the journal and the engine's thread do it, with ticks that come while the disk writes.
void Ordeal::write() {
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
  writeCheckpoint();
}

// As the engine's host does it.
void Ordeal::takeCheckpoint() {
  tick();
  m_waiting.emplace(Waiting{.state = m_engine->save(),
                            .mark = {m_position, m_store->lastTick().number + m_pendingTicks.size()},
                            .ticks = m_ticks});
  m_marks[{m_waiting->mark.record, m_waiting->mark.tick}] = m_known;
  if (m_options.bug == Bug::kRecordsGoneEarly || !m_store->checkpoints().oldestKept()) {
    m_store->keepAfter(m_waiting->mark);
  }
  writeCheckpoint();
}

void Ordeal::writeCheckpoint() {
  if (!m_waiting || (m_waiting->ticks > m_ticksOnDisk && m_options.bug != Bug::kCheckpointEarly)) return;
  const Waiting waiting = *std::exchange(m_waiting, std::nullopt);
  const absl::Status status = m_store->checkpoints().write(waiting.mark, waiting.state);
  if (m_isOff) return loseForReal();
  if (!status.ok()) {
    ++m_failures;
    if (!m_options.isFailing) complain(status.ToString());
  }
  if (const auto mark = m_store->checkpoints().oldestKept()) m_store->keepAfter(*mark);
}

void Ordeal::apply(BatchRecord batch) {
  ++m_position;
  BatchOutcome outcome{.result = m_engine->apply(batch), .position = m_engine->position()};
  m_lived.push_back({std::move(batch), {}, {}});
  const uint64_t ticks = m_options.bug == Bug::kAcknowledgedEarly ? 0 : m_ticks;
  m_acknowledgements.add(
      ticks, [this, end = m_lived.size()](const auto& o) { m_acknowledged = o.ok() ? end : m_acknowledged; },
      std::move(outcome));
}

int Ordeal::beforeOperation(MemoryDisk::Operation operation, const std::string& file) {
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
    if (m_options.bug == Bug::kCheckpointUnsynced && file.find("-checkpoint") != std::string::npos) {
      return MemoryDisk::kSkip;
    }
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
    case MemoryDisk::Operation::kRename:
    case MemoryDisk::Operation::kSyncFolder:
      return SQLITE_IOERR;
  }
  return SQLITE_IOERR;
}

// At what would be left.
void Ordeal::look(const MemoryDisk::Image& image) {
  ++m_losses;
  m_elsewhere.restore(image);
  absl::StatusOr<RecordStore> store = RecordStore::open(storeOptions(m_elsewhere));
  if (!store.ok()) return complain(absl::StrCat("it does not open: ", store.status().ToString()));
  std::optional<Recovered> recovered = recoverFrom(*store);
  if (!recovered || !m_fault.empty()) return;
  const Time then = m_now + seconds(1);
  const FramePtr reference = referenceAt(then, *recovered);
  if (m_fault.empty() && *recovered->engine.advance(then) != *reference)
    complain("the engine is not as it would be if it had never died");
}

std::optional<std::vector<Ordeal::Lived>> Ordeal::readBack(RecordStore& store) {
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
std::vector<Ordeal::Lived> Ordeal::onDisk(const Group& group) const {
  std::vector<Lived> all;
  uint64_t ticks = m_ticksOnDisk + group.ticks.size();
  for (const Lived& lived : m_lived) {
    if (lived.batch || ticks > 0) all.push_back(lived);
    if (!lived.batch && ticks > 0) --ticks;
  }
  for (const BatchRecord& batch : group.batches) all.push_back({batch, {}, {}});
  return all;
}

// The life of which `found` is what the store has not let go. What was acknowledged is in it, once and in
// order, and of what was under way all of one group or nothing.
std::optional<std::vector<Ordeal::Lived>> Ordeal::lifeOf(const std::vector<Lived>& found) {
  std::vector<std::vector<Lived>> possible = m_possible;
  possible.push_back(onDisk({}));
  bool isAny = false;
  for (const std::vector<Lived>& life : possible) {
    if (found.size() > life.size() || (found.size() < life.size() && !m_options.isForgetful)) continue;
    if (!std::equal(found.begin(), found.end(), life.end() - static_cast<std::ptrdiff_t>(found.size())))
      continue;
    isAny = true;
    const auto acknowledged = m_lived.begin() + static_cast<std::ptrdiff_t>(m_acknowledged);
    if (m_acknowledged <= life.size() && std::equal(m_lived.begin(), acknowledged, life.begin())) return life;
  }
  complain(isAny ? absl::StrCat("what was acknowledged is not there: ", m_acknowledged, " records and ticks")
                 : absl::StrCat("what is there was never so: ", found.size(), " records and ticks of ",
                                m_lived.size()));
  return std::nullopt;
}

// None when it cannot be: then a failing disk is the reason, or there is a fault.
std::optional<Ordeal::Recovered> Ordeal::recoverFrom(RecordStore& store) {
  std::optional<std::vector<Lived>> found = readBack(store);
  if (!found) return std::nullopt;
  std::optional<std::vector<Lived>> life = lifeOf(*found);
  if (!life) return std::nullopt;
  Known known{.from = life->size() - found->size(), .skipped = store.forgotten()};
  absl::StatusOr<Engine> engine =
      recover(store, {.config = smallConfig(),
                      .onCheckpoint =
                          [&](const Checkpoints::Found& checkpoint, const absl::Status& status) {
                            if (!status.ok()) return complain(status.ToString());
                            known = m_marks[{checkpoint.mark.record, checkpoint.mark.tick}];
                            ++m_loads;
                          },
                      .onDamage = [&](const RecordReader::Damage& damage) { complain(damage.reason); }});
  if (engine.ok()) engine->want({.selections = {Selection{}}});
  if (engine.ok()) return Recovered{*std::move(engine), *std::move(life), known};
  if (!m_options.isFailing && !m_isOff) complain(engine.status().ToString());
  return std::nullopt;
}

// What an engine says at a moment that knows the same and never died.
FramePtr Ordeal::referenceAt(Time then, const Recovered& recovered) {
  const auto& [ignored, life, known] = recovered;
  std::string all = absl::StrCat(known.from, "|", known.skipped, "|");
  for (const Lived& lived : life) {
    absl::StrAppend(
        &all,
        lived.batch ? std::string(lived.batch->request) : absl::StrCat(lived.tick.time_since_epoch().count()),
        "|");
  }
  FramePtr& reference = m_references[{then, std::hash<std::string>()(all)}];
  if (reference) return reference;
  Engine engine(smallConfig(), ClockKind::kWall);
  engine.skip(known.skipped);
  bool isPrefix = known == m_known;  // of what was lived
  for (size_t i = known.from; i < life.size(); ++i) {
    const Lived& record = life[i];
    const Lived* lived = i < m_lived.size() ? &m_lived[i] : nullptr;
    isPrefix = isPrefix && lived && record == *lived;
    if (record.batch) {
      engine.apply(*record.batch);
    } else if (const FramePtr frame = engine.advance(record.tick);
               isPrefix && lived->frame && *frame != *lived->frame) {
      complain("a frame is not the one that was published");
    }
  }
  return reference = engine.advance(then);
}

void Ordeal::complain(std::string what) {
  if (m_fault.empty()) {
    m_fault = absl::StrCat("seed ", m_options.seed, ", loss ", m_losses, ": ", std::move(what));
  }
}

BatchRecord Ordeal::nextBatch() {
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
