// watchfloor.v1.EventService: events from publishers into the engine's host. At most so many publish at a
// time; one more is told ResourceExhausted.
#pragma once

#include <map>
#include <memory>

#include "host/engine_host.h"
#include "model/thread.h"
#include "server/publish_stream.h"
#include "watchfloor/v1/service.grpc.pb.h"

namespace watchfloor {

class EventService final : public v1::EventService::WithRawCallbackMethod_Publish<v1::EventService::Service> {
 public:
  // `listener` may be null: then nobody listens.
  EventService(EngineHost& host, const Listener* listener, size_t maxPublishers)
      : m_host(host), m_listener(listener), m_most(maxPublishers) {}

  // Every stream ends once what it has read is acknowledged; new ones are refused.
  void stop() EXCLUDES_LOCK(m_mutex);

  grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* Publish(
      grpc::CallbackServerContext* context) override EXCLUDES_LOCK(m_mutex);

 private:
  void remove(PublishStream* stream) EXCLUDES_LOCK(m_mutex);

  EngineHost& m_host;
  const Listener* const m_listener;
  const size_t m_most;
  Mutex m_mutex;
  bool m_isStopping GUARDED_BY(m_mutex) = false;
  std::map<PublishStream*, std::shared_ptr<PublishStream>> m_streams GUARDED_BY(m_mutex);
};

}  // namespace watchfloor
