#include "sources/simulator/message_feed.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "sources/simulator/cascade.h"
#include "sources/simulator/phrases.h"

namespace watchfloor {
namespace {

constexpr Duration kRosterStep = minutes(15);

// What becomes of a message, as shares and weights of (negative, neutral, positive).
constexpr std::array<double, 3> kExpectsAnswer = {0.7, 0.5, 0.25};
constexpr std::array<double, 3> kViralTone = {0.88, 0.1, 0.02};
constexpr double kViralExpectsAnswer = 0.5;
constexpr double kJoins = 0.5;  // viral posts that reply to the one that moved them
constexpr double kWritesAgain = 0.4;
constexpr int kMostAnswers = 3;
constexpr std::array<std::array<double, 3>, 3> kToneAfterAnswer = {
    {{0.4, 0.4, 0.2}, {0.1, 0.55, 0.35}, {0, 0.3, 0.7}}};
constexpr std::array<std::array<double, 3>, 3> kToneOfOthers = {
    {{0.65, 0.25, 0.1}, {0.2, 0.6, 0.2}, {0.15, 0.25, 0.6}}};
constexpr double kLabelled = 0.93, kCorrected = 0.012, kWrongBrand = 0.1;
constexpr double kNamesOther = 0.04, kDeleted = 0.012, kModerated = 0.003, kClosed = 0.01;
constexpr int64_t kSilentOnLanguage = 4;  // one message in so many does not tell its language
constexpr double kNoticed = 0.3;          // messages whose engagement is told

size_t at(Label label) { return static_cast<size_t>(label); }

}  // namespace

MessageFeed::MessageFeed(const BrandPlan& brand, const FeedPlan& plan, Setting setting, Random random)
    : m_brand(brand), m_plan(plan), m_setting(std::move(setting)), m_random(random) {
  m_agenda.add(m_setting.start, {Kind::kRoster});
  for (size_t i = 0; i < plan.channels.size(); ++i) {
    const ChannelPlan& channel = plan.channels[i];
    m_arrivals.emplace_back(channel.perHour * m_setting.rate, plan.curve, m_setting.clock);
    m_authors.emplace_back(m_setting.seed, channel.channel);
    m_agenda.add(m_arrivals[i].after(m_setting.start, m_random),
                 {.kind = Kind::kBegin, .amount = static_cast<int64_t>(i)});
  }
}

bool MessageFeed::hasChannel(std::string_view name) const {
  return std::any_of(m_plan.channels.begin(), m_plan.channels.end(),
                     [&](const ChannelPlan& c) { return c.channel == name; });
}

void MessageFeed::goViral(const ViralPlan& plan, const DayStart& daily) {
  assert(hasChannel(plan.channel));
  size_t channel = 0;
  while (m_plan.channels[channel].channel != plan.channel) ++channel;
  m_viral = Viral{channel, plan.jump, daily};
  m_agenda.add(firstAtOrAfter(daily, m_setting.start), {Kind::kSpread});
}

Time MessageFeed::nextTime() const { return std::min(m_agenda.nextTime(), m_desk.nextTime()); }

void MessageFeed::step(Outbox& out) {
  const Time now = nextTime();
  if (m_desk.nextTime() == now) {
    m_desk.step(m_steps);
  } else {
    happen(now, m_agenda.take(), out);
  }
  for (const ErlangAQueue::Step& step : m_steps) {
    if (step.kind == ErlangAQueue::Step::Kind::kEnded) answer(now, step.customer, out);
    if (step.kind == ErlangAQueue::Step::Kind::kEnded || step.kind == ErlangAQueue::Step::Kind::kAbandoned)
      release(now, step.customer);
  }
  m_steps.clear();
}

void MessageFeed::happen(Time now, const Happening& what, Outbox& out) {
  const int64_t number = what.conversation;
  const auto tell = [&](Event::Body body) {
    out.send(now, m_plan.source, m_brand.name, channelOf(m_conversations.at(number)).channel,
             std::move(body));
  };
  switch (what.kind) {
    case Kind::kBegin: {
      const auto channel = static_cast<size_t>(what.amount);
      const int64_t begun = begin(now, channel, false, out);
      planAttention(now, begun);
      release(now, begun);
      m_agenda.add(m_arrivals[channel].after(now, m_random), what);
      break;
    }
    case Kind::kReply:
    case Kind::kShare:
      chime(now, number, toneOf(kToneOfOthers[at(m_conversations.at(number).tone)]),
            what.kind == Kind::kShare, out);
      break;
    case Kind::kGreeting:
      send(now, m_conversations.at(number), out.nextNumber(),
           {.replyTo = out.id("m", number),
            .authorId = m_brand.name,
            .direction = MessageEvent::Direction::kOutbound,
            .isAutomatic = true,
            .text = Phrases::greeting(m_random, m_brand.name)},
           out);
      break;
    case Kind::kToDesk:
      takeUp(now, number);
      return;  // released when the desk is done with it
    case Kind::kFollowUp:
      followUp(now, number, out);
      break;
    case Kind::kCalm:
      tell(ConversationEvent{.messageId = out.id("m", number)});
      break;
    case Kind::kCloseByCustomer:
      m_conversations.at(number).isOver = true;
      tell(ConversationEvent{.messageId = out.id("m", number),
                             .state = ConversationEvent::State::kClosedByCustomer});
      break;
    case Kind::kDeleteByCustomer:
    case Kind::kDeleteByModerator:
      m_conversations.at(number).isOver = true;
      tell(DeletionEvent{out.id("m", number), what.kind == Kind::kDeleteByCustomer});
      break;
    case Kind::kCorrect:
      correct(now, what, out);
      break;
    case Kind::kEngage: {
      const double views = static_cast<double>(what.amount) * m_random.between(0.2, 0.9);
      out.send(now, m_plan.source, "", "",
               EngagementEvent{out.id("m", what.message), static_cast<int64_t>(views * 0.03),
                               static_cast<int64_t>(views * 0.004), static_cast<int64_t>(views)});
      break;
    }
    case Kind::kRoster:
      arrangeRoster(now);
      m_agenda.add(now + kRosterStep, what);
      break;
    case Kind::kSpread:
      spread(now, number, out);
      break;
  }
  if (number != 0) release(now, number);
}

void MessageFeed::plan(Time at, Kind kind, int64_t conversation) {
  ++m_conversations.at(conversation).pending;
  m_agenda.add(at, {kind, conversation});
}

// When nothing is to happen any more the conversation calms down, is resolved, and is forgotten here.
void MessageFeed::release(Time now, int64_t conversation) {
  Conversation& c = m_conversations.at(conversation);
  if (--c.pending > 0) return;
  if (!c.isCalm) {
    c.isCalm = true;
    plan(now + m_random.lognormal(minutes(3), 0.6), Kind::kCalm, conversation);
  } else {
    m_conversations.erase(conversation);
  }
}

int64_t MessageFeed::begin(Time now, size_t channel, bool isViral, Outbox& out) {
  const int64_t number = out.nextNumber();
  Conversation c{.channel = channel,
                 .author = m_authors[channel].pick(m_random),
                 .topic = m_random.below(Phrases::kTopics),
                 .tone = toneOf(isViral ? kViralTone : m_brand.tone),
                 .root = number,
                 .newest = number,
                 .pending = 1,
                 .isViral = isViral};
  hear(now, c, number,
       {.authorId = c.author.id,
        .text = isViral ? Phrases::viral(m_random, m_brand.sector, m_brand.name)
                        : Phrases::message(m_random, m_brand.sector, c.topic, c.tone, m_brand.name),
        .reach = c.author.reach},
       c.tone, out);
  m_conversations.emplace(number, std::move(c));
  return number;
}

void MessageFeed::planAttention(Time now, int64_t number) {
  const Conversation c = m_conversations.at(number);
  const ChannelPlan& channel = channelOf(c);
  double expectsAnswer = channel.isReplyExpected ? 1 : kExpectsAnswer[at(c.tone)];
  if (c.isViral) expectsAnswer = kViralExpectsAnswer;
  if (m_random.chance(expectsAnswer * m_plan.answeredShare))
    plan(now + m_random.lognormal(seconds(45), 0.5), Kind::kToDesk, number);
  if (m_random.chance(channel.greetingShare)) plan(now + seconds(2), Kind::kGreeting, number);
  if (m_random.chance(kClosed))
    plan(now + m_random.lognormal(minutes(6), 0.6), Kind::kCloseByCustomer, number);
  if (!channel.isPublic) return;
  const auto planSome = [&](double mean, Kind kind, Duration median) {
    for (int n = m_random.poisson(mean); n > 0; --n)
      plan(now + m_random.lognormal(median, 0.8), kind, number);
  };
  planSome(c.isViral ? 0 : channel.replyMean, Kind::kReply, minutes(7));
  planSome(c.isViral ? 0 : channel.shareMean, Kind::kShare, minutes(9));
  planSome(kDeleted, Kind::kDeleteByCustomer, minutes(8));
  planSome(kModerated, Kind::kDeleteByModerator, minutes(8));
  if (m_random.chance(kNoticed)) {
    m_agenda.add(now + m_random.lognormal(minutes(20), 0.7),
                 {.kind = Kind::kEngage, .message = number, .amount = c.author.reach});
  }
}

// Somebody else replies to a conversation, or shares it.
void MessageFeed::chime(Time now, int64_t number, Label tone, bool isShare, Outbox& out) {
  const Conversation& c = m_conversations.at(number);
  if (c.isOver) return;
  const Author author = m_authors[c.channel].pick(m_random);
  hear(now, c, out.nextNumber(),
       {.replyTo = out.id("m", c.root),
        .authorId = author.id,
        .text = isShare ? Phrases::share(m_random, tone, m_brand.name)
                        : Phrases::comment(m_random, tone, m_brand.name),
        .reach = author.reach},
       tone, out);
}

// The viral complaint, when `parent` is 0; else the post of somebody whom the conversation `parent` has
// moved.
void MessageFeed::spread(Time now, int64_t parent, Outbox& out) {
  if (parent != 0 && m_random.chance(kJoins)) {
    const bool isShare = m_random.chance(0.5);
    chime(now, parent, toneOf(kViralTone), isShare, out);
    for (Duration delay : Cascade::nextDelays(m_random)) plan(now + delay, Kind::kSpread, parent);
    return;
  }
  const int64_t begun = begin(now, m_viral->channel, true, out);
  planAttention(now, begun);
  std::vector<Duration> delays;
  if (parent == 0) {
    const double perHour = m_arrivals[m_viral->channel].perHour(now);
    delays = Cascade::firstDelays(m_random, Cascade::firstWave(m_viral->jump, perHour));
    m_agenda.add(firstAtOrAfter(m_viral->daily, now + Duration(1)), {Kind::kSpread});
  } else {
    delays = Cascade::nextDelays(m_random);
  }
  for (Duration delay : delays) plan(now + delay, Kind::kSpread, begun);
  release(now, begun);
}

void MessageFeed::arrangeRoster(Time now) {
  const double wanted = m_plan.staff.atPeak * m_setting.rate * m_plan.staff.curve.at(m_setting.clock.at(now));
  const size_t people = static_cast<size_t>(std::max(1.0, std::round(wanted)));
  for (; m_people < people; ++m_people) m_desk.open(now, m_people, m_steps);
  for (; m_people > people; --m_people) m_desk.close(m_people - 1);
}

void MessageFeed::takeUp(Time now, int64_t number) {
  std::optional<Duration> patience;
  if (m_plan.letGoAfter) patience = m_random.exponential(*m_plan.letGoAfter);
  m_desk.arrive(now, {number, m_random.exponential(m_plan.handle), Duration::zero(), patience}, m_steps);
}

void MessageFeed::answer(Time now, int64_t number, Outbox& out) {
  Conversation& c = m_conversations.at(number);
  if (c.isOver) return;
  const int64_t message = out.nextNumber();
  send(now, c, message,
       {.replyTo = out.id("m", c.newest),
        .authorId = m_brand.name,
        .direction = MessageEvent::Direction::kOutbound,
        .isPrivate = c.isPrivate,
        .text = Phrases::answer(m_random, m_brand.sector, c.topic, c.tone, m_brand.name)},
       out);
  c.newest = message;
  if (++c.answers < kMostAnswers && m_random.chance(kWritesAgain))
    plan(now + m_random.lognormal(minutes(5), 0.8), Kind::kFollowUp, number);
}

void MessageFeed::followUp(Time now, int64_t number, Outbox& out) {
  Conversation& c = m_conversations.at(number);
  if (c.isOver) return;
  c.tone = toneOf(kToneAfterAnswer[at(c.tone)]);
  c.isPrivate = c.isPrivate || m_random.chance(channelOf(c).privateShare);
  const int64_t message = out.nextNumber();
  hear(now, c, message,
       {.replyTo = out.id("m", c.newest),
        .authorId = c.author.id,
        .isPrivate = c.isPrivate,
        .text = Phrases::followUp(m_random, c.tone, m_brand.name),
        .reach = c.author.reach},
       c.tone, out);
  c.newest = message;
  if (c.tone != Label::kPositive) plan(now + m_random.lognormal(seconds(45), 0.5), Kind::kToDesk, number);
}

// A reviewer finds that a message is of another tone, or about another brand.
void MessageFeed::correct(Time now, const Happening& what, Outbox& out) {
  CorrectionEvent correction{.messageId = out.id("m", what.message)};
  if (!m_setting.otherBrands.empty() && m_random.chance(kWrongBrand)) {
    correction.brand = m_setting.otherBrands[m_random.below(m_setting.otherBrands.size())];
  } else {
    correction.sentiment = Sentiment{static_cast<Label>((what.amount + 1) % 3), {}};
  }
  out.send(now, m_plan.source, "", "", std::move(correction));
}

void MessageFeed::hear(Time now, const Conversation& c, int64_t number, MessageEvent message, Label tone,
                       Outbox& out) {
  if (!channelOf(c).isPublic) {
    message.reach.reset();
  } else if (!m_setting.otherBrands.empty() && m_random.chance(kNamesOther)) {
    message.alsoBrands.push_back(m_setting.otherBrands[m_random.below(m_setting.otherBrands.size())]);
  }
  if (m_random.chance(kLabelled)) {
    const double strength = std::round(m_random.between(30, 98)) / 100;
    message.sentiment = Sentiment{tone, tone == Label::kNeutral    ? (strength - 0.64) / 4
                                        : tone == Label::kPositive ? strength
                                                                   : -strength};
    if (m_random.chance(kCorrected)) {
      m_agenda.add(now + m_random.lognormal(minutes(12), 0.6),
                   {.kind = Kind::kCorrect, .message = number, .amount = static_cast<int64_t>(tone)});
    }
  }
  // Phrases are English; not every customer's program says so.
  if (number % kSilentOnLanguage != 0) message.language = "en";
  send(now, c, number, std::move(message), out);
}

void MessageFeed::send(Time now, const Conversation& c, int64_t number, MessageEvent message, Outbox& out) {
  message.messageId = out.id("m", number);
  if (channelOf(c).hasConversationIds) message.conversationId = out.id("t", c.root);
  out.send(now, m_plan.source, m_brand.name, channelOf(c).channel, std::move(message));
}

}  // namespace watchfloor
