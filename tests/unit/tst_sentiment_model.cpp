// Trained models of sentiment: what they read, how they are trained, judged and kept.
#include <QtTest>
#include <random>

#include "listen/sentiment_evaluation.h"
#include "listen/sentiment_features.h"
#include "listen/sentiment_model.h"
#include "listen/sentiment_training.h"
#include "reading.h"

using namespace watchfloor;

namespace {

const auto kGoOn = [](double) { return true; };

// Whose label follows from a word that the lexicon does not know.
std::vector<SentimentExample> madeExamples(size_t count) {
  std::mt19937 dice(3);
  const std::array<std::string, 3> words = {"rerouted", "terminal", "upgraded"};
  std::vector<SentimentExample> examples(count);
  for (size_t i = 0; i < count; ++i) {
    const size_t label = dice() % 3;
    examples[i] = {fromMicros(static_cast<int64_t>(i) * 1'000'000),
                   "we were " + words[label] + " at gate " + std::to_string(dice() % 40),
                   static_cast<Label>(label)};
  }
  return examples;
}

std::shared_ptr<const SentimentModel> trainedOn(std::span<const SentimentExample> examples) {
  const absl::StatusOr<std::string> bytes = trainSentimentModel(examples, kGoOn);
  if (!bytes.ok()) qFatal("%s", bytes.status().ToString().c_str());
  return *SentimentModel::parse(*bytes, "made");
}

SentimentEvaluation judged(const SentimentModel& model, std::span<const SentimentExample> examples) {
  SentimentEvaluation evaluation;
  for (const SentimentExample& example : examples) {
    const std::optional<Sentiment> said = model.classify(example.text, 0);
    evaluation.add(example.label, said ? std::optional(said->label) : std::nullopt);
  }
  return evaluation;
}

}  // namespace

class TestSentimentModel : public QObject {
  Q_OBJECT

  const SentimentScorer m_scorer{};

 private Q_SLOTS:
  void features_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("features");
    const auto row = [](const char* name, const char* text, const char* features) {
      QTest::newRow(name) << QByteArray(text) << QByteArray(features);
    };
    row("words", "The GATE is open", "<rules+0> the gate is open ");
    row("what stands for many", "@Acme see https://t.co/x at 10:45 www.acme.com",
        "<rules+0> <author> see <link> at <number> : <number> <link> ");
    row("marks", "Great!! #Fail2", "<rules+3> great ! ! #fail2 ");
    row("apostrophes", "don\xE2\x80\x99t 'quote' rock'", "<rules+0> don't ' quote ' rock ' ");
    row("emoji", "late😡", "<rules+0> late 😡 ");
    row("what nobody sees",
        "b\xE2\x80\x8B"
        "ad\xE2\x80\xAE seat",
        "<rules+0> bad seat ");
    row("foreign", "Очень ПЛОХО", "<rules> очень плохо ");
    row("nothing", "", "<rules> ");
    row("our own words", "<rules+5> __label__positive </s>",
        "<rules+0> < rules + <number> > _ _ label _ _ positive < / s > ");
  }
  void features() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, features);
    QCOMPARE(QByteArray::fromStdString(sentimentFeatures(text.toStdString(), m_scorer)), features);
  }
  void anyBytesMakeOneLine() {
    std::mt19937 dice(5);
    for (int round = 0; round < 5'000; ++round) {
      std::vector<char> bytes(dice() % 60);
      for (char& c : bytes) c = static_cast<char>(dice());
      const std::string line = sentimentFeatures({bytes.data(), bytes.size()}, m_scorer);
      QVERIFY(line.find('\n') == std::string::npos && line.find('\0') == std::string::npos);
      QVERIFY(line.find("__label__") == std::string::npos);
    }
  }
  void learnsWhatTheLexiconDoesNotKnow() {
    const std::vector<SentimentExample> examples = madeExamples(600);
    const auto model = trainedOn(std::span(examples).first(400));
    QCOMPARE(*judged(*model, std::span(examples).subspan(400)).accuracy(), 1.0);
    QVERIFY(*model->classify("rerouted", 0)->score < 0 && *model->classify("upgraded", 0)->score > 0);
    QCOMPARE(model->about().examples, 400);
    QVERIFY(!model->classify("", 0) && !model->classify("42 :-)", 0) && !model->classify("Плохо", 0));
    QVERIFY(!model->classify("rerouted upgraded", 0.9999));
  }
  void theSameExamplesMakeTheSameBytes() {
    const std::vector<SentimentExample> examples = madeExamples(200);
    const auto first = trainSentimentModel(examples, kGoOn), second = trainSentimentModel(examples, kGoOn);
    QVERIFY(first.ok() && *first == *second);
    QVERIFY(first->size() < SentimentModel::kMostBytes);
    QVERIFY((*SentimentModel::parse(*first, "a"))->version() ==
            (*SentimentModel::parse(*second, "b"))->version());
  }
  void tooFewExamplesAreRefused() {
    QVERIFY(absl::IsInvalidArgument(trainSentimentModel(madeExamples(5), kGoOn).status()));
    std::vector<SentimentExample> alike = madeExamples(100);
    for (SentimentExample& example : alike) example.label = Label::kNeutral;
    QVERIFY(absl::IsInvalidArgument(trainSentimentModel(alike, kGoOn).status()));
  }
  void aTrainingCanBeEnded() {
    QVERIFY(
        absl::IsCancelled(trainSentimentModel(madeExamples(2'000), [](double) { return false; }).status()));
  }
  void damagedFilesAreRefused() {
    const std::string whole = *trainSentimentModel(madeExamples(100), kGoOn);
    QVERIFY(absl::IsDataLoss(SentimentModel::parse(whole.substr(0, whole.size() - 1), "short").status()));
    std::string changed = whole;
    changed[changed.size() / 2] = static_cast<char>(changed[changed.size() / 2] ^ 1);
    QVERIFY(absl::IsDataLoss(SentimentModel::parse(changed, "changed").status()));
    QVERIFY(absl::IsInvalidArgument(SentimentModel::parse("fastText", "another").status()));
    QVERIFY(absl::IsInvalidArgument(SentimentModel::parse("", "empty").status()));
    std::string older = whole;
    older.replace(older.find("rules: lexicon-1"), 16, "rules: lexicon-0");
    const absl::Status status = SentimentModel::parse(older, "older").status();
    QVERIFY2(absl::IsFailedPrecondition(status), status.ToString().c_str());
    // What the checksum covers but fastText cannot read.
    const std::string made =
        SentimentModel::fileOf({.rules = SentimentScorer::version()}, std::string(500, 'x'));
    QVERIFY(absl::IsDataLoss(SentimentModel::parse(made, "made").status()));
    QVERIFY(absl::IsNotFound(SentimentModel::load("/nowhere/model").status()));
  }
  void evaluations() {
    SentimentEvaluation evaluation;
    QVERIFY(!evaluation.accuracy() && !evaluation.macroF1() && !evaluation.coverage());
    const auto add = [&evaluation](Label is, std::optional<Label> said, int times) {
      for (int i = 0; i < times; ++i) evaluation.add(is, said);
    };
    add(Label::kNegative, Label::kNegative, 6);
    add(Label::kNegative, Label::kPositive, 2);
    add(Label::kPositive, Label::kPositive, 1);
    add(Label::kPositive, Label::kNegative, 1);
    add(Label::kNeutral, std::nullopt, 10);
    QCOMPARE(*evaluation.coverage(), 0.5);
    QCOMPARE(*evaluation.accuracy(), 0.7);
    // Negative: 2 × 6 / (8 + 7); positive: 2 × 1 / (2 + 3); of neutral there is none.
    QCOMPARE(*evaluation.macroF1(), (12.0 / 15 + 2.0 / 5) / 2);
    QVERIFY(evaluation.text().find("accuracy  0.7000") != std::string::npos);
  }
  void airlineTweets() {
    if (!QDir(QString::fromStdString(kRecordings)).exists())
      QSKIP("the recordings (../shared/data) are not there");
    const Reading reading =
        readFile(*findProfile("airline_tweets", kProfiles), kRecordings + "airline_tweets/tweets.csv");
    std::set<std::string> ids;
    std::vector<SentimentExample> examples;
    for (const Event* event : reading.of<MessageEvent>()) {
      const auto& message = std::get<MessageEvent>(event->body);
      if (ids.insert(message.messageId).second)
        examples.push_back({event->time, message.text, message.sentiment->label});
    }
    std::stable_sort(examples.begin(), examples.end(),
                     [](const auto& a, const auto& b) { return a.time < b.time; });
    const size_t half = examples.size() / 2;
    const SentimentEvaluation evaluation =
        judged(*trainedOn(std::span(examples).first(half)), std::span(examples).subspan(half));
    qInfo("%s", evaluation.text().c_str());
    QVERIFY(*evaluation.accuracy() >= 0.80);
    QVERIFY(*evaluation.macroF1() >= 0.72);
    QVERIFY(*evaluation.coverage() >= 0.99);
  }
};

QTEST_APPLESS_MAIN(TestSentimentModel)
#include "tst_sentiment_model.moc"
