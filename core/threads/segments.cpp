#include "threads/segments.h"

#include <absl/container/inlined_vector.h>

#include <algorithm>
#include <span>
#include <tuple>

#include "model/archive.h"
#include "model/mostly_sorted.h"

namespace watchfloor {
namespace {

constexpr size_t kUsual = 16;  // messages; more of them need memory of their own

// A post's place in the conversation: no message comes before the one it replies to, whatever the clocks say;
// at equal times customers come first.
struct Placed {
  const Post* post = nullptr;
  Time latest = kDistantPast;  // of the post and those it replies to
  int depth = 0;               // how many those are

  bool operator<(const Placed& o) const {
    if (latest != o.latest) return latest < o.latest;
    const auto order = [](const Placed& p) {
      return std::tuple(p.depth, !p.post->isInbound, p.post->at, p.post->source,
                        std::string_view(p.post->eventId));
    };
    return order(*this) < order(o);
  }
};
using Places = absl::InlinedVector<Placed, kUsual>;

// The posts in their places. In a circle of replies each post of it counts once.
Places place(const std::vector<Post>& posts) {
  constexpr int kUnderWay = -1;
  Places places(posts.size());
  const auto placeOf = [&](const Post* post) -> Placed& {
    return places[static_cast<size_t>(post - posts.data())];
  };
  absl::InlinedVector<Placed*, kUsual> path;
  for (const Post& post : posts) {
    const Post* p = &post;
    for (path.clear(); p && !placeOf(p).post; p = p->parent) {
      placeOf(p) = {p, p->at, kUnderWay};
      path.push_back(&placeOf(p));
    }
    Placed above = p ? placeOf(p) : Placed{};
    if (p && above.depth == kUnderWay) {
      const auto circle = std::find(path.begin(), path.end(), &placeOf(p));
      above.depth = static_cast<int>(path.end() - circle);
      for (auto it = circle; it != path.end(); ++it) above.latest = std::max(above.latest, (*it)->latest);
      for (auto it = circle; it != path.end(); ++it) **it = {(*it)->post, above.latest, above.depth};
      path.erase(circle, path.end());
    }
    for (auto it = path.rbegin(); it != path.rend(); ++it) {
      Placed& here = **it;
      here.depth = above.depth + 1;
      here.latest = std::max(here.latest, above.latest);
      above = here;
    }
  }
  sortMostlySorted(places.begin(), places.end());
  return places;
}

// The moments at which all of the customer's messages so far are deleted: then the customer is gone.
void addGone(std::span<const Placed> posts, std::vector<Time>* out) {
  struct Deletion {
    Time posted, deleted;
  };
  absl::InlinedVector<Deletion, kUsual> all;
  for (const Placed& p : posts) {
    if (p.post->isInbound) all.push_back({p.post->at, p.post->deletedAt.value_or(kDistantFuture)});
  }
  std::sort(all.begin(), all.end(), [](const Deletion& a, const Deletion& b) { return a.posted < b.posted; });
  Time last = kDistantPast;  // of the deletions of those posted up to here
  absl::InlinedVector<Time, kUsual> lasts;
  for (const Deletion& d : all) lasts.push_back(last = std::max(last, d.deleted));
  for (const Deletion& d : all) {
    if (d.deleted == kDistantFuture) continue;
    const auto after = std::upper_bound(all.begin(), all.end(), d.deleted,
                                        [](Time at, const Deletion& other) { return at < other.posted; });
    const auto sofar = after - all.begin();
    if (sofar == 0 || lasts[static_cast<size_t>(sofar - 1)] <= d.deleted) out->push_back(d.deleted);
  }
}

// One opening of a conversation.
struct Segment {
  std::span<const Placed> posts;
  Time start{};
  Time following = kDistantFuture;     // when the next segment starts
  std::vector<Time> resolved, closed;  // within it, in order of time; deleting everything closes, too

  Segment(std::span<const Placed> placed, Time next, const Thread& thread);
  bool isOver(Time at) const;
  Opening count(const ThreadRules& rules, Time tick, Contribution* out) const;
};

Segment::Segment(std::span<const Placed> placed, Time next, const Thread& thread)
    : posts(placed), start(placed.front().post->at), following(next) {
  const auto isWithin = [this](Time t) { return start <= t && t < following; };
  std::copy_if(thread.resolved.begin(), thread.resolved.end(), std::back_inserter(resolved), isWithin);
  std::copy_if(thread.closed.begin(), thread.closed.end(), std::back_inserter(closed), isWithin);
  if (std::any_of(posts.begin(), posts.end(),
                  [](const Placed& p) { return p.post->isInbound && p.post->deletedAt; })) {
    addGone(posts, &closed);
    std::sort(closed.begin(), closed.end());
  }
}

bool Segment::isOver(Time at) const {
  if (following <= at || (!resolved.empty() && resolved.front() <= at)) return true;
  if (closed.empty()) return false;
  Time last = kDistantPast;
  for (const Placed& p : posts) {
    if (p.post->isInbound && p.post->at <= at) last = std::max(last, p.post->at);
  }
  if (last == kDistantPast) last = at;
  return std::any_of(closed.begin(), closed.end(), [=](Time c) { return last <= c && c <= at; });
}

Opening Segment::count(const ThreadRules& rules, Time tick, Contribution* out) const {
  Opening opening;
  const Post* word = nullptr;  // the last public one up to the tick
  for (const Placed& p : posts) {
    opening.add(*p.post, out);
    out->changesAt(p.post->at, tick);
    if (p.post->at <= tick && p.post->isPublic && (p.post->isInbound || p.post->isAnswer)) word = p.post;
  }
  if (opening.asked() == kDistantFuture) return opening;
  for (const Time t : resolved) out->changesAt(t, tick);
  for (const Time t : closed) out->changesAt(t, tick);
  opening.setLastWord(word);
  opening.countAt(tick, rules,
                  {.isOver = isOver(tick),
                   .isOverWhenDue = isOver(opening.asked() + rules.responseWithin),
                   .left = closed.empty() ? std::nullopt : std::optional(closed.front())},
                  out);
  return opening;
}

}  // namespace

void Opening::add(const Post& post, Contribution* out) {
  if (m_isEmpty) {
    m_isEmpty = false;
    m_isStartUnknown = post.hasUnknownParent;
    out->startUnknown += m_isStartUnknown;
  }
  const bool isFirstQuestion = post.isInbound && m_asked == kDistantFuture;
  if (isFirstQuestion) {
    m_asked = post.at;
    m_cell = post.cell;
    out->count(m_asked, m_cell, Field::kConversations);
  }
  if (post.isInbound) {
    if (m_run == kDistantFuture) m_run = post.at;
  } else if (post.isAnswer && m_asked == kDistantFuture) {
    m_isBegunByBrand = true;
  } else if (post.isAnswer) {
    const bool isFirst = m_replied == kDistantFuture;
    if (isFirst) m_replied = post.at;
    if (m_run != kDistantFuture) {
      const Duration took = std::max(post.at - m_run, Duration{0});
      const CellId where{post.cell.brand, m_cell.channel};
      out->clockSkew += post.at < m_run;
      if (isFirst && !m_isBegunByBrand && !m_isStartUnknown)
        out->spend(post.at, where, Field::kFirstResponse, took);
      out->spend(post.at, where, Field::kNextResponse, took);
    }
    m_run = kDistantFuture;
  }
  if (post.isPublic) m_spoken = post.at;
  if (post.isPublic && (post.isInbound || post.isAnswer)) setLastWord(&post);
}

void Opening::setLastWord(const Post* post) {
  m_isLastWordCustomers = post && post->isInbound;
  if (post) m_lastWord = post->at;
}

void Opening::countAt(Time tick, const ThreadRules& rules, const Outcome& outcome, Contribution* out) const {
  if (m_asked == kDistantFuture) return;
  const Time due = m_asked + rules.responseWithin;
  if (isReplied(due)) {
    out->count(m_replied, m_cell, Field::kAnsweredWithin);
  } else if (due <= tick) {
    out->count(due, m_cell, Field::kNotWithin);
    if (!outcome.isOverWhenDue) out->count(due, m_cell, Field::kExpired);
  }
  if (outcome.left && !isReplied(*outcome.left)) out->count(*outcome.left, m_cell, Field::kAsyncAbandoned);
  if (m_asked <= tick && !outcome.isOver) {
    if (!isReplied(tick)) out->standings.push_back({m_asked, m_cell, Standing::Kind::kUnanswered});
    if (m_isLastWordCustomers && (tick < due || isReplied(tick)))
      out->standings.push_back({m_lastWord, m_cell, Standing::Kind::kBacklog});
  }
  if (!isReplied(tick)) out->changesAt(due, tick);
}

std::optional<Opening> contributionOf(const Thread& thread, const ThreadRules& rules, Time tick,
                                      Contribution* out) {
  const Places places = place(thread.posts);
  absl::InlinedVector<size_t, 4> starts;  // of the segments
  Time spoken = kDistantPast;             // the last public message
  for (size_t i = 0; i < places.size(); ++i) {
    const Post& post = *places[i].post;
    const auto mustReopen = [&] {
      if (rules.reopenAfter && spoken != kDistantPast && post.at - spoken >= *rules.reopenAfter) return true;
      const auto resolved =
          std::lower_bound(thread.resolved.begin(), thread.resolved.end(), places[starts.back()].post->at);
      return resolved != thread.resolved.end() && *resolved < post.at;
    };
    if (i == 0 || (post.isInbound && mustReopen())) starts.push_back(i);
    if (post.isPublic) spoken = post.at;
  }
  bool isPlain = starts.size() <= 1 && thread.resolved.empty() && thread.closed.empty();
  for (const Post& post : thread.posts) isPlain &= post.at <= tick && !(post.isInbound && post.deletedAt);

  Opening last;
  for (size_t s = 0; s < starts.size(); ++s) {
    const bool isLast = s + 1 == starts.size();
    const size_t end = isLast ? places.size() : starts[s + 1];
    const Time following = isLast ? kDistantFuture : places[end].post->at;
    const Segment segment({places.data() + starts[s], end - starts[s]}, following, thread);
    last = segment.count(rules, tick, out);
  }
  return isPlain ? std::optional(last) : std::nullopt;
}

template <class Archive>
void Opening::persist(Archive& archive) {
  archive(m_asked, m_replied, m_run, m_spoken, m_lastWord, m_cell, m_isEmpty, m_isStartUnknown,
          m_isBegunByBrand, m_isLastWordCustomers);
}
template void Opening::persist(ArchiveWriter&);
template void Opening::persist(ArchiveReader&);

}  // namespace watchfloor
