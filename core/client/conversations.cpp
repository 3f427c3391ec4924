#include "client/conversations.h"

#include <grpcpp/grpcpp.h>

#include <atomic>
#include <thread>
#include <utility>

#include "client/channel.h"
#include "client/in_words.h"
#include "watchfloor/v1/conversation.grpc.pb.h"
#include "wire/conversation_wire.h"

namespace watchfloor {

class Conversations::Impl {
 public:
  Impl(std::string target, std::chrono::milliseconds patience, bool isUnmasked)
      : m_target(std::move(target)),
        m_patience(patience),
        m_isUnmasked(isUnmasked),
        m_stub(v1::ConversationService::NewStub(openChannel(m_target))) {}

  template <typename Request, typename Response>
  absl::StatusOr<Response> call(grpc::Status (v1::ConversationService::Stub::*method)(grpc::ClientContext*,
                                                                                      const Request&,
                                                                                      Response*),
                                Request& request) const {
    request.set_unmasked(m_isUnmasked);
    grpc::ClientContext context;
    waitAtMost(context, m_patience);
    Response response;
    const grpc::Status status = (m_stub.get()->*method)(&context, request, &response);
    if (!status.ok()) return inWords(status, m_target, "conversations");
    return response;
  }

  const std::string& target() const { return m_target; }
  bool isUnmasked() const { return m_isUnmasked; }
  const std::shared_ptr<v1::ConversationService::Stub>& stub() const { return m_stub; }

 private:
  const std::string m_target;
  const std::chrono::milliseconds m_patience;
  const bool m_isUnmasked;
  const std::shared_ptr<v1::ConversationService::Stub> m_stub;
};

namespace {

template <typename Response>
MessagePage pageOf(const Response& response) {
  MessagePage page;
  for (const v1::ConversationMessage& message : response.messages())
    page.messages.push_back(wire::fromProto(message));
  page.nextPage = response.next_page_token();
  return page;
}

class Reading final : public Conversations::Watch {
 public:
  Reading(std::shared_ptr<v1::ConversationService::Stub> stub, std::string target, bool isUnmasked,
          Options options)
      : m_stub(std::move(stub)),
        m_target(std::move(target)),
        m_isUnmasked(isUnmasked),
        m_options(std::move(options)),
        m_thread([this] { run(); }) {}
  ~Reading() override { end().IgnoreError(); }

  bool hasEnded() const override { return m_hasEnded; }
  absl::Status end() override {
    m_isWanted = false;
    m_context.TryCancel();
    if (m_thread.joinable()) m_thread.join();
    return m_status;
  }

 private:
  void run() {
    v1::WatchTriageRequest request;
    request.set_bucket(static_cast<v1::TriageBucket>(static_cast<int>(m_options.bucket) + 1));
    request.set_brand(m_options.brand);
    request.set_watched(m_options.isWatchedToo);
    request.set_unmasked(m_isUnmasked);
    const auto reader = m_stub->WatchTriage(&m_context, request);
    for (v1::WatchTriageResponse response; reader->Read(&response) && m_isWanted;) {
      std::optional<ConversationEntry> entry;
      if (response.has_conversation()) entry = wire::fromProto(response.conversation());
      m_options.onEntry(entry ? &*entry : nullptr);
    }
    const grpc::Status status = reader->Finish();
    if (!m_isWanted) return;
    if (!status.ok()) m_status = inWords(status, m_target, "conversations");
    m_hasEnded = true;
    m_options.onEnd();
  }

  const std::shared_ptr<v1::ConversationService::Stub> m_stub;
  const std::string m_target;
  const bool m_isUnmasked;
  const Options m_options;
  grpc::ClientContext m_context;
  std::atomic<bool> m_isWanted = true, m_hasEnded = false;
  absl::Status m_status;  // of the thread, until it is joined
  std::thread m_thread;
};

}  // namespace

Conversations::Conversations(std::string target, std::chrono::milliseconds patience, bool isUnmasked)
    : m_impl(std::make_unique<Impl>(std::move(target), patience, isUnmasked)) {}
Conversations::~Conversations() = default;

absl::StatusOr<ConversationPage> Conversations::list(const ConversationQuery& query) const {
  v1::ListConversationsRequest request;
  wire::toProto(query, &request);
  const auto response = m_impl->call(&v1::ConversationService::Stub::ListConversations, request);
  if (!response.ok()) return response.status();
  ConversationPage page;
  for (const v1::ConversationEntry& entry : response->conversations())
    page.entries.push_back(wire::fromProto(entry));
  page.nextPage = response->next_page_token();
  return page;
}

absl::StatusOr<ConversationDetails> Conversations::show(int64_t conversation, const std::string& page,
                                                        int64_t most) const {
  v1::GetConversationRequest request;
  request.set_number(conversation);
  request.set_page_token(page);
  request.set_page_size(static_cast<int32_t>(most));
  const auto response = m_impl->call(&v1::ConversationService::Stub::GetConversation, request);
  if (!response.ok()) return response.status();
  ConversationDetails details{wire::fromProto(response->conversation()), pageOf(*response), {}};
  for (const v1::AuditedAct& act : response->acts()) details.acts.push_back(wire::fromProto(act));
  return details;
}

absl::StatusOr<MessagePage> Conversations::byAuthor(int64_t author, const std::string& authorId,
                                                    const std::string& page, int64_t most) const {
  v1::GetAuthorRequest request;
  request.set_author(author);
  request.set_author_id(authorId);
  request.set_page_token(page);
  request.set_page_size(static_cast<int32_t>(most));
  const auto response = m_impl->call(&v1::ConversationService::Stub::GetAuthor, request);
  if (!response.ok()) return response.status();
  return pageOf(*response);
}

absl::StatusOr<MessagePage> Conversations::search(const MessageSearch& search) const {
  v1::SearchMessagesRequest request;
  wire::toProto(search, &request);
  const auto response = m_impl->call(&v1::ConversationService::Stub::SearchMessages, request);
  if (!response.ok()) return response.status();
  return pageOf(*response);
}

absl::StatusOr<Conversations::Acted> Conversations::act(const ConversationAct& act) const {
  v1::ActRequest request;
  wire::toProto(act, &request);
  const auto response = m_impl->call(&v1::ConversationService::Stub::Act, request);
  if (!response.ok()) return response.status();
  return Acted{wire::fromProto(response->act()), wire::fromProto(response->conversation())};
}

std::unique_ptr<Conversations::Watch> Conversations::watch(Watch::Options options) const {
  return std::make_unique<Reading>(m_impl->stub(), m_impl->target(), m_impl->isUnmasked(),
                                   std::move(options));
}

}  // namespace watchfloor
