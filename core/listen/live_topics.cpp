#include "listen/live_topics.h"

#include <algorithm>

namespace watchfloor {
namespace {

std::vector<std::string_view> brandsOf(const EventView& event, const MessageView& message) {
  std::vector<std::string_view> brands(message.alsoBrands.begin(), message.alsoBrands.end());
  brands.push_back(event.brand);
  std::sort(brands.begin(), brands.end());
  brands.erase(std::unique(brands.begin(), brands.end()), brands.end());
  return brands;
}

}  // namespace

void LiveTopics::add(const EventView& event, const TopicBook& book) {
  m_newest = std::max(m_newest, std::optional(event.time));
  if (const auto* message = std::get_if<MessageView>(&event.body)) {
    if (message->direction == MessageDirection::kInbound && !message->isPrivate) add(event, *message, book);
  } else if (const auto* correction = std::get_if<CorrectionView>(&event.body)) {
    add(event, *correction);
  } else if (const auto* deletion = std::get_if<DeletionView>(&event.body)) {
    remove(ofId(deletion->messageId, event.time));
  }
}

void LiveTopics::add(const EventView& event, const MessageView& message, const TopicBook& book) {
  Message& told = ofId(message.messageId, event.time);
  if (!m_tick) m_campaigns.begin(m_isRecording ? kDistantPast : event.time);
  if (told.isTold) return;
  told.isTold = true;
  told.at = event.time;
  told.round = m_campaigns.round();
  told.author = Id::of(message.authorId).low;
  told.reach = message.reach.value_or(0);
  if (!told.labelled && message.sentiment) told.label = message.sentiment->label;
  if (told.isDeleted) return;
  for (const std::string_view brand : brandsOf(event, message)) {
    const bool isOwn = brand == event.brand;
    read(told, isOwn && told.moved ? told.brand : brand, isOwn, message, book);
  }
  countCampaigns(told, 1);
}

void LiveTopics::read(Message& message, std::string_view brand, bool isOwn, const MessageView& view,
                      const TopicBook& book) {
  topicsOf({.brand = brand, .text = view.text, .time = message.at}, book, m_scratch);
  if (m_scratch.topics.empty() && !m_campaigns.isAnyAt(message.at)) return;
  const auto isPhrase = [](const Topic& topic) { return topic.kind == TopicKind::kPhrase; };
  std::stable_partition(m_scratch.topics.begin(), m_scratch.topics.end(),
                        [&](const Topic& topic) { return !isPhrase(topic); });
  Part part{.brand = indexOf(brand), .topics = {}, .isOwn = isOwn};
  part.topics.reserve(m_scratch.topics.size());
  const uint64_t author =
      view.authorId.empty() ? message.id.low : message.author;  // of each unknown one apart
  for (const Topic& topic : m_scratch.topics) {
    m_counts.add(brand, topic, message.label, message.at);
    m_counts.addAuthor(topic.id, author);
    part.topics.push_back(topic.id);
    if (isPhrase(topic)) ++part.phrases;
  }
  m_topics += part.topics.size();
  message.parts.push_back(std::move(part));
}

void LiveTopics::add(const EventView& event, const CorrectionView& correction) {
  Message& message = ofId(correction.messageId, event.time);
  if (correction.sentiment && event.time >= message.labelled.value_or(event.time)) {
    message.labelled = event.time;
    relabel(message, correction.sentiment->label);
  }
  if (!correction.brand.empty() && event.time >= message.moved.value_or(event.time)) {
    message.moved = event.time;
    rename(message, correction.brand);
  }
}

void LiveTopics::remove(Message& message) {
  countCampaigns(message, -1);
  for (const Part& part : message.parts) {
    count(message, part, -1);
    m_topics -= part.topics.size();
  }
  message.parts.clear();
  message.isDeleted = true;
}

void LiveTopics::relabel(Message& message, std::optional<Label> label) {
  if (label == message.label) return;
  countCampaigns(message, -1);
  for (const Part& part : message.parts) count(message, part, -1);
  message.label = label;
  for (const Part& part : message.parts) count(message, part, 1);
  countCampaigns(message, 1);
}

void LiveTopics::rename(Message& message, std::string_view brand) {
  if (!message.isTold) message.brand = brand;
  const auto own =
      std::find_if(message.parts.begin(), message.parts.end(), [&](const Part& part) { return part.isOwn; });
  if (own == message.parts.end() || m_brands[own->brand] == brand) return;
  countCampaigns(message, -1);
  count(message, *own, -1);
  const uint32_t to = indexOf(brand);
  if (std::any_of(message.parts.begin(), message.parts.end(),
                  [to](const Part& part) { return part.brand == to; })) {
    m_topics -= own->topics.size();
    message.parts.erase(own);  // it is named already
  } else {
    own->brand = to;
    count(message, *own, 1);
  }
  countCampaigns(message, 1);
}

void LiveTopics::count(const Message& message, const Part& part, int32_t n) {
  const size_t named = part.topics.size() - part.phrases;
  for (size_t i = 0; i < part.topics.size(); ++i) {
    m_counts.addHeld(m_brands[part.brand], part.topics[i], i >= named, message.label, message.at, n);
  }
}

void LiveTopics::countCampaigns(const Message& message, int64_t n) {
  if (!m_campaigns.isAnyAt(message.at)) return;
  LiveCampaigns::Mention mention{
      .under = {}, .label = message.label, .at = message.at, .round = message.round};
  for (const Part& part : message.parts) mention.under.push_back({m_brands[part.brand], &part.topics});
  m_campaigns.count(mention, n);
}

LiveTopics::Message& LiveTopics::ofId(std::string_view messageId, Time at) {
  const Id id = Id::of(messageId);
  const auto [place, isNew] = m_places.try_emplace(id, m_gone + m_messages.size());
  if (isNew) m_messages.push_back({.id = id, .arrived = m_tick.value_or(at)});
  return m_messages[place->second - m_gone];
}

uint32_t LiveTopics::indexOf(std::string_view brand) {
  const auto [it, isNew] =
      m_brandIndex.try_emplace(std::string(brand), static_cast<uint32_t>(m_brands.size()));
  if (isNew) m_brands.emplace_back(brand);
  return it->second;
}

void LiveTopics::advance(const WindowRanges& to) {
  if (!m_tick) m_campaigns.begin(to.tick);
  m_tick = to.tick;
  m_counts.advance(to);
  forget(to.tick - kRemembered);
}

void LiveTopics::forget(Time before) {
  while (!m_messages.empty() && (m_messages.front().arrived < before ||
                                 m_messages.size() > m_limits.messages || m_topics > m_limits.topics)) {
    for (const Part& part : m_messages.front().parts) m_topics -= part.topics.size();
    m_places.erase(m_messages.front().id);
    m_messages.pop_front();
    ++m_gone;
  }
}

}  // namespace watchfloor
