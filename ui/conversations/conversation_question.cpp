#include "conversation_question.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "client/conversations.h"

namespace watchfloor {
namespace {

constexpr int64_t kMessagesAPage = 200;

// Pages into `held` until there is no more, or enough; whether there is more. `ask` is given a page and how
// many, and answers with items and the page after them.
template <typename Item, typename Ask>
absl::StatusOr<bool> gather(int64_t most, int64_t mostAPage, std::vector<Item>* held, Ask ask) {
  std::string page;
  do {
    auto answer = ask(page, std::min(most - std::ssize(*held), mostAPage));
    if (!answer.ok()) return answer.status();
    std::ranges::move(answer->first, std::back_inserter(*held));
    page = std::move(answer->second);
  } while (!page.empty() && std::ssize(*held) < most);
  return !page.empty();
}

using Entries = std::pair<std::vector<ConversationEntry>, std::string>;
using Messages = std::pair<std::vector<ConversationMessage>, std::string>;

absl::StatusOr<Messages> paged(absl::StatusOr<MessagePage> page) {
  if (!page.ok()) return page.status();
  return Messages{std::move(page->messages), std::move(page->nextPage)};
}

class Asker {
 public:
  Asker(const ConversationQuestion& question, const Conversations& conversations)
      : m_question(question), m_conversations(conversations) {}

  absl::StatusOr<ConversationAnswer> ask() {
    const absl::StatusOr<bool> hasMore = gatherAll();
    if (!hasMore.ok()) return hasMore.status();
    m_answer.hasMore = *hasMore;
    return std::move(m_answer);
  }

 private:
  absl::StatusOr<bool> gatherAll() {
    switch (m_question.view) {
      case BrowserView::List:
        return gather(m_question.most, ConversationQuery::kMostEntries, &m_answer.entries,
                      [this](const std::string& page, int64_t most) { return list(page, most); });
      case BrowserView::Conversation:
        return gather(ConversationQuestion::kMostMessages, kMessagesAPage, &m_answer.messages,
                      [this](const std::string& page, int64_t most) { return show(page, most); });
      case BrowserView::Author:
        return gather(m_question.most, kMessagesAPage, &m_answer.messages,
                      [this](const std::string& page, int64_t most) {
                        return paged(m_conversations.byAuthor(m_question.number, {}, page, most));
                      });
      case BrowserView::Search:
        break;
    }
    return gather(m_question.most, kMessagesAPage, &m_answer.messages,
                  [this](const std::string& page, int64_t most) {
                    return paged(m_conversations.search({.words = m_question.words,
                                                         .topic = m_question.topic,
                                                         .brand = m_question.brand,
                                                         .channel = m_question.channel,
                                                         .span = m_question.message.span,
                                                         .page = page,
                                                         .most = most}));
                  });
  }

  absl::StatusOr<Entries> list(const std::string& page, int64_t most) const {
    const bool isNewest = m_question.order == ConversationOrder::kNewest;
    absl::StatusOr<ConversationPage> answer =
        m_conversations.list({.brand = m_question.brand,
                              .channel = m_question.channel,
                              .bucket = m_question.bucket,
                              .order = m_question.order,
                              .message = isNewest ? m_question.message : MessageFilter(),
                              .page = page,
                              .most = most});
    if (!answer.ok()) return answer.status();
    return Entries{std::move(answer->entries), std::move(answer->nextPage)};
  }

  absl::StatusOr<Messages> show(const std::string& page, int64_t most) {
    absl::StatusOr<ConversationDetails> details = m_conversations.show(m_question.number, page, most);
    if (!details.ok()) return details.status();
    m_answer.entries = {std::move(details->entry)};
    m_answer.acts = std::move(details->acts);
    return Messages{std::move(details->page.messages), std::move(details->page.nextPage)};
  }

  const ConversationQuestion& m_question;
  const Conversations& m_conversations;
  ConversationAnswer m_answer;
};

}  // namespace

absl::StatusOr<ConversationAnswer> answerTo(const ConversationQuestion& question,
                                            const Conversations& conversations) {
  return Asker(question, conversations).ask();
}

}  // namespace watchfloor
