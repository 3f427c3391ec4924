// Figures of small fixtures of our own, with the traps of the real recordings (rows out of order, phantom
// rows, negative and missing times, midnight, repeated ids with other labels, quoted and unquoted line
// breaks, replies before their questions, both forms of the queue log), through the real program. The values
// were worked out by hand from METRICS.
#include <QtTest>

#include "figures.h"

using namespace watchfloor;

namespace {

QString fixture(const char* name) { return QString(WATCHFLOOR_SOURCE_DIR "/tests/fixtures/") + name; }

const QString kAll = "all|all|total";

}  // namespace

class TestFixtureFigures : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void calls() {
    for (const QStringList& how :
         {QStringList{}, QStringList{"--as-is"}, QStringList{fixture("calls.tsv")}}) {  // last: twice
      Check check(measure("bank_calls", how + QStringList{fixture("calls.tsv")}));
      check.count(kAll, "offered", 11);
      check.count(kAll, "answered", 8);
      check.count(kAll, "abandoned", 3);
      check.ratio(kAll, "abandon_rate", 3, 11);
      check.ratio(kAll, "service_level", 5, 11);
      check.spread(kAll, "average_speed_of_answer_s", "mean", 16.25, 1e-6);
      check.spread(kAll, "handle_time_s", "n", 8, 0);
      check.spread(kAll, "handle_time_s", "mean", 118.75, 1e-6);
      QVERIFY2(check.wrong().isEmpty(), qPrintable(check.wrong()));
    }
  }
  void tweets() {
    Check check(measure("airline_tweets", {fixture("tweets.csv")}));
    check.count(kAll, "messages_inbound", 5);
    check.ratio(kAll, "net_sentiment", -1, 5);
    check.counter("duplicates", 2);
    QVERIFY2(check.wrong().isEmpty(), qPrintable(check.wrong()));
  }
  void conversations() {
    Check check(measure("support_tweets", {fixture("conversations.csv")}));
    check.spread(kAll, "first_response_time_s", "n", 2, 0);
    check.spread(kAll, "first_response_time_s", "mean", 450, 1e-6);
    check.spread(kAll, "first_response_time_s", "max", 600, 1e-6);
    check.counter("rejected", 2);
    check.counter("start_unknown", 3);
    QVERIFY2(check.wrong().isEmpty(), qPrintable(check.wrong()));
  }
  void queueLogs() {
    Check old(measure("asterisk_queue_log", {fixture("queue_log_old.txt")}));
    old.count(kAll, "offered", 6);
    old.count(kAll, "answered", 2);
    old.count(kAll, "abandoned", 1);
    old.count(kAll, "flowed_out", 2);
    QVERIFY2(old.wrong().isEmpty(), qPrintable(old.wrong()));
    Check recent(measure("asterisk_queue_log", {fixture("queue_log_new.txt")}));
    recent.count(kAll, "offered", 7);
    recent.count(kAll, "answered", 3);
    recent.count(kAll, "abandoned", 1);
    recent.count(kAll, "flowed_out", 3);
    recent.ratio(kAll, "service_level", 3, 5);
    QVERIFY2(recent.wrong().isEmpty(), qPrintable(recent.wrong()));
  }
};

QTEST_GUILESS_MAIN(TestFixtureFigures)
#include "tst_fixture_figures.moc"
