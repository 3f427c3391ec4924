#include "host/past_engine.h"

#include <absl/strings/str_cat.h>

#include <algorithm>
#include <cassert>
#include <utility>
#include <vector>

namespace watchfloor {
namespace {

// A frame's position is the sum of that of its tick among the records and of the tick's number, or one less:
// the configuration that an engine begins with does not count, unless older records had been let go.
bool isUpTo(const RecordStore::Tick& tick, uint64_t position) {
  return tick.position + tick.number <= position + 1;
}

// How many there were since then of what had been recorded by then.
absl::StatusOr<uint64_t> erasuresSince(RecordStore& store, const RecordStore::Tick& tick) {
  const absl::StatusOr<std::vector<ErasureNote>> notes = store.erasure().notes();
  if (!notes.ok()) return notes.status();
  return static_cast<uint64_t>(std::count_if(notes->begin(), notes->end(), [&](const ErasureNote& note) {
    return note.first > 0 && note.first <= tick.position && note.at > tick.clock;
  }));
}

absl::StatusOr<RecordStore::Tick> tickOf(const RecordStore& store, const PastMoment& moment) {
  const absl::StatusOr<std::optional<RecordStore::Tick>> found =
      store.lastTickOf([&](const RecordStore::Tick& tick) {
        return tick.at <= moment.at && (!moment.position || isUpTo(tick, *moment.position));
      });
  if (!found.ok()) return found.status();
  if (!*found) {
    const absl::StatusOr<std::optional<RecordStore::Tick>> first = store.tickAfter(0);
    if (!first.ok()) return first.status();
    return absl::NotFoundError(*first ? absl::StrCat("nothing is kept of ", formatTime(moment.at),
                                                     ": the oldest moment that can be seen again is ",
                                                     formatTime((*first)->at))
                                      : "nothing was recorded yet");
  }
  return **found;
}

}  // namespace

PastEngine::PastEngine(Options options)
    : m_options(std::move(options)),
      m_recorded(
          {.config = m_options.config, .clock = m_options.clock, .threads = 1, .onBegin = [](Engine& engine) {
             engine.want({});
           }}) {
  assert(m_options.access && m_options.isEnding);
}

absl::StatusOr<FramePtr> PastEngine::goTo(const PastMoment& moment, const Selection& selection,
                                          PastBase base) {
  m_selection = selection;
  if (absl::Status status = begin(moment, base); !status.ok()) return status;
  for (;;) {
    const absl::StatusOr<std::optional<Time>> at = awaitTick();
    if (!at.ok()) return at.status();
    if (!*at) {
      return absl::DataLossError(absl::StrCat("the tick of ", formatTime(m_target.at), " cannot be read"));
    }
    const uint64_t tick = m_items.front().tick;
    FramePtr frame =
        advance(tick >= m_target.number || m_recorded.engine().position() + 1 == moment.position);
    if (moment.position == frame->position && frame->asOf == moment.at) return frame;
    if (tick < m_target.number) continue;
    if (!moment.position) return frame;
    return absl::NotFoundError(absl::StrCat("no frame of ", formatTime(moment.at), " was taken at position ",
                                            *moment.position, " of these records"));
  }
}

// Chooses the target and what to begin with.
absl::Status PastEngine::begin(const PastMoment& moment, PastBase base) {
  std::optional<Checkpoints> checkpoints;
  const absl::Status status = m_options.access([&](RecordStore& store) {
    const absl::StatusOr<RecordStore::Tick> target = tickOf(store, moment);
    if (!target.ok()) return target.status();
    m_target = *target;
    const absl::StatusOr<uint64_t> erasures = erasuresSince(store, m_target);
    if (!erasures.ok()) return erasures.status();
    m_erasures = *erasures;
    const absl::StatusOr<Mark> gone = store.gone();
    if (!gone.ok()) return gone.status();
    m_gone = *gone;
    checkpoints.emplace(store.checkpointsToRead());
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  const uint64_t forgotten = m_gone.record + m_gone.tick;
  m_recorded.setForgotten(forgotten);
  if (base == PastBase::kRecords) m_recorded.keepLimits();  // they are part of what was shown
  if (base == PastBase::kRecords && forgotten == 0) return absl::OkStatus();
  if (absl::Status looked = checkpoints->look(); !looked.ok()) return looked;
  if (load(*checkpoints, moment, base).ok()) return absl::OkStatus();
  m_isWhole = forgotten == 0;
  return absl::OkStatus();
}

// NotFound when none is of use.
absl::Status PastEngine::load(const Checkpoints& checkpoints, const PastMoment& moment, PastBase base) {
  std::vector<Checkpoints::Found> all = checkpoints.all();
  if (base == PastBase::kRecords) std::reverse(all.begin(), all.end());
  for (const Checkpoints::Found& found : all) {
    const Mark& mark = found.mark;
    // Its tick is before the target's, and all that came after it is kept.
    if (!found.status.ok() || mark.tick >= m_target.number || mark.record > m_target.position ||
        mark.record < m_gone.record || mark.tick < m_gone.tick ||
        (moment.position && mark.record + mark.tick >= *moment.position)) {
      continue;
    }
    const absl::StatusOr<CheckpointFile> file = checkpoints.open(found);
    if (!file.ok() || !m_recorded.load(*file).ok()) continue;
    m_mark = mark;
    return absl::OkStatus();
  }
  return absl::NotFoundError("no checkpoint of before is of use");
}

absl::StatusOr<std::optional<Time>> PastEngine::awaitTick() {
  for (;;) {
    if (m_options.isEnding(m_now)) return absl::CancelledError("ended");
    if (m_items.empty()) {
      if (absl::Status status = fill(); !status.ok()) return status;
      if (m_items.empty()) return std::optional<Time>();
    }
    if (const auto* tick = std::get_if<Advance>(&m_items.front().what)) return std::optional(tick->tick);
    m_recorded.apply(std::move(m_items.front()));
    m_items.pop_front();
  }
}

FramePtr PastEngine::advance(bool isShown) {
  assert(!m_items.empty() && std::holds_alternative<Advance>(m_items.front().what));
  if (std::exchange(m_isShown, isShown) != isShown) {
    Wants wants;
    if (isShown) wants.selections = {m_selection};
    m_recorded.engine().want(std::move(wants));
  }
  FramePtr frame = m_recorded.apply(std::move(m_items.front()));
  m_items.pop_front();
  m_now = frame->asOf;
  return frame;
}

absl::Status PastEngine::fill() {
  return m_options.access([&](RecordStore& store) {
    const absl::StatusOr<Mark> gone = store.gone();
    if (!gone.ok()) return gone.status();
    const Mark mark = m_mark.value_or(m_gone);
    if (mark.record < gone->record || mark.tick < gone->tick) {
      return absl::OutOfRangeError(
          "retention has let go what was to be read next: begin at a later moment, or raise store.keep");
    }
    absl::StatusOr<RecordReader> reader = store.readSettled(m_mark);
    if (!reader.ok()) return reader.status();
    size_t bytes = 0;
    while (bytes < kPartBytes && m_items.size() < kPartItems) {
      absl::StatusOr<std::optional<RecordReader::Item>> item = reader->next();
      if (!item.ok()) return item.status();
      if (!*item) break;
      const auto* batch = std::get_if<BatchRecord>(&(*item)->what);
      bytes += batch ? batch->bytes() : 0;
      m_items.push_back(**std::move(item));
      m_mark = reader->mark();
    }
    return absl::OkStatus();
  });
}

}  // namespace watchfloor
