#include "client/topics.h"

#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <utility>

#include "client/asker.h"
#include "client/channel.h"
#include "client/in_words.h"
#include "watchfloor/v1/topic.grpc.pb.h"
#include "wire/topic_wire.h"

namespace watchfloor {

namespace {

absl::StatusOr<TopicAnswer> ask(grpc::ClientContext& context, const std::string& target,
                                const TopicQuestion& question, std::chrono::milliseconds patience) {
  const auto stub = v1::TopicService::NewStub(openChannel(target));
  waitAtMost(context, patience);
  v1::ListTopicsRequest request;
  wire::toProto(question, &request);
  v1::ListTopicsResponse response;
  const grpc::Status status = stub->ListTopics(&context, request, &response);
  if (!status.ok()) return inWords(status, target, "topics");
  return wire::fromProto(response);
}

}  // namespace

absl::StatusOr<TopicAnswer> listTopics(const std::string& target, const TopicQuestion& question,
                                       std::chrono::milliseconds patience) {
  grpc::ClientContext context;
  return ask(context, target, question, patience);
}

absl::StatusOr<CampaignAnswer> listCampaigns(const std::string& target, const CampaignQuestion& question,
                                             std::chrono::milliseconds patience) {
  const auto stub = v1::TopicService::NewStub(openChannel(target));
  grpc::ClientContext context;
  waitAtMost(context, patience);
  v1::ListCampaignsRequest request;
  wire::toProto(question, &request);
  v1::ListCampaignsResponse response;
  const grpc::Status status = stub->ListCampaigns(&context, request, &response);
  if (!status.ok()) return inWords(status, target, "campaigns");
  return wire::fromProto(response);
}

const TopicList* TopicView::find(std::string_view brand, Window window) const {
  const auto found = std::find_if(answer.lists.begin(), answer.lists.end(), [&](const TopicList& list) {
    return list.brand == brand && list.window == window;
  });
  return found == answer.lists.end() ? nullptr : &*found;
}

class TopicWatch::Impl {
 public:
  explicit Impl(const Options& options)
      : m_options(options),
        m_asker({.ask = [this](grpc::ClientContext& context,
                               TopicView* view) { return askFor(question(), context, view); },
                 .now = options.now,
                 .every = options.every}) {}

  TopicView newest() const { return m_asker.newest(); }

  void want(const TopicQuestion& question) EXCLUDES_LOCK(m_mutex) {
    {
      MutexLock lock(m_mutex);
      if (question == m_question) return;
      m_question = question;
    }
    m_asker.askAgain();
  }

 private:
  TopicQuestion question() const EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    return m_question;
  }
  absl::Status askFor(const TopicQuestion& question, grpc::ClientContext& context, TopicView* view) const {
    if (question.brands.empty()) {
      view->answer = {};
      return absl::OkStatus();
    }
    absl::StatusOr<TopicAnswer> answer = ask(context, m_options.target, question, m_options.patience);
    if (answer.ok()) view->answer = *std::move(answer);
    return answer.status();
  }

  const Options m_options;
  mutable Mutex m_mutex;
  TopicQuestion m_question GUARDED_BY(m_mutex);
  Asker<TopicView> m_asker;  // uses the others
};

TopicWatch::TopicWatch(const Options& options) : m_impl(std::make_unique<Impl>(options)) {}
TopicWatch::~TopicWatch() = default;

TopicView TopicWatch::newest() const { return m_impl->newest(); }
void TopicWatch::want(const TopicQuestion& question) { m_impl->want(question); }

}  // namespace watchfloor
