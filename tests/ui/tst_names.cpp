// Names of which there is only room for a part.
#include <QtTest>
#include <random>
#include <set>

#include "models/names.h"

namespace watchfloor {

class NamesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void beginningAndEnd();
  void charactersStayWhole();
  void linesStayLines();
  void whatAllBeginWithIsCut();
  void noTwoAreAlike();
};

void NamesTest::beginningAndEnd() {
  QCOMPARE(shortened("sixteen letters!", 16), "sixteen letters!");
  QCOMPARE(shortened("Northwind Retail Germany", 16), "Northwin…Germany");
  QCOMPARE(shortened("Northwind Retail", 12), "Northw…etail");
  QCOMPARE(shortened("", 16), "");
  QCOMPARE(apart({"Northwind Retail Germany", "Northwind Retail France"}, 16),
           QStringList({"Northwin…Germany", "Northwin…France"}));
}

// What a reader takes for one character: a family of four, an e with its accent.
void NamesTest::charactersStayWhole() {
  const std::string family = "👨‍👩‍👧‍👦", accent = "e\u0301";
  std::string long20, long16, head, tail = accent;
  for (int i = 0; i < 20; ++i) long20 += family + accent;
  for (int i = 0; i < 8; ++i) long16 += family + accent;
  for (int i = 0; i < 4; ++i) head += family + accent;
  for (int i = 0; i < 3; ++i) tail += family + accent;
  QCOMPARE(shortened(long16, 16), QString::fromStdString(long16));
  QCOMPARE(shortened(long20, 16), QString::fromStdString(head + "…" + tail));
}

// A name with a line end in it, or that would turn what follows it.
void NamesTest::linesStayLines() {
  QCOMPARE(shortened("a\nb\tc\x1b[0m"), "a b c\\u{1b}[0m");
  QCOMPARE(shortened("\u202eevil\u2066"), "\\u{202e}evil\\u{2066}");
  QCOMPARE(apart({"a\nb", "c"}), QStringList({"a b", "c"}));
}

void NamesTest::whatAllBeginWithIsCut() {
  QCOMPARE(apart({"Brand number 07 of the list", "Brand number 12 of the list", "Alder"}, 16),
           QStringList({"…07 of the list", "…12 of the list", "Alder"}));
  QCOMPARE(apart({"Brand number 07 of the long list", "Brand number 12 of the long list"}, 12),
           QStringList({"…07 of the…", "…12 of the…"}));
  // They differ in two places: each pair is told apart where it differs.
  const QStringList twice =
      apart({"Region north of the river, shop 1, open", "Region north of the river, shop 2, open",
             "Region south of the river, shop 1, open"},
            12);
  QCOMPARE(QSet<QString>(twice.begin(), twice.end()).size(), 3);
  QVERIFY(twice[0].contains(QLatin1Char('1')) && twice[1].contains(QLatin1Char('2')));
}

// Random lists of names that have much in common.
void NamesTest::noTwoAreAlike() {
  constexpr unsigned kSeed = 20261122;
  std::mt19937 random(kSeed);
  const auto upTo = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  const std::vector<std::string> parts = {"Brand ", "number ",      "a", "1", "2", "é", "…", " ",
                                          "list",   "xxxxxxxxxxxx", "-"};
  for (int run = 0; run < 3'000; ++run) {
    std::set<std::string> names;
    const int wanted = 1 + upTo(30);
    for (int i = 0; i < wanted; ++i) {
      std::string name;
      for (int part = 1 + upTo(12); part > 0; --part)
        name += parts[static_cast<size_t>(upTo(static_cast<int>(parts.size())))];
      names.insert(name);
    }
    for (const int length : {12, 16, kLongest}) {
      const QStringList texts = apart({names.begin(), names.end()}, length);
      QCOMPARE(texts.size(), static_cast<qsizetype>(names.size()));
      QVERIFY2(QSet<QString>(texts.begin(), texts.end()).size() == texts.size(),
               qPrintable(QStringLiteral("seed %1, list %2: %3").arg(kSeed).arg(run).arg(texts.join(" | "))));
      for (const QString& text : texts) QVERIFY(text.size() <= length);
    }
  }
}

}  // namespace watchfloor

QTEST_APPLESS_MAIN(watchfloor::NamesTest)
#include "tst_names.moc"
