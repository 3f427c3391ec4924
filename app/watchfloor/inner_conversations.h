// Conversations of an engine inside the wall, in a folder that goes with it.
//
//   absl::StatusOr<std::unique_ptr<InnerConversations>> kept = InnerConversations::open(kDay * 7);
//   EngineHost host({…, .conversations = (*kept)->writer()});
//
// Errors: when the folder, or the files in it, cannot be made. Any thread.
#pragma once

#include <absl/status/statusor.h>

#include <QTemporaryDir>
#include <memory>
#include <string>

#include "host/conversation_writer.h"

namespace watchfloor {

class InnerConversations {
 public:
  static absl::StatusOr<std::unique_ptr<InnerConversations>> open(Duration keep);

  ConversationWriter* writer() { return m_writer.get(); }
  const std::string& path() const { return m_store->path(); }
  std::string folder() const { return m_folder.path().toStdString(); }

 private:
  InnerConversations() = default;

  QTemporaryDir m_folder;
  std::unique_ptr<ConversationStore> m_store;
  std::unique_ptr<ConversationWriter> m_writer;
};

}  // namespace watchfloor
