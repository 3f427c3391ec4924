// What becomes of ids and texts when an author is forgotten: his id where it is a word of its own, his texts
// where they are quoted, and nothing else.
#include "model/erasure.h"

#include <absl/strings/str_cat.h>

#include <QtTest>
#include <random>

#include "event_builders.h"
#include "model/event.h"

using namespace watchfloor;

namespace {

const std::string kPseudonym = "forgotten-1";
const Time kThen = at("2026-03-02T10:00:00Z");

std::string text(const std::string& author, const std::string& text) {
  return Erasure(author, kPseudonym).ofText(text, kThen);
}
std::string id(const std::string& author, const std::string& id) {
  return Erasure(author, kPseudonym).ofId(id);
}

}  // namespace

class TestErasure : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void anIdIsAWordOfItsOwn() {
    QCOMPARE(id("ann", "ann"), kPseudonym);
    QCOMPARE(id("ann", "dm-ann-acme"), "dm-forgotten-1-acme");
    QCOMPARE(id("ann", "dm_ann_acme"), "dm_forgotten-1_acme");
    QCOMPARE(id("ann", "ann:17/ann"), "forgotten-1:17/forgotten-1");
    for (const char* other : {"anna", "joann", "ann1", "Ann", "annа", "an", "", "anné"})
      QCOMPARE(id("ann", other), other);
    QCOMPARE(id("+4915112345", "sms:+4915112345"), "sms:forgotten-1");
    QCOMPARE(id("42", "42"), kPseudonym);
    for (const char* other : {"+42 42x", "agent-42", "4.2"})
      QCOMPARE(id("42", other), other);  // it is any number
    QCOMPARE(text("42", "@42 said that he waited 42 minutes."),
             "@forgotten-1 said that he waited 42 minutes.");
    QCOMPARE(text(".", "No. Not @. here."), "No. Not @forgotten-1 here.");
    const Erasure ann("ann", kPseudonym);
    QCOMPARE(ann.ofAuthor("ann"), kPseudonym);
    for (const char* other : {"anna", "ann-marie", "Ann", "@ann", ""}) QCOMPARE(ann.ofAuthor(other), other);
  }
  void textsNameHim() {
    QCOMPARE(text("ann", "@ann, @anna and @ann_b met ann."),
             "@forgotten-1, @anna and @ann_b met forgotten-1.");
    QCOMPARE(text("ann", "@ANN! Ann? joann"), "@forgotten-1! Ann? joann");  // case is of names, not of words
    QCOMPARE(text("@ann", "@Ann x@ann @anna"), "forgotten-1 xforgotten-1 @anna");
    QCOMPARE(text("ann", "see x.example/ann😀 “ann” ann…"),
             "see x.example/forgotten-1😀 “forgotten-1” forgotten-1…");
    QCOMPARE(text("ann", "@annさん ann安"), "@forgotten-1さん forgotten-1安");
    QCOMPARE(text("安", "我和安在"), "我和forgotten-1在");
    QCOMPARE(text("ann", "@ann\u0301"), "@ann\u0301");  // a mark belongs to its letter
    QCOMPARE(text("ann", "annann ann"), "annann forgotten-1");
    QCOMPARE(text("a.b", "a.b axb a.b.c"), "forgotten-1 axb forgotten-1.c");
  }
  void oddIdsAreIdsToo() {
    const std::string nul("a\0b", 3);
    QCOMPARE(text(nul, "x " + nul + " a b"), "x forgotten-1 a b");
    QCOMPARE(text("100%'\"", "of 100%'\" it"), "of forgotten-1 it");
    QCOMPARE(text("--all", "not --all"), "not forgotten-1");
    const std::string large(1 << 20, 'x');
    QCOMPARE(text(large, "@" + large + "!"), "@forgotten-1!");
    QCOMPARE(text(large, large + "x"), large + "x");
  }
  // So what was counted is counted still, and what was refused is refused still.
  void idsStayAsValidAsTheyWere() {
    const std::string longest = absl::StrCat(std::string(kLongestId - 2, 'x'), "-a"), longer = longest + "-a";
    const std::string one = id("a", longest), other = id("a", "y" + longest.substr(1));
    QVERIFY(one.size() <= kLongestId && one.starts_with(kPseudonym) && one != other);
    QCOMPARE(id("a", longest), one);
    QVERIFY(id("a", longer).size() > kLongestId);
    const std::string large(1 << 20, 'x');
    QVERIFY(id(large, large).size() > kLongestId && id(large, large).find('x') == std::string::npos);
    QVERIFY(Erasure(large, kPseudonym).ofAuthor(large).size() > kLongestId);
  }
  void whatQuotesHimLosesTheQuotation() {
    Erasure erasure("ann", kPseudonym);
    erasure.remember("my parcel is late again", kThen);
    erasure.remember("my parcel is late, and I am über-annoyed", kThen);
    erasure.remember("thanks", kThen);
    const auto of = [&](const char* text) { return erasure.ofText(text, kThen); };
    QCOMPARE(of("RT @ann: my parcel is late again"), "RT @forgotten-1: […]");
    QCOMPARE(of("“my parcel is late again” they say"), "“[…]” they say");
    QCOMPARE(of("my parcel is late again my parcel is late again"), "[…] […]");
    QCOMPARE(of("RT: my parcel is late, and I am…"), "RT: […]…");
    QCOMPARE(of("RT: my parcel is late, and I am ü"), "RT: […]");
    QCOMPARE(of("RT: my parcel is late, and I am ..."), "RT: […]...");
    // No quotations: another end, too short, and what was there before.
    for (const char* own : {"my parcel is late, too", "my parcel is", "thanks", "thanks a lot"})
      QCOMPARE(of(own), own);
    QCOMPARE(erasure.ofText("my parcel is late again", kThen - seconds(2)), "my parcel is late again");
    erasure.remember("my parcel is late again", kThen - seconds(5));
    QCOMPARE(erasure.ofText("my parcel is late again", kThen - seconds(2)), "[…]");
  }
  // Whatever is changed was thought to be concerned, and changed texts hold nothing that can be found again.
  void nothingIsPassedOver() {
    std::mt19937 random(1);
    Erasure erasure("ab", "P");
    const auto any = [&](size_t most) {
      std::string text;
      for (size_t n = random() % most; n > 0; --n) text += std::string("ab@ _Ab…-").substr(random() % 9, 1);
      return text;
    };
    for (int i = 0; i < 20; ++i) erasure.remember(any(30), kThen);
    int changed = 0;
    for (int i = 0; i < 20'000; ++i) {
      const std::string before = any(60), after = erasure.ofText(before, kThen), id = erasure.ofId(before);
      changed += after != before ? 1 : 0;
      QVERIFY2(erasure.mayConcern(before) || (after == before && id == before), before.c_str());
      QCOMPARE(erasure.ofId(id), id);
    }
    QVERIFY(changed > 1'000 && changed < 19'000);
  }
};

QTEST_APPLESS_MAIN(TestErasure)
#include "tst_erasure.moc"
