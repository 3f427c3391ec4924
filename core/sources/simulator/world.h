// What the simulator simulates: brands, their queues and channels, how busy they are and how many people
// answer. Plain data; defaultWorld() is the day that the demo shows, tests build smaller ones by hand.
#pragma once

#include <absl/status/status.h>

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "model/time.h"
#include "sources/simulator/day_curve.h"
#include "sources/simulator/phrases.h"
#include "sources/simulator/process.h"

namespace watchfloor {

// How many people are meant to be at work: `atPeak` times the curve, at least one.
struct Staffing {
  double atPeak = 1;
  DayCurve curve = DayCurve::flat();
};

// Contacts that wait for an agent, and leave when their patience ends: calls, chats. Handling (talk and
// after-work together) and patience are exponential.
struct QueuePlan {
  std::string channel = {};
  SourceName source = SourceName::kAcd;
  double perHour = 0;  // at the curve's 1
  DayCurve curve = DayCurve::flat();
  Duration handle = minutes(4), patience = minutes(3);  // means
  double afterWorkShare = 0;                            // of the handling time
  int slots = 1;                                        // contacts that an agent serves at once
  Staffing staff = {};
  double callbackShare = 0;  // of those whose patience ends: they are called back instead, and flow out
  double transferShare = 0;  // of those who were answered: they wait again, in a leg of its own
  bool hasBreaks = false;    // agents take a break after about 100 minutes
};

// Messages on one channel.
struct ChannelPlan {
  std::string channel = {};
  double perHour = 0;  // conversations begun by customers, at the curve's 1
  bool hasConversationIds = false;
  bool isPublic = false;        // others read it: replies, shares, engagement
  double replyMean = 0;         // replies of other people to a conversation
  double shareMean = 0;         // shares of it
  double greetingShare = 0;     // of conversations that are greeted automatically
  double privateShare = 0;      // of follow-ups that are sent in private
  bool isReplyExpected = true;  // every message expects an answer; otherwise the tone decides
};

// The channels of a brand that share a source and a pool of people who answer.
struct FeedPlan {
  SourceName source = SourceName::kSocialListener;
  DayCurve curve = DayCurve::flat();
  std::vector<ChannelPlan> channels = {};
  Staffing staff = {};
  Duration handle = minutes(2);             // mean time that an answer takes; exponential
  std::optional<Duration> letGoAfter = {};  // a question is dropped after about so long; none: never
  double answeredShare = 1;                 // of those that expect an answer
};

struct BrandPlan {
  std::string name = {};
  Sector sector = Sector::kRetail;
  std::string zone = "UTC";                // IANA
  std::array<double, 3> tone = {1, 1, 1};  // weights of negative, neutral, positive
  std::vector<QueuePlan> queues = {};
  std::vector<FeedPlan> feeds = {};
  bool isWatchedOnly = false;  // a competitor
};

// One complaint that goes viral each day: a self-exciting cascade about the first brand.
struct ViralPlan {
  std::string channel = "x";
  Duration at = hours(14) + minutes(5);  // after local midnight; whole minutes
  double jump = 10;                      // about how many times the channel's usual volume at its height
};

// Four served brands (Larkwing, an airline; Pebblefone, a telephone company; Quillstone, a bank; Marrowby, a
// retailer) and two competitors (Petrelair, Owlwave) on eight channels, all by the clocks of one zone.
std::vector<BrandPlan> defaultWorld(const std::string& zone);
// The names of the competitors among them, sorted.
std::vector<std::string> watchedOnlyOf(const std::vector<BrandPlan>& brands);

// InvalidArgument, naming the brand, the channel and what is wrong.
absl::Status validate(const BrandPlan& brand);

}  // namespace watchfloor
