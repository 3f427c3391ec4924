#include "server/publish_stream.h"

#include <absl/strings/str_cat.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "server/status.h"
#include "wire/record_wire.h"

namespace watchfloor {
namespace {

void addRejection(uint32_t index, std::string reason, v1::PublishResponse& answer) {
  if (static_cast<size_t>(answer.rejections_size()) >= BatchResult::kMaxRejections) return;
  v1::PublishResponse::Rejection* rejection = answer.add_rejections();
  rejection->set_index(index);
  rejection->set_reason(std::move(reason));
}

void complete(const BatchOutcome& outcome, const std::vector<uint32_t>& places, v1::PublishResponse& answer) {
  const BatchResult& result = outcome.result;
  answer.set_position(outcome.position);
  answer.set_accepted(result.accepted);
  answer.set_duplicates(result.duplicates);
  answer.set_late_dropped(result.lateDropped);
  answer.set_future_rejected(result.futureRejected);
  answer.set_rejected(result.rejected);
  for (const BatchResult::Rejection& rejection : result.rejections) {
    addRejection(places[rejection.index], rejection.reason, answer);
  }
  std::sort(answer.mutable_rejections()->begin(), answer.mutable_rejections()->end(),
            [](const auto& a, const auto& b) { return a.index() < b.index(); });
}

}  // namespace

PublishStream::PublishStream(EngineHost& host, const Listener* listener,
                             std::function<void(PublishStream*)> onDone)
    : m_host(host), m_listener(listener), m_onDone(std::move(onDone)) {}

void PublishStream::begin() {
  MutexLock lock(m_mutex);
  proceed();
}

void PublishStream::stop() {
  end({grpc::StatusCode::UNAVAILABLE, "the engine is stopping: send again what was not acknowledged"}, false);
}

void PublishStream::OnReadDone(bool ok) {
  if (ok) {
    absl::StatusOr<Request> request = readRequest();
    if (request.ok()) {
      take(*std::move(request));
    } else {
      end(toGrpc(request.status()), false);
    }
  }
  MutexLock lock(m_mutex);
  m_isReading = false;
  if (!ok) m_isEnding = true;
  proceed();
}

absl::StatusOr<PublishStream::Request> PublishStream::readRequest() {
  if (m_request.Length() > kMaxBytes) {
    return absl::InvalidArgumentError(absl::StrCat("a batch of ", m_request.Length(), " bytes is more than ",
                                                   kMaxBytes, "; send smaller batches"));
  }
  auto bytes = std::make_shared<grpc::Slice>();
  if (!m_request.TrySingleSlice(bytes.get()).ok() && !m_request.DumpToSingleSlice(bytes.get()).ok()) {
    return absl::InvalidArgumentError("a batch that cannot be read");
  }
  m_request.Clear();
  Request request;
  const std::string_view text(reinterpret_cast<const char*>(bytes->begin()), bytes->size());
  if (absl::Status s = wire::scan(text, &request.scanned); !s.ok()) return s;
  if (request.scanned.size() > kMaxEvents) {
    return absl::InvalidArgumentError(absl::StrCat("batch ", request.scanned.batch, ": ",
                                                   request.scanned.size(), " events are more than ",
                                                   kMaxEvents, "; send smaller batches"));
  }
  const bool isPeoples = std::any_of(request.scanned.events.begin(), request.scanned.events.end(),
                                     [](const EventView& event) { return event.source == kPeople; });
  if (isPeoples || request.scanned.source == kPeople) {
    return absl::InvalidArgumentError(
        absl::StrCat("the source \"", std::string(kPeople), "\" is the engine's own: choose another name"));
  }
  request.bytes = std::move(bytes);
  return request;
}

void PublishStream::take(Request request) {
  wire::ScannedRequest& scanned = request.scanned;
  const int size = static_cast<int>(scanned.size());
  {
    MutexLock lock(m_mutex);
    if (m_isEnding) return;
    m_underWay.push_back(size);
    m_eventsUnderWay += size;
  }
  v1::PublishResponse answer;
  answer.set_batch(scanned.batch);
  for (auto& rejection : scanned.rejections) {
    addRejection(rejection.index, std::move(rejection.reason), answer);
  }
  const std::string_view text(reinterpret_cast<const char*>(request.bytes->begin()), request.bytes->size());
  Annotations annotations;
  if (m_listener) annotations = m_listener->listen(scanned.events, scanned.places);
  BatchRecord batch = wire::recordOf(scanned, text, std::move(request.bytes), std::move(annotations));
  m_host.submit(std::move(batch),
                [self = shared_from_this(), answer = std::move(answer),
                 places = std::move(scanned.places)](const absl::StatusOr<BatchOutcome>& outcome) mutable {
                  if (!outcome.ok()) return self->end(toGrpc(outcome.status()), true);
                  complete(*outcome, places, answer);
                  self->acknowledge(answer);
                });
}

void PublishStream::acknowledge(const v1::PublishResponse& answer) {
  grpc::Slice bytes(answer.SerializeAsString());
  MutexLock lock(m_mutex);
  m_answers.emplace_back(&bytes, 1);
  proceed();
}

void PublishStream::OnWriteDone(bool ok) {
  MutexLock lock(m_mutex);
  m_isWriting = false;
  m_answers.pop_front();
  m_eventsUnderWay -= m_underWay.front();
  m_underWay.pop_front();
  if (!ok) m_isEnding = m_isAbrupt = true;
  proceed();
}

void PublishStream::OnCancel() { end({grpc::StatusCode::CANCELLED, "cancelled by the publisher"}, true); }

void PublishStream::OnDone() { m_onDone(this); }

void PublishStream::end(grpc::Status status, bool isAbrupt) {
  MutexLock lock(m_mutex);
  if (!m_isEnding) m_status = std::move(status);
  m_isEnding = true;
  m_isAbrupt = m_isAbrupt || isAbrupt;
  proceed();
}

// Starts whatever may be started now.
void PublishStream::proceed() {
  if (m_isFinished || m_isWriting) {
    // At most one write; and nothing after the end.
  } else if (m_isEnding && (m_isAbrupt || m_underWay.empty())) {
    m_isFinished = true;
    return Finish(m_status);
  } else if (!m_answers.empty()) {
    m_isWriting = true;
    StartWrite(&m_answers.front());
  }
  if (m_isEnding || m_isReading || m_isHeldBack) return;
  if (m_underWay.size() >= kMaxBatches || m_eventsUnderWay >= kMaxEvents) return;
  m_isHeldBack = !m_host.awaitRoom([self = shared_from_this()] { self->goOn(); });
  if (m_isHeldBack) return;
  m_isReading = true;
  StartRead(&m_request);
}

void PublishStream::goOn() {
  MutexLock lock(m_mutex);
  m_isHeldBack = false;
  proceed();
}

}  // namespace watchfloor
