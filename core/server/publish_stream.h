// One publisher's stream: batches in, acknowledgements out, in order. A batch is acknowledged once the engine
// has applied it (and it is on disk, if there is a store). At most kMaxBatches batches, and no further one
// beyond kMaxEvents events, are under way between being read and their acknowledgement being written, and
// none is read while the host's queue is more than half full; until then nothing is read, so that a publisher
// who is too fast, or does not read, waits. Events that cannot be converted are rejected one by one; bytes
// that are no request end the stream, in words (that is why it reads bytes).
//
// Memory: what the host's queue holds of it, one message that is being read, and kMaxBatches
// acknowledgements.
//
// EventService owns it until gRPC is done with it; what the engine still has to answer, holds on to it too.
#pragma once

#include <grpcpp/grpcpp.h>

#include <deque>
#include <functional>
#include <memory>

#include "host/engine_host.h"
#include "listen/listener.h"
#include "model/thread.h"
#include "watchfloor/v1/service.pb.h"
#include "wire/publish_scan.h"

namespace watchfloor {

class PublishStream final : public grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>,
                            public std::enable_shared_from_this<PublishStream> {
 public:
  static constexpr int kMaxBatches = 16;  // so that those of one publisher share a write of the disk
  static constexpr int kMaxEvents = 50'000;
  static constexpr size_t kMaxBytes = 4UL * 1024 * 1024;  // of a batch

  // `listener`: nobody listens where it is null. `onDone` runs once, last: gRPC is done with it. REQUIRES:
  // host and listener outlive it.
  PublishStream(EngineHost& host, const Listener* listener, std::function<void(PublishStream*)> onDone);

  // Begins to read. REQUIRES: it is owned by a shared_ptr.
  void begin() EXCLUDES_LOCK(m_mutex);

  // Reads no more; ends the stream with Unavailable once all that is under way is acknowledged.
  void stop() EXCLUDES_LOCK(m_mutex);

 private:
  void OnReadDone(bool ok) override EXCLUDES_LOCK(m_mutex);
  void OnWriteDone(bool ok) override EXCLUDES_LOCK(m_mutex);
  void OnCancel() override EXCLUDES_LOCK(m_mutex);
  void OnDone() override;

  struct Request {
    wire::ScannedRequest scanned;  // views into `bytes`
    std::shared_ptr<const grpc::Slice> bytes;
  };

  absl::StatusOr<Request> readRequest();
  void take(Request request) EXCLUDES_LOCK(m_mutex);
  void acknowledge(const v1::PublishResponse& answer) EXCLUDES_LOCK(m_mutex);
  void end(grpc::Status status, bool isAbrupt) EXCLUDES_LOCK(m_mutex);
  void proceed() REQUIRES_LOCK(m_mutex);
  void goOn() EXCLUDES_LOCK(m_mutex);

  EngineHost& m_host;
  const Listener* const m_listener;
  const std::function<void(PublishStream*)> m_onDone;
  grpc::ByteBuffer m_request;  // while m_isReading: gRPC's, then readRequest()'s

  Mutex m_mutex;
  std::deque<grpc::ByteBuffer> m_answers GUARDED_BY(m_mutex);  // the first one is being written
  std::deque<int> m_underWay GUARDED_BY(m_mutex);              // events of each batch, oldest first
  int m_eventsUnderWay GUARDED_BY(m_mutex) = 0;
  bool m_isReading GUARDED_BY(m_mutex) = false;
  bool m_isHeldBack GUARDED_BY(m_mutex) = false;  // until the host has room
  bool m_isWriting GUARDED_BY(m_mutex) = false;
  bool m_isEnding GUARDED_BY(m_mutex) = false;  // nothing is read any more
  bool m_isAbrupt GUARDED_BY(m_mutex) = false;  // what is under way is not waited for
  bool m_isFinished GUARDED_BY(m_mutex) = false;
  grpc::Status m_status GUARDED_BY(m_mutex);  // that the stream will end with
};

}  // namespace watchfloor
