// Texts of all sizes that come and go, beside a map that keeps them.
#include <QtTest>
#include <map>
#include <random>
#include <string>

#include "threads/text_pool.h"

using namespace watchfloor;

class TestTextPool : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void keepsEachTextUntilItIsRemoved() {
    std::mt19937 random(7);
    TextPool pool;
    std::map<TextPool::Handle, std::string> kept;
    for (int step = 0; step < 50'000; ++step) {
      if (kept.size() > 500 || (!kept.empty() && random() % 3 == 0)) {
        const auto it = std::next(kept.begin(), static_cast<int>(random() % kept.size()));
        QCOMPARE(std::string(std::string_view(pool[it->first])), it->second);
        pool.remove(it->first);
        kept.erase(it);
      } else {
        const size_t length = random() % 4 == 0 ? random() % (TextPool::kLongest + 1) : random() % 30;
        const std::string text(length, static_cast<char>(random() % 256));
        QVERIFY(kept.emplace(pool.add(text), text).second);
      }
    }
    for (const auto& [handle, text] : kept) QCOMPARE(std::string(std::string_view(pool[handle])), text);
  }
};

QTEST_GUILESS_MAIN(TestTextPool)
#include "tst_text_pool.moc"
