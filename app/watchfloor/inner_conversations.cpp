#include "inner_conversations.h"

#include <utility>

namespace watchfloor {

absl::StatusOr<std::unique_ptr<InnerConversations>> InnerConversations::open(Duration keep) {
  std::unique_ptr<InnerConversations> kept(new InnerConversations);
  if (!kept->m_folder.isValid()) {
    return absl::UnavailableError("there is no room for a temporary folder: " +
                                  kept->m_folder.errorString().toStdString());
  }
  absl::StatusOr<ConversationStore> store =
      ConversationStore::open({.path = kept->folder() + "/conversations.db", .keep = keep});
  if (!store.ok()) return store.status();
  // The writer asks only which records these are: none are kept.
  const absl::StatusOr<RecordStore> records = RecordStore::open({.path = kept->folder() + "/records.db"});
  if (!records.ok()) return records.status();
  kept->m_store = std::make_unique<ConversationStore>(*std::move(store));
  kept->m_writer = std::make_unique<ConversationWriter>(
      ConversationWriter::Options{.store = kept->m_store.get()}, *records);
  kept->m_writer->start();
  return kept;
}

}  // namespace watchfloor
