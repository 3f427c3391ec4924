#include "threads/segments.h"

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>

#include <algorithm>

namespace watchfloor {
namespace {

// A post's place in the conversation: no message comes before the one it replies to, whatever the clocks say;
// at equal times customers come first.
struct Placed {
  Time latest;  // of the post and those it replies to
  int depth;
  const Post* post;

  Time at() const { return post->at; }
  auto order() const {
    return std::tuple(latest, depth, !post->isInbound, post->at, post->source, post->eventId);
  }
};

// The place of a post whose replies make a circle: each post of the circle counts once.
Placed placeInCircle(const Post* post) {
  Placed placed{post->at, 1, post};
  absl::flat_hash_set<const Post*> chain = {post};
  for (const Post* p = post->parent; p && chain.insert(p).second; p = p->parent) {
    placed.latest = std::max(placed.latest, p->at);
    ++placed.depth;
  }
  return placed;
}

// The places of all posts. O(n) without circles.
std::vector<Placed> placeAll(const std::vector<const Post*>& posts) {
  constexpr int kUnderWay = 0, kInCircle = -1;
  absl::flat_hash_map<const Post*, Placed> known;
  known.reserve(posts.size());
  std::vector<const Post*> path;
  for (const Post* post : posts) {
    const Post* p = post;
    for (path.clear(); p && known.try_emplace(p, Placed{p->at, kUnderWay, p}).second; p = p->parent)
      path.push_back(p);
    const bool isCircle = p && known.at(p).depth <= kUnderWay;
    Placed above = p ? known.at(p) : Placed{kDistantPast, 0, nullptr};
    for (auto it = path.rbegin(); it != path.rend(); ++it) {
      Placed& here = known.at(*it);
      here.depth = isCircle ? kInCircle : above.depth + 1;
      here.latest = std::max(here.at(), above.latest);
      above = here;
    }
  }
  std::vector<Placed> placed;
  placed.reserve(posts.size());
  for (const Post* post : posts) {
    const Placed& here = known.at(post);
    placed.push_back(here.depth == kInCircle ? placeInCircle(post) : here);
  }
  return placed;
}

// One opening of a conversation.
struct Segment {
  std::vector<const Post*> posts;
  Time start{};
  Time following = kDistantFuture;  // when the next segment starts

  const Post* question = nullptr;  // the first customer message
  const Post* reply = nullptr;     // the first human public reply after it
  bool isBegunByBrand = false;
  std::vector<Time> resolved, closed;  // within it

  void settle(const Thread& thread);
  bool isReplied(Time at) const { return reply && reply->at <= at; }
  // Resolved, closed or deleted by the customer and not written to since, or followed by another.
  bool isOver(Time at) const;
};

void Segment::settle(const Thread& thread) {
  const auto isWithin = [this](Time t) { return start <= t && t < following; };
  std::copy_if(thread.resolved.begin(), thread.resolved.end(), std::back_inserter(resolved), isWithin);
  std::copy_if(thread.closed.begin(), thread.closed.end(), std::back_inserter(closed), isWithin);
  for (const Post* p : posts) {
    if (!question) {
      if (p->isInbound) {
        question = p;
      } else {
        isBegunByBrand |= p->isAnswer;
      }
    } else if (!reply && p->isAnswer) {
      reply = p;
    }
  }
  if (!question) isBegunByBrand = false;
  // The customer is gone at the moment at which all of the customer's messages so far are deleted.
  for (const Post* gone : posts) {
    if (!gone->isInbound || !gone->deletedAt) continue;
    const Time at = *gone->deletedAt;
    if (std::all_of(posts.begin(), posts.end(), [at](const Post* p) {
          return !p->isInbound || p->at > at || (p->deletedAt && *p->deletedAt <= at);
        })) {
      closed.push_back(at);
    }
  }
  std::sort(closed.begin(), closed.end());
}

bool Segment::isOver(Time at) const {
  if (following <= at) return true;
  if (std::any_of(resolved.begin(), resolved.end(), [at](Time r) { return r <= at; })) return true;
  Time last = kDistantPast;
  for (const Post* p : posts) {
    if (p->isInbound && p->at <= at) last = std::max(last, p->at);
  }
  if (last == kDistantPast) last = at;
  return std::any_of(closed.begin(), closed.end(), [=](Time c) { return last <= c && c <= at; });
}

std::vector<Segment> segmentsOf(const Thread& thread, const ThreadRules& rules) {
  std::vector<Placed> placed = placeAll(thread.posts);
  std::sort(placed.begin(), placed.end(),
            [](const Placed& a, const Placed& b) { return a.order() < b.order(); });

  std::vector<Segment> segments;
  std::optional<Time> spoken;  // the last public message
  for (const Placed& here : placed) {
    const Post* post = here.post;
    const bool isSilent = rules.reopenAfter && spoken && post->at - *spoken >= *rules.reopenAfter;
    const bool isResolved =
        !segments.empty() && std::any_of(thread.resolved.begin(), thread.resolved.end(),
                                         [&](Time r) { return segments.back().start <= r && r < post->at; });
    if (segments.empty() || (post->isInbound && (isSilent || isResolved))) {
      if (!segments.empty()) segments.back().following = post->at;
      segments.emplace_back();
      segments.back().start = post->at;
    }
    segments.back().posts.push_back(post);
    if (post->isPublic) spoken = post->at;
  }
  for (Segment& segment : segments) segment.settle(thread);
  return segments;
}

// The replies: how long the customer waited for each.
void countReplies(const Segment& segment, bool isStartUnknown, Contribution* out) {
  const Post* run = nullptr;  // the first message of the unanswered run
  for (const Post* post : segment.posts) {
    if (post->isInbound) {
      if (!run) run = post;
    } else if (post->isAnswer && run) {
      const Duration took = std::max(post->at - run->at, Duration{0});
      const CellId where{post->cell.brand, segment.question->cell.channel};
      out->clockSkew += post->at < run->at;
      out->spend(post->at, where, Field::kNextResponse, took);
      if (post == segment.reply && !segment.isBegunByBrand && !isStartUnknown) {
        out->spend(post->at, where, Field::kFirstResponse, took);
      }
      run = nullptr;
    }
  }
}

void contribute(const Segment& segment, const ThreadRules& rules, Time tick, Contribution* out) {
  const bool isStartUnknown = segment.posts.front()->hasUnknownParent;
  out->startUnknown += isStartUnknown;
  if (!segment.question) return;
  const CellId cell = segment.question->cell;
  const Time asked = segment.question->at, due = asked + rules.responseWithin;
  out->count(asked, cell, Field::kConversations);
  countReplies(segment, isStartUnknown, out);
  if (segment.isReplied(due)) {
    out->count(segment.reply->at, cell, Field::kAnsweredWithin);
  } else if (due <= tick) {
    out->count(due, cell, Field::kNotWithin);
    if (!segment.isOver(due)) out->count(due, cell, Field::kExpired);
  }
  if (!segment.closed.empty() && !segment.isReplied(segment.closed.front())) {
    out->count(segment.closed.front(), cell, Field::kAsyncAbandoned);
  }
  if (asked <= tick && !segment.isOver(tick)) {
    if (!segment.isReplied(tick)) out->standings.push_back({asked, cell, Standing::Kind::kUnanswered});
    const Post* last = nullptr;  // who has the last public word
    for (const Post* p : segment.posts) {
      if (p->at <= tick && p->isPublic && (p->isInbound || p->isAnswer)) last = p;
    }
    if (last && last->isInbound && (tick < due || segment.isReplied(tick))) {
      out->standings.push_back({last->at, cell, Standing::Kind::kBacklog});
    }
  }
  out->changesAt(due, tick);
  for (const Post* p : segment.posts) out->changesAt(p->at, tick);
  for (const Time t : segment.resolved) out->changesAt(t, tick);
  for (const Time t : segment.closed) out->changesAt(t, tick);
}

}  // namespace

Contribution contributionOf(const Thread& thread, const ThreadRules& rules, Time tick) {
  Contribution contribution;
  for (const Segment& segment : segmentsOf(thread, rules)) contribute(segment, rules, tick, &contribution);
  contribution.settle();
  return contribution;
}

}  // namespace watchfloor
