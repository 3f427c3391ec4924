#include "store/author_erasure.h"

#include <absl/strings/str_cat.h>

#include <filesystem>
#include <system_error>
#include <utility>

namespace watchfloor {
namespace {

GoOn stepOf(const AuthorErasure::OnProgress& onProgress, std::string_view step) {
  return [&onProgress, step](uint64_t done, uint64_t total) { return onProgress(step, done, total); };
}

}  // namespace

AuthorErasure::AuthorErasure(RecordStore& store, Options options, Erasure erasure, bool isGoneOn,
                             std::optional<ConversationErasure> conversations)
    : m_store(store),
      m_options(std::move(options)),
      m_erasure(std::move(erasure)),
      m_isGoneOn(isGoneOn),
      m_conversations(std::move(conversations)) {}

absl::StatusOr<AuthorErasure> AuthorErasure::begin(RecordStore& store, Options options) {
  absl::StatusOr<std::optional<Erasure>> unfinished = store.erasure().unfinished();
  if (!unfinished.ok()) return unfinished.status();
  const bool isGoneOn = unfinished->has_value();
  if (isGoneOn && (*unfinished)->author() != options.author) {
    return absl::FailedPreconditionError(
        "the erasure of another author was interrupted: run that one again first, to its end");
  }
  std::optional<ConversationErasure> conversations;
  std::error_code error;
  const bool areKept = std::filesystem::exists(options.conversations, error);
  if (error) return absl::UnavailableError(absl::StrCat(options.conversations, ": ", error.message()));
  if (areKept) {
    absl::StatusOr<ConversationErasure> opened = ConversationErasure::open(options.conversations);
    if (!opened.ok()) return opened.status();
    conversations = *std::move(opened);
  }
  Erasure erasure = isGoneOn ? **std::move(unfinished) : Erasure(options.author, options.pseudonym);
  return AuthorErasure(store, std::move(options), std::move(erasure), isGoneOn, std::move(conversations));
}

absl::StatusOr<ErasedAuthor> AuthorErasure::run(const OnProgress& onProgress) {
  absl::StatusOr<ErasedAuthor> found = look(onProgress);
  if (!found.ok() || m_options.mode == ErasureMode::kTried) return found;
  if (absl::Status status = eraseAll(onProgress, &*found); !status.ok()) return status;
  return found;
}

// What there is to be done. Texts are remembered before any of them is gone.
absl::StatusOr<ErasedAuthor> AuthorErasure::look(const OnProgress& onProgress) {
  RecordErasure records = m_store.erasure();
  const GoOn goOn = stepOf(onProgress, "looking for the author");
  if (absl::Status status = records.rememberTexts(&m_erasure, goOn); !status.ok()) return status;
  if (m_conversations) {
    if (absl::Status status = m_conversations->rememberTexts(&m_erasure, goOn); !status.ok()) return status;
  }
  ErasedAuthor found;
  found.isGoneOn = m_isGoneOn;
  absl::StatusOr<ErasedRecords> inRecords = records.erase(m_erasure, m_options.at, ErasureMode::kTried, goOn);
  if (!inRecords.ok()) return inRecords.status();
  found.records = *inRecords;
  if (m_conversations) {
    absl::StatusOr<ErasedConversations> inConversations =
        m_conversations->erase(m_erasure, ErasureMode::kTried, goOn);
    if (!inConversations.ok()) return inConversations.status();
    found.conversations = *inConversations;
  }
  const ErasedConversations kept = found.conversations.value_or(ErasedConversations());
  const uint64_t messages = found.records.messages + kept.messages,
                 mentions = found.records.mentions + kept.mentions + kept.acts;
  if (!m_isGoneOn && messages == 0 && (mentions == 0 || !m_options.isOfMentions)) {
    return absl::NotFoundError(absl::StrCat("nothing is kept that an author of this id wrote",
                                            mentions == 0 ? "" : ", but others name it"));
  }
  if (absl::Status status = m_store.checkpoints().look(); !status.ok()) return status;
  found.checkpoints = m_store.checkpoints().all().size();
  return found;
}

absl::Status AuthorErasure::eraseAll(const OnProgress& onProgress, ErasedAuthor* erased) {
  RecordErasure records = m_store.erasure();
  absl::StatusOr<ErasedRecords> inRecords =
      records.erase(m_erasure, m_options.at, ErasureMode::kDone, stepOf(onProgress, "rewriting the records"));
  if (!inRecords.ok()) return inRecords.status();
  if (absl::Status status = m_store.checkpoints().removeAll(); !status.ok()) return status;
  const auto isGoingOn = [&](std::string_view step) {
    return onProgress(step, 0, 0) ? absl::OkStatus() : absl::CancelledError("ended");
  };
  if (m_conversations) {
    absl::StatusOr<ErasedConversations> kept = m_conversations->erase(
        m_erasure, ErasureMode::kDone, stepOf(onProgress, "rewriting the conversations"));
    if (!kept.ok()) return kept.status();
    erased->conversations = *kept;
    if (absl::Status status = isGoingOn("clearing the file of conversations"); !status.ok()) return status;
    if (absl::Status status = m_conversations->compact(); !status.ok()) return status;
  }
  if (absl::Status status = isGoingOn("clearing the file of records"); !status.ok()) return status;
  if (absl::Status status = records.compact(); !status.ok()) return status;
  return records.finish();
}

}  // namespace watchfloor
