// Asks an engine for conversations on a thread of its own, so that a wall never waits: the newest question
// wins, and what an older one is answered is not told any more. Acts are all done, in order, before it.
//
//   ConversationFeed feed("127.0.0.1:7411", false, {.answered = show, .acted = say});
//   feed.ask({.brand = "acme"});       // later, on this thread: answered(…)
//
// GUI thread; so are the calls. Errors: as client/conversations.h has them. The destructor waits for the call
// that is under way, for kPatience at most.
#pragma once

#include <chrono>
#include <deque>
#include <functional>
#include <thread>

#include "client/conversations.h"
#include "conversation_question.h"
#include "model/thread.h"

namespace watchfloor {

class ConversationFeed : public QObject {
  Q_OBJECT

 public:
  static constexpr std::chrono::seconds kPatience{4};

  struct Calls {
    std::function<void(absl::StatusOr<ConversationAnswer>)> answered;
    std::function<void(absl::StatusOr<Conversations::Acted>)> acted;
  };

  // `isUnmasked`: as client/conversations.h has it.
  ConversationFeed(std::string target, bool isUnmasked, Calls calls,
                   std::chrono::milliseconds patience = kPatience);
  ~ConversationFeed() override;

  void ask(ConversationQuestion question) EXCLUDES_LOCK(m_mutex);
  // What was asked last is not answered any more.
  void forget() EXCLUDES_LOCK(m_mutex);
  void act(ConversationAct act) EXCLUDES_LOCK(m_mutex);

 private:
  void run() EXCLUDES_LOCK(m_mutex);
  void take(uint64_t serial, absl::StatusOr<ConversationAnswer> answer);

  const Conversations m_conversations;
  const Calls m_calls;
  uint64_t m_asked = 0;  // GUI thread: which question is the newest

  Mutex m_mutex;
  CondVar m_changed;
  std::optional<std::pair<uint64_t, ConversationQuestion>> m_question GUARDED_BY(m_mutex);
  std::deque<ConversationAct> m_acts GUARDED_BY(m_mutex);
  bool m_isStopping GUARDED_BY(m_mutex) = false;
  std::thread m_thread;
};

}  // namespace watchfloor
