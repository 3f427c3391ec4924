// One wall's subscription to an engine, over gRPC: connects, subscribes, applies deltas, notices silence,
// reconnects by itself (0.25 s, doubling to 4 s, with jitter), and subscribes anew after a gap in the
// sequence. What arrives lies in a mailbox that holds the newest frame only: newest() on every display tick
// costs one lock and one shared_ptr. All methods may be called from any thread.
//
//   WallClient client({.target = "127.0.0.1:7411", .now = monotonic}, selection);
//   client.play(Playback{.from = now - hours(3), .speed = 4});   // the past, beside other walls
//   client.play({});                                             // the present again
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "model/frame.h"
#include "model/selection.h"

namespace watchfloor {

// How old what a wall shows is. In order of age.
enum class Freshness : uint8_t { kConnecting, kLive, kLate, kStale, kDisconnected };

// Which part of the past is played, and how.
struct Playback {
  Time from{};
  double speed = 1;      // kSlowest to kFastest
  bool isStill = false;  // that one frame, which stands
  bool operator==(const Playback&) const = default;
};

struct WallView {
  FramePtr frame;       // null before the first; stays after the connection is lost
  Selection selection;  // that `frame` answers
  bool isConnected = false;
  std::string engineId;  // of the run of the engine that sent the frame
  std::string problem;   // why there is no connection, in words for the operator; empty when there is
  // When the last message (heartbeats too) came; before the first, when the client began.
  std::chrono::steady_clock::time_point lastHeard{};
  uint64_t version = 0;  // grows with each message, and when the connection is lost
  bool isKept = false;   // `frame` is from before this client began (client/kept_view.h)
  // What is played; none: the present. Until it is found, `frame` is what was shown before.
  std::optional<Playback> playback = {};
  bool isFound = true;
  bool isHeld = false;  // `frame` stands: it is still, or the records end with it
  // Why the past was not played, and the present is shown instead; until the next play().
  std::string refusal = {};

  // Live up to 2 s of silence (heartbeats come each second), late above, stale above 3 s, disconnected above
  // 10 s. Before the first frame, or with one that was kept: connecting, and disconnected once 10 s have
  // passed since the client began. A frame of the past that is held grows no older. While a moment is sought:
  // connecting; another one of the past passes as live for 2 s.
  Freshness freshness(std::chrono::steady_clock::time_point now) const;
  bool isSeeking() const { return playback && !isFound; }
};

class WallClient {
 public:
  struct Options {
    std::string target;                                          // host:port, or unix:path
    std::function<std::chrono::steady_clock::time_point()> now;  // a monotonic clock, from the program
    // newest() has changed. On a thread of its own; it must be quick.
    std::function<void()> onNews = nullptr;
    WallView kept = {};  // shown until the first frame comes
  };

  WallClient(Options options, Selection selection);
  ~WallClient();  // ends the stream and waits for it
  WallClient(const WallClient&) = delete;
  WallClient& operator=(const WallClient&) = delete;

  // Subscribes to something else; the old frame stays until the first one of the new subscription.
  void select(Selection selection);

  // Plays the past; nothing: the present. A lost connection goes on where it was; another selection as well.
  void play(std::optional<Playback> playback);

  WallView newest() const;

 private:
  class Impl;
  std::shared_ptr<Impl> m_impl;
};

}  // namespace watchfloor
