#include "server/event_service.h"

#include <utility>

namespace watchfloor {

void EventService::stop() {
  std::map<PublishStream*, std::shared_ptr<PublishStream>> streams;
  {
    MutexLock lock(m_mutex);
    m_isStopping = true;
    streams = m_streams;
  }
  for (const auto& [key, stream] : streams) stream->stop();
}

grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* EventService::Publish(
    grpc::CallbackServerContext*) {
  auto stream = std::make_shared<PublishStream>(m_host, [this](PublishStream* s) { remove(s); });
  bool isStopping;
  {
    MutexLock lock(m_mutex);
    m_streams.emplace(stream.get(), stream);
    isStopping = m_isStopping;
  }
  if (isStopping) {
    stream->stop();
  } else {
    stream->begin();
  }
  return stream.get();
}

void EventService::remove(PublishStream* stream) {
  std::shared_ptr<PublishStream> last;  // outlives the lock
  MutexLock lock(m_mutex);
  const auto it = m_streams.find(stream);
  last = std::move(it->second);
  m_streams.erase(it);
}

}  // namespace watchfloor
