// The rows of messages, their authors and their words, as they are written. Internal to store/. Every call
// may throw as SQLiteCpp does, and belongs into a transaction. One thread at a time.
#pragma once

#include <absl/container/flat_hash_map.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/annotations.h"
#include "model/event.h"
#include "model/id.h"
#include "store/conversation_file.h"
#include "store/sqlite_bind.h"

namespace watchfloor::conversations {

// What was said of a message after it was sent. Of each kind the newest by time holds.
struct Remark {
  enum Kind : uint8_t { kCorrection, kDeletion, kEngagement, kState };

  Kind kind = kCorrection;
  bool isPutBack = false;  // a correction that was undone: the label is no person's
  Time time{};
  std::optional<int64_t> label = {};  // of a correction; of a state: it; of a deletion: 1 by the customer
  std::optional<double> score = {};
  std::string brand = {};  // empty: unchanged
  int64_t likes = 0, shares = 0, views = 0;
};

// Who decided on a message's bucket, and how.
struct Triaged {
  Bucket bucket = Bucket::kCountOnly;
  std::string_view rule, version;
};

class Messages {
 public:
  static constexpr size_t kLongestText = 16 << 10;  // bytes that are kept of a text

  explicit Messages(SQLite::Database& database);

  struct Known {
    int64_t number = 0, conversation = 0;
    Time time{};
    std::string origin;
    int64_t flags = 0;
  };
  std::optional<Known> find(const Id& id);

  // "source\nevent id": orders two events of one time.
  static std::string originOf(const EventView& event);

  // A new row, or another telling in the place of an old one. Returns its number.
  int64_t put(const std::optional<Known>& known, const EventView& event, const MessageView& message,
              const std::optional<Triaged>& triaged, int64_t conversation);

  // Of a message that is there.
  void remark(int64_t number, const Remark& remark);
  // Of one that is not.
  void keep(const Id& id, const Remark& remark);
  // What was kept of it; it is kept no longer.
  std::vector<Remark> takeKept(const Id& id);
  void forgetKept(Time before);

  // With their words; authors of whom nothing else is there go, too.
  void forget(int64_t conversation);

  // The number of a name, a new one for a new name.
  int64_t nameNumber(std::string_view name);
  // The numbers of names are those of another time, after a transaction that failed.
  void forgetNames();

 private:
  int64_t authorNumber(std::string_view author);
  static int64_t numberOf(absl::flat_hash_map<std::string, int64_t>& known, SQLite::Statement& look,
                          SQLite::Statement& add, std::string_view name);
  void unindex(int64_t number);

  SQLite::Database& m_database;
  SQLite::Statement m_find, m_insert, m_update, m_text, m_index, m_unindex;
  SQLite::Statement m_correct, m_rebrand, m_delete, m_engage;
  SQLite::Statement m_keep, m_kept, m_dropKept, m_dropOld;
  SQLite::Statement m_numbersOf, m_forget, m_orphans;
  SQLite::Statement m_lookName, m_addName, m_lookAuthor, m_addAuthor;
  absl::flat_hash_map<std::string, int64_t> m_names, m_authors;  // some of those in the file
};

}  // namespace watchfloor::conversations
