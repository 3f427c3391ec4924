// watchfloor.v1.ConversationService: conversations, messages and authors, to whoever asks, masked unless the
// program says otherwise; and what people do to them. Questions are worked on by a few threads of its own, in
// order of arrival; acts by the thread that writes.
#pragma once

#include <absl/status/status.h>

#include <atomic>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "host/conversation_writer.h"
#include "host/work.h"
#include "listen/in_force.h"
#include "model/thread.h"
#include "server/triage_watch.h"
#include "store/conversation_reader.h"
#include "watchfloor/v1/conversation.grpc.pb.h"

namespace watchfloor {

class ConversationService final : public v1::ConversationService::CallbackService {
 public:
  struct Options {
    std::optional<ConversationReader> reader;   // none: no conversations are kept
    ConversationWriter* writer = nullptr;       // of the same file; outlives the service, and is started
    bool showsPersonalData = false;             // to who asks for it
    std::vector<std::string> watchedOnly = {};  // brands that nobody works for, unless he asks for them
    const TopicsInForce* topics = nullptr;      // outlives the service; null: nobody named any
    std::function<Time()> now;                  // the present, from the program: when something was done
    // To the engine, as from any source: what people say of messages.
    std::function<void(BatchRecord, std::function<void(absl::StatusOr<BatchOutcome>)>)> submit = {};
    size_t threads = 2;
    size_t mostAnswers = 64;   // under way or waiting; one more is refused
    size_t mostWatches = 200;  // the same
  };

  explicit ConversationService(Options options);
  ~ConversationService() override;  // stop()

  // Every answer and stream ends; new ones are refused. Idempotent.
  void stop() EXCLUDES_LOCK(m_mutex);

  grpc::ServerUnaryReactor* ListConversations(grpc::CallbackServerContext* context,
                                              const v1::ListConversationsRequest* request,
                                              v1::ListConversationsResponse* response) override;
  grpc::ServerUnaryReactor* GetConversation(grpc::CallbackServerContext* context,
                                            const v1::GetConversationRequest* request,
                                            v1::GetConversationResponse* response) override;
  grpc::ServerUnaryReactor* GetAuthor(grpc::CallbackServerContext* context,
                                      const v1::GetAuthorRequest* request,
                                      v1::GetAuthorResponse* response) override;
  grpc::ServerUnaryReactor* SearchMessages(grpc::CallbackServerContext* context,
                                           const v1::SearchMessagesRequest* request,
                                           v1::SearchMessagesResponse* response) override;
  grpc::ServerUnaryReactor* Act(grpc::CallbackServerContext* context, const v1::ActRequest* request,
                                v1::ActResponse* response) override;
  grpc::ServerWriteReactor<v1::WatchTriageResponse>* WatchTriage(
      grpc::CallbackServerContext* context, const v1::WatchTriageRequest* request) override;

 private:
  struct Question {
    grpc::ServerUnaryReactor* reactor;
    std::function<absl::Status()> answer;
  };

  grpc::ServerUnaryReactor* ask(grpc::CallbackServerContext* context, std::function<absl::Status()> answer)
      EXCLUDES_LOCK(m_mutex);
  template <typename Request>
  std::vector<std::string> leftOutOf(const Request& request) const;
  absl::Status list(const v1::ListConversationsRequest& request,
                    v1::ListConversationsResponse* response) const;
  absl::Status show(const v1::GetConversationRequest& request, v1::GetConversationResponse* response) const;
  absl::Status author(const v1::GetAuthorRequest& request, v1::GetAuthorResponse* response) const;
  absl::StatusOr<MessagePage> searchTopic(MessageSearch search) const;
  absl::Status search(const v1::SearchMessagesRequest& request, v1::SearchMessagesResponse* response) const;

  // Unmasked is what both the engine allows and a request asks for.
  template <typename Request>
  bool isMasked(const Request& request) const {
    return !m_options.showsPersonalData || !request.unmasked();
  }
  static void write(ConversationEntry entry, bool isMasked, v1::ConversationEntry* proto);
  template <typename Response>
  static void write(MessagePage page, bool isMasked, Response* response);

  void tellAgain();
  void answer(const ConversationRecord& record, bool isMasked, v1::ActResponse* response) const;

  void run() EXCLUDES_LOCK(m_mutex);
  void pump(std::shared_ptr<TriageWatch> watch) EXCLUDES_LOCK(m_mutex);
  void tell(const std::vector<int64_t>& changed) EXCLUDES_LOCK(m_mutex);
  void remove(TriageWatch* watch) EXCLUDES_LOCK(m_mutex);

  const Options m_options;
  uint64_t m_subscription = 0;
  Mutex m_mutex;
  CondVar m_changed;
  std::deque<Question> m_questions GUARDED_BY(m_mutex);
  std::deque<std::shared_ptr<TriageWatch>> m_pumps GUARDED_BY(m_mutex);     // that have something to tell
  std::vector<std::shared_ptr<TriageWatch>> m_watches GUARDED_BY(m_mutex);  // that gRPC still holds
  bool m_isStopping GUARDED_BY(m_mutex) = false;                            // nothing new is taken
  bool m_isOver GUARDED_BY(m_mutex) = false;  // the threads end once nothing waits
  std::atomic<size_t> m_acts = 0;             // under way
  std::vector<std::thread> m_threads;
};

}  // namespace watchfloor
