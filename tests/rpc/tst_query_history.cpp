// Questions to the history over gRPC: what is refused, what is cut off, and many at once while it is written.
#include <QtTest>
#include <random>
#include <thread>

#include "client/history.h"
#include "rpc/rig.h"
#include "store/history_store.h"
#include "watchfloor/v1/history.grpc.pb.h"

using namespace watchfloor;

namespace {

const Time kBegin = *parseTime("2026-01-01T00:00:00Z");
constexpr int kBrands = 20, kDays = 40;

HistoryQuery query(HistoryStep step = HistoryStep::kCalendarDay) {
  HistoryQuery q;
  q.from = kBegin;
  q.to = kBegin + kDays * kDay;
  q.step = step;
  q.metrics = {Metric::kOffered};
  return q;
}

}  // namespace

class TestQueryHistory : public QObject {
  Q_OBJECT

  QTemporaryDir m_folder;
  std::unique_ptr<HistoryStore> m_store;
  MinuteTable m_table;
  TickMark m_mark;
  std::unique_ptr<Rig> m_rig;

  // One leg of each brand each hour of a day.
  void addDay(int day) {
    MinuteChanges changes;
    if (day == 0) {
      changes.brands = {"all"};
      for (int b = 1; b <= kBrands; ++b) changes.brands.push_back("brand " + std::to_string(b));
      changes.channels = {"all", "voice"};
    }
    for (int hour = 0; hour < 24; ++hour) {
      for (uint16_t b = 1; b <= kBrands; ++b) {
        changes.entries.push_back(
            {Entry{kBegin + day * kDay + hours(hour), CellId{b, 1}, Field::kOffered, 1}, 1});
      }
    }
    changes.tick = kBegin + (day + 1) * kDay;
    changes.definitionId = "d";
    m_table.add(changes);
    m_mark = {m_mark.number + 1, changes.tick};
    QVERIFY(m_store->write(m_table, m_mark).ok());
  }
  absl::StatusOr<History> asked(const HistoryQuery& q) const {
    return queryHistory(m_rig->target(), q, kPatience);
  }
  static int64_t offered(const HistoryPeriod& p) {
    return std::get<Count>(p.points.at(0).figures.at(0).value).n;
  }
  grpc::Status endOf(const v1::QueryHistoryRequest& request, size_t* messages = nullptr) const {
    const auto stub = v1::HistoryService::NewStub(m_rig->channel());
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + kPatience);
    const auto reader = stub->QueryHistory(&context, request);
    for (v1::QueryHistoryResponse r; reader->Read(&r);) {
      if (messages) ++*messages;
    }
    return reader->Finish();
  }
  static v1::QueryHistoryRequest request() {
    v1::QueryHistoryRequest r;
    r.set_from_us(micros(kBegin));
    r.set_to_us(micros(kBegin + kDay));
    r.set_step(v1::HISTORY_STEP_HOUR);
    return r;
  }

 private Q_SLOTS:
  void initTestCase() {
    const std::string path = m_folder.filePath("history.db").toStdString();
    m_store = std::make_unique<HistoryStore>(*HistoryStore::open({.path = path}));
    for (int day = 0; day < 10; ++day) addDay(day);
    HistoryService::Options options;
    options.reader.emplace(path);
    options.mostAnswers = 8;
    m_rig = std::make_unique<Rig>(Rig::Bounds{.history = options});
  }
  void cleanupTestCase() { m_rig.reset(); }

  void anAnswer() {
    HistoryQuery q = query();
    q.to = kBegin + kDay * 9;
    const auto history = asked(q);
    QVERIFY2(history.ok(), history.status().ToString().c_str());
    QCOMPARE(history->periods.size(), 9u);
    for (const HistoryPeriod& period : history->periods) QCOMPARE(offered(period), 24 * kBrands);
    QVERIFY(history->head.asOf && history->head.began);
  }
  void longAnswersComeInParts() {
    v1::QueryHistoryRequest r = request();
    r.set_to_us(micros(kBegin + 9 * kDay));
    r.set_by_brand(true);
    size_t messages = 0;
    const grpc::Status status = endOf(r, &messages);
    QVERIFY2(status.ok(), status.error_message().c_str());
    QVERIFY(messages > 5);
  }

  void whatIsRefused_data() {
    QTest::addColumn<int>("fault");
    QTest::addColumn<QString>("words");
    int n = 0;
    for (const char* words :
         {"step", "zone", "range is empty", "whole minutes", "9999", "brands[0]", "metrics[0]",
          "brands: more than", "longer step", "longer step", "zone: longer"})
      QTest::addRow("%d %s", n, words) << n << words, ++n;
  }
  void whatIsRefused() {
    QFETCH(int, fault);
    QFETCH(QString, words);
    v1::QueryHistoryRequest r = request();
    switch (fault) {
      case 0:
        r.set_step(static_cast<v1::HistoryStep>(77));
        break;
      case 1:
        r.set_zone("Europe/Atlantis");
        break;
      case 2:
        r.set_to_us(r.from_us());
        break;
      case 3:
        r.set_from_us(r.from_us() + 1);
        break;
      case 4:
        r.set_to_us(INT64_MAX / 60'000'000 * 60'000'000);
        break;
      case 5:
        r.add_brands("");
        break;
      case 6:
        r.add_metrics(static_cast<v1::Metric>(999));
        break;
      case 7:
        for (int i = 0; i <= 10'000; ++i) r.add_brands("b");
        break;
      case 8:
        r.set_step(v1::HISTORY_STEP_MINUTE);
        r.set_to_us(micros(kBegin + 365 * kDay));
        break;
      case 9:
        r.set_by_brand(true);
        r.set_to_us(micros(kBegin + 365 * kDay));
        break;
      default:
        r.set_zone(std::string(101, 'x'));
    }
    const grpc::Status status = endOf(r);
    QCOMPARE(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
    QVERIFY2(status.error_message().find(words.toStdString()) != std::string::npos,
             status.error_message().c_str());
  }
  void anyBytes() {
    std::mt19937 random(1);
    const std::string right = request().SerializeAsString();
    const auto channel = m_rig->channel();
    for (int i = 0; i < 150; ++i) {
      std::string bytes = right;
      for (unsigned k = random() % 6; k > 0; --k)
        bytes[random() % bytes.size()] = static_cast<char>(random());
      const Ended ended = callWithBytes(channel, "/watchfloor.v1.HistoryService/QueryHistory", bytes);
      const auto code = ended.status.error_code();
      // UNIMPLEMENTED is what gRPC itself says of bytes that are no message.
      QVERIFY2(code == grpc::StatusCode::OK || code == grpc::StatusCode::INVALID_ARGUMENT ||
                   code == grpc::StatusCode::UNIMPLEMENTED,
               ended.status.error_message().c_str());
    }
  }
  void whoGoesAwayIsNotWorkedFor() {
    const auto stub = v1::HistoryService::NewStub(m_rig->channel());
    for (int i = 0; i < 20; ++i) {
      v1::QueryHistoryRequest r = request();
      r.set_to_us(micros(kBegin + 9 * kDay));
      r.set_by_brand(true);
      grpc::ClientContext context;
      const auto reader = stub->QueryHistory(&context, r);
      v1::QueryHistoryResponse response;
      if (i % 2 == 0) reader->Read(&response);
      context.TryCancel();
      QCOMPARE(reader->Finish().error_code(), grpc::StatusCode::CANCELLED);
    }
    QVERIFY(eventually([&] { return asked(query()).ok(); }));
  }
  // Each answer is of a whole number of days' writes, whatever is written meanwhile; no more than are allowed
  // at once.
  void manyAtOnceWhileItIsWritten() {
    std::atomic<bool> isWriting = true;
    std::atomic<int> answers = 0, refused = 0, torn = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 12; ++t) {
      threads.emplace_back([&] {
        while (isWriting) {
          const auto history = asked(query(HistoryStep::kTotal));
          if (!history.ok()) {
            refused += absl::IsResourceExhausted(history.status());
            continue;
          }
          torn += offered(history->periods.at(0)) % (24 * kBrands) != 0;
          ++answers;
        }
      });
    }
    for (int day = 10; day < kDays; ++day) addDay(day);
    if (!eventually([&] { return answers > 50 && refused > 0; })) QWARN("few answers, or none refused");
    isWriting = false;
    for (std::thread& thread : threads) thread.join();
    QCOMPARE(torn.load(), 0);
    QVERIFY(answers > 0);
    const auto history = asked(query(HistoryStep::kTotal));
    QVERIFY(history.ok());
    QCOMPARE(offered(history->periods.at(0)), 24 * kBrands * kDays);
  }
  void endingWhileQuestionsWait() {
    std::vector<std::thread> threads;
    for (int t = 0; t < 6; ++t) {
      threads.emplace_back([&] {
        HistoryQuery q = query(HistoryStep::k15m);
        for (int i = 0; i < 3; ++i)
          std::ignore = queryHistory(m_rig->target(), q, std::chrono::milliseconds(300));
      });
    }
    m_rig->stop();
    for (std::thread& thread : threads) thread.join();
    m_rig->start();
    QVERIFY(asked(query()).ok());
  }
  void anEngineWithoutHistorySaysSo() {
    Rig without;
    const auto history = queryHistory(without.target(), query(), kPatience);
    QVERIFY(absl::IsFailedPrecondition(history.status()));
    QVERIFY2(history.status().message().find("--store") != std::string::npos,
             history.status().ToString().c_str());
  }
};

QTEST_GUILESS_MAIN(TestQueryHistory)
#include "tst_query_history.moc"
