#include "sources/simulator/cascade_feed.h"

#include <absl/strings/str_cat.h>

#include <algorithm>
#include <utility>

namespace watchfloor {
namespace {

constexpr double kUsualFollowers = 300;
constexpr double kMostMoved = 400;  // by one post, on average
constexpr double kWaveSpread = 0.7, kFadeSpread = 0.5;
constexpr Duration kLeastDelay = seconds(5);
constexpr Duration kMeanAgeAtOnset = minutes(90);
constexpr double kShared = 0.4;
constexpr std::array<double, 3> kTone = {0.5, 0.3, 0.2};

double power(double base, double exponent) { return portableExp(exponent * portableLog(base)); }

}  // namespace

absl::Status validate(const CascadePlan& plan) {
  const auto wrong = [](const char* what) {
    return absl::InvalidArgumentError(absl::StrCat("cascade: ", what));
  };
  if (plan.brand.empty() || plan.channel.empty()) return wrong("brand and channel are needed");
  if (!(plan.perHour > 0)) return wrong("per_hour must be above 0");
  if (!(plan.seedsPerDay >= 0 && plan.seedsPerDay <= plan.perHour * 24))
    return wrong("seeds_per_day must be 0 to all conversations of a day");
  if (!(plan.replies >= 0)) return wrong("replies must be at least 0");
  if (!(plan.branching >= 0 && plan.branching < 1)) return wrong("branching must be 0 to below 1");
  if (!(plan.attention >= 0 && plan.attention <= 1)) return wrong("attention must be 0 to 1");
  if (plan.delay <= Duration::zero() || plan.fade <= Duration::zero() || plan.patience <= Duration::zero())
    return wrong("delay, fade and patience must be above 0");
  if (plan.answeredAfter.value_or(seconds(1)) <= Duration::zero())
    return wrong("answered_after must be above 0");
  if (!(plan.delayExponent > 0)) return wrong("delay_exponent must be above 0");
  if (!(plan.firstWave >= 0 && plan.leastBranching >= 0 && plan.leastBranching <= plan.mostBranching &&
        plan.mostBranching <= 2))
    return wrong("first_wave must be at least 0, the branching after it 0 to 2");
  return absl::OkStatus();
}

CascadeFeed::CascadeFeed(CascadePlan plan, uint64_t authorSeed, LocalClock clock, Time start, Random random)
    : m_plan(std::move(plan)),
      m_random(random),
      m_arrivals(m_plan.perHour, DayCurve::flat(), std::move(clock)),
      m_authors(authorSeed, m_plan.channel) {
  m_agenda.add(m_arrivals.after(start, m_random), {});
}

void CascadeFeed::step(Outbox& out) {
  const Time now = m_agenda.nextTime();
  const Happening what = m_agenda.take();
  switch (what.kind) {
    case Happening::Kind::kBegin:
      begin(now, out);
      m_agenda.add(m_arrivals.after(now, m_random), what);
      return;
    case Happening::Kind::kPost:
      post(now, what, out);
      break;
    case Happening::Kind::kAmplify:
      amplify(now, what.conversation, out);
      break;
    case Happening::Kind::kAnswer:
      answer(now, what.conversation, out);
      break;
  }
  const auto found = m_conversations.find(what.conversation);
  if (--found->second.pending == 0) m_conversations.erase(found);
}

void CascadeFeed::begin(Time now, Outbox& out) {
  const int64_t number = out.nextNumber();
  const Author author = m_authors.pick(m_random);
  m_conversations.emplace(number, Conversation{});
  send(now, number, number, author, out);
  move(now, number, m_plan.replies * attentionOf(author), false);
  if (m_random.chance(m_plan.seedsPerDay / (m_plan.perHour * 24)))
    plan(now + kLeastDelay + m_random.exponential(kMeanAgeAtOnset), {Happening::Kind::kAmplify, number});
  if (m_plan.answeredAfter) plan(now + *m_plan.answeredAfter, {Happening::Kind::kAnswer, number});
  const auto found = m_conversations.find(number);
  if (found->second.pending == 0) m_conversations.erase(found);
}

void CascadeFeed::answer(Time now, int64_t number, Outbox& out) {
  MessageEvent message{.messageId = out.id("m", out.nextNumber()),
                       .replyTo = out.id("m", number),
                       .authorId = m_plan.brand,
                       .direction = MessageDirection::kOutbound,
                       .text = Phrases::answer(m_random, m_plan.sector, 0, Label::kNeutral, m_plan.brand)};
  out.send(now, SourceName::kSocialListener, m_plan.brand, m_plan.channel, std::move(message));
}

void CascadeFeed::post(Time now, const Happening& what, Outbox& out) {
  const int64_t number = what.conversation;
  const Author author = m_authors.pick(m_random);
  send(now, out.nextNumber(), number, author, out);
  const Conversation& c = m_conversations.at(number);
  double branching = m_plan.branching * attentionOf(author);
  if (c.cascade) {
    CascadeOnset& onset = m_onsets[*c.cascade];
    if (what.isCascade) ++onset.posts;
    const double age = toSeconds(now - onset.time) / toSeconds(c.fade);
    branching += c.branching * attentionOf(author) * portableExp(-std::min(age, 500.0));
  }
  move(now, number, branching, what.isCascade);
}

void CascadeFeed::amplify(Time now, int64_t number, Outbox& out) {
  Conversation& c = m_conversations.at(number);
  c.cascade = m_onsets.size();
  c.branching =
      std::max(0.0, m_random.between(m_plan.leastBranching, m_plan.mostBranching) - m_plan.branching);
  c.fade = m_random.lognormal(m_plan.fade, kFadeSpread);
  m_onsets.push_back({now, out.id("m", number), 0});
  Author author = m_authors.pick(m_random);
  author.reach = std::max<int64_t>(author.reach, 100'000);
  send(now, out.nextNumber(), number, author, out);
  move(now, number, m_plan.firstWave > 0 ? m_random.lognormal(m_plan.firstWave, kWaveSpread) : 0, true);
}

void CascadeFeed::send(Time now, int64_t number, int64_t root, const Author& author, Outbox& out) {
  const auto tone = static_cast<Label>(m_random.weighted(kTone));
  MessageEvent message{.messageId = out.id("m", number), .authorId = author.id, .reach = author.reach};
  if (number == root) {
    message.text =
        Phrases::message(m_random, m_plan.sector, m_random.below(Phrases::kTopics), tone, m_plan.brand);
  } else {
    message.replyTo = out.id("m", root);
    message.text = m_random.chance(kShared) ? Phrases::share(m_random, tone, m_plan.brand)
                                            : Phrases::comment(m_random, tone, m_plan.brand);
  }
  const auto of = m_conversations.find(root);
  if (of != m_conversations.end() && of->second.cascade)
    absl::StrAppend(&message.text, " ", std::string(Phrases::rally(root)));
  out.send(now, SourceName::kSocialListener, m_plan.brand, m_plan.channel, std::move(message));
}

// Delays follow Lomax's law, the power law that begins at 0.
void CascadeFeed::move(Time now, int64_t number, double mean, bool isCascade) {
  for (int n = m_random.poisson(std::min(mean, kMostMoved)); n > 0; --n) {
    const double times = power(m_random.uniform(), -1 / m_plan.delayExponent) - 1;
    const double delay = std::min(times * toSeconds(m_plan.delay), 1e9);
    const Duration after = kLeastDelay + Duration(static_cast<int64_t>(delay * 1e6));
    if (after < m_plan.patience) plan(now + after, {Happening::Kind::kPost, number, isCascade});
  }
}

void CascadeFeed::plan(Time at, const Happening& what) {
  ++m_conversations.at(what.conversation).pending;
  m_agenda.add(at, what);
}

double CascadeFeed::attentionOf(const Author& author) const {
  return power(std::max(1.0, static_cast<double>(author.reach)) / kUsualFollowers, m_plan.attention);
}

}  // namespace watchfloor
