// Frames made by hand, for tests of the screen: a busy afternoon of three brands on five channels, and short
// ways to change one thing about it.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "client/topics.h"
#include "client/trends.h"
#include "client/wall_client.h"
#include "model/frame.h"

namespace watchfloor {

inline const Time kAsOf = *parseTime("2026-03-02T13:32:07Z");

// A brand with a long name that rises, one that collapses, one as usual, and one that is new.
inline std::vector<Trend> busyTrends() {
  const Time to = kAsOf - seconds(127);
  return {{.brand = "Northwind Reinsurance and Claims, Europe",
           .state = Trend::State::kRising,
           .since = to - minutes(35),
           .asOf = to,
           .onceInDays = 120,
           .isRise = true,
           .scale = hours(3),
           .observed = 310.4,
           .expected = 94.8,
           .velocity = 4.2,
           .acceleration = 0.11,
           .authors = 128,
           .netSentiment = {-31, 140}},
          {.brand = "Alder",
           .state = Trend::State::kCollapsing,
           .since = to - hours(2),
           .asOf = to,
           .onceInDays = 9,
           .isRise = false,
           .scale = minutes(20),
           .observed = 1.2,
           .expected = 22.5},
          {.brand = "all",
           .state = Trend::State::kQuiet,
           .asOf = to,
           .onceInDays = 0.4,
           .scale = hours(3),
           .observed = 812,
           .expected = 790},
          {.brand = "Larkwing", .asOf = to}};
}

// A topic and a conversation that rise, before the brands.
inline std::vector<Trend> talkTrends(int64_t number = 4'711) {
  std::vector<Trend> trends = busyTrends();
  Trend topic = trends[0], conversation = trends[0];
  topic.brand = conversation.brand = "Alder";
  topic.topic = Topic{.kind = TopicKind::kHashtag, .text = "#delay"};
  conversation.conversation = TrendConversation{.number = number,
                                                .beganBy = 3,
                                                .sharesMost = 12,
                                                .began = kAsOf - minutes(50),
                                                .messages = 310,
                                                .sharesMostMessages = 7,
                                                .reach = 120'000};
  conversation.asOf = kAsOf;
  trends.insert(trends.begin(), {conversation, topic});
  return trends;
}

// Messages with a topic: in all, in the window before, and of each sentiment.
inline TopicFigure topicFigure(TopicKind kind, const char* text, int64_t n, int64_t before, int64_t negative,
                               int64_t neutral, int64_t positive) {
  const auto exact = [](int64_t count) { return CountRange{count, count}; };
  return {
      .topic = {.kind = kind, .text = text},
      .count = exact(n),
      .byLabel = {exact(negative), exact(neutral), exact(positive), exact(n - negative - neutral - positive)},
      .before = exact(before)};
}

// What is talked about of all brands, and of each, in every window: long names, few messages, bounds.
inline TopicView busyTopics() {
  std::vector<TopicFigure> figures = {
      topicFigure(TopicKind::kHashtag, "#delay", 384, 300, 190, 84, 40),
      topicFigure(TopicKind::kNamed, "Lost and delayed luggage", 312, 340, 170, 50, 18),
      topicFigure(TopicKind::kCampaign, "Summer of rail", 240, 112, 30, 60, 130),
      topicFigure(TopicKind::kPhrase, "customer service", 211, 211, 110, 40, 41),
      topicFigure(TopicKind::kPhrase, "still waiting for a", 148, 96, 121, 12, 2),
      topicFigure(TopicKind::kHashtag, "#thankyou", 96, 110, 1, 9, 81),
      topicFigure(TopicKind::kHashtag, "#averyverylonghashtagthatgoesonandonandon", 61, 20, 12, 20, 18),
      topicFigure(TopicKind::kPhrase, "gate change", 44, 31, 22, 15, 3),
      topicFigure(TopicKind::kPhrase, "booking", 31, 36, 12, 8, 6),
      topicFigure(TopicKind::kHashtag, "#refund", 12, 3, 9, 1, 0),
      topicFigure(TopicKind::kPhrase, "seat map", 9, 14, 2, 2, 1)};
  figures[5].before.reset();
  figures[6].count.most = 66, figures[6].byLabel[0].most = 17;
  TopicView view{.answer = {.asOf = kAsOf, .isMasked = true}, .isKnown = true};
  for (const char* brand : {"all", "Alder", "Birchline", "Northwind"}) {
    for (size_t window = 0; window < kWindowNames.size(); ++window)
      view.answer.lists.push_back({brand, static_cast<Window>(window), figures});
  }
  return view;
}

class FrameBuilder {
 public:
  FrameBuilder() {
    m_frame.sequence = 1;
    m_frame.asOf = kAsOf;
    m_frame.position = 1;
    m_frame.definitionId = "test";
  }

  FrameBuilder& watermark(Time time) { return m_frame.watermark = time, *this; }
  FrameBuilder& at(Time asOf) { return m_frame.asOf = asOf, *this; }
  // The same at another moment: its series, ages and sources, too.
  FrameBuilder& movedTo(Time asOf) {
    const Duration by = asOf - m_frame.asOf;
    for (FrameCell& cell : m_frame.cells) {
      cell.figures.edit([by](std::vector<Measured>& figures) {
        for (Measured& measured : figures) {
          if (auto* age = std::get_if<Age>(&measured.figure); age && age->since) *age->since += by;
        }
      });
    }
    for (Series& series : m_frame.series) {
      const auto floored = [step = Duration(series.span.step)](Time time) {
        return time.time_since_epoch() / step * step;
      };
      for (SeriesPoint& point : series.points) point.start += floored(asOf) - floored(m_frame.asOf);
    }
    for (SourceHealth& source : m_frame.sources) {
      source.lastHeard += by;
      if (source.newestEvent) *source.newestEvent += by;
    }
    return at(asOf);
  }
  FrameBuilder& began(Time first) { return m_frame.began = first, *this; }
  FrameBuilder& replayed(double speed) { return m_frame.replayed = Replayed{.speed = speed}, *this; }
  FrameBuilder& sequence(uint64_t n) { return m_frame.sequence = n, *this; }
  FrameBuilder& names(std::vector<std::string> brands, std::vector<std::string> channels) {
    m_frame.brands = std::move(brands), m_frame.channels = std::move(channels);
    return *this;
  }
  FrameBuilder& target(std::string brand, std::string channel, Duration target) {
    TargetRow row;
    row.brand = std::move(brand), row.channel = std::move(channel), row.target = target;
    m_frame.targets.push_back(row);
    return *this;
  }

  // One figure of one cell; the metric's own window decides between `window` and now.
  FrameBuilder& figure(Metric metric, Figure value, std::optional<double> delta = {},
                       std::string brand = "all", std::string channel = "all", Window window = Window::k15m) {
    FrameCell& cell = this->cell(brand, channel, info(metric).isNow ? Window::kNow : window);
    cell.hasDelta = cell.hasDelta || delta;
    cell.figures.edit([&](std::vector<Measured>& figures) {
      std::erase_if(figures, [&](const Measured& m) { return m.metric == metric; });
      figures.push_back({metric, std::move(value), delta});
      std::ranges::sort(figures, {}, &Measured::metric);
    });
    return *this;
  }

  // A minute of the last hour, or a step of another span, 0 being the present one.
  FrameBuilder& minute(int ago, Metric metric, Figure value, std::string brand = "all",
                       std::string channel = "all", SeriesSpan span = {}) {
    Series& series = this->series(brand, channel, span);
    const Time start =
        Time(m_frame.asOf.time_since_epoch() / span.step * Duration(span.step)) - ago * span.step;
    auto point = std::ranges::find(series.points, start, &SeriesPoint::start);
    if (point == series.points.end()) point = series.points.insert(point, SeriesPoint{start, {}});
    point->figures.edit([&](std::vector<Measured>& figures) {
      figures.push_back({metric, std::move(value), {}});
      std::ranges::sort(figures, {}, &Measured::metric);
    });
    std::ranges::sort(series.points, {}, &SeriesPoint::start);
    return *this;
  }

  FrameBuilder& source(std::string name, std::vector<SourceHealth::Feed> feeds, Duration unheard = seconds(1),
                       bool isSilent = false) {
    SourceHealth source;
    source.name = std::move(name), source.feeds = std::move(feeds);
    source.lastHeard = m_frame.asOf - unheard, source.isSilent = isSilent;
    std::erase_if(m_frame.sources, [&](const SourceHealth& s) { return s.name == source.name; });
    m_frame.sources.push_back(std::move(source));
    std::ranges::sort(m_frame.sources, {}, &SourceHealth::name);
    return *this;
  }

  Frame& frame() { return m_frame; }
  FramePtr build() const {
    auto frame = std::make_shared<Frame>(m_frame);
    std::ranges::sort(frame->cells, {},
                      [](const FrameCell& c) { return std::tie(c.brand, c.channel, c.window); });
    std::ranges::sort(frame->series, {},
                      [](const Series& s) { return std::tie(s.brand, s.channel, s.span); });
    return frame;
  }

 private:
  FrameCell& cell(const std::string& brand, const std::string& channel, Window window) {
    for (FrameCell& cell : m_frame.cells) {
      if (cell.brand == brand && cell.channel == channel && cell.window == window) return cell;
    }
    FrameCell cell;
    cell.brand = brand, cell.channel = channel, cell.window = window;
    return m_frame.cells.emplace_back(std::move(cell));
  }
  Series& series(const std::string& brand, const std::string& channel, SeriesSpan span) {
    for (Series& series : m_frame.series) {
      if (series.brand == brand && series.channel == channel && series.span == span) return series;
    }
    Series series;
    series.brand = brand, series.channel = channel, series.span = span;
    return m_frame.series.emplace_back(std::move(series));
  }

  Frame m_frame;
};

inline Ratio ratioOf(int64_t num, int64_t den, int64_t excluded = 0) {
  Ratio ratio;
  ratio.num = num, ratio.den = den, ratio.excluded = excluded;
  return ratio;
}
inline Count countOf(int64_t n) {
  Count count;
  count.n = n;
  return count;
}
inline Age ageSince(Time since) {
  Age age;
  age.since = since;
  return age;
}
// p25, p50 and p90 in seconds.
inline Spread spreadOf(int64_t n, int p25, int p50, int p90) {
  Spread spread;
  spread.n = n, spread.sum = seconds(p50) * n, spread.max = seconds(p90 * 2);
  spread.quantiles = {seconds(p25), seconds(p50), seconds(p90), seconds(p90 + 60), seconds(p90 * 2)};
  return spread;
}

constexpr uint32_t kindBit(EventKind kind) { return 1u << static_cast<int>(kind); }

inline FrameBuilder makeBusyFrame() {
  const std::vector<std::string> brands = {"Alder", "Birchline", "Northwind"};
  const std::vector<std::string> channels = {"chat", "email", "facebook", "instagram", "sms", "voice", "x"};
  FrameBuilder b;
  b.names(brands, channels).target("*", "voice", seconds(20)).target("*", "*", seconds(60));
  // No two cells are alike: `tilt` from -1 to 1, 0 for all of them together.
  const auto cell = [&](const std::string& brand, const std::string& channel, double share, double tilt = 0) {
    const double slow = 1 + 0.4 * tilt, oldest = tilt == 0 ? 1 : 0.6 + 0.35 * tilt;
    const auto part = [&](double n) { return static_cast<int64_t>(std::lround(n * share)); };
    const auto put = [&](Metric m, Figure f, std::optional<double> d = {}) {
      b.figure(m, std::move(f), d, brand, channel);
    };
    put(Metric::kMessagesInbound, countOf(part(842)), part(120));
    put(Metric::kOffered, countOf(part(442)), part(76));
    put(Metric::kNetSentiment, ratioOf(-part(77 + 120 * tilt), part(642)), -0.09);
    put(Metric::kSentimentPositive, countOf(part(210 - 60 * tilt)), 4);
    put(Metric::kSentimentNeutral, countOf(part(145)), 2);
    put(Metric::kUnclassified, countOf(part(200)), -8);
    put(Metric::kMentions, countOf(part(780)), part(96));
    put(Metric::kDistinctAuthors, countOf(part(611)), part(58));
    put(Metric::kConversations, countOf(part(318)), 21);
    put(Metric::kMessagesOutbound, countOf(part(402)), 17);
    put(Metric::kResponseRate, ratioOf(part(361), part(402)), -0.014);
    if (brand != "all") put(Metric::kShareOfVoice, ratioOf(part(780), 780), 0.012);
    put(Metric::kNextResponseTime,
        spreadOf(part(402), static_cast<int>(44 * slow), static_cast<int>(96 * slow),
                 static_cast<int>(241 * slow)),
        -12);
    put(Metric::kAverageSpeedOfAnswer, spreadOf(part(752), 4, 11, 38), 3);
    put(Metric::kHandleTime, spreadOf(part(690), 181, 305, 644), 9);
    put(Metric::kSentimentNegative, countOf(part(287 + 60 * tilt)), 60);
    put(Metric::kSentimentCoverage, ratioOf(part(642), part(842)), 0.01);
    put(Metric::kFirstResponseTime,
        spreadOf(part(233), static_cast<int>(121 * slow), static_cast<int>(272 * slow),
                 static_cast<int>(760 * slow)),
        41);
    put(Metric::kAbandonRate, ratioOf(part(60), part(812), part(12)), 0.029);
    put(Metric::kServiceLevel, ratioOf(part(675), part(812)), -0.012);
    put(Metric::kOccupancy, ratioOf(part(812'000'000), part(1'000'000'000)), 0.02);
    put(Metric::kBacklog, countOf(part(57)), 6);
    put(Metric::kWaiting, countOf(part(8)), 1);
    put(Metric::kUnanswered, countOf(part(22)), 3);
    put(Metric::kLongestWaiting, ageSince(kAsOf - seconds(std::lround(272 * oldest))));
    put(Metric::kOldestUnanswered, ageSince(kAsOf - seconds(std::lround(2292 * oldest))));
    put(Metric::kAgentsAvailable, countOf(part(23)), -2);
    put(Metric::kSlotUtilisation, ratioOf(part(64), part(100)));
  };
  cell("all", "all", 1);
  for (size_t i = 0; i < brands.size(); ++i) {
    const double brand = std::array{0.2, 0.3, 0.5}[i];
    cell(brands[i], "all", brand, std::array{-0.5, 0.9, -0.34}[i]);
    for (size_t j = 0; j < channels.size(); ++j) {
      const double channel = std::array{0.15, 0.08, 0.12, 0.05, 0.06, 0.34, 0.2}[j];
      if (brands[i] == "Birchline" && channels[j] == "sms") continue;  // never used it
      const double tilt = std::sin(static_cast<double>(i * 7 + j));
      cell(brands[i], channels[j], brand * channel * (1 + 0.2 * tilt), tilt);
      if (i == 0) cell("all", channels[j], channel, std::cos(static_cast<double>(j * 2 + 1)));
    }
  }
  const auto hour = [&](const std::string& brand, const std::string& channel, double share) {
    for (int ago = 59; ago >= 0; --ago) {
      const double t = (59 - ago) / 6.0, wave = 1 + 0.25 * std::sin(t) + 0.1 * std::sin(t * 3.1 + share * 9);
      const auto n = [&](double size) { return static_cast<int64_t>(std::lround(size * share * wave)); };
      const auto put = [&](Metric m, Figure f) { b.minute(ago, m, std::move(f), brand, channel); };
      put(Metric::kMessagesInbound, countOf(n(56)));
      put(Metric::kMessagesOutbound, countOf(n(27)));
      put(Metric::kConversations, countOf(n(21)));
      put(Metric::kSentimentPositive, countOf(n(14)));
      put(Metric::kOffered, countOf(n(29)));
      put(Metric::kBacklog, countOf(n(50)));
      put(Metric::kUnanswered, countOf(n(20)));
      put(Metric::kWaiting, countOf(n(7)));
      put(Metric::kMentions, countOf(n(52)));
      put(Metric::kSentimentNegative, countOf(n(19)));
      if (ago > 24 && ago < 31) continue;  // the labels and the calls paused
      put(Metric::kNetSentiment,
          ratioOf(static_cast<int64_t>(std::lround(14 * share * std::sin(t - 1))), n(42) + 1));
      put(Metric::kFirstResponseTime, spreadOf(15, static_cast<int>(110 * wave), static_cast<int>(260 * wave),
                                               static_cast<int>(700 * wave)));
      put(Metric::kAbandonRate, ratioOf(n(4), n(54) + 1));
      put(Metric::kServiceLevel, ratioOf(n(45), n(54) + 1));
    }
  };
  const auto hoursOf = [&](const std::string& brand, double share) {
    hour(brand, "all", share);
    for (size_t j = 0; j < channels.size(); ++j)
      hour(brand, channels[j], share * std::array{0.15, 0.08, 0.12, 0.05, 0.06, 0.34, 0.2}[j]);
  };
  hoursOf("all", 1);
  hoursOf("Alder", 0.2);
  for (int ago = 287; ago >= 0; --ago) {   // the night shift leaves some
    if (ago > 190 && ago < 203) continue;  // nobody looked
    const double t = (287 - ago) / 288.0 * 2 * M_PI;
    b.minute(ago, Metric::kUnanswered,
             countOf(std::lround(24 + 14 * std::sin(t + 2.4) + 3 * std::sin(9 * t))), "all", "all",
             SeriesSpan::of(hours(24)));
  }
  const uint32_t contacts = kindBit(EventKind::kContact), messages = kindBit(EventKind::kMessage),
                 agents = kindBit(EventKind::kAgent);
  std::vector<SourceHealth::Feed> calls, posts;
  for (const std::string& brand : brands) {
    calls.push_back({brand, "voice", contacts | agents});
    for (const char* channel : {"facebook", "instagram", "x"}) posts.push_back({brand, channel, messages});
  }
  b.source("acd", calls).source("social", posts);
  b.frame().counters.duplicates = 12;
  b.frame().counters.lateDropped = 3;
  return b;
}

// The afternoon. It takes a while to make, and is copied.
inline FrameBuilder busyFrame() {
  static const FrameBuilder kFrame = makeBusyFrame();
  return kFrame;
}

}  // namespace watchfloor
