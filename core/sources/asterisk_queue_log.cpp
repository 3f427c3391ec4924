#include "sources/asterisk_queue_log.h"

#include <absl/strings/ascii.h>
#include <absl/strings/numbers.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_split.h>

#include <algorithm>
#include <array>
#include <optional>

#include "sources/utf8.h"

namespace watchfloor {
namespace {

constexpr std::string_view kNone = "NONE";

using Phase = ContactEvent::Phase;

// Where a verb's data hold a number of seconds, counted from the front or, negative, from the end; 0:
// nowhere.
struct ContactVerb {
  std::string_view verb;
  Phase phase;
  int secondsAt;  // of the wait, or of the talk when the phase is kEnded; from 1
  bool isNeeded;  // old forms may lack it
};
constexpr std::array<ContactVerb, 11> kContactVerbs = {{
    {"ENTERQUEUE", Phase::kEnqueued, 0, false},
    {"CONNECT", Phase::kAnswered, 1, true},            // hold | bridged channel | ring
    {"ABANDON", Phase::kAbandoned, 3, true},           // position | original position | wait
    {"EXITWITHTIMEOUT", Phase::kFlowedOut, 3, false},  // position | original position | wait
    {"EXITWITHKEY", Phase::kFlowedOut, 4, false},      // key | position | original position | wait
    {"EXITEMPTY", Phase::kFlowedOut, 3, false},        // position | original position | wait
    {"COMPLETEAGENT", Phase::kEnded, 2, true},         // hold | talk | original position
    {"COMPLETECALLER", Phase::kEnded, 2, true},        // hold | talk | original position
    {"TRANSFER", Phase::kEnded, 4, false},             // extension | context | hold | talk | position
    {"BLINDTRANSFER", Phase::kEnded, 4, false},        // extension | context | hold | talk | position
    {"ATTENDEDTRANSFER", Phase::kEnded, -2, false},    // method | … | hold | talk | position
}};

std::optional<Time> readTime(const std::string& text) {
  const size_t dot = std::min(text.find('.'), text.size());
  int64_t whole = 0;
  std::string fraction = dot < text.size() ? text.substr(dot + 1, 6) : "";
  fraction.resize(6, '0');
  int64_t micros = 0;
  constexpr int64_t kLast = 253'402'300'799;  // of the year 9999
  const bool isNumber =
      !text.empty() && absl::ascii_isdigit(static_cast<unsigned char>(text[0])) &&
      absl::SimpleAtoi(text.substr(0, dot), &whole) && whole <= kLast &&
      std::all_of(fraction.begin(), fraction.end(),
                  [](char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }) &&
      absl::SimpleAtoi(fraction, &micros);
  return isNumber ? std::optional(fromMicros(whole * 1'000'000 + micros)) : std::nullopt;
}

}  // namespace

struct AsteriskQueueLog::Entry {
  Time time;
  std::string call, queue, agent, verb;
  std::vector<std::string> data;
  std::string id;
};

AsteriskQueueLog::AsteriskQueueLog(Profile profile, std::string file)
    : m_profile(std::move(profile)), m_file(std::move(file)) {}

absl::Status AsteriskQueueLog::take(const Line& line, Decoded& out) {
  std::vector<Event> events;
  absl::Status status = absl::OkStatus();
  if (line.isTooLong) {
    status = absl::InvalidArgumentError(absl::StrCat("longer than ", LineFile::kLongest, " bytes"));
  } else if (!line.text.empty()) {
    status = read(line.text, events);
  }
  if (!status.ok()) {
    out.problems.push_back({.file = m_file, .line = line.number, .reason = std::string(status.message())});
  } else {
    std::move(events.begin(), events.end(), std::back_inserter(out.events));
  }
  return absl::OkStatus();
}

absl::Status AsteriskQueueLog::read(std::string_view text, std::vector<Event>& events) {
  if (!isCleanText(text)) return absl::InvalidArgumentError("not UTF-8, or with a NUL in it");
  std::vector<std::string> fields = absl::StrSplit(absl::string_view(text.data(), text.size()), '|');
  if (fields.size() < 5) {
    return absl::InvalidArgumentError(
        absl::StrCat(fields.size(), " fields; at least time|call|queue|agent|event are needed"));
  }
  const std::optional<Time> time = readTime(fields[0]);
  if (!time)
    return absl::InvalidArgumentError(absl::StrCat("no time in seconds since 1970: \"", fields[0], "\""));
  Entry entry{.time = *time,
              .call = std::move(fields[1]),
              .queue = std::move(fields[2]),
              .agent = std::move(fields[3]),
              .verb = std::move(fields[4]),
              .data = {std::make_move_iterator(fields.begin() + 5), std::make_move_iterator(fields.end())},
              .id = m_ids.next(text)};
  if (absl::Status s = readContact(entry, events); !s.ok()) return s;
  readAgent(entry, events);
  for (const Event& event : events) {
    if (absl::Status s = validate(event); !s.ok()) return s;
  }
  return absl::OkStatus();
}

absl::Status AsteriskQueueLog::readContact(const Entry& entry, std::vector<Event>& events) const {
  const auto known = std::find_if(kContactVerbs.begin(), kContactVerbs.end(),
                                  [&](const ContactVerb& verb) { return verb.verb == entry.verb; });
  if (known == kContactVerbs.end()) return absl::OkStatus();
  if (entry.call.empty() || entry.call == kNone || entry.queue.empty() || entry.queue == kNone) {
    return absl::InvalidArgumentError(absl::StrCat(entry.verb, " without a call or a queue"));
  }
  ContactEvent contact;
  contact.contactId = entry.call;
  contact.phase = known->phase;
  if (entry.agent != kNone) contact.agentId = entry.agent;
  const int size = static_cast<int>(entry.data.size());
  // An attended transfer has its numbers at the end, after one or two channels; without numbers it has none.
  const int at = known->secondsAt >= 0 ? known->secondsAt - 1 : size >= 5 ? size + known->secondsAt : size;
  if (at >= 0 && at < size) {
    int32_t number = 0;
    if (!absl::SimpleAtoi(entry.data[static_cast<size_t>(at)], &number)) {
      return absl::InvalidArgumentError(
          absl::StrCat(entry.verb, ": no number of seconds: \"", entry.data[static_cast<size_t>(at)], "\""));
    }
    (known->phase == Phase::kEnded ? contact.talk : contact.wait) = seconds(number);
  } else if (known->isNeeded) {
    return absl::InvalidArgumentError(absl::StrCat(entry.verb, " with too few fields"));
  }
  const auto [brand, channel] = placeOf(entry.queue);
  events.push_back({.source = m_profile.source,
                    .eventId = entry.id,
                    .time = entry.time,
                    .brand = brand,
                    .channel = channel,
                    .body = std::move(contact)});
  return absl::OkStatus();
}

void AsteriskQueueLog::readAgent(const Entry& entry, std::vector<Event>& events) {
  if (entry.agent.empty() || entry.agent == kNone) return;
  const std::string_view verb = entry.verb;
  const bool hasQueue = !entry.queue.empty() && entry.queue != kNone;
  const auto is = [&](std::initializer_list<std::string_view> verbs) {
    return std::find(verbs.begin(), verbs.end(), verb) != verbs.end();
  };
  const bool isLogin = is({"AGENTLOGIN", "AGENTCALLBACKLOGIN"});
  const bool isLogoff = is({"AGENTLOGOFF", "AGENTCALLBACKLOGOFF"});
  const bool isEndOfContact =
      is({"COMPLETEAGENT", "COMPLETECALLER", "TRANSFER", "BLINDTRANSFER", "ATTENDEDTRANSFER"});
  if (!isLogin && !isLogoff && !isEndOfContact &&
      !is({"ADDMEMBER", "REMOVEMEMBER", "PAUSE", "UNPAUSE", "PAUSEALL", "UNPAUSEALL", "CONNECT"})) {
    return;
  }
  Agent& agent = m_agents[entry.agent];
  if (verb == "ADDMEMBER" && hasQueue) agent.queues[entry.queue] = false;
  if (verb == "REMOVEMEMBER") agent.queues.erase(entry.queue);
  if (is({"PAUSE", "UNPAUSE"}) && hasQueue) agent.queues[entry.queue] = verb == "PAUSE";
  if (is({"PAUSEALL", "UNPAUSEALL"}) || isLogin) {
    for (auto& [queue, isPaused] : agent.queues) isPaused = verb == "PAUSEALL";
  }
  if (verb == "CONNECT" && hasQueue) agent.queues.try_emplace(entry.queue, false);
  if (verb == "CONNECT") agent.isOnContact = true;
  if (isEndOfContact || isLogoff) agent.isOnContact = false;
  if (isLogoff) agent.queues.clear();
  tellStates(entry, agent, events);
}

// Where an agent's state is another than the one told last.
void AsteriskQueueLog::tellStates(const Entry& entry, Agent& agent, std::vector<Event>& events) const {
  using State = AgentEvent::State;
  std::map<Place, State> states;
  for (const auto& [place, state] : agent.told) states[place] = State::kOffline;
  for (const auto& [queue, isPaused] : agent.queues) {
    State& state = states.try_emplace(placeOf(queue), State::kOffline).first->second;
    // Paused in one queue of a place, available in another: available.
    if (state != State::kAvailable) state = isPaused ? State::kBreak : State::kAvailable;
  }
  for (auto& [place, state] : states) {
    if (agent.isOnContact && state != State::kOffline) state = State::kOnContact;
    const auto told = agent.told.find(place);
    if (told != agent.told.end() && told->second == state) continue;
    AgentEvent body;
    body.agentId = entry.agent;
    body.state = state;
    body.busySlots = state == State::kOnContact ? 1 : 0;
    events.push_back({.source = m_profile.source,
                      .eventId = absl::StrCat(entry.id, ":", place.first, ":", place.second),
                      .time = entry.time,
                      .brand = place.first,
                      .channel = place.second,
                      .body = std::move(body)});
  }
  agent.told = std::move(states);
}

AsteriskQueueLog::Place AsteriskQueueLog::placeOf(const std::string& queue) const {
  const Row row = {queue};
  return {m_profile.brand.of(row), m_profile.channel.of(row)};
}

}  // namespace watchfloor
