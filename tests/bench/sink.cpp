#include "bench/sink.h"

#include <google/protobuf/arena.h>
#include <grpcpp/grpcpp.h>
#include <watchfloor/v1/service.grpc.pb.h>

#include <cstdio>
#include <deque>

#include "model/thread.h"

namespace watchfloor::bench {
namespace {

// Reads and writes at the same time, as the real one does.
class Drain final : public grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
 public:
  explicit Drain(bool parses) : m_parses(parses) { StartRead(&m_request); }

 private:
  bool parse() {
    google::protobuf::Arena arena;
    auto* const request = google::protobuf::Arena::CreateMessage<v1::PublishRequest>(&arena);
    return grpc::SerializationTraits<v1::PublishRequest>::Deserialize(&m_request, request).ok();
  }

  void OnReadDone(bool ok) override EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    if (!ok) return Finish(grpc::Status::OK);
    if (m_parses && !parse()) return Finish({grpc::StatusCode::INVALID_ARGUMENT, "not a PublishRequest"});
    v1::PublishResponse answer;
    answer.set_batch(++m_batches);
    const grpc::Slice bytes(answer.SerializeAsString());
    m_answers.emplace_back(&bytes, 1);
    if (m_answers.size() == 1) StartWrite(&m_answers.front());
    m_request.Clear();
    StartRead(&m_request);
  }
  void OnWriteDone(bool ok) override EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    m_answers.pop_front();
    if (ok && !m_answers.empty()) StartWrite(&m_answers.front());
  }
  void OnDone() override { delete this; }

  const bool m_parses;
  grpc::ByteBuffer m_request;
  Mutex m_mutex;
  std::deque<grpc::ByteBuffer> m_answers GUARDED_BY(m_mutex);
  uint64_t m_batches GUARDED_BY(m_mutex) = 0;
};

class SinkService final : public v1::EventService::WithRawCallbackMethod_Publish<v1::EventService::Service> {
 public:
  explicit SinkService(bool parses) : m_parses(parses) {}

 private:
  grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* Publish(
      grpc::CallbackServerContext*) override {
    return new Drain(m_parses);
  }

  const bool m_parses;
};

}  // namespace

int serveSink(const std::string& address, bool parses) {
  SinkService service(parses);
  int port = 0;
  grpc::ServerBuilder builder;
  builder.AddListeningPort(address, grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(&service);
  const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  if (!server) return 1;
  std::printf("listening on %s:%d\n", address.substr(0, address.rfind(':')).c_str(), port);
  std::fflush(stdout);
  server->Wait();
  return 0;
}

}  // namespace watchfloor::bench
