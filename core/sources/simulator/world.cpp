#include "sources/simulator/world.h"

#include <absl/strings/str_cat.h>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr std::array<double, 7> kOfficeWeek = {1, 0.95, 0.92, 0.94, 0.97, 0.68, 0.52};
constexpr std::array<double, 7> kSocialWeek = {0.95, 0.93, 0.94, 0.96, 1, 0.92, 0.9};

// Calls and chats: a peak before noon and one in the afternoon.
constexpr DayCurve kContactDay = {{0.08, 0.05, 0.04, 0.04, 0.05, 0.09, 0.22, 0.46, 0.76, 0.95, 1.00, 0.97,
                                   0.88, 0.86, 0.93, 0.98, 0.94, 0.82, 0.64, 0.50, 0.40, 0.30, 0.20, 0.12},
                                  kOfficeWeek};
// Their staff: it follows, but lunch is taken when everybody calls, and the evening is thin.
constexpr DayCurve kContactStaff = {{0.18, 0.15, 0.14, 0.14, 0.16, 0.22, 0.36, 0.60, 0.84, 0.97, 1.00, 0.97,
                                     0.78, 0.80, 0.95, 1.00, 0.95, 0.85, 0.70, 0.57, 0.48, 0.40, 0.30, 0.22},
                                    kOfficeWeek};
// E-mail and text messages.
constexpr DayCurve kMailDay = {{0.10, 0.07, 0.05, 0.05, 0.06, 0.10, 0.25, 0.50, 0.80, 1.00, 0.98, 0.92,
                                0.80, 0.85, 0.92, 0.90, 0.80, 0.65, 0.55, 0.50, 0.48, 0.42, 0.30, 0.18},
                               kOfficeWeek};
// Social networks: lunch and the evening.
constexpr DayCurve kSocialDay = {{0.22, 0.14, 0.10, 0.08, 0.09, 0.13, 0.28, 0.50, 0.66, 0.74, 0.80, 0.88,
                                  0.96, 0.90, 0.82, 0.80, 0.84, 0.90, 0.95, 1.00, 1.00, 0.88, 0.62, 0.38},
                                 kSocialWeek};
constexpr DayCurve kCareStaff = {{0.35, 0.28, 0.25, 0.25, 0.25, 0.30, 0.45, 0.65, 0.80, 0.86, 0.90, 0.95,
                                  0.97, 0.95, 0.90, 0.90, 0.92, 0.95, 0.98, 1.00, 1.00, 0.92, 0.72, 0.50},
                                 kSocialWeek};

QueuePlan voice(double perHour, double agents) {
  return {.channel = "voice",
          .source = SourceName::kAcd,
          .perHour = perHour,
          .curve = kContactDay,
          .handle = seconds(230),
          .patience = seconds(150),
          .afterWorkShare = 0.15,
          .slots = 1,
          .staff = {agents, kContactStaff},
          .callbackShare = 0.1,
          .transferShare = 0.04,
          .hasBreaks = true};
}

QueuePlan chat(double perHour, double agents) {
  return {.channel = "chat",
          .source = SourceName::kChatDesk,
          .perHour = perHour,
          .curve = kContactDay,
          .handle = seconds(540),
          .patience = seconds(200),
          .afterWorkShare = 0,
          .slots = 3,
          .staff = {agents, kContactStaff},
          .callbackShare = 0,
          .transferShare = 0.02,
          .hasBreaks = true};
}

// `scale` 1: a brand that the whole country talks about.
std::vector<ChannelPlan> socialChannels(double scale) {
  return {
      {"facebook", 96 * scale, true, true, 0.5, 0.15, 0.3, 0.12, false},
      {"x", 165 * scale, false, true, 0.45, 0.35, 0, 0.06, false},
      {"instagram", 76 * scale, true, true, 0.4, 0.05, 0.1, 0.1, false},
      {"blogs", 12 * scale, true, true, 0.6, 0.1, 0, 0, false},
  };
}

FeedPlan social(double scale, double people) {
  return {.source = SourceName::kSocialListener,
          .curve = kSocialDay,
          .channels = socialChannels(scale),
          .staff = {people, kCareStaff},
          .handle = seconds(130),
          .letGoAfter = minutes(50),
          .answeredShare = 0.92};
}

FeedPlan mail(double scale, double people) {
  return {.source = SourceName::kMailGateway,
          .curve = kMailDay,
          .channels = {{"email", 84 * scale, true, false, 0, 0, 0.15, 0, true},
                       {"sms", 62 * scale, true, false, 0, 0, 0, 0, true}},
          .staff = {people, kContactStaff},
          .handle = seconds(200),
          .letGoAfter = {},
          .answeredShare = 0.97};
}

// Nobody calls us about a competitor: public mentions, and a brand that seldom answers.
FeedPlan overheard(double scale) {
  FeedPlan feed = social(scale, 2);
  feed.answeredShare = 0.05;
  return feed;
}

bool isShare(double x) { return x >= 0 && x <= 1; }

// Somebody comes at some time of the week.
bool isSound(const DayCurve& curve) {
  const auto isCurve = [](const auto& shares) {
    return std::all_of(shares.begin(), shares.end(), isShare) &&
           std::any_of(shares.begin(), shares.end(), [](double x) { return x > 0; });
  };
  return isCurve(curve.hours) && isCurve(curve.weekdays);
}

// What is wrong with it; empty when nothing is.
std::string faultOf(const QueuePlan& queue) {
  if (queue.channel.empty()) return "a queue has no channel";
  if (!(queue.perHour > 0)) return absl::StrCat(queue.channel, ": customers per hour must be above 0");
  if (queue.slots < 1) return absl::StrCat(queue.channel, ": an agent needs at least one slot");
  if (queue.handle <= Duration::zero() || queue.patience <= Duration::zero())
    return absl::StrCat(queue.channel, ": handling time and patience must be above 0");
  if (!isShare(queue.afterWorkShare) || !isShare(queue.callbackShare) || !isShare(queue.transferShare))
    return absl::StrCat(queue.channel, ": shares are 0 to 1");
  if (!isSound(queue.curve) || !isSound(queue.staff.curve))
    return absl::StrCat(queue.channel, ": curves are 0 to 1, and somewhere above 0");
  return "";
}

std::string faultOf(const ChannelPlan& channel) {
  if (channel.channel.empty()) return "a feed has a channel without a name";
  if (!(channel.perHour > 0))
    return absl::StrCat(channel.channel, ": conversations per hour must be above 0");
  if (!isShare(channel.greetingShare) || !isShare(channel.privateShare))
    return absl::StrCat(channel.channel, ": shares are 0 to 1");
  const auto isFew = [](double mean) { return mean >= 0 && mean <= 100; };
  if (!isFew(channel.replyMean) || !isFew(channel.shareMean))
    return absl::StrCat(channel.channel, ": mean replies and shares are 0 to 100");
  return "";
}

std::string faultOf(const FeedPlan& feed) {
  if (feed.channels.empty()) return "a feed has no channel";
  if (feed.handle <= Duration::zero()) return "the time that an answer takes must be above 0";
  if (feed.letGoAfter && *feed.letGoAfter <= Duration::zero()) return "let go after must be above 0";
  if (!isSound(feed.curve) || !isSound(feed.staff.curve)) return "curves are 0 to 1, and somewhere above 0";
  if (!isShare(feed.answeredShare)) return "the answered share is 0 to 1";
  for (const ChannelPlan& channel : feed.channels) {
    if (std::string fault = faultOf(channel); !fault.empty()) return fault;
  }
  return "";
}

std::string faultOf(const BrandPlan& brand) {
  if (brand.queues.empty() && brand.feeds.empty()) return "it has neither queues nor feeds";
  if (!std::all_of(brand.tone.begin(), brand.tone.end(), [](double w) { return w >= 0; }) ||
      !(brand.tone[0] + brand.tone[1] + brand.tone[2] > 0))
    return "the weights of its tone are at least 0, and one is above";
  for (const QueuePlan& queue : brand.queues) {
    if (std::string fault = faultOf(queue); !fault.empty()) return fault;
  }
  for (const FeedPlan& feed : brand.feeds) {
    if (std::string fault = faultOf(feed); !fault.empty()) return fault;
  }
  return "";
}

}  // namespace

std::vector<BrandPlan> defaultWorld(const std::string& zone) {
  return {
      {"Larkwing",
       Sector::kAirline,
       zone,
       {0.40, 0.36, 0.24},
       {voice(200, 14.6), chat(90, 6)},
       {social(1.0, 11.5), mail(1.0, 12)}},
      {"Pebblefone",
       Sector::kTelecom,
       zone,
       {0.42, 0.38, 0.20},
       {voice(230, 16.6), chat(110, 7)},
       {social(0.9, 10.4), mail(0.9, 11)}},
      {"Quillstone",
       Sector::kBank,
       zone,
       {0.34, 0.45, 0.21},
       {voice(170, 12.6), chat(60, 4)},
       {social(0.6, 7.2), mail(0.8, 9.6)}},
      {"Marrowby",
       Sector::kRetail,
       zone,
       {0.30, 0.38, 0.32},
       {voice(130, 10), chat(100, 6.5)},
       {social(0.8, 9), mail(1.1, 13)}},
      {"Petrelair", Sector::kAirline, zone, {0.37, 0.40, 0.23}, {}, {overheard(0.75)}, true},
      {"Owlwave", Sector::kTelecom, zone, {0.36, 0.38, 0.26}, {}, {overheard(0.6)}, true},
  };
}

std::vector<std::string> watchedOnlyOf(const std::vector<BrandPlan>& brands) {
  std::vector<std::string> names;
  for (const BrandPlan& brand : brands) {
    if (brand.isWatchedOnly) names.push_back(brand.name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

absl::Status validate(const BrandPlan& brand) {
  if (brand.name.empty()) return absl::InvalidArgumentError("a brand has no name");
  const std::string fault = faultOf(brand);
  if (fault.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("brand \"", brand.name, "\": ", fault));
}

}  // namespace watchfloor
