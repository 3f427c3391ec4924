#include "wire/frame_wire.h"

#include <absl/strings/str_cat.h>

#include <algorithm>
#include <tuple>

#include "wire/cell_wire.h"

namespace watchfloor::wire {
namespace {

auto keyOf(const FrameCell& cell) {
  return std::tuple(std::string_view(cell.brand), std::string_view(cell.channel), cell.window);
}
auto keyOf(const Series& series) {
  return std::tuple(std::string_view(series.brand), std::string_view(series.channel), series.span);
}
auto keyOf(const SourceHealth& source) { return std::string_view(source.name); }
auto keyOf(const SeriesPoint& point) { return point.start; }

struct ByKey {
  template <class T>
  bool operator()(const T& a, const T& b) const {
    return keyOf(a) < keyOf(b);
  }
};

// Both in order of keys. Calls changed(&a, b) for what differs, changed(nullptr, b) for what is new, and
// removed(a).
template <class T, class Changed, class Removed>
void compare(const std::vector<T>& before, const std::vector<T>& after, Changed changed, Removed removed) {
  auto a = before.begin();
  auto b = after.begin();
  while (a != before.end() || b != after.end()) {
    if (b == after.end() || (a != before.end() && keyOf(*a) < keyOf(*b))) {
      removed(*a++);
    } else if (a == before.end() || keyOf(*b) < keyOf(*a)) {
      changed(nullptr, *b++);
    } else {
      if (*a != *b) changed(&*a, *b);
      ++a, ++b;
    }
  }
}

// `base` with what `changes` adds or replaces, in order of keys.
template <class T>
std::vector<T> overlaid(const std::vector<T>& base, std::vector<T> changes) {
  std::stable_sort(changes.begin(), changes.end(), ByKey());
  const auto isSame = [](const T& a, const T& b) { return keyOf(a) == keyOf(b); };
  changes.erase(std::unique(changes.begin(), changes.end(), isSame), changes.end());
  std::vector<T> result;
  result.reserve(base.size() + changes.size());
  // Of two with the same key std::set_union takes the first range's.
  std::set_union(std::make_move_iterator(changes.begin()), std::make_move_iterator(changes.end()),
                 base.begin(), base.end(), std::back_inserter(result), ByKey());
  return result;
}

void toProto(const SourceHealth& source, v1::SourceHealth* proto) {
  proto->set_name(source.name);
  if (source.newestEvent) proto->set_newest_event_us(micros(*source.newestEvent));
  proto->set_last_heard_us(micros(source.lastHeard));
  proto->set_silent(source.isSilent);
  proto->set_accepted(source.accepted);
  proto->set_duplicates(source.duplicates);
  proto->set_late_dropped(source.lateDropped);
  proto->set_future_rejected(source.futureRejected);
  proto->set_rejected(source.rejected);
  for (const SourceHealth::Feed& feed : source.feeds) {
    v1::SourceHealth::Feed* out = proto->add_feeds();
    out->set_brand(feed.brand);
    out->set_channel(feed.channel);
    out->set_kinds(feed.kinds);
  }
}

SourceHealth fromProto(const v1::SourceHealth& proto) {
  SourceHealth source{.name = proto.name(),
                      .newestEvent = proto.has_newest_event_us()
                                         ? std::optional(fromMicros(proto.newest_event_us()))
                                         : std::nullopt,
                      .lastHeard = fromMicros(proto.last_heard_us()),
                      .isSilent = proto.silent(),
                      .accepted = proto.accepted(),
                      .duplicates = proto.duplicates(),
                      .lateDropped = proto.late_dropped(),
                      .futureRejected = proto.future_rejected(),
                      .rejected = proto.rejected(),
                      .feeds = {}};
  for (const v1::SourceHealth::Feed& feed : proto.feeds()) {
    source.feeds.push_back({feed.brand(), feed.channel(), feed.kinds()});
  }
  return source;
}

void toProto(const Counters& counters, v1::Counters* proto) {
  proto->set_duplicates(counters.duplicates);
  proto->set_late_dropped(counters.lateDropped);
  proto->set_future_rejected(counters.futureRejected);
  proto->set_clock_skew(counters.clockSkew);
  proto->set_rejected(counters.rejected);
  proto->set_start_unknown(counters.startUnknown);
  proto->set_lost(counters.lost);
  proto->set_forgotten(counters.forgotten);
}

Counters fromProto(const v1::Counters& proto) {
  return {.duplicates = proto.duplicates(),
          .lateDropped = proto.late_dropped(),
          .futureRejected = proto.future_rejected(),
          .clockSkew = proto.clock_skew(),
          .rejected = proto.rejected(),
          .startUnknown = proto.start_unknown(),
          .lost = proto.lost(),
          .forgotten = proto.forgotten()};
}

void toProto(const TargetRow& row, v1::TargetRow* proto) {
  proto->set_brand(row.brand);
  proto->set_channel(row.channel);
  if (row.target) proto->set_target_us(row.target->count());
  if (row.shortAbandon) proto->set_short_abandon_us(row.shortAbandon->count());
}

TargetRow fromProto(const v1::TargetRow& proto) {
  TargetRow row{.brand = proto.brand(), .channel = proto.channel(), .target = {}, .shortAbandon = {}};
  if (proto.has_target_us()) row.target = Duration(proto.target_us());
  if (proto.has_short_abandon_us()) row.shortAbandon = Duration(proto.short_abandon_us());
  return row;
}

void toProto(const Replayed& replayed, v1::Replayed* proto) {
  proto->set_speed(replayed.speed);
  proto->set_damaged(static_cast<int64_t>(replayed.damaged));
  proto->set_incomplete(!replayed.isWhole);
  proto->set_erasures(static_cast<int64_t>(replayed.erasures));
}
Replayed fromProto(const v1::Replayed& proto) {
  const bool isSpeed = proto.speed() >= kSlowest && proto.speed() <= kFastest;
  return {.speed = isSpeed ? proto.speed() : 1,
          .damaged = static_cast<uint64_t>(std::max<int64_t>(proto.damaged(), 0)),
          .isWhole = !proto.incomplete(),
          .erasures = static_cast<uint64_t>(std::max<int64_t>(proto.erasures(), 0))};
}

// What every update carries.
void setHeading(const Frame& frame, v1::WallUpdate::Kind kind, v1::WallUpdate* update) {
  update->set_kind(kind);
  update->set_as_of_us(micros(frame.asOf));
  if (frame.watermark) update->set_watermark_us(micros(*frame.watermark));
  if (frame.floor) update->set_floor_us(micros(*frame.floor));
  if (frame.began) update->set_began_us(micros(*frame.began));
  if (frame.todayStart) update->set_today_start_us(micros(*frame.todayStart));
  update->set_set_back_us(frame.setBack.count());
  update->set_position(frame.position);
  update->set_definition_id(frame.definitionId);
  update->set_event_clock(frame.isEventClock);
  update->set_zone(frame.zone);
  update->set_definitions(frame.definitions);
  if (frame.replayed) toProto(*frame.replayed, update->mutable_replayed());
  toProto(frame.counters, update->mutable_counters());
}

void setNames(const Frame& frame, v1::WallUpdate* update) {
  update->mutable_brands()->Add(frame.brands.begin(), frame.brands.end());
  update->mutable_channels()->Add(frame.channels.begin(), frame.channels.end());
}

void setWatchedOnly(const Frame& frame, v1::WallUpdate* update) {
  update->mutable_watched_only()->Add(frame.watchedOnly.begin(), frame.watchedOnly.end());
}

void setTargets(const Frame& frame, v1::WallUpdate* update) {
  for (const TargetRow& row : frame.targets) toProto(row, update->add_targets());
}

// True when nothing of `before` would be missing from `after` but what the client drops by itself.
bool canBeDelta(const Frame& before, const Frame& after) {
  bool can = (before.brands.empty() || !after.brands.empty()) &&
             (before.channels.empty() || !after.channels.empty()) &&
             (before.targets.empty() || !after.targets.empty()) &&
             (before.watchedOnly.empty() || !after.watchedOnly.empty());
  const auto isFine = [](const auto&...) {};
  compare(before.sources, after.sources, isFine, [&](const SourceHealth&) { can = false; });
  const auto pointsAreThere = [&](const Series* a, const Series& b) {
    if (!a) return;
    compare(a->points, b.points, isFine,
            [&](const SeriesPoint& gone) { can = can && !b.span.holds(gone.start, after.asOf); });
  };
  compare(before.series, after.series, pointsAreThere, [&](const Series&) { can = false; });
  return can;
}

void addSeries(const Series* before, const Series& after, Time asOf, v1::WallUpdate* update) {
  v1::Series proto;
  const auto add = [&](const SeriesPoint*, const SeriesPoint& point) {
    if (after.span.holds(point.start, asOf)) wire::toProto(point, proto.add_points());
  };
  compare(before ? before->points : std::vector<SeriesPoint>(), after.points, add, [](const SeriesPoint&) {});
  if (before && proto.points().empty()) return;
  proto.set_brand(after.brand);
  proto.set_channel(after.channel);
  setSpan(after.span, &proto);
  *update->add_series() = std::move(proto);
}

bool isSomethingIn(const v1::WallUpdate& update) {
  return update.sources_size() > 0 || update.brands_size() > 0 || update.channels_size() > 0 ||
         update.cells_size() > 0 || update.removed_size() > 0 || update.series_size() > 0 ||
         update.targets_size() > 0 || update.watched_only_size() > 0;
}

absl::Status applyCells(const v1::WallUpdate& update, Frame& frame) {
  std::vector<std::tuple<std::string_view, std::string_view, Window>> removed;
  for (const v1::CellKey& key : update.removed()) {
    if (const auto window = windowOf(key.window())) removed.emplace_back(key.brand(), key.channel(), *window);
  }
  std::sort(removed.begin(), removed.end());
  std::erase_if(frame.cells, [&](const FrameCell& cell) {
    return std::binary_search(removed.begin(), removed.end(), keyOf(cell));
  });
  std::vector<FrameCell> changed;
  for (const v1::Cell& proto : update.cells()) {
    absl::StatusOr<std::optional<FrameCell>> cell = wire::fromProto(proto);
    if (!cell.ok()) return cell.status();
    if (*cell) changed.push_back(*std::move(*cell));
  }
  frame.cells = overlaid(frame.cells, std::move(changed));
  return absl::OkStatus();
}

absl::Status applySeries(const v1::WallUpdate& update, Frame& frame) {
  std::vector<Series> changed;
  for (const v1::Series& proto : update.series()) {
    absl::StatusOr<Series> series = wire::fromProto(proto);
    if (!series.ok()) return series.status();
    if (const Series* old = frame.findSeries(series->brand, series->channel, series->span)) {
      series->points = overlaid(old->points, std::move(series->points));
    }
    changed.push_back(*std::move(series));
  }
  frame.series = overlaid(frame.series, std::move(changed));
  for (Series& series : frame.series) {
    std::erase_if(series.points,
                  [&](const SeriesPoint& p) { return !series.span.holds(p.start, frame.asOf); });
  }
  return absl::OkStatus();
}

absl::Status checkFollows(const v1::WallUpdate& update, const Frame* previous) {
  switch (update.kind()) {
    case v1::WallUpdate::FULL:
      return absl::OkStatus();
    case v1::WallUpdate::DELTA:
    case v1::WallUpdate::HEARTBEAT:
      break;
    default:
      return absl::InvalidArgumentError(absl::StrCat("kind: ", update.kind(), " is unknown"));
  }
  if (!previous) return absl::FailedPreconditionError("no full update came before: subscribe again");
  if (update.sequence() != previous->sequence + 1) {
    return absl::FailedPreconditionError(absl::StrCat("update ", update.sequence(), " after ",
                                                      previous->sequence,
                                                      ", something is missing: subscribe again"));
  }
  return absl::OkStatus();
}

}  // namespace

void fullUpdate(const Frame& frame, v1::WallUpdate* update) {
  setHeading(frame, v1::WallUpdate::FULL, update);
  setNames(frame, update);
  setTargets(frame, update);
  setWatchedOnly(frame, update);
  for (const SourceHealth& source : frame.sources) toProto(source, update->add_sources());
  update->mutable_cells()->Reserve(static_cast<int>(frame.cells.size()));
  for (const FrameCell& cell : frame.cells) wire::toProto(cell, update->add_cells());
  for (const Series& series : frame.series) addSeries(nullptr, series, frame.asOf, update);
}

void deltaUpdate(const Frame& before, const Frame& after, v1::WallUpdate* update) {
  if (!canBeDelta(before, after)) return fullUpdate(after, update);
  setHeading(after, v1::WallUpdate::DELTA, update);
  if (after.brands != before.brands || after.channels != before.channels) setNames(after, update);
  if (after.targets != before.targets) setTargets(after, update);
  if (after.watchedOnly != before.watchedOnly) setWatchedOnly(after, update);
  compare(
      before.sources, after.sources,
      [&](const SourceHealth*, const SourceHealth& source) { toProto(source, update->add_sources()); },
      [](const SourceHealth&) {});
  compare(
      before.cells, after.cells,
      [&](const FrameCell*, const FrameCell& cell) { wire::toProto(cell, update->add_cells()); },
      [&](const FrameCell& gone) {
        v1::CellKey* key = update->add_removed();
        key->set_brand(gone.brand);
        key->set_channel(gone.channel);
        key->set_window(protoOf(gone.window));
      });
  compare(
      before.series, after.series,
      [&](const Series* a, const Series& b) { addSeries(a, b, after.asOf, update); }, [](const Series&) {});
  if (!isSomethingIn(*update)) update->set_kind(v1::WallUpdate::HEARTBEAT);
}

absl::StatusOr<Frame> applyUpdate(const v1::WallUpdate& update, const Frame* previous) {
  if (const absl::Status status = checkFollows(update, previous); !status.ok()) return status;
  Frame frame = update.kind() == v1::WallUpdate::FULL ? Frame() : *previous;
  frame.sequence = update.sequence();
  frame.asOf = fromMicros(update.as_of_us());
  frame.watermark =
      update.has_watermark_us() ? std::optional(fromMicros(update.watermark_us())) : std::nullopt;
  frame.began = update.has_began_us() ? std::optional(fromMicros(update.began_us())) : std::nullopt;
  frame.todayStart =
      update.has_today_start_us() ? std::optional(fromMicros(update.today_start_us())) : std::nullopt;
  frame.floor = update.has_floor_us() ? std::optional(fromMicros(update.floor_us())) : std::nullopt;
  frame.setBack = std::max(Duration(update.set_back_us()), Duration::zero());
  frame.position = update.position();
  frame.definitionId = update.definition_id();
  frame.isEventClock = update.event_clock();
  frame.zone = update.zone();
  frame.definitions = update.definitions();
  frame.replayed = update.has_replayed() ? std::optional(fromProto(update.replayed())) : std::nullopt;
  frame.counters = fromProto(update.counters());
  if (update.brands_size() > 0) frame.brands.assign(update.brands().begin(), update.brands().end());
  if (update.channels_size() > 0) frame.channels.assign(update.channels().begin(), update.channels().end());
  if (update.targets_size() > 0) {
    frame.targets.clear();
    for (const v1::TargetRow& row : update.targets()) frame.targets.push_back(fromProto(row));
  }
  if (update.watched_only_size() > 0)
    frame.watchedOnly.assign(update.watched_only().begin(), update.watched_only().end());
  std::vector<SourceHealth> sources;
  for (const v1::SourceHealth& source : update.sources()) sources.push_back(fromProto(source));
  frame.sources = overlaid(frame.sources, std::move(sources));
  if (const absl::Status status = applyCells(update, frame); !status.ok()) return status;
  if (const absl::Status status = applySeries(update, frame); !status.ok()) return status;
  return frame;
}

}  // namespace watchfloor::wire
