// Rules are exchanged while messages are judged: each message by one set of rules, and bad ones change
// nothing.
#include <QTemporaryDir>
#include <QtTest>
#include <atomic>
#include <fstream>
#include <thread>

#include "listen/in_force.h"

using namespace watchfloor;

namespace {

// Rules whose name tells where they send a message.
std::string rulesFor(std::string_view bucket) {
  return "[authors]\nus = \"us.txt\"\n[[rule]]\nname = \"" + std::string(bucket) + "\"\nbucket = \"" +
         std::string(bucket) + "\"\nany = \"refund*\"\nauthor = \"us\"\n";
}

}  // namespace

class TestInForce : public QObject {
  Q_OBJECT

  QTemporaryDir m_folder{};

  std::string path(const char* name) const { return m_folder.filePath(name).toStdString(); }
  void write(const char* name, const std::string& text) const {
    const std::string aside = path("aside");
    std::ofstream(aside) << text;
    QCOMPARE(std::rename(aside.c_str(), path(name).c_str()), 0);
  }

 private Q_SLOTS:
  void init() {
    write("us.txt", "anna\n");
    write("rules.toml", rulesFor("marketing"));
  }

  void newRulesAreInForceAndBadOnesAreNot() {
    const auto triage = TriageInForce::open(path("rules.toml"));
    QVERIFY2(triage.ok(), triage.status().ToString().c_str());
    const std::shared_ptr<const TriageRules> old = (*triage)->newest();

    write("rules.toml", "[[rule]]\nnam = 1\n");
    const absl::Status bad = (*triage)->reload();
    QVERIFY(bad.ToString().find("rules.toml:2: rule.nam: no such key, did you mean name?") !=
            std::string::npos);
    QVERIFY((*triage)->newest() == old);

    write("rules.toml", rulesFor("contact_centre"));
    QVERIFY((*triage)->reload().ok());
    QVERIFY((*triage)->newest()->version() != old->version());
    QCOMPARE(old->rules()[0].bucket, Bucket::kMarketing);

    const std::string version = (*triage)->newest()->version();
    write("us.txt", "ben\n");
    QVERIFY((*triage)->reload().ok());
    QVERIFY((*triage)->newest()->version() != version);

    QVERIFY(QFile::remove(m_folder.filePath("us.txt")));
    QVERIFY((*triage)->reload().ToString().find("us.txt: cannot be read") != std::string::npos);
    QVERIFY(!TriageInForce::open(path("none.toml")).ok());
  }

  void whileMessagesAreJudged() {
    const auto triage = TriageInForce::open(path("rules.toml"));
    QVERIFY(triage.ok());
    std::atomic<bool> isOver = false;
    std::atomic<int> wrong = 0, judged = 0;
    const auto judge = [&] {
      TriageScratch scratch;
      while (!isOver) {
        const std::shared_ptr<const TriageRules> rules = (*triage)->newest();
        const Decision decision = rules->decide({.author = "@Anna", .text = "my REFUNDS please"}, scratch);
        if (rules->nameOf(decision) != name(decision.bucket)) ++wrong;
        ++judged;
      }
    };
    std::thread first(judge), second(judge);
    for (int i = 0; i < 40; ++i) {
      write("rules.toml", i % 4 == 3 ? "bad" : rulesFor(kBucketNames[static_cast<size_t>(i % 3)]));
      QCOMPARE((*triage)->reload().ok(), i % 4 != 3);
      const int before = judged;
      while (judged < before + 10) std::this_thread::yield();
    }
    isOver = true;
    first.join();
    second.join();
    QCOMPARE(wrong.load(), 0);
  }
};

QTEST_APPLESS_MAIN(TestInForce)
#include "tst_in_force.moc"
