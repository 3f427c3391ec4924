#include "server/publish_stream.h"

#include <absl/strings/str_cat.h>
#include <grpcpp/impl/codegen/proto_utils.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "server/status.h"
#include "wire/event_wire.h"

namespace watchfloor {
namespace {

void addRejection(uint32_t index, std::string reason, v1::PublishResponse& answer) {
  if (static_cast<size_t>(answer.rejections_size()) >= BatchResult::kMaxRejections) return;
  v1::PublishResponse::Rejection* rejection = answer.add_rejections();
  rejection->set_index(index);
  rejection->set_reason(std::move(reason));
}

// The events of `request` that can be converted, and the place that each had in it. The others are rejected.
Batch toBatch(v1::PublishRequest& request, std::vector<uint32_t>& places, v1::PublishResponse& answer) {
  Batch batch;
  batch.source = std::move(*request.mutable_source());
  batch.unreadable = std::max<int64_t>(request.unreadable(), 0);
  batch.events.reserve(static_cast<size_t>(request.events_size()));
  for (int i = 0; i < request.events_size(); ++i) {
    absl::StatusOr<Event> event = wire::fromProto(std::move(*request.mutable_events(i)));
    if (event.ok()) {
      places.push_back(static_cast<uint32_t>(i));
      batch.events.push_back(*std::move(event));
    } else {
      ++batch.unreadable;
      addRejection(static_cast<uint32_t>(i), std::string(event.status().message()), answer);
    }
  }
  return batch;
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

PublishStream::PublishStream(EngineHost& host, std::function<void(PublishStream*)> onDone)
    : m_host(host), m_onDone(std::move(onDone)) {}

void PublishStream::begin() {
  MutexLock lock(m_mutex);
  proceed();
}

void PublishStream::stop() {
  end({grpc::StatusCode::UNAVAILABLE, "the engine is stopping: send again what was not acknowledged"}, false);
}

void PublishStream::OnReadDone(bool ok) {
  if (ok) {
    absl::StatusOr<v1::PublishRequest> request = readRequest();
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

absl::StatusOr<v1::PublishRequest> PublishStream::readRequest() {
  if (m_request.Length() > kMaxBytes) {
    return absl::InvalidArgumentError(absl::StrCat("a batch of ", m_request.Length(), " bytes is more than ",
                                                   kMaxBytes, "; send smaller batches"));
  }
  v1::PublishRequest request;
  if (!grpc::SerializationTraits<v1::PublishRequest>::Deserialize(&m_request, &request).ok()) {
    return absl::InvalidArgumentError(
        "what came is not a watchfloor.v1.PublishRequest; is there a text that is not UTF-8?");
  }
  if (request.events_size() > kMaxEvents) {
    return absl::InvalidArgumentError(absl::StrCat("batch ", request.batch(), ": ", request.events_size(),
                                                   " events are more than ", kMaxEvents,
                                                   "; send smaller batches"));
  }
  return request;
}

void PublishStream::take(v1::PublishRequest request) {
  {
    MutexLock lock(m_mutex);
    if (m_isEnding) return;
    m_underWay.push_back(request.events_size());
    m_eventsUnderWay += request.events_size();
  }
  v1::PublishResponse answer;
  answer.set_batch(request.batch());
  std::vector<uint32_t> places;
  Batch batch = toBatch(request, places, answer);
  m_host.submit(std::move(batch),
                [self = shared_from_this(), answer = std::move(answer),
                 places = std::move(places)](const absl::StatusOr<BatchOutcome>& outcome) mutable {
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
  if (m_isEnding || m_isReading) return;
  if (m_underWay.size() < kMaxBatches && m_eventsUnderWay < kMaxEvents) {
    m_isReading = true;
    StartRead(&m_request);
  }
}

}  // namespace watchfloor
