// An author's erasure from the file of conversations: in one transaction, and then from what SQLite keeps of
// what was deleted. Internal to whoever does it as a whole (store/author_erasure.h).
//
//   absl::StatusOr<ConversationErasure> file = ConversationErasure::open("records-conversations.db");
//   file->rememberTexts(&erasure, goOn);
//   absl::StatusOr<ErasedConversations> erased = file->erase(erasure, ErasureMode::kDone, goOn);
//   file->compact();
//
// Conversations, messages and acts stay as many as they are, under the same numbers; whoever is searched for
// by words is found by those that are left. The index of words is made anew: it keeps words of texts that are
// gone until it happens to merge its parts. Notes and reasons that name or quote the author become empty.
// Cost: all messages, once. One thread at a time.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>
#include <absl/status/statusor.h>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "model/erasure.h"

namespace watchfloor {

// What was rewritten, or would be.
struct ErasedConversations {
  uint64_t messages = 0;  // the author's own
  uint64_t mentions = 0;  // other messages that named or quoted him
  uint64_t acts = 0;      // of people, that named or quoted him
};

class ConversationErasure {
 public:
  // As ConversationStore::open(), but makes no file.
  static absl::StatusOr<ConversationErasure> open(const std::string& path);

  absl::Status rememberTexts(Erasure* erasure, const GoOn& goOn);
  // All or nothing.
  absl::StatusOr<ErasedConversations> erase(const Erasure& erasure, ErasureMode mode, const GoOn& goOn);
  // Writes the file anew without what was deleted from it, whenever that was.
  absl::Status compact();

 private:
  ConversationErasure(std::unique_ptr<SQLite::Database> database, std::string path)
      : m_database(std::move(database)), m_path(std::move(path)) {}

  std::unique_ptr<SQLite::Database> m_database;
  std::string m_path;
};

}  // namespace watchfloor
