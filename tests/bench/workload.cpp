#include "bench/workload.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>
#include <watchfloor/v1/service.pb.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "sources/simulator/random.h"
#include "wire/event_wire.h"

namespace watchfloor::bench {
namespace {

using Planned = Workload::Planned;
using Kind = Planned::Kind;
using Phase = ContactEvent::Phase;

enum Flag : uint8_t { kOutbound = 1, kAutomatic = 2, kHasSentiment = 4, kHasConversation = 8 };

constexpr double kTwice = 0.01, kLate = 0.01;
constexpr double kLatest = 60;  // seconds
constexpr uint32_t kStaff = 4'000;

constexpr std::array<std::string_view, 8> kChannelNames = {"voice",    "chat", "email",     "sms",
                                                           "facebook", "x",    "instagram", "whatsapp"};
constexpr std::array<std::string_view, 8> kPhrases = {
    "has anybody else been waiting for two days now?",
    "thank you, that was quick",
    "the app signs me out each time I open it, and the page that it sends me to is empty",
    "my parcel is still in the depot",
    "we have looked into it, and the money will be back on your account by Thursday",
    "no, nobody has called me back since Monday; what now?",
    "the lady on the phone could help at once; would recommend to anybody who asks me about it",
    "is there a branch open on Saturday, or do I have to take a day off for this again?"};

std::string channelName(uint32_t channel) {
  const std::string_view name = kChannelNames[channel % kChannelNames.size()];
  const uint32_t round = channel / kChannelNames.size();
  return round == 0 ? std::string(name) : absl::StrFormat("%s-%u", std::string(name), round);
}
std::string brandName(uint32_t brand) { return absl::StrFormat("brand-%04u", brand); }
std::string messageName(uint32_t message) { return absl::StrFormat("m%019u", message); }

// Plans what happens, thing by thing, in no order of time.
class Planner {
 public:
  explicit Planner(const WorkloadOptions& options)
      : m_options(options), m_random(options.seed, 0), m_end(micros(options.start + options.span)) {}

  std::vector<Planned> plan() {
    const auto share = [&](double part) {
      return static_cast<size_t>(part * static_cast<double>(m_options.events));
    };
    for (const size_t end = share(m_options.contacts); m_planned.size() < end;) planContact();
    for (const size_t end = share(m_options.contacts + m_options.conversations); m_planned.size() < end;)
      planConversation();
    while (m_planned.size() < m_options.events) planAgent();
    m_planned.resize(m_options.events);
    std::stable_sort(m_planned.begin(), m_planned.end(),
                     [](const Planned& a, const Planned& b) { return a.arrival < b.arrival; });
    return std::move(m_planned);
  }

 private:
  // Zipf's law with exponent 1, continuously: the logarithm of the rank is uniform.
  uint32_t zipf(uint32_t n) {
    const double rank = portableExp(m_random.uniform() * portableLog(n + 1.0));
    return std::min(n - 1, static_cast<uint32_t>(rank) - 1);
  }
  uint16_t brand() { return static_cast<uint16_t>(zipf(m_options.brands)); }

  Planned place() {
    Planned p;
    p.time = micros(m_options.start) +
             static_cast<int64_t>(m_random.uniform() * static_cast<double>(m_options.span.count()));
    p.brand = brand();
    p.channel = static_cast<uint8_t>(m_random.below(m_options.channels));
    p.thing = ++m_things;
    return p;
  }
  // What would happen after the hour is not told.
  void add(Planned p) {
    if (p.time >= m_end) return;
    p.id = ++m_ids;
    p.arrival = p.time;
    if (m_random.chance(kLate)) p.arrival += spanOf(m_random.between(0, kLatest));
    m_planned.push_back(p);
    if (!m_random.chance(kTwice)) return;
    p.arrival += spanOf(m_random.between(0, 1));
    m_planned.push_back(p);
  }
  // Microseconds of the stream, which may be faster than an hour.
  int64_t spanOf(double secondsOfTheHour) const {
    return static_cast<int64_t>(secondsOfTheHour / 3600 * static_cast<double>(m_options.span.count()));
  }
  int64_t after(double medianSeconds, double sigma) {
    return spanOf(m_random.lognormal(medianSeconds, sigma));
  }
  void step(Planned& p, Phase phase) {
    p.word = static_cast<uint8_t>(phase);
    add(p);
  }

  void planContact() {
    Planned p = place();
    p.kind = Kind::kContact;
    p.person = static_cast<uint32_t>(m_random.below(kStaff));
    step(p, Phase::kEnqueued);
    p.time += after(20, 1.1);
    if (m_random.chance(0.08)) return step(p, Phase::kAbandoned);
    step(p, Phase::kAnswered);
    p.time += after(180, 0.9);
    step(p, Phase::kEnded);
    if (!m_random.chance(0.8)) return;
    p.time += after(30, 0.7);
    step(p, Phase::kWrappedUp);
  }

  void planConversation() {
    Planned p = place();
    const bool isBig = m_random.chance(0.0005);
    const size_t spread = std::max(1U, m_options.conversation - 1);
    const size_t size =
        isBig ? 100 + m_random.below(500) : 2 + m_random.below(spread) + m_random.below(spread);
    const uint8_t hasConversation = p.channel % 2 == 0 ? kHasConversation : 0;  // the others tell replies
    const uint32_t customer = zipf(m_options.authors);
    const uint32_t first = m_messages + 1;
    for (size_t i = 0; i < size && p.time < m_end; ++i) {
      p.kind = Kind::kMessage;
      p.flags = hasConversation;
      p.message = ++m_messages;
      p.replyTo = hasConversation || i == 0 ? 0 : m_random.chance(0.8) ? p.message - 1 : first;
      p.alsoBrand = p.brand;
      if (i > 0 && m_random.chance(0.4)) {
        p.flags |= kOutbound | (m_random.chance(0.03) ? kAutomatic : 0);
        p.person = static_cast<uint32_t>(m_random.below(kStaff));
      } else {
        p.person = m_random.chance(isBig ? 0.05 : 0.9) ? customer : zipf(m_options.authors);
        p.word = static_cast<uint8_t>(m_random.below(3));
        if (m_random.chance(0.9)) p.flags |= kHasSentiment;
        if (m_random.chance(0.02)) p.alsoBrand = brand();
      }
      add(p);
      follow(p);
      p.time += isBig ? after(4, 1) : after(90, 1.2);
    }
    if (!m_random.chance(0.06)) return;
    p.kind = Kind::kResolved;
    add(p);
  }

  // What comes after a message.
  void follow(Planned p) {
    if (p.flags & kOutbound) return;
    if (m_random.chance(0.03)) {
      p.kind = m_random.chance(0.4) ? Kind::kCorrection : Kind::kEngagement;
      p.word = static_cast<uint8_t>(m_random.below(3));
    } else if (m_random.chance(0.006)) {
      p.kind = Kind::kDeletion;
    } else {
      return;
    }
    p.time += after(60, 1);
    add(p);
  }

  void planAgent() {
    Planned p = place();
    p.kind = Kind::kAgent;
    p.person = static_cast<uint32_t>(m_random.below(kStaff));
    // An agent works for one brand on one channel.
    p.brand = static_cast<uint16_t>(p.person % m_options.brands);
    p.channel = static_cast<uint8_t>(p.person / m_options.brands % m_options.channels);
    p.word = static_cast<uint8_t>(m_random.below(5));
    add(p);
  }

  const WorkloadOptions m_options;
  Random m_random;
  const int64_t m_end;
  uint32_t m_things = 0, m_messages = 0, m_ids = 0;
  std::vector<Planned> m_planned;
};

Event::Body contactBody(const Planned& p) {
  ContactEvent contact;
  contact.contactId = absl::StrFormat("c%019u", p.thing);
  contact.phase = static_cast<Phase>(p.word);
  if (contact.phase != Phase::kEnqueued && contact.phase != Phase::kAbandoned)
    contact.agentId = absl::StrFormat("agent-%05u", p.person);
  return contact;
}

Event::Body messageBody(const Planned& p) {
  MessageEvent message;
  message.messageId = messageName(p.message);
  if (p.flags & kHasConversation) message.conversationId = absl::StrFormat("v%019u", p.thing);
  if (p.replyTo != 0) message.replyTo = messageName(p.replyTo);
  const bool isOutbound = p.flags & kOutbound;
  message.direction = isOutbound ? MessageEvent::Direction::kOutbound : MessageEvent::Direction::kInbound;
  message.authorId =
      isOutbound ? absl::StrFormat("agent-%05u", p.person) : absl::StrFormat("user-%07u", p.person);
  message.isAutomatic = p.flags & kAutomatic;
  message.text = kPhrases[p.message % kPhrases.size()];
  if (p.alsoBrand != p.brand) message.alsoBrands = {brandName(p.alsoBrand)};
  if (p.flags & kHasSentiment) {
    message.sentiment = Sentiment{.label = static_cast<Label>(p.word), .score = (p.word - 1) * 0.75};
  }
  return message;
}

Event::Body bodyOf(const Planned& p) {
  switch (p.kind) {
    case Kind::kContact:
      return contactBody(p);
    case Kind::kMessage:
      return messageBody(p);
    case Kind::kResolved:
      return ConversationEvent{.conversationId = {},
                               .messageId = messageName(p.message),
                               .state = ConversationEvent::State::kResolved};
    case Kind::kCorrection:
      return CorrectionEvent{.messageId = messageName(p.message),
                             .sentiment = Sentiment{.label = static_cast<Label>(p.word), .score = {}},
                             .brand = {}};
    case Kind::kDeletion:
      return DeletionEvent{.messageId = messageName(p.message), .byCustomer = true};
    case Kind::kEngagement:
      return EngagementEvent{
          .messageId = messageName(p.message), .likes = p.id % 97, .shares = p.id % 7, .views = p.id % 9'973};
    case Kind::kAgent:
      break;
  }
  return AgentEvent{.agentId = absl::StrFormat("agent-%05u", p.person),
                    .state = static_cast<AgentEvent::State>(p.word),
                    .slotCount = 3,
                    .busySlots = static_cast<int32_t>(p.id % 3)};
}

}  // namespace

EngineConfig benchConfig() {
  EngineConfig config;
  config.targets = {{.brand = "*", .channel = "*", .target = seconds(20), .shortAbandon = seconds(5)}};
  return config;
}

Workload::Workload(const WorkloadOptions& options) : m_options(options), m_planned(Planner(options).plan()) {}

Event Workload::event(size_t i) const {
  const Planned& p = m_planned[i];
  const std::string channel = channelName(p.channel);
  const bool isPlaced = p.kind == Kind::kContact || p.kind == Kind::kMessage || p.kind == Kind::kAgent;
  return {
      .source = absl::StrCat(p.kind == Kind::kContact || p.kind == Kind::kAgent ? "desk-" : "feed-", channel),
      .eventId = absl::StrFormat("%08x-%023u", scatter(p.id) >> 32, p.id),
      .time = fromMicros(p.time),
      .brand = isPlaced ? brandName(p.brand) : std::string(),
      .channel = isPlaced ? channel : std::string(),
      .body = bodyOf(p)};
}

Batch Workload::batch(size_t first, size_t count) const {
  Batch batch;
  for (size_t i = first; i < std::min(size(), first + count); ++i) batch.events.push_back(event(i));
  return batch;
}

std::string Workload::request(size_t first, size_t count) const {
  v1::PublishRequest request;
  request.set_batch(first / count + 1);
  for (size_t i = first; i < std::min(size(), first + count); ++i)
    wire::toProto(event(i), request.add_events());
  return request.SerializeAsString();
}

std::vector<std::string> Workload::requests(size_t count) const {
  std::vector<std::string> all;
  for (size_t first = 0; first < size(); first += count) all.push_back(request(first, count));
  return all;
}

}  // namespace watchfloor::bench
