#include "conversation_feed.h"

#include <utility>

namespace watchfloor {

ConversationFeed::ConversationFeed(std::string target, bool isUnmasked, Calls calls,
                                   std::chrono::milliseconds patience)
    : m_conversations(std::move(target), patience, isUnmasked),
      m_calls(std::move(calls)),
      m_thread([this] { run(); }) {}

ConversationFeed::~ConversationFeed() {
  {
    MutexLock lock(m_mutex);
    m_isStopping = true;
    m_changed.notifyAll();
  }
  m_thread.join();
}

void ConversationFeed::ask(ConversationQuestion question) {
  MutexLock lock(m_mutex);
  m_question = {++m_asked, std::move(question)};
  m_changed.notifyAll();
}

void ConversationFeed::forget() {
  MutexLock lock(m_mutex);
  ++m_asked;
  m_question.reset();
}

void ConversationFeed::act(ConversationAct act) {
  MutexLock lock(m_mutex);
  m_acts.push_back(std::move(act));
  m_changed.notifyAll();
}

void ConversationFeed::take(uint64_t serial, absl::StatusOr<ConversationAnswer> answer) {
  if (serial == m_asked) m_calls.answered(std::move(answer));
}

// What is told is told by the GUI's event loop, where this object lives.
void ConversationFeed::run() {
  for (;;) {
    std::optional<ConversationAct> act;
    std::optional<std::pair<uint64_t, ConversationQuestion>> question;
    {
      MutexLock lock(m_mutex);
      while (!m_isStopping && m_acts.empty() && !m_question) m_changed.wait(m_mutex);
      if (m_isStopping && m_acts.empty()) return;
      if (m_acts.empty()) {
        question = std::exchange(m_question, std::nullopt);
      } else {
        act = std::move(m_acts.front());
        m_acts.pop_front();
      }
    }
    if (act) {
      QMetaObject::invokeMethod(
          this, [this, acted = m_conversations.act(*act)] { m_calls.acted(acted); }, Qt::QueuedConnection);
    } else if (question) {
      const uint64_t serial = question->first;
      QMetaObject::invokeMethod(
          this,
          [this, serial, answer = answerTo(question->second, m_conversations)]() mutable {
            take(serial, std::move(answer));
          },
          Qt::QueuedConnection);
    }
  }
}

}  // namespace watchfloor
