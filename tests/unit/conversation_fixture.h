// Conversations in a file of their own, to write to and to read. Tests of each part stand on it.
#pragma once

#include <absl/strings/str_cat.h>

#include <QTemporaryDir>
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "event_builders.h"
#include "store/conversation_reader.h"
#include "store/conversation_store.h"

namespace watchfloor {

inline const Time kNoon = at("2026-03-02T12:00:00Z");

// Messages of acme's web channel, so many minutes after noon.
inline Event said(const std::string& id, int minute, const std::string& text, const std::string& author = "u",
                  const std::string& replyTo = {}) {
  Event event = messageEvent(id, kNoon + minutes(minute), author, replyTo.empty() ? "" : "m" + replyTo);
  std::get<MessageEvent>(event.body).text = text;
  return event;
}
inline Event answer(const std::string& id, int minute, const std::string& replyTo) {
  Event event = said(id, minute, "we are sorry", "acme", replyTo);
  std::get<MessageEvent>(event.body).direction = MessageDirection::kOutbound;
  return event;
}
inline Event in(Event event, const std::string& conversation) {
  std::get<MessageEvent>(event.body).conversationId = conversation;
  return event;
}
inline Event other(const std::string& id, int minute, decltype(Event::body) body) {
  return {.source = "social",
          .eventId = id,
          .time = kNoon + minutes(minute),
          .brand = {},
          .channel = {},
          .body = std::move(body)};
}

inline std::string join(const std::vector<int64_t>& numbers) {
  std::string out;
  for (const int64_t n : numbers) out += std::to_string(n) + " ";
  return out;
}

struct ConversationFixture {
  std::unique_ptr<QTemporaryDir> m_folder;
  std::unique_ptr<ConversationStore> m_store;
  std::unique_ptr<ConversationReader> m_reader;
  uint64_t m_record = 0;

  std::string path() const { return m_folder->filePath("conversations.db").toStdString(); }
  void open(Duration keep = kDay * 90) {
    m_store.reset();
    auto store = ConversationStore::open({.path = path(), .keep = keep});
    if (!store.ok()) qFatal("%s", store.status().ToString().c_str());
    m_store = std::make_unique<ConversationStore>(*std::move(store));
    m_reader = std::make_unique<ConversationReader>(path());
  }
  std::vector<int64_t> add(std::vector<Event> events, Time tick = kNoon + hours(12)) {
    return add(BatchRecord(batchOf(std::move(events))), tick);
  }
  std::vector<int64_t> add(const BatchRecord& batch, Time tick = kNoon + hours(12)) {
    const absl::Status status = m_store->add(batch, tick);
    if (!status.ok()) qFatal("%s", status.ToString().c_str());
    ++m_record;
    const auto changed = m_store->commit({.record = m_record, .tick = {m_record, tick}});
    if (!changed.ok()) qFatal("%s", changed.status().ToString().c_str());
    return *changed;
  }
  std::vector<ConversationEntry> entries(const ConversationQuery& query = {}) const {
    auto page = m_reader->list(query);
    if (!page.ok()) qFatal("%s", page.status().ToString().c_str());
    return page->entries;
  }
  // Message ids by conversation, as "1,2|3", whatever their numbers.
  std::string shape() const {
    std::vector<std::string> groups;
    for (const ConversationEntry& entry : entries({.most = 500})) {
      std::vector<std::string> ids;
      const auto details = m_reader->show(entry.number, {}, 200);
      for (const ConversationMessage& message : details->page.messages)
        ids.push_back(message.messageId.substr(1));
      std::sort(ids.begin(), ids.end());
      std::string group;
      for (const std::string& id : ids) group += (group.empty() ? "" : ",") + id;
      groups.push_back(group);
    }
    std::sort(groups.begin(), groups.end());
    std::string shape;
    for (const std::string& group : groups) shape += (shape.empty() ? "" : "|") + group;
    return shape;
  }
  ConversationEntry only() const {
    const auto all = entries();
    if (all.size() != 1) qFatal("there are %zu conversations", all.size());
    return all[0];
  }
  absl::StatusOr<ConversationRecord> act(int64_t conversation, ActKind kind, const std::string& to,
                                         const std::string& reason = {}, int64_t undone = 0) {
    const auto acted = m_store->act({.conversation = conversation,
                                     .kind = kind,
                                     .to = to,
                                     .reason = reason,
                                     .by = "ann",
                                     .at = kNoon + hours(1),
                                     .undone = undone});
    if (!acted.ok()) return acted.status();
    return acted->record;
  }
  std::string found(const std::string& words, const std::string& brand = {}) const {
    const auto page = m_reader->search({.words = words, .brand = brand});
    if (!page.ok()) return std::string(page.status().message());
    std::string ids;
    for (const ConversationMessage& message : page->messages) ids += message.messageId.substr(1) + " ";
    return ids;
  }

  void beginAnew() {
    m_folder = std::make_unique<QTemporaryDir>();
    m_record = 0;
    open();
  }
};

}  // namespace watchfloor
