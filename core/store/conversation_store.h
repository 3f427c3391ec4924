// Conversations and their messages on disk, in a SQLite file of its own beside the records: what was written,
// what listening said of it, and what people did with it.
//
//   absl::StatusOr<ConversationStore> store = ConversationStore::open({.path = "records-conversations.db"});
//   store->add(batch, tick);                           // of each record, in order
//   store->commit({.record = 4711, .tick = mark});     // all of it, durable, with where it ends
//   store->act({.conversation = 7, .kind = ActKind::kAssign, .to = "ann", .by = "bob", .at = now});
//
// Messages follow the rules of threads/threads.h: one id is one message, whose earliest telling counts; a
// reply joins conversations at any time; corrections, deletions and ends may come before what they speak of.
// To tell the same again changes nothing, so that records may be read again after a crash. Beyond the
// engine's rules events that come too late for any window are kept, too; those that are more than 5 minutes
// ahead of the tick are not.
//
// A conversation waits for an answer from the first public message by a customer on that no person answered
// in public; it is in the most urgent bucket of its messages, unless somebody moved it.
//
// Retention: conversations whose newest message is older than `keep` by the newest tick go with all that is
// said of them, kForgottenAtOnce a commit. The file never shrinks; its room is used again. Of a text the
// first 16 KiB are kept. What people did is here alone: the file is not made anew from records without losing
// that.
//
// Others may read the file meanwhile (store/conversation_reader.h). Cost
// (tests/bench/bench_conversations.cpp): some 40 µs a message, indexes included; a conversation is summed up
// from all its messages once a commit. Memory: SQLite's cache of 32 MB, and 10 MB of names. One thread at a
// time.
#pragma once

#include <absl/status/statusor.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/conversation.h"
#include "model/record.h"

namespace watchfloor {

class ConversationStore {
 public:
  static constexpr int64_t kForgottenAtOnce = 500;

  struct Options {
    std::string path;
    Duration keep = kDay * 90;
  };
  // Through which record it is, and the newest tick that was on disk then; 0: none.
  struct Place {
    uint64_t records = 0;  // which records these are (RecordStore::number())
    uint64_t record = 0;
    TickMark tick = {};
    bool operator==(const Place&) const = default;
  };

  // Opens the file, or makes it. FailedPrecondition when it belongs to another program or a newer version;
  // DataLoss when it is damaged as a whole; Unavailable otherwise.
  static absl::StatusOr<ConversationStore> open(Options options);
  ~ConversationStore();
  ConversationStore(ConversationStore&&) noexcept;
  ConversationStore& operator=(ConversationStore&&) = delete;

  // `tick`: the newest one before the batch, by which the future is told; none under the event clock. After
  // an error, as statusOf() has them, the file is as it was at the last commit.
  absl::Status add(const BatchRecord& batch, const std::optional<Time>& tick);
  // Returns the conversations that changed. Errors as above.
  absl::StatusOr<std::vector<int64_t>> commit(const Place& place);

  // Does it, and is durable on return. NotFound, FailedPrecondition and InvalidArgument in words for whoever
  // acts; other errors as above. REQUIRES: all that was added is committed.
  absl::StatusOr<ConversationActed> act(const ConversationAct& act);

  // Of what is in the file.
  const Place& place() const;
  const std::string& path() const;

 private:
  class Impl;
  explicit ConversationStore(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> m_impl;
};

}  // namespace watchfloor
