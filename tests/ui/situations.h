// Situations made by hand, and what is said about them, without a screen.
#pragma once

#include "boards.h"
#include "charts/board_charts.h"
#include "frame_builder.h"
#include "models/figure_tile.h"
#include "models/notice.h"

namespace watchfloor {

inline Situation live(const FrameBuilder& builder) {
  Situation at;
  at.view.frame = builder.build();
  at.freshness = Freshness::kLive;
  at.present = at.now = at.view.frame->asOf;
  at.zone = QTimeZone("Europe/Berlin");
  return at;
}

// The figures of mission control.
inline std::vector<Tile> boardTiles(const Situation& situation, double room = 325) {
  std::vector<Tile> tiles;
  for (const TileSpec& spec : shippedBoard("mission_control").tiles) {
    if (spec.kind == TileKind::Number && spec.place) tiles.push_back(figureTile(spec, situation, room));
  }
  return tiles;
}

// What a series tile of mission control shows.
inline ChartData chartOf(const Situation& situation, const char* metric, ChannelRoster& roster,
                         double labelRoom = 300) {
  for (const TileSpec& spec : shippedBoard("mission_control").tiles) {
    if (spec.kind == TileKind::Series && nameOf(spec.subject) == metric)
      return chartData(spec, narrowed(situation, spec), roster, labelRoom);
  }
  qFatal("no chart of %s", metric);
}
inline ChartData chartOf(const Situation& situation, const char* metric) {
  ChannelRoster roster;
  return chartOf(situation, metric, roster);
}

inline Tile tileOf(const Situation& situation, const char* key, double room = 325) {
  for (Tile& tile : boardTiles(situation, room)) {
    if (tile.key == QLatin1String(key)) return tile;
  }
  qFatal("no tile %s", key);
}

inline QStringList textsOf(const std::vector<Notice>& notices) {
  QStringList texts;
  for (const Notice& notice : notices)
    texts << QString::number(notice.level) + QLatin1Char(' ') + notice.text;
  return texts;
}

inline QStringList noticesAt(const Situation& at) { return textsOf(noticesOf(at, boardTiles(at))); }

// The longest that every text may become.
inline FrameBuilder extremeFrame() {
  FrameBuilder b = busyFrame();
  const auto put = [&](Metric metric, Figure figure, std::optional<double> delta = {}) {
    b.figure(metric, std::move(figure), delta);
  };
  put(Metric::kMessagesInbound, countOf(8888), 8888);
  put(Metric::kOffered, countOf(1000), 1000);
  put(Metric::kNetSentiment, ratioOf(-8888, 8888), -2);
  put(Metric::kSentimentCoverage, ratioOf(8888, 8888));
  put(Metric::kSentimentPositive, countOf(88'888));
  put(Metric::kSentimentNegative, countOf(88'888));
  put(Metric::kFirstResponseTime, spreadOf(88'888, 100, 3599, 99 * 3600), 3599);
  put(Metric::kUnanswered, countOf(88'888));
  put(Metric::kOldestUnanswered, ageSince(kAsOf - hours(23) - minutes(59)));
  put(Metric::kAbandonRate, ratioOf(88'888, 88'888, 88'888), 1);
  put(Metric::kServiceLevel, ratioOf(88'888, 88'888), 1);
  put(Metric::kBacklog, countOf(88'888), 8888);
  put(Metric::kWaiting, countOf(88'888));
  put(Metric::kLongestWaiting, ageSince(kAsOf - hours(23) - minutes(59)));
  put(Metric::kAgentsAvailable, countOf(8888), 88);
  put(Metric::kSlotUtilisation, ratioOf(88'888, 88'888));
  put(Metric::kOccupancy, ratioOf(1, 1));
  return b;
}

// Forty characters, which begin and end alike.
inline std::string brandOf(int n) {
  return "Brand number " + std::to_string(n) + " of the list of brands ab";
}
inline std::string channelOf(int n) {
  return "Channel " + std::to_string(n) + " of the wholesale list abcdef";
}

inline FrameBuilder makeLongNames() {
  FrameBuilder b = extremeFrame();
  std::vector<std::string> brands, channels;
  for (int i = 10; i < 40; ++i) brands.push_back(brandOf(i));
  for (int i = 10; i < 30; ++i) channels.push_back(channelOf(i));
  for (const std::string& channel : channels) {
    for (const std::string& brand : brands) {
      b.figure(Metric::kOffered, countOf(12'345), {}, brand, channel);
      b.figure(Metric::kOffered, countOf(12'345), {}, brand, channel, Window::k24h);
    }
    for (int ago = 0; ago < 60; ++ago) b.minute(ago, Metric::kOffered, countOf(90), "all", channel);
  }
  return b.names(std::move(brands), std::move(channels));
}

// It takes a while to make.
inline FrameBuilder longNames() {
  static const FrameBuilder kFrame = makeLongNames();
  return kFrame;
}

}  // namespace watchfloor
