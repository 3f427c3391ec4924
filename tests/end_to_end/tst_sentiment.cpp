// Sentiment through the real programs: texts, models from labels and corrections, and labels that a restart
// keeps.
#include <QtTest>

#include "events.h"
#include "figures.h"
#include "messages.h"
#include "program.h"

using namespace watchfloor;

namespace {

// A hundred messages in a row: the odd ones were rerouted.
QByteArray labelled(const QByteArray& odd, const QByteArray& even) {
  QByteArray lines;
  for (int i = 0; i < 100; ++i) {
    const QByteArray id = QByteArray::number(i), time = QTime(9, 0).addSecs(i).toString("HH:mm:ss").toUtf8();
    lines += messageLine(id, time, i % 2 ? "we were rerouted" : "we were upgraded", i % 2 ? odd : even);
  }
  return lines;
}

QByteArray labelOf(const QString& model, const QByteArray& text) {
  return run("watchfloorctl", {"sentiment", "--model", model}, text).out.trimmed().split('\t').value(1);
}

}  // namespace

class TestSentiment : public QObject {
  Q_OBJECT

  const Files m_files{};

  Outcome train(const QStringList& arguments) const {
    return run("watchfloorctl", QStringList{"train", "--output", m_files.path("out.model")} + arguments);
  }
  QString daemonConfig(const QByteArray& scorer) const {
    return m_files.write(scorer + ".toml",
                         "[server]\nclock = \"event\"\n[sentiment]\nscorer = \"" + scorer + "\"\n");
  }
  // Negative, neutral and positive messages of all brands.
  static QByteArray countsOf(const Daemon& daemon) {
    const Outcome outcome =
        run("watchfloorctl", {"snapshot", "--json", "--window", "total", "--engine", daemon.address()});
    const QJsonObject metrics = parse(outcome.out).cells["all|all|total"];
    QByteArrayList counts;
    for (const char* label : {"sentiment_negative", "sentiment_neutral", "sentiment_positive"})
      counts << QByteArray::number(metrics[label].toInt(-1));
    return counts.join(' ');
  }

 private Q_SLOTS:
  void aTextALine() {
    const Outcome outcome =
        run("watchfloorctl", {"sentiment"}, "Not bad at all!\nthe gate\n\nI hate it\nПлохо");
    QCOMPARE(outcome.code, 0);
    QCOMPARE(outcome.out,
             "0.4840\tpositive\n0.0000\tneutral\n0\tunclassified\n-0.5719\tnegative\n0\tunclassified\n");
  }
  void hostileLines() {
    const QByteArray lines = QByteArray("\xff\xfe\x00 good", 8) +
                             "\n\xE2\x80\xAE"
                             "evil\xE2\x80\x8B$(touch x)\n" +
                             QByteArray(1'000'000, 'a') + "\n" + QByteArray("😡").repeated(100'000) +
                             "\n<script>alert('bad')</script>\n\r\n";
    const Outcome outcome = run("watchfloorctl", {"sentiment"}, lines);
    QCOMPARE(outcome.code, 0);
    QCOMPARE(outcome.out.count('\n'), 6);
    QVERIFY(outcome.out.startsWith("0.4404\tpositive\n"));
  }
  void wrongFilesAreNamed() {
    QVERIFY(
        run("watchfloorctl", {"sentiment", "/no/such/file"}).err.contains("/no/such/file: cannot be read"));
    const QString model = m_files.write("no.model", "fastText");
    QVERIFY(run("watchfloorctl", {"sentiment", "--model", model}, "x").err.contains("no sentiment model"));
    QCOMPARE(run("watchfloorctl", {"train", "--output", "x"}).code, 2);
    const Outcome few = train({m_files.write("few.jsonl", messageLine("1", "09:00:00", "good", "POSITIVE"))});
    QCOMPARE(few.code, 1);
    QVERIFY2(few.err.contains("too few"), few.err.constData());
    QVERIFY(!QFile::exists(m_files.path("out.model")));
  }

  void aModelIsTrainedAndJudged() {
    const Outcome outcome = train({m_files.write("labelled.jsonl", labelled("NEGATIVE", "POSITIVE"))});
    QCOMPARE(outcome.code, 0);
    for (const char* line :
         {"trained on 80 texts", "accuracy  1.0000", "macro-F1  1.0000", "coverage  1.0000"})
      QVERIFY2(outcome.out.contains(line), outcome.out.constData());
    QCOMPARE(labelOf(m_files.path("out.model"), "rerouted"), "negative");
  }
  void correctionsCountMoreThanWhatMessagesBring() {
    QByteArray lines = labelled("NEGATIVE", "POSITIVE");
    for (int i = 1; i < 100; i += 2) {
      lines += correctionLine(QByteArray::number(i), "10:00:00", "POSITIVE");
      lines += correctionLine(QByteArray::number(i - 1), "10:00:00", "NEGATIVE");
      lines += correctionLine(QByteArray::number(i - 1), "09:59:59", "POSITIVE");  // older: it holds no more
    }
    const QString file = m_files.write("corrected.jsonl", lines);
    QCOMPARE(train({file}).code, 0);
    QCOMPARE(labelOf(m_files.path("out.model"), "rerouted"), "positive");
    QVERIFY(train({"--only-corrected", m_files.write("plain.jsonl", labelled("NEGATIVE", "POSITIVE"))})
                .err.contains("0 labelled texts"));
  }

  void labelsOutliveRestartsAndOtherScorers() {
    const QString store = m_files.path("records.db");
    {
      Daemon daemon({"--store", store, "--config", daemonConfig("lexicon")});
      const QByteArray lines =
          messageLine("1", "10:00:00", "I love it") + messageLine("2", "10:00:01", "I hate it") +
          messageLine("3", "10:00:02", "I love it", "NEGATIVE") + messageLine("4", "10:00:03", "42");
      QCOMPARE(
          run("watchfloorctl", {"publish", "--engine", daemon.address(), m_files.write("a.jsonl", lines)})
              .code,
          0);
      QCOMPARE(countsOf(daemon), "2 0 1");
    }
    Daemon daemon({"--store", store, "--config", daemonConfig("none")});
    QCOMPARE(countsOf(daemon), "2 0 1");
    const QByteArray lines =
        messageLine("5", "10:01:00", "I love it") + correctionLine("1", "10:01:01", "NEUTRAL");
    QCOMPARE(
        run("watchfloorctl", {"publish", "--engine", daemon.address(), m_files.write("b.jsonl", lines)}).code,
        0);
    QCOMPARE(countsOf(daemon), "2 1 0");
  }
  void ofTwoCorrectionsAtOneTimeTheLaterByIdHolds() {
    QByteArray first, second;
    for (int i = 0; i < 100; ++i) {
      const QByteArray id = QByteArray::number(i);
      first += correctionLine(id, "10:00:00", i % 2 ? "POSITIVE" : "NEGATIVE", "a");
      second += correctionLine(id, "10:00:00", i % 2 ? "NEGATIVE" : "POSITIVE");
    }
    for (const QByteArray& lines : {first + second, second + first}) {
      QCOMPARE(train({m_files.write("two.jsonl", labelled({}, {}) + lines)}).code, 0);
      QCOMPARE(labelOf(m_files.path("out.model"), "rerouted"), "negative");
    }
  }
  void deletedTextsAreNotLearntFrom() {
    QByteArray lines = labelled("NEGATIVE", "POSITIVE");
    for (int i = 0; i < 20; ++i) lines += deletionLine(QByteArray::number(i), "11:00:00");
    const Outcome outcome = train({m_files.write("deleted.jsonl", lines)});
    QVERIFY2(outcome.out.contains("trained on 64 texts"), outcome.out.constData());
  }
  // Only people's labels are learnt from, whatever the engine made of the rest.
  void labelsThatListeningGaveAreNoExamples() {
    const QString store = m_files.path("listened.db");
    {
      Daemon daemon({"--store", store, "--config", daemonConfig("lexicon")});
      QByteArray lines = labelled("NEGATIVE", "POSITIVE");
      for (int i = 0; i < 50; ++i)
        lines += messageLine("u" + QByteArray::number(i), "11:00:00", i % 2 ? "I love it" : "I hate it");
      QCOMPARE(
          run("watchfloorctl", {"publish", "--engine", daemon.address(), m_files.write("l.jsonl", lines)})
              .code,
          0);
      QCOMPARE(countsOf(daemon), "75 0 75");
    }
    const Outcome outcome = train({"--store", store});
    QVERIFY2(outcome.code == 0, outcome.err.constData());
    QVERIFY2(outcome.out.contains("trained on 80 texts"), outcome.out.constData());
  }
  void aModelIsTrainedFromAStore() {
    const QString store = m_files.path("corrected.db");
    {
      Daemon daemon({"--store", store, "--config", daemonConfig("lexicon")});
      QByteArray lines = labelled({}, {});
      for (int i = 0; i < 100; ++i)
        lines += correctionLine(QByteArray::number(i), "10:00:00", i % 2 ? "NEGATIVE" : "POSITIVE");
      QCOMPARE(
          run("watchfloorctl", {"publish", "--engine", daemon.address(), m_files.write("c.jsonl", lines)})
              .code,
          0);
      QVERIFY(train({"--store", store}).err.contains(store.toUtf8()));  // it is the engine's alone
    }
    const QStringList arguments = {"--store", store, "--only-corrected"};
    const Outcome outcome = train(arguments);
    QVERIFY2(outcome.code == 0, outcome.err.constData());
    QVERIFY2(outcome.out.contains("trained on 80 texts"), outcome.out.constData());
    QCOMPARE(labelOf(m_files.path("out.model"), "upgraded"), "positive");
  }

  void wrongConfigurationsAreNamedWithTheirLines() {
    const Outcome outcome =
        run("watchfloord",
            {"--check-config", "--config",
             m_files.write("wrong.toml",
                           "[sentiment]\nscorer = \"servce\"\nthreshold = 2\n[[sentiment.model]]\nname = "
                           "\"service\"\n[[sentiment.rule]]\nscript = \"Klingon\"\nscorer = \"x\"\n")});
    QCOMPARE(outcome.code, 1);
    for (const char* line :
         {"wrong.toml:2: sentiment.scorer: no such scorer; there are lexicon, none, service",
          "wrong.toml:3: sentiment.threshold", "wrong.toml:4: sentiment.model",
          "wrong.toml:7: sentiment.rule.script", "wrong.toml:8: sentiment.rule.scorer"})
      QVERIFY2(outcome.err.contains(line), outcome.err.constData());
    const Outcome gone =
        run("watchfloord",
            {"--check-config", "--config",
             m_files.write("gone.toml", "[[sentiment.model]]\nname = \"a\"\npath = \"/no/such.model\"\n")});
    QVERIFY2(gone.code == 1 && gone.err.contains("/no/such.model"), gone.err.constData());
  }
};

QTEST_APPLESS_MAIN(TestSentiment)
#include "tst_sentiment.moc"
