// Takes an author out of everything that a store keeps, with the engine stopped: the records, the
// checkpoints, and the conversations. The history holds nothing of authors but a few bits each, in counters.
//
//   absl::StatusOr<AuthorErasure> erasure = AuthorErasure::begin(*store, {.author = "ann", ...});
//   absl::StatusOr<ErasedAuthor> erased = erasure->run(goOn);
//
// In this order, each step in a transaction of its own:
//   1. the records, and that the erasure is under way, with the pseudonym: from here on checkpoints are of no
//   use
//   2. checkpoints are removed: an engine that starts now has the same figures from the records
//   3. the conversations
//   4. both files are written anew, without what was deleted from them, and their logs emptied
//   5. nothing is under way any more
// Whatever interrupts it, to run it again does what is left, under the same pseudonym, and ends in the same
// state. An engine may run in between.
//
// Cost: all records and messages, read three times: some 15 µs a message with its conversations; room on the
// disk for the larger of the files, twice. One thread.
#pragma once

#include <absl/status/statusor.h>

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "store/conversation_erasure.h"
#include "store/record_store.h"

namespace watchfloor {

struct ErasedAuthor {
  ErasedRecords records;
  std::optional<ErasedConversations> conversations;  // none: there is no such file
  size_t checkpoints = 0;                            // that are removed
  bool isGoneOn = false;                             // it had been interrupted before
};

class AuthorErasure {
 public:
  struct Options {
    std::string author;
    std::string pseudonym;      // that cannot be derived from it; one that is under way keeps its own
    std::string conversations;  // their file; it need not be there
    Time at{};                  // the present
    ErasureMode mode = ErasureMode::kTried;
    bool isOfMentions = false;  // also one who wrote nothing that is kept, but is named by others
  };
  // What is being done, and how far that is; false ends it with Cancelled.
  using OnProgress = std::function<bool(std::string_view step, uint64_t done, uint64_t total)>;

  // FailedPrecondition while that of another author is under way; as RecordStore::open() otherwise. REQUIRES:
  // `store` outlives it, and is not used afterwards
  static absl::StatusOr<AuthorErasure> begin(RecordStore& store, Options options);

  // NotFound when nobody of that id wrote anything, or nothing is of him at all: nothing is changed then.
  // Otherwise what was done, or would be.
  absl::StatusOr<ErasedAuthor> run(const OnProgress& onProgress);

 private:
  AuthorErasure(RecordStore& store, Options options, Erasure erasure, bool isGoneOn,
                std::optional<ConversationErasure> conversations);

  absl::StatusOr<ErasedAuthor> look(const OnProgress& onProgress);
  absl::Status eraseAll(const OnProgress& onProgress, ErasedAuthor* erased);

  RecordStore& m_store;
  const Options m_options;
  Erasure m_erasure;
  const bool m_isGoneOn;
  std::optional<ConversationErasure> m_conversations;
};

}  // namespace watchfloor
