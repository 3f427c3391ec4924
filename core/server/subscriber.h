// One wall's stream: at most one message under way, and none waiting. While a write is blocked newer frames
// replace older ones; the next message is the difference between the last one that was sent and the newest
// frame. Memory: one message and the selected part of one frame.
#pragma once

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "host/engine_host.h"
#include "model/selection.h"
#include "model/thread.h"
#include "server/update_encoder.h"

namespace watchfloor {

class Subscriber final : public grpc::ServerWriteReactor<grpc::ByteBuffer> {
 public:
  using Moment = std::chrono::steady_clock::time_point;
  static constexpr Moment kNever = Moment::max();

  struct Options {
    grpc::CallbackServerContext* context = nullptr;
    Selection selection;
    uint64_t wants = 0;                       // frames whose `wants` is at least this show it
    Duration letGoAfter{};                    // a message that was not taken for so long ends the stream
    std::function<void()> onWritten;          // it may be offered a frame again
    std::function<void(Subscriber*)> onDone;  // runs once, last: gRPC is done with it
  };

  explicit Subscriber(Options options);

  // The newest frame; sends it when something may be sent now. Returns when to offer again at the latest,
  // though no newer frame comes. Of one thread.
  Moment offer(const FramePtr& frame, Moment now, UpdateEncoder& encoder) EXCLUDES_LOCK(m_mutex);

  // A message is under way.
  bool isBusy() EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    return m_isWriting;
  }

  // Ends the stream once the message under way is through.
  void end(grpc::Status status) EXCLUDES_LOCK(m_mutex);
  // Ends it without waiting for that message.
  void letGo() EXCLUDES_LOCK(m_mutex);

 private:
  void OnWriteDone(bool ok) override EXCLUDES_LOCK(m_mutex);
  void OnCancel() override EXCLUDES_LOCK(m_mutex);
  void OnDone() override;

  Moment waitForWrite(Moment now) REQUIRES_LOCK(m_mutex);
  void send(const UpdateEncoder::Update& update, Moment now) REQUIRES_LOCK(m_mutex);
  void finishWhenIdle() REQUIRES_LOCK(m_mutex);

  const Options m_options;
  const std::string m_key;    // of the selection, for the encoder
  const Duration m_interval;  // between messages

  Mutex m_mutex;
  FramePtr m_newest GUARDED_BY(m_mutex);  // the frame that was sent last, whole
  FramePtr m_sent GUARDED_BY(m_mutex);    // the selected part of it: what the client has
  uint64_t m_sequence GUARDED_BY(m_mutex) = 0;
  Moment m_sentAt GUARDED_BY(m_mutex);
  std::optional<Moment> m_blockedSince GUARDED_BY(m_mutex);  // first seen; a clock that leaps blames nobody
  grpc::ByteBuffer m_message GUARDED_BY(m_mutex);
  bool m_isWriting GUARDED_BY(m_mutex) = false;
  bool m_isEnding GUARDED_BY(m_mutex) = false;
  bool m_isFinished GUARDED_BY(m_mutex) = false;
  grpc::Status m_status GUARDED_BY(m_mutex);  // that the stream will end with
};

}  // namespace watchfloor
