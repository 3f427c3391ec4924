// The listening stage: who reads which message, whose label holds, and what is kept of it.
#include <QtTest>
#include <numeric>

#include "event_builders.h"
#include "listen/listener.h"
#include "listen/script.h"
#include "listen/sentiment_training.h"
#include "reading.h"
#include "wire/record_wire.h"

using namespace watchfloor;

namespace {

const Time kMorning = at("2026-03-02T10:00:00Z");
constexpr Sentiment kTold{Label::kNegative, {}};

Event written(std::string text, std::optional<Sentiment> sentiment = {}, std::string brand = "acme") {
  Event event = messageEvent("1", kMorning, "u");
  event.brand = std::move(brand);
  auto& message = std::get<MessageEvent>(event.body);
  message.text = std::move(text), message.sentiment = sentiment;
  return event;
}

Annotations said(const SentimentConfig& config, const std::vector<Event>& events) {
  std::vector<EventView> views;
  for (const Event& event : events) views.push_back(viewOf(event));
  std::vector<uint32_t> places(views.size());
  std::iota(places.begin(), places.end(), 0);
  return (*Listener::make(config))->listen(views, places);
}

// Of one message; an outer none: nothing is said.
std::optional<std::optional<Sentiment>> saidOf(const SentimentConfig& config, const Event& event) {
  const Annotations annotations = said(config, {event});
  if (annotations.isEmpty()) return std::nullopt;
  return annotations.sentiments.at(0).sentiment;
}

}  // namespace

class TestListener : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aMessageWithoutALabelGetsOne() {
    const auto sentiment = saidOf({}, written("I love it"));
    QVERIFY(sentiment && *sentiment);
    QVERIFY((*sentiment)->label == Label::kPositive && *(*sentiment)->score > 0.5);
  }
  void whatSaysNothingStaysUnclassified() {
    for (const char* text : {"", "42", "отлично"}) QVERIFY(!saidOf({}, written(text)));
    QVERIFY(!saidOf({.scorer = std::string(SentimentConfig::kNone)}, written("I love it")));
  }
  void onlyInboundMessagesAreRead() {
    Event outbound = written("I love it");
    std::get<MessageEvent>(outbound.body).direction = MessageDirection::kOutbound;
    Event correction = written("");
    correction.body = CorrectionEvent{.messageId = "m1", .sentiment = kTold, .brand = {}};
    QVERIFY(said({.trustedSources = {}},
                 {outbound, correction, contactEvent("2", kMorning, "c", ContactPhase::kEnqueued)})
                .isEmpty());
  }
  void aTrustedSourcesLabelHolds() {
    QVERIFY(!saidOf({}, written("I love it", kTold)));
    QVERIFY(!saidOf({.trustedSources = {"acd", "social"}}, written("I love it", kTold)));
  }
  void anothersLabelIsReplacedOrTakenAway() {
    const SentimentConfig strict{.trustedSources = {"acd"}};
    QVERIFY((*saidOf(strict, written("I love it", kTold)))->label == Label::kPositive);
    const auto none = saidOf(strict, written("", kTold));
    QVERIFY(none && !*none);
  }
  void theFirstRuleThatMatchesHolds() {
    const SentimentConfig config{
        .rules = {
            {.brand = "acme", .script = Script::kCyrillic, .scorer = std::string(SentimentConfig::kNone)},
            {.brand = "acme", .channel = "voice", .scorer = std::string(SentimentConfig::kNone)},
            {.brand = "silent", .scorer = std::string(SentimentConfig::kNone)}}};
    QVERIFY(saidOf(config, written("I love it")));
    QVERIFY(!saidOf(config, written("очень люблю it 😍😍")));
    QVERIFY(!saidOf(config, written("I love it", {}, "silent")));
    QVERIFY(saidOf(config, written("I love it", {}, "other")));
  }
  void aRuleMayAskForALanguage() {
    const SentimentConfig config{
        .rules = {{.language = "pt", .scorer = std::string(SentimentConfig::kNone)}}};
    const auto isReadIn = [&](const char* language) {
      Event event = written("I love it");
      std::get<MessageEvent>(event.body).language = language;
      return saidOf(config, event).has_value();
    };
    QVERIFY(!isReadIn("pt") && !isReadIn("PT-br"));
    QVERIFY(isReadIn("") && isReadIn("en") && isReadIn("ptx"));
  }
  void aModelReadsWhatARuleGivesIt() {
    QTemporaryDir folder;
    std::vector<SentimentExample> examples;
    for (int i = 0; i < 100; ++i) {
      examples.push_back({kMorning, i % 2 ? "отлично сегодня" : "ужасно сегодня",
                          i % 2 ? Label::kPositive : Label::kNegative});
    }
    const QString path = folder.filePath("russian.model");
    writeFile(path, *trainSentimentModel(examples, [](double) { return true; }));
    const SentimentConfig config{
        .models = {{.name = "russian", .path = path.toStdString(), .minConfidence = 0.6}},
        .rules = {{.script = Script::kCyrillic, .scorer = "russian"}}};
    const Annotations annotations =
        said(config, {written("отлично"), written("ужасно"), written("terrible"), written("сегодня")});
    QCOMPARE(annotations.versions.size(), 2U);
    QVERIFY(annotations.versions[0].starts_with("model-") && annotations.versions[1].starts_with("lexicon-"));
    QCOMPARE(annotations.sentiments.size(), 3U);  // of "today" it is not sure
    QVERIFY(annotations.sentiments[0].sentiment->label == Label::kPositive);
    QVERIFY(annotations.sentiments[1].sentiment->label == Label::kNegative);
    QCOMPARE(annotations.sentiments[2].by, 1U);
    QVERIFY(absl::IsNotFound(
        Listener::make({.models = {{.name = "gone", .path = folder.filePath("gone").toStdString()}}})
            .status()));
  }
  void scripts() {
    QVERIFY(scriptOf("Grüße") == Script::kLatin && scriptOf("Ωραία") == Script::kGreek);
    QVERIFY(scriptOf("今日") == Script::kHan && scriptOf("สวัสดี") == Script::kThai &&
            scriptOf("42") == Script::kOther);
    QVERIFY(scriptOf("@somebodyelse привет https://t.co/abcdef") == Script::kCyrillic);
  }
  void annotationsAreWhatTheyWereAfterBytes() {
    Annotations annotations = said(
        {.trustedSources = {"x"}},
        {written("I hate it"), written(""), written("gate 3"), written("", kTold), written("so so good!")});
    QCOMPARE(annotations.sentiments.size(), 4U);
    const absl::StatusOr<Annotations> read = wire::annotationsFromBytes(wire::toBytes(annotations));
    QVERIFY(read.ok());
    QVERIFY(*read == annotations);
  }
  void messagesAreTriagedByTheRulesInForce() {
    QTemporaryDir folder;
    const QString path = folder.filePath("rules.toml");
    const auto rules = [&](const char* bucket) {
      writeFile(path, std::string(
                          "name = \"r\"\ndefault = \"count_only\"\n[[rule]]\nname = \"angry\"\nbucket = "
                          "\"contact_centre\"\nsentiment = \"negative\"\nany = [\"hate\"]\n[[rule]]\nname = "
                          "\"fans\"\nany = [\"love\"]\nbucket = \"") +
                          bucket + "\"\n");
    };
    rules("marketing");
    const auto triage = *TriageInForce::open(path.toStdString());
    const auto listener = *Listener::make({}, triage.get());
    Event outbound = written("I hate it");
    std::get<MessageEvent>(outbound.body).direction = MessageDirection::kOutbound;
    const std::vector<Event> events = {written("gate 3"),
                                       outbound,
                                       written("I hate it"),
                                       written(""),
                                       written("I hate it", Sentiment{Label::kPositive, {}}),
                                       written("we love it")};
    std::vector<EventView> views;
    for (const Event& event : events) views.push_back(viewOf(event));
    const std::vector<uint32_t> places = {0, 3, 4, 5, 7, 9};
    const Annotations said = listener->listen(views, places);
    QCOMPARE(said.triages.size(), 5U);  // nobody triages the brand's own
    QCOMPARE(said.versions.size(), 2U);
    QVERIFY(said.versions[1].starts_with("r-"));
    std::string decisions;
    for (const Annotations::Triage& one : said.triages) {
      QCOMPARE(one.by, 1U);
      decisions +=
          std::to_string(one.event) + " " + said.rules[one.rule] + " " + std::string(name(one.bucket)) + "\n";
    }
    QCOMPARE(decisions,
             "0 default count_only\n4 angry contact_centre\n5 default count_only\n7 default count_only\n"
             "9 fans marketing\n");

    rules("count_only");
    QVERIFY(triage->reload().ok());
    const Annotations after = listener->listen(views, places);
    QVERIFY(after.versions[1] != said.versions[1]);
    QVERIFY(after.triages.back().bucket == Bucket::kCountOnly);

    const absl::StatusOr<Annotations> read = wire::annotationsFromBytes(wire::toBytes(said));
    QVERIFY(read.ok() && *read == said);
  }
  // As they were written before there was triage.
  void olderAnnotationsAreRead() {
    const std::string bytes("\x0a\x01v\x12\x01\x07\x1a\x01\x00\x22\x01\x03\x2a\x02\xa0\x1f", 16);
    const absl::StatusOr<Annotations> read = wire::annotationsFromBytes(bytes);
    QVERIFY2(read.ok(), read.status().ToString().c_str());
    QVERIFY(read->triages.empty() && read->sentiments.size() == 1);
    QCOMPARE(read->sentiments[0].event, 7U);
  }
  void wrongTriageIsRefused() {
    const auto isRefused = [](const Annotations& annotations) {
      return absl::IsInvalidArgument(wire::annotationsFromBytes(wire::toBytes(annotations)).status());
    };
    Annotations right{
        .versions = {"v"}, .rules = {"r"}, .sentiments = {}, .triages = {{1, 0, 0, {}}, {2, 0, 0, {}}}};
    QVERIFY(!isRefused(right));
    Annotations wrong = right;
    wrong.triages[1].event = 1;
    QVERIFY(isRefused(wrong));
    wrong = right;
    wrong.triages[0].rule = 1;
    QVERIFY(isRefused(wrong));
    wrong = right;
    wrong.triages[0].by = 1;
    QVERIFY(isRefused(wrong));
    wrong = right;
    wrong.triages[0].bucket = static_cast<Bucket>(3);
    QVERIFY(isRefused(wrong));
  }
  void annotationsFindTheirEvents() {
    const std::vector<Event> events = {written("a"), written("b"), written("c", kTold)};
    std::vector<EventView> views;
    for (const Event& event : events) views.push_back(viewOf(event));
    // Of the events 1 and 4 nothing came: they were rejected.
    const std::vector<uint32_t> places = {0, 2, 5};
    const Sentiment good{Label::kPositive, 0.5};
    apply({.versions = {"v"},
           .rules = {},
           .sentiments = {{1, 0, good}, {2, 0, good}, {5, 0, std::nullopt}, {9, 0, good}},
           .triages = {}},
          places, views);
    QVERIFY(!std::get<MessageView>(views[0].body).sentiment);
    QVERIFY(std::get<MessageView>(views[1].body).sentiment == good);
    QVERIFY(!std::get<MessageView>(views[2].body).sentiment);
  }
};

QTEST_APPLESS_MAIN(TestListener)
#include "tst_listener.moc"
