// A part of the simulated world that runs by itself: something happens at nextTime(), and step() tells it.
#pragma once

#include <absl/strings/str_cat.h>

#include <array>
#include <cassert>
#include <deque>
#include <string>
#include <string_view>

#include "model/event.h"

namespace watchfloor {

// The systems that the simulated events come from.
enum class SourceName : uint8_t { kAcd, kChatDesk, kMailGateway, kSocialListener, kWorkforce };
inline constexpr std::array<std::string_view, 5> kSimulatedSources = {"acd", "chat-desk", "mail-gateway",
                                                                      "social-listener", "workforce"};

// What was told and not yet fetched. Names every event and every other thing uniquely within its run. Ids
// have a fixed width, so their order as text is the order in which they were given.
class Outbox {
 public:
  // `run` begins every id.
  explicit Outbox(std::string run) : m_run(std::move(run)) {}

  void send(Time time, SourceName source, std::string_view brand, std::string_view channel,
            Event::Body body) {
    const auto index = static_cast<size_t>(source);
    m_events.push_back({std::string(kSimulatedSources[index]), id("", m_sent[index]++), time,
                        std::string(brand), std::string(channel), std::move(body)});
  }

  // "7f3a09-m000000042"
  std::string id(std::string_view kind, int64_t number) const {
    return absl::StrCat(m_run, "-", std::string(kind), absl::Dec(number, absl::kZeroPad10));
  }
  int64_t nextNumber() { return m_numbers++; }

  bool isEmpty() const { return m_events.empty(); }
  // REQUIRES: !isEmpty()
  const Event& front() const { return m_events.front(); }
  Event take() {
    assert(!m_events.empty());
    Event event = std::move(m_events.front());
    m_events.pop_front();
    return event;
  }

 private:
  std::string m_run;
  std::deque<Event> m_events;
  std::array<int64_t, kSimulatedSources.size()> m_sent{};
  int64_t m_numbers = 1;
};

class Process {
 public:
  virtual ~Process() = default;

  // kDistantFuture when nothing will happen any more.
  virtual Time nextTime() const = 0;

  // Lets happen what happens at nextTime(), and tells it with that time; sometimes there is nothing to tell.
  virtual void step(Outbox& out) = 0;

  // Things that are remembered at the moment: contacts, conversations, what is still to happen.
  virtual size_t open() const = 0;
};

}  // namespace watchfloor
