#include "bench/raw_stream.h"

#include <utility>

namespace watchfloor::bench {
namespace {

std::shared_ptr<grpc::Channel> connect(const std::string& target) {
  grpc::ChannelArguments own;
  own.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  own.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  own.SetMaxReceiveMessageSize(-1);
  return grpc::CreateCustomChannel(target, grpc::InsecureChannelCredentials(), own);
}

}  // namespace

RawStream::RawStream(const std::string& target, const std::string& method,
                     std::function<void(const grpc::ByteBuffer&)> onMessage)
    : m_onMessage(std::move(onMessage)), m_stub(connect(target)) {
  m_stub.PrepareBidiStreamingCall(&m_context, method, {}, this);
  AddHold();  // writes begin outside of reactions
  StartRead(&m_answer);
  StartCall();
}

RawStream::~RawStream() {
  m_context.TryCancel();
  RemoveHold();
  MutexLock lock(m_mutex);
  while (!m_isDone) m_changed.wait(m_mutex);
}

void RawStream::send(const std::string& bytes) {
  const grpc::Slice slice(bytes.data(), bytes.size(), grpc::Slice::STATIC_SLICE);
  MutexLock lock(m_mutex);
  ++m_sent;
  m_waiting.emplace_back(&slice, 1);
  if (m_waiting.size() == 1) write();
}

bool RawStream::waitForAnswers(size_t most, std::chrono::seconds patience) {
  const auto end = std::chrono::steady_clock::now() + patience;
  MutexLock lock(m_mutex);
  while (!m_isBroken && m_sent - m_answered > most && m_changed.waitUntil(m_mutex, end)) {
  }
  return m_sent - m_answered <= most;
}

void RawStream::write() { StartWrite(&m_waiting.front()); }

void RawStream::OnWriteDone(bool ok) {
  MutexLock lock(m_mutex);
  m_waiting.pop_front();
  if (ok && !m_waiting.empty()) write();
}

void RawStream::OnReadDone(bool ok) {
  if (ok) {
    m_onMessage(m_answer);
    m_answer.Clear();
    StartRead(&m_answer);
  }
  MutexLock lock(m_mutex);
  m_answered += ok;
  m_isBroken = !ok;
  m_changed.notifyAll();
}

void RawStream::OnDone(const grpc::Status&) {
  MutexLock lock(m_mutex);
  m_isDone = true;
  m_changed.notifyAll();
}

}  // namespace watchfloor::bench
