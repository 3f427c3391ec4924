#include "server/event_service.h"

#include <absl/strings/str_cat.h>

#include <utility>

#include "server/refusal.h"

namespace watchfloor {
namespace {

using Refused = Refusal<grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>>;

}  // namespace

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
  auto stream = std::make_shared<PublishStream>(m_host, m_listener, [this](PublishStream* s) { remove(s); });
  bool isStopping, isOneTooMany;
  {
    MutexLock lock(m_mutex);
    isStopping = m_isStopping;
    isOneTooMany = m_streams.size() >= m_most;
    if (!isOneTooMany) m_streams.emplace(stream.get(), stream);
  }
  if (isOneTooMany) {
    return new Refused(absl::ResourceExhaustedError(
        absl::StrCat(m_most,
                     " publishers are connected, and no more are taken: try again later, publish through "
                     "fewer streams, or raise server.max_publishers")));
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
