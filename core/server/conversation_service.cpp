#include "server/conversation_service.h"

#include <absl/strings/str_cat.h>

#include <algorithm>
#include <cassert>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "listen/topics_book.h"
#include "server/refusal.h"
#include "server/status.h"
#include "watchfloor/v1/service.pb.h"
#include "wire/conversation_wire.h"
#include "wire/event_wire.h"
#include "wire/record_wire.h"

namespace watchfloor {
namespace {

constexpr Duration kTellAgain = minutes(10);
constexpr int64_t kUsualMessages = 100;

absl::Status notKept() {
  return absl::FailedPreconditionError(
      "this engine keeps no conversations: start watchfloord with --store, and without keep = \"0s\" in "
      "[conversations]");
}

absl::Status tooMany(size_t most, const char* what) {
  return absl::ResourceExhaustedError(absl::StrCat(most, " ", what, " are under way: ask again later"));
}

// As a source would tell it.
BatchRecord correctionOf(const LabelChange& change) {
  v1::PublishRequest request;
  request.set_source(std::string(kPeople));
  wire::toProto(Event{.source = std::string(kPeople),
                      .eventId = change.event,
                      .time = change.at,
                      .brand = {},
                      .channel = {},
                      .body = CorrectionEvent{.messageId = change.messageId,
                                              .sentiment = Sentiment{change.label, std::nullopt},
                                              .brand = {}}},
                request.add_events());
  return *wire::batchFromBytes(request.SerializeAsString());
}

// What becomes of a correction that stands in the audit trail.
absl::Status counted(const absl::StatusOr<BatchOutcome>& outcome) {
  absl::Status why = outcome.status();
  if (outcome.ok()) {
    if (outcome->result.accepted == 1) return absl::OkStatus();
    why = absl::FailedPreconditionError("by its clock it is in the future, or too long ago");
  }
  return {why.code(), absl::StrCat("it stands in the audit trail, but the engine did not take it: correct it "
                                   "again later (",
                                   why.message(), ")")};
}

using Refused = Refusal<grpc::ServerWriteReactor<v1::WatchTriageResponse>>;

grpc::ServerUnaryReactor* refused(grpc::CallbackServerContext* context, const absl::Status& status) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  reactor->Finish(toGrpc(status));
  return reactor;
}

}  // namespace

ConversationService::ConversationService(Options options) : m_options(std::move(options)) {
  if (!m_options.reader) return;
  assert(m_options.writer && m_options.now);
  for (size_t i = 0; i < m_options.threads; ++i) m_threads.emplace_back([this] { run(); });
  m_subscription = m_options.writer->subscribe([this](const auto& changed) { tell(changed); });
  tellAgain();
}

// What people did to labels just before the last end: whether the engine heard of it then nobody knows. What
// it knows it drops.
void ConversationService::tellAgain() {
  if (!m_options.submit) return;
  const auto changes = m_options.reader->labelChanges(m_options.now() - kTellAgain);
  if (!changes.ok()) return;  // whoever asks will hear why
  for (const LabelChange& change : *changes) m_options.submit(correctionOf(change), [](const auto&) {});
}

ConversationService::~ConversationService() { stop(); }

void ConversationService::stop() {
  if (m_options.reader) m_options.writer->unsubscribe(m_subscription);
  std::vector<std::shared_ptr<TriageWatch>> watches;
  {
    MutexLock lock(m_mutex);
    m_isStopping = true;
    watches = m_watches;
  }
  for (const auto& watch : watches) watch->end({grpc::StatusCode::UNAVAILABLE, "the engine is stopping"});
  {
    MutexLock lock(m_mutex);
    m_isOver = true;  // none of them is queued any more
    m_changed.notifyAll();
  }
  for (std::thread& thread : m_threads) thread.join();
  m_threads.clear();
}

// Questions that still wait at the end are refused; watches are told to end, and do so when they are pumped.
void ConversationService::run() {
  for (;;) {
    std::optional<Question> question;
    std::shared_ptr<TriageWatch> watch;
    bool isStopping = false;
    {
      MutexLock lock(m_mutex);
      while (m_questions.empty() && m_pumps.empty() && !m_isOver) m_changed.wait(m_mutex);
      isStopping = m_isStopping;
      if (!m_questions.empty()) {
        question = std::move(m_questions.front());
        m_questions.pop_front();
      } else if (!m_pumps.empty()) {
        watch = std::move(m_pumps.front());
        m_pumps.pop_front();
      } else {
        return;
      }
    }
    if (watch) {
      watch->pump(*m_options.reader);
    } else {
      question->reactor->Finish(
          toGrpc(isStopping ? absl::UnavailableError("the engine is stopping") : question->answer()));
    }
  }
}

grpc::ServerUnaryReactor* ConversationService::ask(grpc::CallbackServerContext* context,
                                                   std::function<absl::Status()> answer) {
  if (!m_options.reader) return refused(context, notKept());
  MutexLock lock(m_mutex);
  if (m_isStopping) return refused(context, absl::UnavailableError("the engine is stopping"));
  if (m_questions.size() >= m_options.mostAnswers)
    return refused(context, tooMany(m_options.mostAnswers, "questions to the conversations"));
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  m_questions.push_back({reactor, std::move(answer)});
  m_changed.notifyOne();
  return reactor;
}

grpc::ServerUnaryReactor* ConversationService::ListConversations(grpc::CallbackServerContext* context,
                                                                 const v1::ListConversationsRequest* request,
                                                                 v1::ListConversationsResponse* response) {
  return ask(context, [this, request, response] { return list(*request, response); });
}

grpc::ServerUnaryReactor* ConversationService::GetConversation(grpc::CallbackServerContext* context,
                                                               const v1::GetConversationRequest* request,
                                                               v1::GetConversationResponse* response) {
  return ask(context, [this, request, response] { return show(*request, response); });
}

grpc::ServerUnaryReactor* ConversationService::GetAuthor(grpc::CallbackServerContext* context,
                                                         const v1::GetAuthorRequest* request,
                                                         v1::GetAuthorResponse* response) {
  return ask(context, [this, request, response] { return author(*request, response); });
}

grpc::ServerUnaryReactor* ConversationService::SearchMessages(grpc::CallbackServerContext* context,
                                                              const v1::SearchMessagesRequest* request,
                                                              v1::SearchMessagesResponse* response) {
  return ask(context, [this, request, response] { return search(*request, response); });
}

// The writer's thread answers: it waits for no question.
grpc::ServerUnaryReactor* ConversationService::Act(grpc::CallbackServerContext* context,
                                                   const v1::ActRequest* request, v1::ActResponse* response) {
  if (!m_options.reader) return refused(context, notKept());
  absl::StatusOr<ConversationAct> act = wire::fromProto(*request, m_options.now());
  if (!act.ok()) return refused(context, act.status());
  if (++m_acts > m_options.mostAnswers) {
    --m_acts;
    return refused(context, tooMany(m_options.mostAnswers, "acts"));
  }
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  m_options.writer->act(*std::move(act), [this, reactor, response, isMasked = isMasked(*request)](
                                             const absl::StatusOr<ConversationActed>& acted) {
    const auto finish = [this, reactor](const absl::Status& status) {
      --m_acts;
      reactor->Finish(toGrpc(status));
    };
    if (!acted.ok()) return finish(acted.status());
    answer(acted->record, isMasked, response);
    if (!acted->change) return finish(absl::OkStatus());
    m_options.submit(correctionOf(*acted->change),
                     [finish](const absl::StatusOr<BatchOutcome>& outcome) { finish(counted(outcome)); });
  });
  return reactor;
}

void ConversationService::answer(const ConversationRecord& record, bool isMasked,
                                 v1::ActResponse* response) const {
  wire::toProto(record, response->mutable_act());
  absl::StatusOr<ConversationEntry> entry = m_options.reader->entry(record.act.conversation);
  if (entry.ok()) write(*std::move(entry), isMasked, response->mutable_conversation());
}

grpc::ServerWriteReactor<v1::WatchTriageResponse>* ConversationService::WatchTriage(
    grpc::CallbackServerContext* /*context*/, const v1::WatchTriageRequest* request) {
  if (!m_options.reader) return new Refused(notKept());
  const absl::StatusOr<std::optional<Bucket>> bucket = wire::bucketFrom(request->bucket());
  if (!bucket.ok()) return new Refused(bucket.status());
  if (!*bucket) return new Refused(absl::InvalidArgumentError("bucket: is needed"));
  auto watch = std::make_shared<TriageWatch>(
      TriageWatch::Options{.bucket = **bucket,
                           .brand = request->brand(),
                           .without = leftOutOf(*request),
                           .isMasked = isMasked(*request),
                           .toPump = [this](std::shared_ptr<TriageWatch> w) { pump(std::move(w)); },
                           .onDone = [this](TriageWatch* w) { remove(w); }});
  {
    MutexLock lock(m_mutex);
    if (m_isStopping) return new Refused(absl::UnavailableError("the engine is stopping"));
    if (m_watches.size() >= m_options.mostWatches)
      return new Refused(tooMany(m_options.mostWatches, "watches of buckets"));
    m_watches.push_back(watch);
  }
  watch->begin();
  return watch.get();
}

void ConversationService::pump(std::shared_ptr<TriageWatch> watch) {
  MutexLock lock(m_mutex);
  m_pumps.push_back(std::move(watch));
  m_changed.notifyOne();
}

void ConversationService::tell(const std::vector<int64_t>& changed) {
  std::vector<std::shared_ptr<TriageWatch>> watches;
  {
    MutexLock lock(m_mutex);
    watches = m_watches;
  }
  for (const auto& watch : watches) watch->change(changed);
}

void ConversationService::remove(TriageWatch* watch) {
  std::shared_ptr<TriageWatch> last;  // goes without the lock
  MutexLock lock(m_mutex);
  const auto it =
      std::find_if(m_watches.begin(), m_watches.end(), [watch](const auto& w) { return w.get() == watch; });
  last = std::move(*it);
  m_watches.erase(it);
}

void ConversationService::write(ConversationEntry entry, bool isMasked, v1::ConversationEntry* proto) {
  if (isMasked) mask(&entry);
  wire::toProto(entry, proto);
}

template <typename Response>
void ConversationService::write(MessagePage page, bool isMasked, Response* response) {
  for (ConversationMessage& message : page.messages) {
    if (isMasked) mask(&message);
    wire::toProto(message, response->add_messages());
  }
  response->set_next_page_token(page.nextPage);
}

template <typename Request>
std::vector<std::string> ConversationService::leftOutOf(const Request& request) const {
  return request.watched() || !request.brand().empty() ? std::vector<std::string>() : m_options.watchedOnly;
}

absl::Status ConversationService::list(const v1::ListConversationsRequest& request,
                                       v1::ListConversationsResponse* response) const {
  absl::StatusOr<ConversationQuery> query = wire::fromProto(request);
  if (!query.ok()) return query.status();
  query->without = leftOutOf(request);
  absl::StatusOr<ConversationPage> page = m_options.reader->list(*query);
  if (!page.ok()) return page.status();
  for (ConversationEntry& entry : page->entries)
    write(std::move(entry), isMasked(request), response->add_conversations());
  response->set_next_page_token(page->nextPage);
  return absl::OkStatus();
}

absl::Status ConversationService::show(const v1::GetConversationRequest& request,
                                       v1::GetConversationResponse* response) const {
  const absl::StatusOr<int64_t> most =
      wire::pageSizeFrom(request.page_size(), kUsualMessages, ConversationReader::kMostMessages);
  if (!most.ok()) return most.status();
  absl::StatusOr<ConversationDetails> details =
      m_options.reader->show(request.number(), request.page_token(), *most);
  if (!details.ok()) return details.status();
  write(std::move(details->entry), isMasked(request), response->mutable_conversation());
  write(std::move(details->page), isMasked(request), response);
  for (const ConversationRecord& record : details->acts) wire::toProto(record, response->add_acts());
  return absl::OkStatus();
}

// Whoever may not see names may not ask for them either: the answer would tell whose number it is.
absl::Status ConversationService::author(const v1::GetAuthorRequest& request,
                                         v1::GetAuthorResponse* response) const {
  const absl::StatusOr<int64_t> most =
      wire::pageSizeFrom(request.page_size(), kUsualMessages, ConversationReader::kMostMessages);
  if (!most.ok()) return most.status();
  int64_t author = request.author();
  if (author == 0) {
    if (request.author_id().empty())
      return absl::InvalidArgumentError("author: is needed: a number, or an author_id");
    if (!m_options.showsPersonalData) {
      return absl::PermissionDeniedError(
          "authors go by their numbers, as personal data is masked: see show_personal_data in "
          "[conversations]");
    }
    if (!request.unmasked()) {
      return absl::PermissionDeniedError(
          "authors go by their numbers, as personal data is masked unless it is asked for");
    }
    const absl::StatusOr<int64_t> number = m_options.reader->authorNamed(request.author_id());
    if (!number.ok()) return number.status();
    author = *number;
  }
  absl::StatusOr<MessagePage> page = m_options.reader->byAuthor(author, request.page_token(), *most);
  if (!page.ok()) return page.status();
  response->set_author(author);
  write(*std::move(page), isMasked(request), response);
  return absl::OkStatus();
}

// What counts for a topic, by the terms, the brands and the times that it has now.
absl::StatusOr<MessagePage> ConversationService::searchTopic(MessageSearch search) const {
  const std::shared_ptr<const TopicBook> book = m_options.topics ? m_options.topics->newest() : nullptr;
  const std::optional<size_t> index = book ? book->find(search.topic) : std::nullopt;
  if (!index) return absl::NotFoundError(absl::StrCat("the engine has no topic of the name ", search.topic));
  const NamedTopic& topic = book->named()[*index];
  if (!search.brand.empty() && !topic.isAbout(search.brand)) return MessagePage();
  if (topic.isCampaign) {
    search.span.from = std::max(search.span.from.value_or(topic.start), topic.start);
    search.span.to = std::min(search.span.to.value_or(topic.end), topic.end);
    if (*search.span.from >= *search.span.to) return MessagePage();
  }
  TextScratch scratch;
  const auto isMeant = [&](std::string_view text) {
    book->texts().look(text, scratch);
    return book->texts().holds(*index, scratch);
  };
  return m_options.reader->search(search, {.isMeant = isMeant, .brands = topic.brands});
}

absl::Status ConversationService::search(const v1::SearchMessagesRequest& request,
                                         v1::SearchMessagesResponse* response) const {
  const absl::StatusOr<MessageSearch> search = wire::fromProto(request);
  if (!search.ok()) return search.status();
  absl::StatusOr<MessagePage> page =
      search->topic.empty() ? m_options.reader->search(*search) : searchTopic(*search);
  if (!page.ok()) return page.status();
  write(*std::move(page), isMasked(request), response);
  return absl::OkStatus();
}

}  // namespace watchfloor
