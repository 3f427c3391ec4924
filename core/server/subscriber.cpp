#include "server/subscriber.h"

#include <algorithm>
#include <utility>

#include "wire/selection_wire.h"

namespace watchfloor {
namespace {

constexpr Duration kHeartbeat = seconds(1);

std::string keyOf(Selection selection) {
  selection.maxRateHz = 0;
  return wire::toProto(selection).SerializeAsString();
}

// Heartbeats come each second, so no rate is below 1.
Duration intervalOf(double maxRateHz) {
  return maxRateHz > 0 ? std::min(Duration(static_cast<int64_t>(1e6 / maxRateHz)), kHeartbeat) : Duration(0);
}

}  // namespace

Subscriber::Subscriber(Options options)
    : m_options(std::move(options)),
      m_key(keyOf(m_options.selection)),
      m_interval(intervalOf(m_options.selection.maxRateHz)) {}

Subscriber::Moment Subscriber::offer(const FramePtr& frame, Moment now, UpdateEncoder& encoder) {
  MutexLock lock(m_mutex);
  if (m_isEnding) return kNever;
  if (m_isWriting) return waitForWrite(now);
  if (frame == m_newest || frame->wants < m_options.wants) return kNever;
  if (!m_sent) {
    send(encoder.update(frame, m_key, m_options.selection, nullptr), now);
  } else {
    if (now < m_sentAt + m_interval) return m_sentAt + m_interval;
    const UpdateEncoder::Update& update = encoder.update(frame, m_key, m_options.selection, m_sent);
    if (update.kind == v1::WallUpdate::HEARTBEAT && now < m_sentAt + kHeartbeat) return m_sentAt + kHeartbeat;
    send(update, now);
  }
  m_newest = frame;
  return kNever;
}

Subscriber::Moment Subscriber::waitForWrite(Moment now) {
  if (!m_blockedSince) m_blockedSince = now;
  const Moment patience = *m_blockedSince + m_options.letGoAfter;
  if (now < patience) return patience;
  m_isEnding = true;
  m_options.context->TryCancel();  // OnWriteDone follows
  return kNever;
}

void Subscriber::send(const UpdateEncoder::Update& update, Moment now) {
  m_sent = update.frame;
  m_sentAt = now;
  m_message = UpdateEncoder::message(update, ++m_sequence);
  m_isWriting = true;
  m_blockedSince.reset();
  StartWrite(&m_message);
}

void Subscriber::OnWriteDone(bool ok) {
  {
    MutexLock lock(m_mutex);
    m_isWriting = false;
    m_message.Clear();
    if (!ok) m_isEnding = true;
    if (m_isEnding) return finishWhenIdle();
    if (!m_blockedSince) return;  // nothing newer came meanwhile
  }
  m_options.onWritten();
}

void Subscriber::OnCancel() { end({grpc::StatusCode::CANCELLED, "cancelled by the subscriber"}); }

void Subscriber::OnDone() { m_options.onDone(this); }

void Subscriber::end(grpc::Status status) {
  MutexLock lock(m_mutex);
  if (!m_isEnding) m_status = std::move(status);
  m_isEnding = true;
  finishWhenIdle();
}

void Subscriber::letGo() {
  MutexLock lock(m_mutex);
  if (m_isWriting) m_options.context->TryCancel();  // OnWriteDone follows
}

void Subscriber::finishWhenIdle() {
  if (m_isWriting || m_isFinished) return;
  m_isFinished = true;
  Finish(m_status);
}

}  // namespace watchfloor
