#include "server/triage_watch.h"

#include <algorithm>
#include <utility>

#include "server/status.h"
#include "wire/conversation_wire.h"

namespace watchfloor {

void TriageWatch::begin() {
  MutexLock lock(m_mutex);
  goOn();
}

void TriageWatch::change(const std::vector<int64_t>& conversations) {
  MutexLock lock(m_mutex);
  if (m_end) return;
  m_pending.insert(conversations.begin(), conversations.end());
  if (m_pending.size() > kMostWaiting) {
    m_end =
        grpc::Status(grpc::StatusCode::RESOURCE_EXHAUSTED,
                     "more changes than this client takes: watch again, to begin with what is there then");
  }
  goOn();
}

// One reads, or gRPC writes; the end after both.
void TriageWatch::goOn() {
  if (m_isPumping || m_isWriting || m_isFinished) return;
  if (m_end) {
    m_isFinished = true;
    Finish(*m_end);
  } else if (hasWork()) {
    m_isPumping = true;
    m_options.toPump(shared_from_this());
  }
}

absl::Status TriageWatch::listFirst(const ConversationReader& reader) {
  ConversationQuery query{.brand = m_options.brand,
                          .without = m_options.without,
                          .bucket = m_options.bucket,
                          .order = ConversationOrder::kOldestUnanswered,
                          .most = ConversationQuery::kMostEntries};
  std::deque<int64_t> first;
  do {
    const absl::StatusOr<ConversationPage> page = reader.list(query);
    if (!page.ok()) return page.status();
    for (const ConversationEntry& entry : page->entries) first.push_back(entry.number);
    query.page = page->nextPage;
  } while (!query.page.empty() && first.size() < static_cast<size_t>(kMostAtFirst));
  MutexLock lock(m_mutex);
  m_first = std::move(first);
  m_hasListed = true;
  return absl::OkStatus();
}

// The conversation whose turn it is; 0: it is to be told that all that waited was told. None: nothing is to
// be told, or the stream ends.
std::optional<int64_t> TriageWatch::take() {
  MutexLock lock(m_mutex);
  if (m_end) return std::nullopt;
  if (!m_first.empty()) {
    const int64_t number = m_first.front();
    m_first.pop_front();
    m_pending.erase(number);
    return number;
  }
  if (!std::exchange(m_hasCaughtUp, true)) return 0;
  if (m_pending.empty()) return std::nullopt;
  return m_pending.extract(m_pending.begin()).value();
}

// Into the message; false when it does not concern this client.
absl::StatusOr<bool> TriageWatch::read(const ConversationReader& reader, int64_t conversation) {
  absl::StatusOr<ConversationEntry> entry = reader.entry(conversation);
  if (absl::IsNotFound(entry.status())) {
    if (m_told.erase(conversation) == 0) return false;
    m_message.mutable_conversation()->set_number(conversation);  // and nothing else: it is gone
    return true;
  }
  if (!entry.ok()) return entry.status();
  const bool isOfBrand = m_options.brand.empty() ? std::ranges::count(m_options.without, entry->brand) == 0
                                                 : entry->brand == m_options.brand;
  const bool isIn = entry->bucket == m_options.bucket && isOfBrand;
  if (isIn) {
    m_told.insert(conversation);
  } else if (m_told.erase(conversation) == 0) {
    return false;
  }
  if (m_options.isMasked) mask(&*entry);
  wire::toProto(*entry, m_message.mutable_conversation());
  return true;
}

void TriageWatch::pump(const ConversationReader& reader) {
  bool hasListed = false;
  {
    MutexLock lock(m_mutex);
    hasListed = m_hasListed || m_end.has_value();
  }
  absl::Status status;
  if (!hasListed) status = listFirst(reader);
  m_message.Clear();
  while (status.ok()) {
    const std::optional<int64_t> conversation = take();
    if (!conversation) break;
    if (*conversation == 0) {
      m_message.set_caught_up(true);
      return send();
    }
    const absl::StatusOr<bool> isNews = read(reader, *conversation);
    if (isNews.ok() && *isNews) return send();
    status = isNews.status();
  }
  MutexLock lock(m_mutex);
  m_isPumping = false;
  if (!status.ok() && !m_end) m_end = toGrpc(status);
  goOn();
}

void TriageWatch::send() {
  MutexLock lock(m_mutex);
  m_isPumping = false;
  if (m_end) return goOn();
  m_isWriting = true;
  StartWrite(&m_message);
}

void TriageWatch::OnWriteDone(bool ok) {
  MutexLock lock(m_mutex);
  m_isWriting = false;
  if (!ok && !m_end) m_end = grpc::Status(grpc::StatusCode::CANCELLED, "the watch was ended");
  goOn();
}

void TriageWatch::end(grpc::Status status) {
  MutexLock lock(m_mutex);
  if (!m_end) m_end = std::move(status);
  goOn();
}

}  // namespace watchfloor
