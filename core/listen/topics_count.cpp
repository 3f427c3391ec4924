#include "listen/topics_count.h"

#include <absl/container/flat_hash_set.h>

#include <algorithm>
#include <tuple>
#include <utility>

namespace watchfloor {
namespace {

constexpr size_t kEvery = SIZE_MAX;
constexpr size_t kFewTexts = 50'000;

size_t counterOf(TopicKind kind) { return kind == TopicKind::kPhrase ? 1 : 0; }
size_t indexOf(const std::optional<Label>& label) {
  return label ? static_cast<size_t>(*label) : TopicFigure::kUnclassified;
}
CellId keyOf(Interner::Id brand, size_t label) { return {brand, static_cast<Interner::Id>(label + 1)}; }

// Calls f(part) for each run of words of a phrase but the whole.
template <typename F>
void forEachPart(std::string_view phrase, F f) {
  for (size_t begin = 0; begin != std::string_view::npos;) {
    const size_t next = phrase.find(' ', begin);
    for (size_t end = next; end != std::string_view::npos; end = phrase.find(' ', end + 1))
      f(phrase.substr(begin, end - begin));
    if (begin > 0) f(phrase.substr(begin));
    begin = next == std::string_view::npos ? next : next + 1;
  }
}

// Leaves out phrases that say no more than a longer one does: at least two of three times they stand within
// it.
void merge(std::vector<TopicFigure>& figures) {
  absl::flat_hash_map<std::string, int64_t>
      within;  // how often a part stands in the most frequent longer one
  for (const TopicFigure& f : figures) {
    if (f.topic.kind != TopicKind::kPhrase) continue;
    forEachPart(f.topic.text, [&](std::string_view part) {
      int64_t& count = within[std::string(part)];
      count = std::max(count, f.count.least);
    });
  }
  std::erase_if(figures, [&](const TopicFigure& f) {
    if (f.topic.kind != TopicKind::kPhrase) return false;
    const auto longer = within.find(f.topic.text);
    return longer != within.end() && 3 * longer->second >= 2 * f.count.least;
  });
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

bool TopicCounts::count(std::string_view brand, uint64_t topic, size_t counter, std::optional<Label> label,
                        Time at, int32_t n) {
  const std::optional<Interner::Id> id = idOf(brand);
  if (id) {
    m_hitters[counter].add(keyOf(*id, indexOf(label)), topic, at, n);
  } else {
    m_untracked += n;
  }
  return id.has_value();
}

void TopicCounts::add(std::string_view brand, const Topic& topic, std::optional<Label> label, Time at,
                      int32_t n) {
  if (count(brand, topic.id, counterOf(topic.kind), label, at, n))
    m_texts.try_emplace(topic.id, Text{topic.kind, topic.text});
}

void TopicCounts::addAuthor(uint64_t topic, uint64_t author) {
  const auto it = m_texts.find(topic);
  if (it == m_texts.end()) return;
  std::vector<uint64_t>& authors = it->second.authors;
  const bool isKnown = std::find(authors.begin(), authors.end(), author) != authors.end();
  if (!isKnown && authors.size() < TopicFigure::kManyAuthors) authors.push_back(author);
}

// One that is not held is in no pane that it could be taken from.
void TopicCounts::addHeld(std::string_view brand, uint64_t topic, bool isPhrase, std::optional<Label> label,
                          Time at, int32_t n) {
  if (m_texts.contains(topic)) count(brand, topic, isPhrase ? 1 : 0, label, at, n);
}

void TopicCounts::advance(const WindowRanges& to) {
  m_tick = to.tick;
  m_began = m_began.value_or(to.tick);
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

TopicCounts::Sums TopicCounts::sumUp(Interner::Id brand, size_t counter, Window window) const {
  Sums sums;
  std::array<TopItems, TopicFigure::kLabels> tops;
  for (size_t l = 0; l < tops.size(); ++l) {
    tops[l] = m_hitters[counter].top(keyOf(brand, l), window, kEvery);
    for (const TopItems::Item& item : tops[l].items) {
      Sum& sum = sums.topics[item.item];
      sum.byLabel[l] = {std::max<int64_t>(item.count - item.error, 0), item.count};
      sum.known |= static_cast<uint8_t>(1 << l);
    }
    sums.others += tops[l].othersAtMost;
  }
  for (auto& [item, sum] : sums.topics) {
    for (size_t l = 0; l < tops.size(); ++l) {
      if ((sum.known >> l & 1) == 0) sum.byLabel[l].most = tops[l].othersAtMost;
      sum.count += sum.byLabel[l];
    }
  }
  return sums;
}

TopicCounts::Sums TopicCounts::sumUp(const std::vector<Interner::Id>& brands, size_t counter,
                                     Window window) const {
  Sums all;
  for (const Interner::Id brand : brands) {
    Sums sums = sumUp(brand, counter, window);
    if (all.topics.empty() && all.others == 0) {
      all = std::move(sums);
      continue;
    }
    // What is not known of one side may have occurred there all the same, with any label.
    const auto widen = [](Sum& sum, int64_t most) {
      sum.count.most += most;
      for (CountRange& range : sum.byLabel) range.most += most;
    };
    for (auto& [item, sum] : all.topics) {
      if (!sums.topics.contains(item)) widen(sum, sums.others);
    }
    for (const auto& [item, sum] : sums.topics) {
      const auto [it, isNew] = all.topics.try_emplace(item);
      if (isNew) widen(it->second, all.others);
      it->second.count += sum.count;
      for (size_t l = 0; l < TopicFigure::kLabels; ++l) it->second.byLabel[l] += sum.byLabel[l];
    }
    all.others += sums.others;
  }
  return all;
}

bool TopicCounts::isAsked(const TopicQuery& query, uint64_t topic, const Sum& sum) const {
  return sum.count.least >= query.least &&
         (query.kinds.empty() ||
          std::find(query.kinds.begin(), query.kinds.end(), m_texts.at(topic).kind) != query.kinds.end());
}

std::vector<TopicCounts::Ranked> TopicCounts::ranked(std::string_view brand, Window window,
                                                     const TopicQuery& query,
                                                     std::array<int64_t, 2>& others) const {
  const std::vector<Interner::Id> brands = idsOf(brand);
  std::vector<Ranked> all;
  for (size_t c = 0; c < m_hitters.size(); ++c) {
    const Sums sums = sumUp(brands, c, window);
    others[c] = sums.others;
    for (const auto& [item, sum] : sums.topics) {
      if (sum.count.most > 0 && isAsked(query, item, sum)) all.push_back({item, c, sum});
    }
  }
  const auto first = all.begin() + static_cast<std::ptrdiff_t>(std::min(query.most, all.size()));
  std::partial_sort(all.begin(), first, all.end(), [](const Ranked& a, const Ranked& b) {
    return std::tuple(b.sum.count.least, b.sum.count.most, a.counter, a.id) <
           std::tuple(a.sum.count.least, a.sum.count.most, b.counter, b.id);
  });
  for (auto it = first; it != all.end(); ++it)
    others[it->counter] = std::max(others[it->counter], it->sum.count.most);
  all.erase(first, all.end());
  return all;
}

std::vector<Interner::Id> TopicCounts::idsOf(std::string_view brand) const {
  std::vector<Interner::Id> ids;
  if (brand == kAll) {
    for (const auto& [name, id] : m_brands) {
      if (std::find(m_limits.apart.begin(), m_limits.apart.end(), name) == m_limits.apart.end())
        ids.push_back(id);
    }
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
  const TopicQuery everything{.most = m_limits.published, .least = 0, .kinds = {}, .areMerged = false};
  std::vector<std::string> names = brands();
  names.emplace_back(kAll);
  for (const std::string& name : names) {
    Past past;
    std::array<int64_t, 2> others{};
    for (const Ranked& topic : ranked(name, window, everything, others))
      past.topics.emplace_back(topic.id, topic.sum.count);
    past.named = others[0];
    past.phrases = others[1];
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
    // One that reaches further back than the counts do is no whole window.
    if (p.tick <= m_tick - *length && p.tick - *length >= *m_began) newest = &p;
  }
  static const Past kNothing;
  if (!newest) return nullptr;
  const auto it = newest->brands.find(absl::string_view(brand.data(), brand.size()));
  return it == newest->brands.end() ? &kNothing : &it->second;
}

std::vector<TopicFigure> TopicCounts::top(std::string_view brand, Window window,
                                          const TopicQuery& query) const {
  std::array<int64_t, 2> others{};
  TopicQuery looked = query;
  if (query.areMerged && query.most < kEvery / 8) looked.most = 4 * query.most + 20;  // some are left out
  std::vector<TopicFigure> all;
  for (const Ranked& topic : ranked(brand, window, looked, others)) {
    const Text& text = m_texts.at(topic.id);
    all.push_back({{topic.id, text.kind, text.text},
                   topic.sum.count,
                   topic.sum.byLabel,
                   std::nullopt,
                   text.authors.size()});
  }
  if (query.areMerged) merge(all);
  all.resize(std::min(all.size(), query.most));
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

std::vector<TopicList> TopicCounts::lists(const TopicQuestion& question) const {
  std::vector<std::string> named = question.brands;
  if (named.empty()) {
    named = brands();
    named.emplace_back(kAll);
  }
  std::vector<TopicList> lists;
  for (const std::string& brand : named) {
    for (const Window window : question.windows)
      lists.push_back({brand, window, top(brand, window, question.query)});
  }
  return lists;
}

}  // namespace watchfloor
