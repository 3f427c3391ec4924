// One stream of a bucket's conversations: those that wait, the oldest first, then each that changes, as it is
// when its turn comes; so a slow client gets the newest state, and numbers wait, not conversations.
//
// ConversationService owns it until gRPC is done with it. pump() is called on a thread that may read the
// file.
#pragma once

#include <absl/container/btree_set.h>
#include <absl/container/flat_hash_set.h>
#include <grpcpp/grpcpp.h>

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/thread.h"
#include "store/conversation_reader.h"
#include "watchfloor/v1/conversation.pb.h"

namespace watchfloor {

class TriageWatch final : public grpc::ServerWriteReactor<v1::WatchTriageResponse>,
                          public std::enable_shared_from_this<TriageWatch> {
 public:
  static constexpr int64_t kMostAtFirst = 1'000;   // of those that wait
  static constexpr size_t kMostWaiting = 200'000;  // numbers; beyond it the stream ends

  struct Options {
    Bucket bucket = Bucket::kContactCentre;
    std::string brand;                 // empty: any
    std::vector<std::string> without;  // brands
    bool isMasked = true;
    // Has pump() called soon.
    std::function<void(std::shared_ptr<TriageWatch>)> toPump;
    std::function<void(TriageWatch*)> onDone;  // last
  };

  explicit TriageWatch(Options options) : m_options(std::move(options)) {}

  // REQUIRES: it is owned by a shared_ptr.
  void begin() EXCLUDES_LOCK(m_mutex);
  void change(const std::vector<int64_t>& conversations) EXCLUDES_LOCK(m_mutex);
  void pump(const ConversationReader& reader) EXCLUDES_LOCK(m_mutex);
  void end(grpc::Status status) EXCLUDES_LOCK(m_mutex);

 private:
  void OnWriteDone(bool ok) override EXCLUDES_LOCK(m_mutex);
  void OnCancel() override { end({grpc::StatusCode::CANCELLED, "the watch was ended"}); }
  void OnDone() override { m_options.onDone(this); }

  bool hasWork() const REQUIRES_LOCK(m_mutex) {
    return !m_hasListed || !m_first.empty() || !m_hasCaughtUp || !m_pending.empty();
  }
  void goOn() REQUIRES_LOCK(m_mutex);
  absl::Status listFirst(const ConversationReader& reader) EXCLUDES_LOCK(m_mutex);
  std::optional<int64_t> take() EXCLUDES_LOCK(m_mutex);
  absl::StatusOr<bool> read(const ConversationReader& reader, int64_t conversation);
  void send() EXCLUDES_LOCK(m_mutex);

  const Options m_options;
  // Of whoever pumps, or of gRPC while it writes.
  v1::WatchTriageResponse m_message;
  absl::flat_hash_set<int64_t> m_told;  // that were in the bucket when they were told

  Mutex m_mutex;
  std::deque<int64_t> m_first GUARDED_BY(m_mutex);
  absl::btree_set<int64_t> m_pending GUARDED_BY(m_mutex);
  bool m_hasListed GUARDED_BY(m_mutex) = false, m_hasCaughtUp GUARDED_BY(m_mutex) = false;
  bool m_isPumping GUARDED_BY(m_mutex) = false, m_isWriting GUARDED_BY(m_mutex) = false;
  bool m_isFinished GUARDED_BY(m_mutex) = false;
  std::optional<grpc::Status> m_end GUARDED_BY(m_mutex);
};

}  // namespace watchfloor
