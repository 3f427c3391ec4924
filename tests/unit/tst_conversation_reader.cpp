// Lists, pages and search of conversations, whatever was written in them.
#include "conversation_fixture.h"

#include <QtTest>
#include <map>
#include <random>

using namespace watchfloor;

class TestConversationReader : public QObject, protected ConversationFixture {
  Q_OBJECT

 private Q_SLOTS:
  void init() { beginAnew(); }
  void cleanup() { m_store.reset(); }

  void listsFilterOrderAndGoOn() {
    std::vector<Event> events;
    for (int i = 0; i < 25; ++i) {
      Event event = said(std::to_string(i), i, "text", "u" + std::to_string(i % 3));
      event.brand = i % 2 ? "odd" : "even";
      event.channel = i % 5 ? "web" : "x";
      events.push_back(event);
      if (i % 4 == 0) events.push_back(answer("a" + std::to_string(i), i, std::to_string(i)));
    }
    add(events);
    const auto walk = [&](ConversationQuery query) {
      std::string brands;
      query.most = 4;
      do {
        const auto page = m_reader->list(query);
        if (!page.ok()) return page.status().ToString();
        for (const ConversationEntry& e : page->entries)
          absl::StrAppend(&brands, (e.began - kNoon) / minutes(1), " ");
        query.page = page->nextPage;
      } while (!query.page.empty());
      return brands;
    };
    QCOMPARE(walk({.brand = "odd"}), "23 21 19 17 15 13 11 9 7 5 3 1 ");
    QCOMPARE(walk({.brand = "even", .order = ConversationOrder::kOldestUnanswered}), "2 6 10 14 18 22 ");
    QCOMPARE(walk({.channel = "x"}), "20 15 10 5 0 ");
    QCOMPARE(walk({.brand = "even", .channel = "x"}), "20 10 0 ");
    QCOMPARE(walk({.brand = "nobody"}), "");
    QCOMPARE(walk({.handling = Handling::kResolved}), "");
    for (const char* page : {"x", "1", "1.x", ".", "1.99999999999999999999"})
      QVERIFY(absl::IsInvalidArgument(m_reader->list({.page = page}).status()));

    const int64_t author = *m_reader->authorNamed("u1");
    std::string page, times;
    do {
      const auto messages = m_reader->byAuthor(author, page, 3);
      for (const ConversationMessage& m : messages->messages)
        absl::StrAppend(&times, (m.time - kNoon) / minutes(1), " ");
      page = messages->nextPage;
    } while (!page.empty());
    QCOMPARE(times, "22 19 16 13 10 7 4 1 ");
    QVERIFY(absl::IsNotFound(m_reader->authorNamed("nobody").status()));
  }
  // Page by page the same as by looking at every message of every conversation.
  void byMessagesAsIfEachWasLookedAt() {
    std::mt19937 random(5);
    std::vector<Event> events;
    for (int i = 0; i < 400; ++i) {
      const std::string replyTo =
          i > 0 && random() % 3 ? std::to_string(random() % static_cast<unsigned>(i)) : "";
      const int minute = static_cast<int>(random() % 120);
      Event event = random() % 4 ? said(std::to_string(i), minute, absl::StrCat("text ", i), "u", replyTo)
                                 : answer(std::to_string(i), minute, replyTo.empty() ? "none" : replyTo);
      event.brand = random() % 3 ? "acme" : "owlwave", event.channel = random() % 2 ? "web" : "x";
      MessageEvent& message = std::get<MessageEvent>(event.body);
      if (random() % 2) message.sentiment = Sentiment{static_cast<Label>(random() % 3), {}};
      events.push_back(event);
    }
    add(events);
    std::vector<std::pair<ConversationEntry, std::vector<ConversationMessage>>> all;
    for (const ConversationEntry& entry : entries({.most = 500})) {
      all.emplace_back(entry, m_reader->show(entry.number, {}, 200)->page.messages);
      QVERIFY(all.back().second.size() == static_cast<size_t>(entry.messages));
    }
    QVERIFY(all.size() > 50);
    std::map<int64_t, std::string> textOf;
    for (const auto& [entry, messages] : all) {
      for (const ConversationMessage& message : messages)
        textOf[message.number] = message.direction == MessageDirection::kInbound ? message.text : entry.text;
    }
    const auto isSuch = [](const ConversationQuery& query, const ConversationMessage& message) {
      const MessageFilter& filter = query.message;
      const bool isOutbound = message.direction == MessageDirection::kOutbound;
      return (query.brand.empty() || message.brand == query.brand) &&
             (query.channel.empty() || message.channel == query.channel) &&
             (!query.brand.empty() || std::ranges::count(query.without, message.brand) == 0) &&
             (!filter.span.from || message.time >= *filter.span.from) &&
             (!filter.span.to || message.time < *filter.span.to) && !(filter.isByCustomer && isOutbound) &&
             (!filter.label ||
              (!isOutbound && message.sentiment && message.sentiment->label == *filter.label));
    };
    int found = 0;
    for (int round = 0; round < 200; ++round) {
      ConversationQuery query;
      if (random() % 2) query.brand = "owlwave";
      if (random() % 3 == 0) query.channel = "x";
      if (random() % 3 == 0) query.without = {"acme", "nobody"};
      const int from = static_cast<int>(random() % 120);
      if (random() % 4) query.message.span.from = kNoon + minutes(from);
      if (random() % 2) query.message.span.to = kNoon + minutes(from + 1 + static_cast<int>(random() % 30));
      if (random() % 2) query.message.label = static_cast<Label>(random() % 3);
      query.message.isByCustomer = random() % 2;
      if (query.message.isAny()) continue;
      std::vector<std::tuple<Time, int64_t, int64_t>> wanted;  // when, which message, whose
      for (const auto& [entry, messages] : all) {
        std::optional<std::tuple<Time, int64_t, int64_t>> newest;
        for (const ConversationMessage& message : messages) {
          if (isSuch(query, message))
            newest = std::max(newest, std::optional(std::tuple(message.time, message.number, entry.number)));
        }
        if (newest) wanted.push_back(*newest);
      }
      std::ranges::sort(wanted, std::greater());
      std::vector<int64_t> numbers, expected;
      for (const auto& one : wanted) expected.push_back(std::get<2>(one));
      std::vector<std::string> texts, expectedTexts;  // of the message that each is listed for
      for (const auto& one : wanted) expectedTexts.push_back(textOf.at(std::get<1>(one)));
      query.most = 1 + static_cast<int64_t>(random() % 20);
      do {
        const auto page = m_reader->list(query);
        QVERIFY2(page.ok(), page.status().ToString().c_str());
        for (const ConversationEntry& entry : page->entries)
          numbers.push_back(entry.number), texts.push_back(entry.text);
        query.page = page->nextPage;
      } while (!query.page.empty());
      QCOMPARE(join(numbers), join(expected));
      QVERIFY(texts == expectedTexts);
      found += static_cast<int>(numbers.size());
    }
    QVERIFY(found > 1'000);
  }
  // One message an hour, in another order than that of their times.
  void wordsOfATime() {
    std::vector<Event> events;
    for (int i = 0; i < 24; ++i)
      events.push_back(said(std::to_string(i), (i * 7 % 24) * 60, i % 2 ? "bag" : "hat"));
    add(events, kNoon + kDay);
    const auto ids = [&](TimeSpan span) {
      std::string found;
      MessageSearch search{.words = "bag", .span = span, .most = 2};
      do {
        const auto page = m_reader->search(search);
        if (!page.ok()) return page.status().ToString();
        for (const ConversationMessage& message : page->messages)
          found += std::to_string((message.time - kNoon) / hours(1)) + " ";
        search.page = page->nextPage;
      } while (!search.page.empty());
      return found;
    };
    QCOMPARE(ids({kNoon + hours(3), kNoon + hours(9)}), "3 5 7 ");
    QCOMPARE(ids({kNoon + hours(20), {}}), "23 21 ");
    QCOMPARE(ids({{}, kNoon + hours(4)}), "3 1 ");
    QCOMPARE(ids({kNoon + kDay, {}}), "");
  }
  void numbersOfWhatSourcesName() {
    add({said("1", 0, "anybody there?"), said("2", 1, "no")});
    const std::string writer = std::get<MessageEvent>(said("1", 0, "").body).authorId;
    const std::string first = std::get<MessageEvent>(said("1", 0, "").body).messageId;
    std::vector<TrendConversation> conversations = {
        {.messageId = first, .beganById = writer, .sharesMostId = "nobody"}, {.messageId = "unheard of"}};
    QVERIFY(m_reader->number(&conversations).ok());
    QVERIFY(conversations[0].number > 0 && conversations[0].sharesMost == 0);
    QCOMPARE(conversations[0].beganBy, *m_reader->authorNamed(writer));
    QVERIFY(conversations[1].number == 0 && conversations[1].beganBy == 0);
  }
  void words() {
    Event elsewhere = said("4", 3, "REFUNDED at last");
    elsewhere.brand = "other";
    add({said("1", 0, "I want a refund for my lost bag"), said("2", 1, "the bag I lost"),
         said("3", 2, "déjà vu"), elsewhere});
    QCOMPARE(found("bag"), "2 1 ");
    QCOMPARE(found("lost bag"), "2 1 ");
    QCOMPARE(found("\"lost bag\""), "1 ");
    QCOMPARE(found("refund*"), "4 1 ");
    QCOMPARE(found("refund*", "acme"), "1 ");
    QCOMPARE(found("refund*", "nobody"), "");
    QCOMPARE(found("Deja"), "3 ");
    QCOMPARE(found("nothing"), "");
    const auto first = m_reader->search({.words = "bag", .most = 1});
    QCOMPARE(first->messages.size(), 1U);
    const auto second = m_reader->search({.words = "bag", .page = first->nextPage, .most = 1});
    QCOMPARE(second->messages[0].messageId, "m1");
    QVERIFY(second->nextPage.empty());
  }
  // Nothing that somebody looks for is an operator, and nothing breaks the question.
  void hostileWords() {
    add({said("1", 0, "NEAR text: OR bag ^ { } robert'); DROP TABLE messages;--"), said("2", 1, "bag")});
    for (const char* words : {"bag OR nothing", "NOT bag", "text:bag", "bag NEAR nothing", "nothing AND bag"})
      QVERIFY2(found(words).find("2 ") == std::string::npos, words);
    QCOMPARE(found("DROP TABLE"), "1 ");
    QCOMPARE(found("robert');"), "1 ");
    for (const char* words : {"\"bag", "bag\"", "bag*)", "(bag", "^bag", "bag* *", "-bag", "{bag}"})
      QVERIFY2(found(words).find("2 ") != std::string::npos, words);
    for (const char* words : {"", "  ", "\"\"", "*", "-", "!!!"})
      QVERIFY2(found(words).find("words:") == 0, words);
    QVERIFY(found(std::string(2'000, 'x')).find("1000") != std::string::npos);
    QCOMPARE(found(std::string("bag\0x", 5)), "");
    QCOMPARE(found("\xff\xfe\x80"), "");
    QCOMPARE(found("\u202e\u200b"), "");
    QCOMPARE(entries().size(), 2U);
  }
  void hostileTexts() {
    const std::string huge(1'000'000, 'x'), nul("a\0needle", 8), turned = "\u202eevil\u200b <b>needle</b>";
    std::string emoji;
    for (int i = 0; i < 10'000; ++i) emoji += "👩‍👩‍👧‍👦";
    add({said("1", 0, huge), said("2", 1, nul), said("3", 2, turned), said("4", 3, emoji),
         said("5", 4, "", std::string("\u202e'; --", 8))});
    QCOMPARE(entries().size(), 5U);
    const auto first = m_reader->search({.words = "needle"});
    QCOMPARE(first->messages.size(), 2U);
    QCOMPARE(first->messages[0].text, turned);
    QCOMPARE(first->messages[1].text, nul);
    for (const ConversationEntry& entry : entries()) {
      const ConversationMessage message = m_reader->show(entry.number, {}, 10)->page.messages.at(0);
      QVERIFY(message.text.size() <= 16'384);
      QCOMPARE(message.isCut, message.messageId == "m1" || message.messageId == "m4");
      // Cut between characters.
      if (message.messageId == "m4")
        QVERIFY(QString::fromStdString(message.text).toStdString() == message.text);
    }
  }
  void nothingOfAPersonIsLeftWhereItIsMasked() {
    add({in(said("1", 0, "my name is Bob", "@bob"), "bobs-chat")});
    ConversationEntry entry = only();
    ConversationMessage message = m_reader->show(entry.number, {}, 10)->page.messages.at(0);
    mask(&entry);
    mask(&message);
    QVERIFY(entry.isMasked && entry.authorId.empty() && entry.text.empty() && entry.sourceId.empty());
    QVERIFY(message.isMasked && message.authorId.empty() && message.text.empty() &&
            message.messageId.empty());
    QVERIFY(entry.author > 0 && message.author == entry.author && message.textBytes == 14);
  }
};

QTEST_APPLESS_MAIN(TestConversationReader)
#include "tst_conversation_reader.moc"
