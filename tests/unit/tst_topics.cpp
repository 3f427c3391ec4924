// What is a topic of a message and what never is; named topics, campaigns and how they were received.
#include <QtTest>
#include <set>

#include "listen/topics.h"
#include "listen/topics_campaign.h"
#include "naive_words.h"

using namespace watchfloor;

namespace {

TopicBook book(const std::string& toml) {
  const absl::StatusOr<TopicBook> compiled = TopicBook::compile(toml, "t.toml");
  if (!compiled.ok()) qFatal("%s", compiled.status().ToString().c_str());
  return *compiled;
}

Time at(const char* time) { return *parseTime(time); }

// "#fail|flight|delayed flight", in the order in which they are found.
std::string topics(std::string_view text, const TopicBook& of = {}, std::string_view brand = "Delta",
                   Time time = {}) {
  TopicScratch scratch;
  topicsOf({brand, text, time}, of, scratch);
  std::string joined;
  for (const Topic& topic : scratch.topics) joined += (joined.empty() ? "" : "|") + topic.text;
  return joined;
}

const std::string kCampaign = R"(
  [[campaign]]
  name = "Dragons"
  brand = ["Southwest"]
  any = "#dragons*"
  start = "2015-02-16T00:00:00Z"
  end = "2015-02-17T00:00:00Z"
)";

}  // namespace

class TestTopics : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void examples_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("topics");
    const auto row = [](const char* name, const char* text, const char* topics) {
      QTest::newRow(name) << QByteArray(text) << QByteArray(topics);
    };
    row("nothing", "", "");
    row("stop words", "and it is what you have", "");
    row("phrases", "Cancelled Flight today, customer service",
        "cancelled|flight|cancelled flight|customer|service|customer service");
    row("three words", "worst airline food poisoning",
        "worst|airline|worst airline|food|airline food|worst airline food|poisoning|food poisoning|airline "
        "food poisoning");
    row("what parts phrases", "late. flight \"gate\"", "late|flight|gate");
    row("a hyphen joins", "web-site", "web|site|web site");
    row("once a message", "delay delay, delay", "delay|delay delay");
    row("hashtag", "#FlightDelay", "#flightdelay");
    row("hashtag in a sentence", "my #fail flight", "#fail|flight");
    row("contraction", "can't fly, won't fly", "fly");
    row("possessive", "airport's lounge", "airport|lounge|airport lounge");
    row("article", "l'avion", "avion");
    row("the brand itself", "Delta flight", "flight|delta flight");
    row("hidden characters", "re\u200bfund", "refund");
    row("markup", "<b>refund</b>", "refund");
    row("emoji", "😡😡 delay", "delay");
    row("handles", "@anna @bob_1 .@carl: delay", "delay");
    row("what hangs on a handle", "@anna's bag @user@host.tld", "bag");
    row("mail", "write anna.smith@example.com please, refund", "write|refund");
    row("mail in brackets", "(anna@example.com)", "");
    row("link", "refund https://t.co/abc?name=anna www.delta.com/anna", "refund");
    row("phone", "call 0171 2345678 or 555-123-4567 or (555) 123 4567 refund", "refund");
    row("full-width phone", "０１７１ ２３４ ５６７ refund", "refund");
    row("Arabic digits", "٠١٧١٢٣٤٥٦٧ refund", "refund");
    row("digits among letters", "a\u0660\u0661\u0667\u0661 x1234 2014 737p", "737p");
    row("card", "card 4111 1111 1111 1111 refund", "card|refund");
    row("card in one", "4111111111111111 4111-1111-1111-1111 refund", "refund");
    row("card in a hashtag", "#card4111111111111111 refund", "refund");
    row("account", "account AB1234567 refund", "account|refund");
    row("flight number", "gate 42 737 max iphone 7", "gate|max|iphone|max iphone|iphone 7|max iphone 7");
    row("year", "christmas 2014", "christmas|christmas 2014");
    row("short", "ab abc", "abc|ab abc");
  }
  void examples() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, topics);
    QCOMPARE(QByteArray::fromStdString(::topics(text.toStdString())), topics);
  }

  void theBrandsNameIsNoTopic() {
    QCOMPARE(topics("apple virgin update", {}, "AppleSupport"),
             std::string("virgin|apple virgin|update|virgin update|apple virgin update"));
    QCOMPARE(topics("Virgin America", {}, "Virgin America"), std::string(""));
  }

  void namedHiddenAndShorter() {
    const std::string toml = R"(
      hide = ["flight", "#fail", "cust*"]
      longest_phrase = 1
      [[topic]]
      name = "Delays"
      any = ["delay*"]
      none = ["no delay"]
    )";
    QCOMPARE(topics("#fail flight delayed customer", book(toml)), std::string("Delays|delayed"));
    QCOMPARE(topics("no delay", book(toml)), std::string("delay"));
    QCOMPARE(topics("#win late flight", book("longest_phrase = 0")), std::string("#win"));
  }

  void aCampaignHasAStartAndAnEnd() {
    const TopicBook of = book(kCampaign);
    QCOMPARE(topics("#dragons", of, "Southwest", at("2015-02-16T00:00:00Z")),
             std::string("Dragons|#dragons"));
    QCOMPARE(topics("#dragons", of, "Southwest", at("2015-02-15T23:59:59Z")), std::string("#dragons"));
    QCOMPARE(topics("#dragons", of, "Southwest", at("2015-02-17T00:00:00Z")), std::string("#dragons"));
    QCOMPARE(topics("#dragons", of, "Delta", at("2015-02-16T00:00:00Z")), std::string("#dragons"));
  }

  void reception() {
    const TopicBook of = book(kCampaign);
    CampaignReception reception(of.named()[0]);
    QVERIFY(!reception.report().peak() && !reception.report().counts.netSentiment());
    QCOMPARE(reception.report().step, minutes(5));
    reception.add(at("2015-02-15T23:59:00Z"), Label::kNegative, true);
    reception.add(at("2015-02-17T00:00:00Z"), Label::kNegative, true);
    QCOMPARE(reception.report().meanwhile.total(), 0);
    reception.add(at("2015-02-16T00:04:00Z"), Label::kNegative, true);
    reception.add(at("2015-02-16T00:05:00Z"), Label::kPositive, true);
    reception.add(at("2015-02-16T00:09:59Z"), Label::kPositive, true);
    reception.add(at("2015-02-16T23:59:59Z"), std::nullopt, true);
    reception.add(at("2015-02-16T12:00:00Z"), Label::kNeutral, false);
    QCOMPARE(reception.report().counts, (LabelCounts{{1, 0, 2, 1}}));
    QCOMPARE(reception.report().meanwhile, (LabelCounts{{1, 1, 2, 1}}));
    QCOMPARE(*reception.report().counts.netSentiment(), 1.0 / 3);
    QCOMPARE(*reception.report().peak(), size_t{1});
    QCOMPARE(reception.report().steps.size(), size_t{288});
    reception.add(at("2015-02-16T00:05:00Z"), Label::kPositive, true, -1);
    QCOMPARE(reception.report().counts, (LabelCounts{{1, 0, 1, 1}}));
    QCOMPARE(*reception.report().peak(), size_t{0});
  }

  void aLongCampaignHasFewSteps() {
    for (const Duration length :
         std::initializer_list<Duration>{minutes(1), minutes(499), minutes(500), hours(24 * 30),
                                         hours(24 * 365), kDay * 36'500, kDay * 900'000}) {
      const NamedTopic campaign{.isCampaign = true,
                                .start = at("2015-02-16T00:00:00Z"),
                                .end = at("2015-02-16T00:00:00Z") + length};
      CampaignReception reception(campaign);
      reception.add(campaign.end - Duration(1), Label::kNeutral, true);
      QVERIFY(reception.report().steps.size() >= 1 &&
              reception.report().steps.size() <= CampaignReception::kMostSteps);
      QCOMPARE(reception.report().steps.back().total(), 1);
    }
  }

  void whatIsWrongNamesItsLine_data() {
    QTest::addColumn<QByteArray>("toml");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char* name, const std::string& toml, const char* says) {
      QTest::newRow(name) << QByteArray::fromStdString(toml) << QByteArray(says);
    };
    row("key", "[[topics]]", "t.toml:1: topics: no such key, did you mean topic?");
    row("name", "[[topic]]\nany = \"a\"", "t.toml:1: topic.name: a topic has a name");
    row("words", "[[topic]]\nname = \"a\"", "t.toml:1: topic.any: is missing");
    row("same", "[[topic]]\nname = \"a\"\nany = \"a\"\n[[topic]]\nname = \"a\"\nany = \"a\"",
        "t.toml:5: topic.name: there is another");
    row("start", "[[campaign]]\nname = \"a\"\nany = \"a\"\nend = \"2015-02-16T00:00:00Z\"",
        "t.toml:1: campaign.start: is missing");
    row("time", "[[campaign]]\nname = \"a\"\nany = \"a\"\nstart = \"x\"\nend = \"2015-02-16T00:00:00Z\"",
        "t.toml:4: campaign.start: expected a time");
    row("end",
        "[[campaign]]\nname = \"a\"\nany = \"a\"\nstart = \"2015-02-16T00:00:00Z\"\nend = "
        "\"2015-02-16T00:00:00Z\"",
        "t.toml:5: campaign.end: is not after start");
    row("hide", "hide = [\"a\",\n\"?\"]", "t.toml:2: hide: has no word");
    row("longest", "longest_phrase = 4", "t.toml:1: longest_phrase: expected a whole number from 0 to 3");
  }
  void whatIsWrongNamesItsLine() {
    QFETCH(QByteArray, toml);
    QFETCH(QByteArray, says);
    const absl::StatusOr<TopicBook> compiled = TopicBook::compile(toml.toStdString(), "t.toml");
    QVERIFY(absl::IsInvalidArgument(compiled.status()));
    const QByteArray said = QByteArray::fromStdString(compiled.status().ToString());
    QVERIFY2(said.contains(says), said.constData());
  }

  // Whoever wrote it: few topics, each of them once, none with a handle, an address or many digits.
  void hostileTexts() {
    naive::Writer writer(3);
    TopicScratch scratch;
    const TopicBook of = book(kCampaign);
    for (int i = 0; i < 3'000; ++i) {
      std::string text = writer.text(writer.below(30));
      if (i % 1'000 == 0) text = std::string(1'000'000, "a #@"[i / 1'000]);
      for (int n = 0; n < 10 && writer.chance(30); ++n)
        text += " " + std::to_string(writer.below(1'000'000'000));
      topicsOf({"Delta", text, {}}, of, scratch);
      QVERIFY(scratch.topics.size() <= TopicScratch::kMostOfMessage);
      std::set<uint64_t> ids;
      for (const Topic& topic : scratch.topics) {
        QVERIFY(ids.insert(topic.id).second);
        QCOMPARE(topic.id, topicId(topic.kind, topic.text));
        QVERIFY(topic.text.find('@') == std::string::npos && topic.text.size() <= 130);
        const auto digits =
            std::count_if(topic.text.begin(), topic.text.end(), [](char c) { return c >= '0' && c <= '9'; });
        QVERIFY2(digits <= 4, topic.text.c_str());
      }
    }
  }
};

QTEST_APPLESS_MAIN(TestTopics)
#include "tst_topics.moc"
