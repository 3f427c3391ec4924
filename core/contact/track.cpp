#include "contact/track.h"

#include <bit>
#include <cassert>
#include <cstring>
#include <limits>
#include <tuple>

#include "model/archive.h"

namespace watchfloor {
namespace {

struct Head {
  uint16_t idSize;
  uint8_t sourceSize;
  uint8_t parts;  // a bit for each duration that is there
};
static_assert(sizeof(Head) == 4);
static_assert(kLongestName <= std::numeric_limits<uint8_t>::max());

Head headAt(const char* at) {
  Head head{};
  std::memcpy(&head, at, sizeof(head));
  return head;
}
size_t sizeOf(const Head& head) {
  return sizeof(head) + static_cast<size_t>(std::popcount(head.parts)) * sizeof(int64_t) + head.sourceSize +
         head.idSize;
}

// Of a wait only that of the step that ends it says anything.
Note noteOf(const EventView& event, const ContactView& contact) {
  return {.source = event.source,
          .eventId = event.eventId,
          .parts = {endsWait(contact.phase) ? contact.wait : std::nullopt, contact.talk, contact.hold,
                    contact.afterWork}};
}

bool isNeeded(const Note& note, ContactPhase phase) {
  bool hasPart = endsWait(phase);
  for (const auto& part : note.parts) hasPart |= part.has_value();
  return hasPart;
}

void append(const Note& note, absl::InlinedVector<char, 256>* bytes) {
  assert(note.source.size() <= kLongestName && note.eventId.size() <= std::numeric_limits<uint16_t>::max());
  Head head{.idSize = static_cast<uint16_t>(note.eventId.size()),
            .sourceSize = static_cast<uint8_t>(note.source.size()),
            .parts = 0};
  for (size_t i = 0; i < Note::kParts; ++i) {
    if (note.parts[i]) head.parts = static_cast<uint8_t>(head.parts | 1u << i);
  }
  bytes->resize(sizeOf(head));
  char* to = bytes->data();
  std::memcpy(to, &head, sizeof(head));
  to += sizeof(head);
  for (const auto& part : note.parts) {
    if (!part) continue;
    const int64_t us = part->count();
    std::memcpy(to, &us, sizeof(us));
    to += sizeof(us);
  }
  std::memcpy(to, note.source.data(), note.source.size());
  std::memcpy(to + note.source.size(), note.eventId.data(), note.eventId.size());
}

}  // namespace

Note Track::Notes::next() {
  const Head head = headAt(m_at);
  const char* from = m_at + sizeof(head);
  Note note;
  for (size_t i = 0; i < Note::kParts; ++i) {
    if (!(head.parts >> i & 1)) continue;
    int64_t us = 0;
    std::memcpy(&us, from, sizeof(us));
    note.parts[i] = Duration(us);
    from += sizeof(us);
  }
  note.source = {from, head.sourceSize};
  note.eventId = {from + head.sourceSize, head.idSize};
  m_at += sizeOf(head);
  return note;
}

void Track::Notes::skip() { m_at += sizeOf(headAt(m_at)); }

void Track::insert(const EventView& event, const ContactView& contact) {
  const Note note = noteOf(event, contact);
  const Step step{.us = micros(event.time),
                  .phaseIndex = static_cast<uint64_t>(contact.phase),
                  .hasNote = isNeeded(note, contact.phase),
                  .isSettled = false};
  assert(step.at() == event.time);
  size_t place = m_steps.size();
  while (place > 0 && m_steps[place - 1].us > step.us) --place;
  if (!step.hasNote) {
    m_steps.insert(m_steps.begin() + static_cast<std::ptrdiff_t>(place), step);
    return;
  }

  size_t offset = m_notes.size();  // of its note
  const bool isLast = place == m_steps.size() && (place == 0 || m_steps[place - 1].us < step.us);
  if (!isLast) {
    Notes notes(*this);
    size_t i = 0;
    for (; i < m_steps.size(); ++i) {
      const Step& other = m_steps[i];
      if (other.us > step.us) break;
      if (!other.hasNote) continue;
      const char* const here = notes.m_at;
      const Note that = notes.next();
      if (other.us == step.us && std::tie(note.source, note.eventId) < std::tie(that.source, that.eventId)) {
        notes.m_at = here;
        break;
      }
    }
    place = i;
    offset = static_cast<size_t>(notes.m_at - m_notes.data());
  }
  absl::InlinedVector<char, 256> bytes;
  append(note, &bytes);
  m_notes.insert(m_notes.begin() + static_cast<std::ptrdiff_t>(offset), bytes.begin(), bytes.end());
  m_steps.insert(m_steps.begin() + static_cast<std::ptrdiff_t>(place), step);
}

void Track::settle() {
  for (Step& step : m_steps) step.isSettled = true;
}

void Track::keep(std::span<const Step* const> kept) {
  Track rest;
  Notes notes(*this);
  for (const Step& step : m_steps) {
    const bool isKept = !kept.empty() && kept.front() == &step;
    const char* const from = notes.m_at;
    if (step.hasNote) notes.skip();
    if (!isKept) continue;
    kept = kept.subspan(1);
    rest.m_steps.push_back(step);
    rest.m_notes.insert(rest.m_notes.end(), from, notes.m_at);
  }
  *this = std::move(rest);
}

template <class Archive>
void Track::persist(Archive& archive) {
  uint64_t steps = m_steps.size(), notes = m_notes.size();
  archive.size(steps, sizeof(uint64_t));
  m_steps.resize(steps);
  size_t noted = 0;
  for (Step& s : m_steps) {
    constexpr int kFlags = 5;  // bits
    uint64_t packed =
        static_cast<uint64_t>(int64_t{s.us}) << kFlags | s.phaseIndex << 2 | s.hasNote << 1 | s.isSettled;
    archive(packed);
    if (!Archive::kIsReading) continue;
    s = {.us = static_cast<int64_t>(packed) >> kFlags,
         .phaseIndex = packed >> 2 & 7,
         .hasNote = packed >> 1 & 1,
         .isSettled = packed & 1};
    archive.require(s.phaseIndex <= static_cast<uint64_t>(ContactPhase::kWrappedUp));
    noted += s.hasNote;
  }
  archive.size(notes);
  m_notes.resize(notes);
  archive.bytes(m_notes.data(), notes);
  if (Archive::kIsReading) archive.require(hasNotes(noted));
}
template void Track::persist(ArchiveWriter&);
template void Track::persist(ArchiveReader&);

// Whether there are so many, and each is whole.
bool Track::hasNotes(size_t n) const {
  const char* at = m_notes.data();
  for (const char* const end = at + m_notes.size();; --n) {
    const auto left = static_cast<size_t>(end - at);
    if (n == 0) return left == 0;
    if (left < sizeof(Head) || left < sizeOf(headAt(at)) || headAt(at).parts >> Note::kParts != 0)
      return false;
    at += sizeOf(headAt(at));
  }
}

}  // namespace watchfloor
