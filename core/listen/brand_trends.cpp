#include "listen/brand_trends.h"

#include <utility>

#include "listen/surge_trend.h"
#include "model/event.h"
#include "window/window_ranges.h"

namespace watchfloor {
namespace {

int64_t countOf(const FrameCell* cell, Metric metric) {
  return cell ? std::get<Count>(cell->figure(metric)).n : 0;
}

}  // namespace

BrandTrends::BrandTrends(SurgeOptions surge) : m_options(surge) { m_options.pane = kPane; }

Selection BrandTrends::wanted() {
  return {.channels = {std::string(kAll)},
          .windows = {Window::k5m, Window::k60m},
          .metrics = {Metric::kMentions, Metric::kDistinctAuthors, Metric::kNetSentiment}};
}

Duration BrandTrends::untilNext(Time now) { return Time{kPane * (paneOf(now, kPane) + 1)} - now; }

BrandTrends::OfBrand* BrandTrends::ofBrand(const std::string& brand) {
  if (const auto it = m_brands.find(brand); it != m_brands.end()) return &it->second;
  if (m_brands.size() >= kMostBrands) return nullptr;
  return &m_brands.emplace(brand, OfBrand{SurgeDetector(m_options), {}, {.brand = brand}}).first->second;
}

void BrandTrends::learn(const std::string& brand, Time pane, double mentions) {
  OfBrand* of = ofBrand(brand);
  if (!of || (of->newest && pane <= *of->newest)) return;
  of->trend = trendOf(of->detector.add(pane, mentions), pane + kPane);
  of->trend.brand = brand;
  of->newest = pane;
}

// The first frame after a pane's end shows that pane, but for the moments since.
bool BrandTrends::add(const Frame& frame) {
  if (frame.isEventClock || frame.sequence == 0) return false;
  const int64_t now = paneOf(frame.asOf, kPane);
  const std::optional<int64_t> before = std::exchange(m_newest, now);
  if (!before || *before >= now) return false;
  // One that comes late shows less than the pane, or another one.
  const Time start{kPane * now};
  if (frame.asOf - start > kPane / 30) return false;
  look(start - kPane, frame);
  return true;
}

void BrandTrends::look(Time pane, const Frame& frame) {
  look(std::string(kAll), pane, frame);
  for (const std::string& brand : frame.brands) look(brand, pane, frame);
}

void BrandTrends::look(const std::string& brand, Time pane, const Frame& frame) {
  OfBrand* of = ofBrand(brand);
  if (!of || (of->newest && pane <= *of->newest)) return;
  const FrameCell* hour = frame.find(brand, kAll, Window::k60m);
  const int64_t mentions = countOf(frame.find(brand, kAll, Window::k5m), Metric::kMentions);
  const int64_t authors = countOf(hour, Metric::kDistinctAuthors);
  of->trend = trendOf(of->detector.add(pane, static_cast<double>(mentions), authors), pane + kPane);
  of->trend.brand = brand;
  of->trend.authors = authors;
  if (hour) of->trend.netSentiment = std::get<Ratio>(hour->figure(Metric::kNetSentiment));
  of->newest = pane;
}

std::vector<Trend> BrandTrends::list() const {
  std::vector<Trend> trends;
  trends.reserve(m_brands.size());
  for (const auto& [brand, of] : m_brands) trends.push_back(of.trend);
  sortByRank(&trends);
  return trends;
}

}  // namespace watchfloor
