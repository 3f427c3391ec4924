#include "listen/topic_trends.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "listen/surge_trend.h"

namespace watchfloor {
namespace {

constexpr Duration kPane = minutes(5), kRecent = hours(1);
constexpr Duration kSilent = hours(24), kMayGo = hours(1);  // since a topic occurred
constexpr size_t kLooked = 20;                              // of the top topics of a window
constexpr int64_t kLeast = 3;                               // messages, for a topic to be looked at
// What others are like counts as much as so long a past, once so much is known of them.
constexpr Duration kPriorWeight = hours(6);
constexpr double kEnough = 500;  // panes of topics
constexpr double kUsualFano = 2;
// Of a collapse: how long a topic must be known, and at rest, and how long it is told.
constexpr Duration kKnown = 2 * kDay, kAtRest = 3 * kDay, kToldFor = hours(3);
constexpr double kLivelyDays = 15;  // as much is seen once in so many, and enters what is usual
constexpr double kFallen = 0.5;     // of what is usual

}  // namespace

TopicTrends::TopicTrends(SurgeOptions surge) : m_options(surge) { m_options.pane = kPane; }

// A pane is looked at that a tick was before: then all of it was heard.
bool TopicTrends::look(Time tick, const LiveTopics& topics) {
  const int64_t now = paneOf(tick, kPane);
  if (!m_began) m_began = now;
  const std::optional<int64_t> before = std::exchange(m_newest, now);
  if (!before || now <= *before || now - 1 <= *m_began) return false;
  const Time pane{kPane * (now - 1)};
  choose(pane, topics.counts());
  count(pane, topics);
  for (auto& [name, brand] : m_brands) judge(pane, name, &brand);
  return true;
}

void TopicTrends::choose(Time pane, const TopicCounts& counts) {
  for (const std::string& name : counts.brands()) {
    OfBrand& brand = m_brands.try_emplace(name, OfBrand{{}, 0, 0, SurgeDetector(m_options)}).first->second;
    for (const Window window : {Window::k60m, Window::k5m}) {
      for (const TopicFigure& figure : counts.top(name, window, {.most = kLooked, .least = kLeast}))
        watch(&brand, figure.topic, pane);
    }
  }
}

void TopicTrends::watch(OfBrand* brand, const Topic& topic, Time pane) {
  if (brand->topics.contains(topic.id)) return;
  if (brand->topics.size() >= kMostOfBrand || m_size >= kMostTopics) {
    const auto oldest =
        std::min_element(brand->topics.begin(), brand->topics.end(), [](const auto& a, const auto& b) {
          return std::pair(a.second.latest, a.first) < std::pair(b.second.latest, b.first);
        });
    if (oldest == brand->topics.end() || oldest->second.latest > pane - kMayGo) return;
    brand->topics.erase(oldest);
    --m_size;
  }
  SurgeOptions options = m_options;
  if (const Mean& usual = usualOf(*brand); usual.panes >= kEnough) {
    options.prior =
        SurgeOptions::Prior{.perPane = usual.sum / usual.panes, .fano = kUsualFano, .weight = kPriorWeight};
  }
  brand->topics.emplace(
      topic.id, OfTopic{.topic = topic, .detector = SurgeDetector(options), .latest = pane, .began = pane});
  ++m_size;
}

void TopicTrends::count(Time pane, const LiveTopics& topics) {
  for (auto& [name, brand] : m_brands) {
    brand.messages = brand.count = 0;
    for (auto& [id, of] : brand.topics) of.count = 0, of.authors.clear(), of.sentiment = {}, of.reach = 0;
  }
  topics.forEachSince(pane + kPane - kRecent, [&](const LiveTopics::Mention& mention) {
    const auto brand = m_brands.find(mention.brand);
    if (brand == m_brands.end() || mention.at >= pane + kPane) return;
    ++brand->second.messages;
    if (mention.at >= pane) ++brand->second.count;
    for (const uint64_t id : mention.topics) {
      const auto it = brand->second.topics.find(id);
      if (it == brand->second.topics.end()) continue;
      OfTopic& of = it->second;
      if (mention.at >= pane) ++of.count;
      of.authors.insert(mention.author);
      of.reach = std::max(of.reach, mention.reach);
      if (!mention.label) continue;
      of.sentiment.num += static_cast<int64_t>(*mention.label) - static_cast<int64_t>(Label::kNeutral);
      ++of.sentiment.den;
    }
  });
}

void TopicTrends::judge(Time pane, const std::string& name, OfBrand* brand) {
  Mean& usual = usualOf(*brand);
  m_size -= absl::erase_if(brand->topics, [pane](const auto& entry) {
    return entry.second.count == 0 && entry.second.latest < pane - kSilent;
  });
  brand->detector.add(pane, static_cast<double>(brand->count));
  for (auto& [id, of] : brand->topics) {
    const auto authors = static_cast<int64_t>(of.authors.size());
    of.trend = trendOf(of.detector.add(pane, static_cast<double>(of.count), authors), pane + kPane);
    of.trend.brand = name;
    of.trend.topic = of.topic;
    of.trend.authors = authors;
    of.trend.netSentiment = of.sentiment;
    of.trend.reach = of.reach;
    if (of.count > 0) of.latest = pane;
    const bool isRising = of.trend.state == Trend::State::kRising;
    if (isRising || (of.trend.isRise && of.trend.onceInDays >= kLivelyDays)) of.lively = pane;
    tellCollapse(pane, *brand, &of);
    if (isRising) continue;  // teaches nothing of what is usual
    usual.sum += static_cast<double>(of.count);
    usual.panes += 1;
  }
}

bool TopicTrends::isCollapse(Time pane, const OfTopic& of, const OfBrand& brand) const {
  const Trend& trend = of.trend;
  if (trend.state != Trend::State::kCollapsing || trend.isRise || pane - of.began < kKnown) return false;
  if (of.lively && pane - *of.lively < kAtRest) return false;
  const double usual = trend.expected * std::min(1.0, brand.detector.factor(trend.scale));
  return trend.expected >= kLeastUsual && trend.observed <= kFallen * usual;
}

// Once it is told, it is for a while, unless it is back before.
void TopicTrends::tellCollapse(Time pane, const OfBrand& brand, OfTopic* of) {
  if (of->trend.state != Trend::State::kCollapsing) {
    of->collapsed.reset();
    return;
  }
  if (!of->collapsed && isCollapse(pane, *of, brand)) of->collapsed = pane;
  if (of->collapsed && pane - *of->collapsed < kToldFor) {
    of->trend.since = of->collapsed;
    return;
  }
  of->trend.state = Trend::State::kQuiet;
  of->trend.since.reset();
}

TopicTrends::Mean& TopicTrends::usualOf(const OfBrand& brand) {
  const auto doublings = static_cast<size_t>(std::bit_width(static_cast<uint64_t>(brand.messages)));
  return m_usual[std::min(doublings, m_usual.size() - 1)];
}

std::vector<Trend> TopicTrends::list() const {
  std::vector<Trend> trends;
  for (const auto& [name, brand] : m_brands) {
    for (const auto& [id, of] : brand.topics) {
      if (of.trend.since) trends.push_back(of.trend);
    }
  }
  std::sort(trends.begin(), trends.end(),
            [](const Trend& a, const Trend& b) { return a.topic->text < b.topic->text; });
  sortByRank(&trends);
  return trends;
}

}  // namespace watchfloor
