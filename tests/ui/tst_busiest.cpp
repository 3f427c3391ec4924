// Who is shown when there is no room for all, and in which colour.
#include <QtTest>
#include <map>
#include <set>

#include "charts/channel_roster.h"

namespace watchfloor {
namespace {

using Names = std::vector<std::string>;

constexpr Time kStart{hours(1)};

}  // namespace

class BusiestTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void theBusiestInTheOrderOfAll();
  void theChosenOneIsThere();
  void settledForHalfAMinute();
  void nothingIsNoRanking();
  void coloursStay();
  void coloursAreNeverShared();

 private:
  void settle(Busiest& busiest, const Names& names, Time now) {
    busiest.settle(names, now, [this](const std::string& name) { return m_sizes[name]; });
  }
  std::map<std::string, double> m_sizes{{"a", 1}, {"b", 5}, {"c", 3}, {"d", 5}, {"e", 0}};
  Names m_names{"a", "b", "c", "d", "e"};
};

void BusiestTest::theBusiestInTheOrderOfAll() {
  Busiest busiest;
  settle(busiest, m_names, kStart);
  QCOMPARE(busiest.of(3, "all"), Names({"b", "c", "d"}));
  QCOMPARE(busiest.of(1, "all"), Names({"b"}));  // of two alike, the first
  QCOMPARE(busiest.of(0, "all"), Names());
  QCOMPARE(busiest.of(9, "all"), m_names);
}

void BusiestTest::theChosenOneIsThere() {
  Busiest busiest;
  settle(busiest, m_names, kStart);
  QCOMPARE(busiest.of(3, "e"), Names({"b", "d", "e"}));
  QCOMPARE(busiest.of(3, "c"), Names({"b", "c", "d"}));
  QCOMPARE(busiest.of(1, "a"), Names({"a"}));
}

void BusiestTest::settledForHalfAMinute() {
  Busiest busiest;
  settle(busiest, m_names, kStart);
  m_sizes["e"] = 99;
  settle(busiest, m_names, kStart + seconds(29));
  QCOMPARE(busiest.of(2, "all"), Names({"b", "d"}));
  settle(busiest, m_names, kStart + seconds(30));
  QCOMPARE(busiest.of(2, "all"), Names({"b", "e"}));
  m_sizes["f"] = 100;  // somebody new comes at once
  Names more = m_names;
  more.push_back("f");
  settle(busiest, more, kStart + seconds(31));
  QCOMPARE(busiest.of(2, "all"), Names({"e", "f"}));
  settle(busiest, m_names, kStart + seconds(32));
  QCOMPARE(busiest.of(2, "all"), Names({"b", "e"}));
  m_sizes["e"] = 0;
}

// Before figures came, nobody is the busiest for half a minute.
void BusiestTest::nothingIsNoRanking() {
  Busiest busiest;
  busiest.settle(m_names, kStart, [](const std::string&) { return 0.0; });
  QCOMPARE(busiest.of(2, "all"), Names({"a", "b"}));
  settle(busiest, m_names, kStart + seconds(1));
  QCOMPARE(busiest.of(2, "all"), Names({"b", "d"}));
}

void BusiestTest::coloursStay() {
  ChannelRoster roster;
  QCOMPARE(roster.colorsOf({"chat", "voice"}), std::vector<int>({0, 1}));
  QCOMPARE(roster.colorsOf({"chat", "email", "voice"}), std::vector<int>({0, 2, 1}));
  QCOMPARE(roster.colorsOf({"voice"}), std::vector<int>({1}));
  QCOMPARE(roster.colorsOf({"email", "sms", "voice"}), std::vector<int>({2, 0, 1}));
  QCOMPARE(roster.colorsOf({"chat", "email", "sms", "voice"}), std::vector<int>({3, 2, 0, 1}));
}

void BusiestTest::coloursAreNeverShared() {
  ChannelRoster roster;
  for (int round = 0; round < 200; ++round) {
    Names names;
    for (int i = 0; i < ChannelRoster::kColors; ++i)
      names.push_back("c" + std::to_string((round * 7 + i * (1 + round % 5)) % 40));
    std::ranges::sort(names);
    names.erase(std::unique(names.begin(), names.end()), names.end());
    const std::vector<int> colors = roster.colorsOf(names);
    QCOMPARE(std::set<int>(colors.begin(), colors.end()).size(), names.size());
    QVERIFY(std::ranges::all_of(colors, [](int c) { return c >= 0 && c < ChannelRoster::kColors; }));
    QCOMPARE(roster.colorsOf(names), colors);
  }
}

}  // namespace watchfloor

QTEST_APPLESS_MAIN(watchfloor::BusiestTest)
#include "tst_busiest.moc"
