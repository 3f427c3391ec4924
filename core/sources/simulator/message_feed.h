// The messages of one brand on the channels of one source: what customers write, what others make of it, and
// what the brand's people answer.
//
// A conversation begins with a customer's message. Others reply to it and share it; the brand's people take
// it up in order (an ErlangAQueue), answer, and are answered; when it has calmed down it is resolved. Now and
// then a message is deleted, a label corrected, a conversation closed by its customer. Memory:
// the conversations that something is still to happen to. Not thread safe.
#pragma once

#include <absl/container/flat_hash_map.h>

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "model/time.h"
#include "sources/simulator/agenda.h"
#include "sources/simulator/authors.h"
#include "sources/simulator/day_curve.h"
#include "sources/simulator/erlang_a_queue.h"
#include "sources/simulator/process.h"
#include "sources/simulator/random.h"
#include "sources/simulator/world.h"

namespace watchfloor {

class MessageFeed final : public Process {
 public:
  struct Setting {
    uint64_t seed = 0;  // of the authors
    double rate = 1;    // multiplies customers and people
    LocalClock clock;
    Time start{};
    std::vector<std::string> otherBrands;  // that a message may name beside its own
  };

  MessageFeed(const BrandPlan& brand, const FeedPlan& plan, Setting setting, Random random);

  // A complaint goes viral each day at `daily`, first at or after the start. REQUIRES:
  // hasChannel(plan.channel)
  void goViral(const ViralPlan& plan, const DayStart& daily);

  bool hasChannel(std::string_view name) const;

  Time nextTime() const override;
  void step(Outbox& out) override;
  size_t open() const override { return m_conversations.size() + m_agenda.size(); }

 private:
  struct Conversation {
    size_t channel = 0;
    Author author;
    size_t topic = 0;
    Label tone = Label::kNeutral;
    int64_t root = 0, newest = 0;  // messages: the first, and the newest of customer and brand
    int pending = 0;               // what is still to happen to it
    int answers = 0;
    bool isViral = false, isPrivate = false;
    bool isOver = false;  // deleted or closed by its customer
    bool isCalm = false;  // all that is still to happen is that it is resolved
  };
  struct Happening {
    enum class Kind : uint8_t {
      kBegin,
      kReply,
      kShare,
      kGreeting,
      kToDesk,
      kFollowUp,
      kCalm,
      kCloseByCustomer,
      kDeleteByCustomer,
      kDeleteByModerator,
      kCorrect,
      kEngage,
      kRoster,
      kSpread,
    };
    Kind kind = Kind::kBegin;
    int64_t conversation = 0;  // 0: none; messages and conversations are numbered from 1
    int64_t message = 0;       // of kCorrect and kEngage
    int64_t amount = 0;        // kEngage: the reach; kCorrect: the label; kBegin: the channel
  };
  using Kind = Happening::Kind;
  struct Viral {
    size_t channel = 0;
    double jump = 1;
    DayStart daily;
  };

  void happen(Time now, const Happening& what, Outbox& out);
  // Something is to happen to a conversation; something has; nothing is any more.
  void plan(Time at, Kind kind, int64_t conversation);
  void release(Time now, int64_t conversation);
  // A new conversation, which the caller releases; and what it sets off.
  int64_t begin(Time now, size_t channel, bool isViral, Outbox& out);
  void planAttention(Time now, int64_t number);
  void chime(Time now, int64_t number, Label tone, bool isShare, Outbox& out);
  void spread(Time now, int64_t parent, Outbox& out);
  // The brand's people.
  void arrangeRoster(Time now);
  void takeUp(Time now, int64_t number);
  void answer(Time now, int64_t number, Outbox& out);
  void followUp(Time now, int64_t number, Outbox& out);
  void correct(Time now, const Happening& what, Outbox& out);
  // A customer's message, and any message.
  void hear(Time now, const Conversation& c, int64_t number, MessageEvent message, Label tone, Outbox& out);
  void send(Time now, const Conversation& c, int64_t number, MessageEvent message, Outbox& out);
  Label toneOf(const std::array<double, 3>& weights) {
    return static_cast<Label>(m_random.weighted(weights));
  }

  const ChannelPlan& channelOf(const Conversation& c) const { return m_plan.channels[c.channel]; }

  BrandPlan m_brand;
  FeedPlan m_plan;
  Setting m_setting;
  Random m_random;
  std::vector<Arrivals> m_arrivals;  // by channel
  std::vector<Authors> m_authors;    // by channel
  std::optional<Viral> m_viral;
  ErlangAQueue m_desk{1};
  size_t m_people = 0;  // at the desk
  std::vector<ErlangAQueue::Step> m_steps;
  absl::flat_hash_map<int64_t, Conversation> m_conversations;  // by number; never iterated
  Agenda<Happening> m_agenda;
};

}  // namespace watchfloor
