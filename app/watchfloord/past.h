// What the engine knows when it starts: nothing, or all that its store has kept.
#pragma once

#include <absl/status/statusor.h>
#include <signal.h>

#include <memory>
#include <string>

#include "daemon_config.h"
#include "engine/engine.h"
#include "host/conversation_writer.h"
#include "host/engine_host.h"
#include "host/history_writer.h"
#include "host/talk_counter.h"
#include "store/record_store.h"
#include "store/store_paths.h"

namespace watchfloor {

struct Past {
  std::unique_ptr<RecordStore> store;  // none: nothing is kept
  std::unique_ptr<HistoryStore> historyStore;
  std::unique_ptr<HistoryWriter> history;  // none: no history is kept
  std::unique_ptr<ConversationStore> conversationStore;
  std::unique_ptr<ConversationWriter> conversations;  // none: no conversations are kept
  std::unique_ptr<TalkCounter> talk;                  // none: nobody counts what is talked about
  Engine engine;
};

// Opens the store that `config` names, goes on from its newest checkpoint, and applies what came after it,
// with a line in the log every few seconds. `topics` outlives it. Cancelled when one of `endSignals`, which
// are blocked, comes meanwhile.
absl::StatusOr<Past> readPast(const DaemonConfig& config, const TopicsInForce* topics, int threads,
                              const sigset_t& endSignals);

// Says in the log that the store can no longer be written, and why, or that it can be again.
void logStore(const absl::Status& status);

// Says in the log that a checkpoint was written, or why not.
void logCheckpoint(const TakenCheckpoint& checkpoint);

}  // namespace watchfloor
