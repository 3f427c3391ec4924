#include "host/conversation_writer.h"

#include <absl/strings/str_cat.h>

#include <algorithm>
#include <cassert>
#include <utility>

namespace watchfloor {
namespace {

// Does it tell anything of conversations?
bool isOfInterest(const BatchRecord& batch) {
  return std::any_of(batch.events.begin(), batch.events.end(), [](const EventView& event) {
    return !std::holds_alternative<ContactView>(event.body) && !std::holds_alternative<AgentView>(event.body);
  });
}

}  // namespace

ConversationWriter::ConversationWriter(Options options, const RecordStore& records)
    : m_options(std::move(options)) {
  assert(m_options.store);
  const ConversationStore::Place& told = m_options.store->place();
  if (told.records == records.number()) m_place = told;
  m_place.records = records.number();
  // Records that lost their end know less than they told.
  m_place.record = std::min(m_place.record, records.lastPosition());
  if (m_place.tick.number > records.lastTick().number) m_place.tick = records.lastTick();
}

ConversationWriter::~ConversationWriter() {
  if (!m_thread.joinable()) return;
  {
    MutexLock lock(m_mutex);
    m_isStopping = true;
    m_changed.notifyAll();
  }
  m_thread.join();
}

absl::Status ConversationWriter::catchUp(const RecordStore& records,
                                         const std::function<bool(uint64_t)>& onProgress) {
  absl::Status status = readOn(records, onProgress);
  if (status.ok() || absl::IsCancelled(status)) return status;
  giveUp(status);
  return absl::OkStatus();
}

absl::Status ConversationWriter::readOn(const RecordStore& records,
                                        const std::function<bool(uint64_t)>& onProgress) {
  ConversationStore& store = *m_options.store;
  ConversationStore::Place place;
  {
    MutexLock lock(m_mutex);
    place = m_place;
  }
  if (place.record >= records.lastPosition()) return absl::OkStatus();
  std::optional<Time> tick;
  if (place.tick.number > 0) tick = presentOf(place.tick.at);
  size_t events = 0;
  for (RecordReader reader = records.read(Mark{place.record, place.tick.number});;) {
    absl::StatusOr<std::optional<RecordReader::Item>> item = reader.next();
    if (!item.ok()) return item.status();
    if (!*item) break;
    if (const auto* advance = std::get_if<Advance>(&(*item)->what)) {
      tick = presentOf(advance->tick);
      place.tick = {(*item)->tick, advance->tick};
    } else {
      place.record = std::max(place.record, (*item)->position);
    }
    if (const auto* batch = std::get_if<BatchRecord>(&(*item)->what); batch && isOfInterest(*batch)) {
      if (absl::Status status = store.add(*batch, tick); !status.ok()) return status;
      events += batch->events.size();
    }
    if (events >= kMostAtOnce) {
      if (const auto changed = store.commit(place); !changed.ok()) return changed.status();
      events = 0;
    }
    if (!onProgress(place.record)) return absl::CancelledError("the recovery was ended");
  }
  place.record = std::max(place.record, records.lastPosition());
  if (const auto changed = store.commit(place); !changed.ok()) return changed.status();
  MutexLock lock(m_mutex);
  m_place = place;
  return absl::OkStatus();
}

void ConversationWriter::start() {
  m_thread = std::thread([this] { run(); });
}

void ConversationWriter::add(uint64_t position, BatchRecord batch, const std::optional<Time>& tick,
                             std::function<void()> done) {
  {
    MutexLock lock(m_mutex);
    m_place.record = position;
    if (isOfInterest(batch)) {
      m_added.push_back({position, std::move(batch), tick ? presentOf(*tick) : tick, std::move(done)});
      m_changed.notifyAll();
      return;
    }
  }
  done();
}

void ConversationWriter::onDisk(const TickMark& tick) {
  MutexLock lock(m_mutex);
  m_place.tick = tick;
  if (isTrimDue()) m_changed.notifyAll();
}

void ConversationWriter::flush() {
  MutexLock lock(m_mutex);
  while (!m_isStopping && m_thread.joinable() && (m_isBusy || !m_added.empty())) m_changed.wait(m_mutex);
}

void ConversationWriter::act(ConversationAct act, Acted done) {
  {
    MutexLock lock(m_mutex);
    if (!m_isStopping) {
      m_acts.emplace_back(std::move(act), std::move(done));
      return m_changed.notifyAll();
    }
  }
  done(absl::UnavailableError("the engine is stopping"));
}

uint64_t ConversationWriter::subscribe(OnChanged onChanged) {
  MutexLock lock(m_telling);
  m_subscribers.emplace(++m_lastSubscriber, std::move(onChanged));
  return m_lastSubscriber;
}

void ConversationWriter::unsubscribe(uint64_t id) {
  MutexLock lock(m_telling);
  m_subscribers.erase(id);
}

void ConversationWriter::tell(const std::vector<int64_t>& changed) {
  if (changed.empty()) return;
  MutexLock lock(m_telling);
  for (const auto& [id, onChanged] : m_subscribers) onChanged(changed);
}

void ConversationWriter::run() {
  for (bool isGoingOn = true; isGoingOn;) {
    Work work = next();
    isGoingOn = !work.isLast;
    write(work);
    for (auto& [act, done] : work.acts) {
      absl::StatusOr<ConversationActed> record = m_options.store->act(act);
      if (record.ok()) tell({act.conversation});
      done(std::move(record));
    }
    MutexLock lock(m_mutex);
    m_isBusy = false;
    m_isFailing = !m_status.ok() && !m_isBehind;
    m_changed.notifyAll();
  }
}

bool ConversationWriter::isTrimDue() const { return m_place.tick.at >= m_trimmed + kTrimEvery; }

bool ConversationWriter::isIdle() const {
  return m_added.empty() && m_acts.empty() && !m_isStopping && !isTrimDue();
}

ConversationWriter::Work ConversationWriter::next() {
  MutexLock lock(m_mutex);
  while (isIdle()) {
    if (!m_isFailing) {
      m_changed.wait(m_mutex);
      continue;
    }
    m_changed.waitFor(m_mutex, kPause);  // then what is kept is tried again
    break;
  }
  Work work;
  for (size_t events = 0; !m_added.empty() && events < kMostAtOnce;) {
    events += m_added.front().batch.events.size();
    work.added.push_back(std::move(m_added.front()));
    m_added.pop_front();
  }
  work.acts.swap(m_acts);
  work.isTrim = isTrimDue();
  if (work.isTrim) m_trimmed = m_place.tick.at;
  work.place = m_place;
  if (!m_added.empty()) work.place.record = work.added.back().position;
  work.isLast = m_isStopping && m_added.empty();
  m_isBusy = true;
  return work;
}

void ConversationWriter::write(Work& work) {
  for (Added& added : work.added) {
    if (m_isBehind) break;
    m_keptBytes += added.batch.bytes();
    m_kept.push_back({added.position, std::move(added.batch), added.tick, nullptr});
  }
  const bool isNews =
      !m_kept.empty() || work.isTrim || (work.isLast && work.place != m_options.store->place());
  if (!m_isBehind && isNews) {
    const absl::Status status = writeKept(work.place);
    const bool hasTurned = status.ok() != m_status.ok();
    m_status = status;
    if (!status.ok() && m_keptBytes > kMostKept) {
      giveUp(status);
    } else if (hasTurned) {
      m_options.onStatus(status);
    }
  }
  for (const Added& added : work.added) added.done();
}

absl::Status ConversationWriter::writeKept(const ConversationStore::Place& place) {
  for (const Added& added : m_kept) {
    if (absl::Status status = m_options.store->add(added.batch, added.tick); !status.ok()) return status;
  }
  const absl::StatusOr<std::vector<int64_t>> changed = m_options.store->commit(place);
  if (!changed.ok()) return changed.status();
  m_kept.clear();
  m_keptBytes = 0;
  tell(*changed);
  return absl::OkStatus();
}

void ConversationWriter::giveUp(const absl::Status& why) {
  m_isBehind = true;
  m_kept.clear();
  m_keptBytes = 0;
  m_status =
      absl::Status(why.code(), absl::StrCat(std::string(why.message()),
                                            "; no more is added to the conversations: start the program "
                                            "again once the file can be written"));
  m_options.onStatus(m_status);
}

}  // namespace watchfloor
