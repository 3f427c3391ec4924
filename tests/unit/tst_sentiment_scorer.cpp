// The rule-based scorer: against scores of the released one, and against texts that mean harm.
#include <QtTest>
#include <random>

#include "listen/contrast.h"
#include "listen/script.h"
#include "listen/sentiment_classifier.h"
#include "listen/sentiment_scorer.h"
#include "reading.h"

using namespace watchfloor;

namespace {

// What was rated, or scored elsewhere: a number, a tab, and a text.
struct Rated {
  double value;
  std::string text;
};

std::vector<Rated> readRated(const QString& path, int valueColumn, int textColumn) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) qFatal("%s cannot be read", qPrintable(path));
  std::vector<Rated> all;
  for (QByteArray line = file.readLine(); !line.isEmpty(); line = file.readLine()) {
    const QList<QByteArray> cells = line.trimmed().split('\t');
    all.push_back({cells[valueColumn].toDouble(), cells.value(textColumn).toStdString()});
  }
  return all;
}

double pearson(const std::vector<std::pair<double, double>>& pairs) {
  double sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0;
  for (const auto& [x, y] : pairs) {
    sx += x, sy += y, sxx += x * x, syy += y * y, sxy += x * y;
  }
  const auto n = static_cast<double>(pairs.size());
  return (n * sxy - sx * sy) / std::sqrt((n * sxx - sx * sx) * (n * syy - sy * sy));
}

// Weighted by how many there are of each label.
double weightedF1(const std::vector<std::pair<Label, Label>>& pairs) {
  double sum = 0;
  for (const Label label : {Label::kNegative, Label::kNeutral, Label::kPositive}) {
    double truly = 0, said = 0, both = 0;
    for (const auto& [is, isSaid] : pairs) {
      truly += is == label;
      said += isSaid == label;
      both += is == label && isSaid == label;
    }
    if (both > 0) sum += truly * 2 * both / (truly + said);
  }
  return sum / static_cast<double>(pairs.size());
}

// As the released scorer does it, word by word.
void contrastNaively(size_t but, Valences* valences) {
  for (size_t i = 0; i < valences->size(); ++i) {
    size_t first = 0;
    while ((*valences)[first].value != (*valences)[i].value) ++first;
    PlacedValence& v = (*valences)[first];
    v.value *= v.token < but ? 0.5 : v.token > but ? 1.5 : 1;
  }
}

}  // namespace

class TestSentimentScorer : public QObject {
  Q_OBJECT

  const SentimentScorer m_scorer{};

 private Q_SLOTS:
  void scoresAreTheReleasedOnes() {
    const auto all = readRated(QString::fromStdString(kFixtures) + "sentiment.tsv", 0, 1);
    QCOMPARE(all.size(), 400U);
    for (const Rated& rated : all) {
      const double score = m_scorer.score(rated.text).value_or(0);
      QVERIFY2(std::abs(score - rated.value) < 1e-9,
               qPrintable(QString("%1 is %2, not %3").arg(rated.text.c_str()).arg(rated.value).arg(score)));
    }
  }
  void ratedTweets() {
    const QString path = QString::fromStdString(kRecordings) + "sentiment/tweets_rated.tsv";
    if (!QFile::exists(path)) QSKIP("the rated tweets (../shared/data) are not there");
    std::vector<std::pair<double, double>> scores;
    std::vector<std::pair<Label, Label>> labels;
    for (const Rated& rated : readRated(path, 1, 2)) {
      const double score = m_scorer.score(rated.text).value_or(0);
      scores.emplace_back(rated.value, score);
      labels.emplace_back(labelOf(rated.value / 4), labelOf(score));
    }
    QCOMPARE(scores.size(), 4'200U);
    qInfo("r = %.4f, weighted F1 = %.4f", pearson(scores), weightedF1(labels));
    QVERIFY(pearson(scores) >= 0.87);
    QVERIFY(weightedF1(labels) >= 0.89);
  }
  void whatSaysNothingIsUnclassified_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("blank") << QByteArray(" \t\r\n ");
    QTest::newRow("numbers") << QByteArray("42 / 7");
    QTest::newRow("Japanese") << QByteArray("今日は最高の一日 good");
    QTest::newRow("Russian with a link") << QByteArray("Очень плохо https://t.co/abcdefghijklmnopqrst @acme");
    QTest::newRow("Arabic") << QByteArray("خدمة سيئة bad");
  }
  void whatSaysNothingIsUnclassified() {
    QFETCH(QByteArray, text);
    QVERIFY(!m_scorer.score(text.toStdString()));
  }
  void whatSaysSomethingIsClassified() {
    QVERIFY(m_scorer.score("the gate is open") == 0);
    QVERIFY(*m_scorer.score(":-(") < 0);
    QVERIFY(*m_scorer.score("😍") > 0);
    QVERIFY(*m_scorer.score("We love Москва") > 0);
    QVERIFY(isLatinScript("") && isLatinScript("Grüße 123") && !isLatinScript("привет"));
  }
  void thresholds() {
    QVERIFY(labelOf(0.05) == Label::kPositive && labelOf(0.0499) == Label::kNeutral);
    QVERIFY(labelOf(-0.05) == Label::kNegative && labelOf(-0.0499) == Label::kNeutral);
    QVERIFY(labelOf(0.4, 0.5) == Label::kNeutral);
    QVERIFY(lexiconClassifier(0.99)->classify("good")->label == Label::kNeutral);
    QVERIFY(lexiconClassifier(0.1)->version() != lexiconClassifier(0.2)->version());
  }
  void contrastOfManyIsThatOfFew() {
    std::mt19937 dice(7);
    for (int round = 0; round < 300; ++round) {
      Valences valences;
      const size_t size = dice() % 300;
      for (size_t i = 0; i < size; ++i)
        valences.push_back({2 * i + dice() % 2, std::ldexp(1.9 + dice() % 3, static_cast<int>(dice() % 4))});
      Valences naive = valences;
      const size_t but = dice() % (2 * size + 1);
      contrast(but, &valences);
      contrastNaively(but, &naive);
      for (size_t i = 0; i < size; ++i) QCOMPARE(valences[i].value, naive[i].value);
    }
  }
  void hostileTexts() {
    std::string many;
    for (const char* part :
         {"good but ", "😡", "\xff\xfe\xc3", "!", "\xE2\x80\xAE", "\xE2\x80\x8B", "<script>", "n't", "a",
          "\xE2\x84\xAA", "👩‍👩‍👧‍👦", "never so bad ", "'", "\xF0\x9F"}) {
      many.clear();
      while (many.size() < 1'000'000) many += part;
      const std::optional<double> score = m_scorer.score(many);
      QVERIFY(!score || (*score >= -1 && *score <= 1));
    }
    const std::string withNul("good\0bad good", 13);
    QVERIFY(m_scorer.score(withNul).has_value());
    QCOMPARE(*m_scorer.score("<b>good</b> <script>alert(1)</script>"), 0.0);
  }
  void anyBytes() {
    std::mt19937 dice(11);
    for (int round = 0; round < 20'000; ++round) {
      // On the heap and of this size, so that a sanitizer sees what is read beyond it.
      std::vector<char> bytes(dice() % 60);
      for (char& c : bytes) c = static_cast<char>(dice() % 3 ? ' ' + dice() % 95 : dice());
      const auto score = m_scorer.score({bytes.data(), bytes.size()});
      QVERIFY(!score || (*score >= -1 && *score <= 1));
    }
  }
};

QTEST_APPLESS_MAIN(TestSentimentScorer)
#include "tst_sentiment_scorer.moc"
