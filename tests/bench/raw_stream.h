// A gRPC stream of bytes on a connection of its own: what a publisher or a wall costs without its own
// protobuf.
#pragma once

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <string>

#include "model/thread.h"

namespace watchfloor::bench {

class RawStream final : private grpc::ClientBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
 public:
  // `onMessage` runs on gRPC's threads, one at a time, with each message that comes.
  RawStream(const std::string& target, const std::string& method,
            std::function<void(const grpc::ByteBuffer&)> onMessage);
  ~RawStream() override;  // cancels it and waits
  RawStream(const RawStream&) = delete;
  RawStream& operator=(const RawStream&) = delete;

  // Queues a message. `bytes` outlive the stream.
  void send(const std::string& bytes) EXCLUDES_LOCK(m_mutex);

  // Waits until at most `most` of the messages that were sent have no answer. False: the stream has broken,
  // or they are more after so long.
  bool waitForAnswers(size_t most, std::chrono::seconds patience = std::chrono::hours(1))
      EXCLUDES_LOCK(m_mutex);

 private:
  void OnReadDone(bool ok) override EXCLUDES_LOCK(m_mutex);
  void OnWriteDone(bool ok) override EXCLUDES_LOCK(m_mutex);
  void OnDone(const grpc::Status& status) override EXCLUDES_LOCK(m_mutex);
  void write() REQUIRES_LOCK(m_mutex);

  const std::function<void(const grpc::ByteBuffer&)> m_onMessage;
  grpc::ClientContext m_context;
  grpc::GenericStub m_stub;
  grpc::ByteBuffer m_answer;  // of the read

  Mutex m_mutex;
  CondVar m_changed;
  std::deque<grpc::ByteBuffer> m_waiting GUARDED_BY(m_mutex);  // the first one is being written
  size_t m_sent GUARDED_BY(m_mutex) = 0, m_answered GUARDED_BY(m_mutex) = 0;
  bool m_isBroken GUARDED_BY(m_mutex) = false, m_isDone GUARDED_BY(m_mutex) = false;
};

}  // namespace watchfloor::bench
