#include "bench/peers/hash_map_wall.h"

#include <algorithm>

namespace watchfloor::bench {
namespace {

int64_t secondOf(Time t) { return micros(t) / 1'000'000; }

std::string joined(std::string_view a, std::string_view b) { return std::string(a).append("\t").append(b); }

int64_t atRank(std::vector<int64_t>& values, int percent) {
  if (values.empty()) return 0;
  const auto rank = (static_cast<int64_t>(values.size()) * percent + 99) / 100;
  std::nth_element(values.begin(), values.begin() + (rank - 1), values.end());
  return values[static_cast<size_t>(rank - 1)];
}

}  // namespace

void HashMapWall::Counts::add(const Counts& other) {
  offered += other.offered;
  answered += other.answered;
  abandoned += other.abandoned;
  inbound += other.inbound;
  outbound += other.outbound;
  waits.insert(waits.end(), other.waits.begin(), other.waits.end());
  authors.insert(other.authors.begin(), other.authors.end());
}

void HashMapWall::add(const EventView& event) {
  if (!m_ids.insert(joined(event.source, event.eventId)).second) return;
  const auto* contact = std::get_if<ContactView>(&event.body);
  const auto* message = std::get_if<MessageView>(&event.body);
  if (!contact && !message) return;
  Seconds& seconds = m_cells[joined(event.brand, event.channel)];
  if (contact) return addContact(event, *contact, seconds);
  Counts& counts = seconds[secondOf(event.time)];
  if (message->direction == MessageEvent::Direction::kOutbound) {
    ++counts.outbound;
    return;
  }
  ++counts.inbound;
  counts.authors.emplace(message->authorId);
}

void HashMapWall::addContact(const EventView& event, const ContactView& contact, Seconds& seconds) {
  Wait& wait = m_waits[std::string(contact.contactId)];
  switch (contact.phase) {
    case ContactEvent::Phase::kEnqueued:
      ++seconds[secondOf(event.time)].offered;
      wait.enqueued = event.time;
      wait.isEnqueued = true;
      break;
    case ContactEvent::Phase::kAnswered:
      ++seconds[secondOf(event.time)].answered;
      wait.answered = event.time;
      wait.isAnswered = true;
      break;
    case ContactEvent::Phase::kAbandoned:
      ++seconds[secondOf(event.time)].abandoned;
      return;
    default:
      return;
  }
  if (wait.isEnqueued && wait.isAnswered)
    seconds[secondOf(wait.answered)].waits.push_back((wait.answered - wait.enqueued).count());
}

std::vector<Answer> HashMapWall::wall(Time end) const {
  std::vector<Answer> answers;
  for (const Window window : kAskedWindows) {
    const int64_t last = secondOf(end), first = last - secondOf(Time(*lengthOf(window)));
    std::map<std::pair<std::string, std::string>, Counts> cells;
    for (const auto& [name, seconds] : m_cells) {
      const size_t tab = name.find('\t');
      const std::string brand = name.substr(0, tab), channel = name.substr(tab + 1), all(kAll);
      for (int64_t second = first; second < last; ++second) {
        const auto counts = seconds.find(second);
        if (counts == seconds.end()) continue;
        for (const auto& to : {std::pair(brand, channel), {brand, all}, {all, channel}, {all, all}})
          cells[to].add(counts->second);
      }
    }
    for (auto& [id, c] : cells) {
      answers.push_back({std::string(name(window)), id.first, id.second, c.offered, c.answered, c.abandoned,
                         c.inbound, c.outbound, atRank(c.waits, 50), atRank(c.waits, 95),
                         static_cast<int64_t>(c.authors.size())});
    }
  }
  return answers;
}

}  // namespace watchfloor::bench
