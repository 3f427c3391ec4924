// Conversations that excite themselves, with known onsets: what the detector of trends is judged by.
//
// A conversation is a Hawkes process with marks (Hawkes 1971; as a branching process, Hawkes and Oakes 1974;
// for shares on a network, Zhao et al., "SEISMIC", KDD 2015): each post moves a Poisson number of others to
// post, in proportion to a power of its author's followers, after delays with a power-law tail. Ordinary
// conversations are below criticality and die out, some of them large. In a seeded one an amplifier joins at
// the onset: a first wave follows, and from then on each post moves about one other, which fades with time.
// The onset is the time of the amplifier's post.
//
// Memory: the conversations that something is still to happen to, and 40 bytes for each onset. Not thread
// safe.
#pragma once

#include <absl/container/flat_hash_map.h>
#include <absl/status/status.h>

#include <optional>
#include <string>
#include <vector>

#include "sources/simulator/agenda.h"
#include "sources/simulator/authors.h"
#include "sources/simulator/day_curve.h"
#include "sources/simulator/phrases.h"
#include "sources/simulator/process.h"
#include "sources/simulator/random.h"

namespace watchfloor {

struct CascadePlan {
  std::string brand = "Larkwing";
  Sector sector = Sector::kAirline;
  std::string channel = "x";
  double perHour = 60;      // ordinary conversations begun
  double seedsPerDay = 24;  // of these, how many an amplifier joins
  double replies = 3;       // that a conversation's first post gets from others, when 300 follow its author
  double branching = 0.5;   // posts that one of the others moves, when 300 follow its author
  double attention = 0.3;   // power of the followers
  Duration delay = minutes(8);                 // scale of the power law
  double delayExponent = 1.2;                  // of its tail
  Duration patience = hours(12);               // nobody posts so long after the one that moved him
  std::optional<Duration> answeredAfter = {};  // by the brand, so long after the first post; none: never
  // After the onset.
  double firstWave = 10;  // posts that the amplifier moves, median
  double leastBranching = 0.85, mostBranching = 1.25;
  Duration fade = hours(2);  // in which the branching falls to 1/e, median
};

// InvalidArgument, naming the field.
absl::Status validate(const CascadePlan& plan);

// When a conversation went viral, which: the id of its first message, and how many posts the amplifier's has
// moved so far, directly and through others.
struct CascadeOnset {
  Time time{};
  std::string conversation;
  int64_t posts = 0;
};

class CascadeFeed final : public Process {
 public:
  // REQUIRES: validate(plan) is OK
  CascadeFeed(CascadePlan plan, uint64_t authorSeed, LocalClock clock, Time start, Random random);

  Time nextTime() const override { return m_agenda.nextTime(); }
  void step(Outbox& out) override;
  size_t open() const override { return m_conversations.size() + m_agenda.size(); }

  // Those that have happened.
  const std::vector<CascadeOnset>& onsets() const { return m_onsets; }

 private:
  struct Conversation {
    int pending = 0;
    std::optional<size_t> cascade;  // in m_onsets
    double branching = 0;           // after the onset
    Duration fade{};
  };
  struct Happening {
    enum class Kind : uint8_t { kBegin, kPost, kAmplify, kAnswer };
    Kind kind = Kind::kBegin;
    int64_t conversation = 0;
    bool isCascade = false;  // moved by the amplifier, if not directly
  };

  void begin(Time now, Outbox& out);
  void post(Time now, const Happening& what, Outbox& out);
  void answer(Time now, int64_t number, Outbox& out);
  void amplify(Time now, int64_t number, Outbox& out);
  void send(Time now, int64_t number, int64_t root, const Author& author, Outbox& out);
  // Lets `mean` others post in the conversation, after delays.
  void move(Time now, int64_t number, double mean, bool isCascade);
  void plan(Time at, const Happening& what);
  double attentionOf(const Author& author) const;

  CascadePlan m_plan;
  Random m_random;
  Arrivals m_arrivals;
  Authors m_authors;
  Agenda<Happening> m_agenda;
  absl::flat_hash_map<int64_t, Conversation> m_conversations;  // by number; never iterated
  std::vector<CascadeOnset> m_onsets;
};

}  // namespace watchfloor
