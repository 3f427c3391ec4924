#include "listen/topics_count.h"

#include <absl/container/flat_hash_set.h>

#include <algorithm>
#include <utility>

namespace watchfloor {
namespace {

constexpr size_t kEvery = SIZE_MAX;
constexpr int kPublishedOfWindow = 60;
constexpr size_t kFewTexts = 50'000;

size_t counterOf(TopicKind kind) { return kind == TopicKind::kPhrase ? 1 : 0; }
size_t indexOf(const std::optional<Label>& label) {
  return label ? static_cast<size_t>(*label) : TopicFigure::kUnclassified;
}
CellId keyOf(Interner::Id brand, size_t label) { return {brand, static_cast<Interner::Id>(label + 1)}; }

bool isBefore(const TopicFigure& a, const TopicFigure& b) {
  return std::tuple(b.count.least, b.count.most, a.topic.kind, a.topic.text) <
         std::tuple(a.count.least, a.count.most, b.topic.kind, b.topic.text);
}

// Whether `part` is within `whole` word by word.
bool isPart(std::string_view part, std::string_view whole) {
  const std::string spaced = " " + std::string(whole) + " ";
  return part.size() < whole.size() && spaced.find(" " + std::string(part) + " ") != std::string::npos;
}

// Leaves out phrases that say no more than a longer one does: at least four of five times they stand within
// it.
void merge(std::vector<TopicFigure>& figures, size_t k) {
  std::vector<TopicFigure> kept;
  const size_t looked = std::min(figures.size(), 4 * k + 20);
  for (size_t i = 0; i < looked && kept.size() < k; ++i) {
    const TopicFigure& f = figures[i];
    const bool saysNothing =
        f.topic.kind == TopicKind::kPhrase &&
        std::any_of(figures.begin(), figures.begin() + static_cast<std::ptrdiff_t>(looked),
                    [&](const TopicFigure& g) {
                      return g.topic.kind == TopicKind::kPhrase && 3 * g.count.least >= 2 * f.count.least &&
                             isPart(f.topic.text, g.topic.text);
                    });
    if (!saysNothing) kept.push_back(f);
  }
  figures = std::move(kept);
}

}  // namespace

TopicCounts::TopicCounts(const Limits& limits)
    : m_limits(limits), m_hitters{HeavyHitters(limits.named), HeavyHitters(limits.phrases)} {}

std::optional<Interner::Id> TopicCounts::idOf(std::string_view brand) {
  const auto it = m_brands.find(absl::string_view(brand.data(), brand.size()));
  if (it != m_brands.end()) return it->second;
  if (m_brands.size() >= m_limits.brands) return std::nullopt;
  Interner::Id id = m_next;
  if (m_free.empty()) {
    ++m_next;
  } else {
    id = m_free.back();
    m_free.pop_back();
  }
  return m_brands.emplace(std::string(brand), id).first->second;
}

void TopicCounts::add(std::string_view brand, const Topic& topic, std::optional<Label> label, Time at,
                      int32_t n) {
  const std::optional<Interner::Id> id = idOf(brand);
  if (!id) {
    m_untracked += n;
    return;
  }
  m_hitters[counterOf(topic.kind)].add(keyOf(*id, indexOf(label)), topic.id, at, n);
  m_texts.try_emplace(topic.id, Text{topic.kind, topic.text});
}

void TopicCounts::advance(const WindowRanges& to) {
  m_tick = to.tick;
  for (HeavyHitters& hitters : m_hitters) hitters.advance(to);
  forgetBrands();
  if (m_texts.size() > 2 * m_textsKept + kFewTexts) forgetTexts();
  for (size_t w = 0; w < kSlidingWindows; ++w) publish(static_cast<Window>(w));
}

void TopicCounts::forgetBrands() {
  absl::erase_if(m_brands, [&](const auto& brand) {
    for (const HeavyHitters& hitters : m_hitters) {
      for (size_t l = 0; l < TopicFigure::kLabels; ++l) {
        if (hitters.holds(keyOf(brand.second, l))) return false;
      }
    }
    m_free.push_back(brand.second);
    return true;
  });
}

void TopicCounts::forgetTexts() {
  absl::flat_hash_set<uint64_t> held;
  for (const HeavyHitters& hitters : m_hitters)
    hitters.forEachItem([&](uint64_t item) { held.insert(item); });
  absl::erase_if(m_texts, [&](const auto& text) { return !held.contains(text.first); });
  m_textsKept = m_texts.size();
}

// Adds a brand's topics. `others`: how often any other occurred at most, named ones and phrases.
void TopicCounts::sumUp(Interner::Id brand, Window window, Sums& sums, std::array<int64_t, 2>& others) const {
  for (size_t c = 0; c < m_hitters.size(); ++c) {
    std::array<TopItems, TopicFigure::kLabels> tops;
    absl::flat_hash_set<uint64_t> items;
    for (size_t l = 0; l < tops.size(); ++l) {
      tops[l] = m_hitters[c].top(keyOf(brand, l), window, kEvery);
      for (const TopItems::Item& item : tops[l].items) {
        items.insert(item.item);
        sums[item.item].byLabel[l] += {std::max<int64_t>(item.count - item.error, 0), item.count};
        sums[item.item].known |= static_cast<uint8_t>(1 << l);
      }
    }
    for (const uint64_t item : items) {
      Sum& sum = sums[item];
      for (size_t l = 0; l < tops.size(); ++l) {
        if ((sum.known >> l & 1) == 0) sum.byLabel[l].most += tops[l].othersAtMost;
      }
      sum.known = 0;
    }
    for (const TopItems& top : tops) others[c] += top.othersAtMost;
  }
}

std::vector<TopicFigure> TopicCounts::figures(const std::vector<Interner::Id>& brands, Window window,
                                              std::array<int64_t, 2>& others) const {
  Sums all;
  for (const Interner::Id brand : brands) {
    Sums ofBrand;
    std::array<int64_t, 2> othersOfBrand{};
    sumUp(brand, window, ofBrand, othersOfBrand);
    // What a brand does not know may have occurred there all the same.
    for (auto& [item, sum] : all) {
      if (ofBrand.contains(item)) continue;
      sum.count.most += othersOfBrand[counterOf(m_texts.at(item).kind)];
    }
    for (auto& [item, sum] : ofBrand) {
      const auto [it, isNew] = all.try_emplace(item);
      if (isNew) it->second.count.most += others[counterOf(m_texts.at(item).kind)];
      for (size_t l = 0; l < TopicFigure::kLabels; ++l) it->second.byLabel[l] += sum.byLabel[l];
    }
    for (size_t c = 0; c < others.size(); ++c) others[c] += othersOfBrand[c];
  }
  std::vector<TopicFigure> figures;
  figures.reserve(all.size());
  for (const auto& [item, sum] : all) {
    const Text& text = m_texts.at(item);
    TopicFigure figure{.topic = {item, text.kind, text.text},
                       .count = {0, sum.count.most},
                       .byLabel = sum.byLabel,
                       .before = {}};
    for (CountRange& range : figure.byLabel) {
      figure.count += range;
      range.most += sum.count.most;  // it may be of any label
    }
    if (figure.count.most > 0) figures.push_back(std::move(figure));
  }
  std::sort(figures.begin(), figures.end(), isBefore);
  return figures;
}

std::vector<Interner::Id> TopicCounts::idsOf(std::string_view brand) const {
  std::vector<Interner::Id> ids;
  if (brand == kAll) {
    for (const auto& [name, id] : m_brands) ids.push_back(id);
    std::sort(ids.begin(), ids.end());
  } else if (const auto it = m_brands.find(absl::string_view(brand.data(), brand.size()));
             it != m_brands.end()) {
    ids.push_back(it->second);
  }
  return ids;
}

std::vector<std::string> TopicCounts::brands() const {
  std::vector<std::string> names;
  for (const auto& [name, id] : m_brands) names.push_back(name);
  std::sort(names.begin(), names.end());
  return names;
}

void TopicCounts::publish(Window window) {
  const std::optional<Duration> length = lengthOf(window);
  if (!length) return;
  std::deque<Published>& published = m_published[static_cast<size_t>(window)];
  if (!published.empty() && m_tick - published.back().tick < *length / kPublishedOfWindow) return;
  while (published.size() > 1 && published[1].tick <= m_tick - *length) published.pop_front();
  Published now{.tick = m_tick, .brands = {}};
  std::vector<std::string> names = brands();
  names.emplace_back(kAll);
  for (const std::string& name : names) {
    Past past;
    std::array<int64_t, 2> others{};
    std::vector<TopicFigure> all = figures(idsOf(name), window, others);
    past.named = others[0];
    past.phrases = others[1];
    for (size_t i = 0; i < all.size(); ++i) {
      if (i < m_limits.published) {
        past.topics.emplace_back(all[i].topic.id, all[i].count);
      } else {
        int64_t& most = counterOf(all[i].topic.kind) == 0 ? past.named : past.phrases;
        most = std::max(most, all[i].count.most);
      }
    }
    std::sort(past.topics.begin(), past.topics.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    now.brands.emplace(name, std::move(past));
  }
  published.push_back(std::move(now));
}

const TopicCounts::Past* TopicCounts::pastOf(std::string_view brand, Window window) const {
  const std::optional<Duration> length = lengthOf(window);
  if (!length) return nullptr;
  const std::deque<Published>& published = m_published[static_cast<size_t>(window)];
  const Published* newest = nullptr;
  for (const Published& p : published) {
    if (p.tick <= m_tick - *length) newest = &p;
  }
  static const Past kNothing;
  if (!newest) return nullptr;
  const auto it = newest->brands.find(absl::string_view(brand.data(), brand.size()));
  return it == newest->brands.end() ? &kNothing : &it->second;
}

std::vector<TopicFigure> TopicCounts::top(std::string_view brand, Window window, size_t k,
                                          bool areMerged) const {
  std::array<int64_t, 2> others{};
  std::vector<TopicFigure> all = figures(idsOf(brand), window, others);
  if (areMerged) {
    merge(all, k);
  } else if (all.size() > k) {
    all.resize(k);
  }
  const Past* past = pastOf(brand, window);
  for (TopicFigure& f : all) {
    if (!past) break;
    const auto it = std::lower_bound(past->topics.begin(), past->topics.end(), f.topic.id,
                                     [](const auto& entry, uint64_t id) { return entry.first < id; });
    const bool isKnown = it != past->topics.end() && it->first == f.topic.id;
    f.before =
        isKnown ? it->second : CountRange{0, counterOf(f.topic.kind) == 0 ? past->named : past->phrases};
  }
  return all;
}

}  // namespace watchfloor
