// JSON Lines: whole, broken and hostile.
#include "sources/json_lines.h"

#include <QtTest>

#include "reading.h"
#include "wire/event_wire.h"

using namespace watchfloor;

namespace {

std::string lineOf(int i) {
  return R"({"source":"s","event_id":")" + std::to_string(i) +
         R"(","event_time":"2026-03-02T10:00:00Z","deletion":{"message_id":"m"}})";
}

}  // namespace

class TestJsonLines : public QObject {
  Q_OBJECT

  const Profile m_profile = *findProfile("jsonl", kProfiles);

 private Q_SLOTS:
  void linesAreEvents() {
    std::string text;
    for (int i = 0; i < 2500; ++i) text += lineOf(i) + (i % 2 ? "\n" : "\r\n");
    const Reading reading = readText(m_profile, text);
    QVERIFY(reading.status.ok());
    QCOMPARE(reading.problems.size(), 0U);
    QCOMPARE(reading.events.size(), 2500U);
    for (size_t i = 0; i < 2500; ++i) QCOMPARE(reading.events[i].eventId, std::to_string(i));
  }
  void partsAreBounded() {
    QTemporaryDir folder;
    std::string text;
    for (int i = 0; i < 2500; ++i) text += lineOf(i) + "\n";
    writeFile(folder.filePath("x"), text);
    absl::StatusOr<Source> source = Source::open(m_profile, folder.filePath("x").toStdString());
    int parts = 0;
    for (bool isEnd = false; !isEnd; ++parts) {
      const absl::StatusOr<Source::Part> part = source->read();
      QVERIFY(part.ok() && part->events.size() <= 1000);
      QVERIFY(source->bytesRead() <= source->bytesTotal());
      isEnd = part->isEnd;
    }
    QCOMPARE(parts, 3);
    QCOMPARE(source->bytesRead(), source->bytesTotal());
  }
  void brokenLinesAreToldAndSkipped() {
    const std::string text = "\xEF\xBB\xBF" + lineOf(1) + "\n\n  \nhello\n" + lineOf(2) +
                             "\n{\"source\": \"\xff\"}\n" + std::string("{\0}\n", 4) + lineOf(3) + "\n" +
                             std::string(10 << 20, '[') + "\n" + lineOf(4).substr(0, 40);
    const Reading reading = readText(m_profile, text);
    QVERIFY(reading.status.ok());
    QCOMPARE(reading.events.size(), 3U);
    std::vector<int64_t> lines;
    for (const Problem& problem : reading.problems) {
      lines.push_back(problem.line);
      QVERIFY(!problem.reason.empty() && QString::fromStdString(problem.file).endsWith("input"));
    }
    QVERIFY((lines == std::vector<int64_t>{4, 6, 7, 9, 10}));
    QVERIFY(QString::fromStdString(reading.problems[3].reason).contains("longer than"));
  }
  void emptyFilesAreNoProblem() {
    const Reading reading = readText(m_profile, "");
    QVERIFY(reading.status.ok() && reading.events.empty() && reading.problems.empty());
  }
  void aMissingFileIsNamed() {
    const Reading reading = readFile(m_profile, "/nowhere/events.jsonl");
    QVERIFY(absl::IsNotFound(reading.status));
    QVERIFY(QString::fromStdString(reading.status.ToString()).contains("/nowhere/events.jsonl"));
  }
};

QTEST_APPLESS_MAIN(TestJsonLines)
#include "tst_json_lines.moc"
