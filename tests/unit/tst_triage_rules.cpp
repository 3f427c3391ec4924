// Triage rules: what an operator may write and is told, whom each rule takes, and, over random rules and
// texts, in lock-step with a search for each phrase in turn.
#include <QtTest>
#include <map>
#include <set>

#include "listen/term_reader.h"
#include "listen/triage_rules.h"
#include "naive_words.h"

using namespace watchfloor;

namespace {

absl::StatusOr<std::string> readAuthors(const std::string& path) {
  if (path == "press.txt") return "# who writes\n@Anna\n ben@news.example # on Mastodon\n\nＣＡＲＬ\n";
  if (path == "broken.txt") return "anna\nanna and ben\n";
  return absl::NotFoundError(path + ": cannot be read: No such file or directory");
}

absl::StatusOr<TriageRules> compile(const std::string& toml) {
  return TriageRules::compile(toml, "t.toml", readAuthors);
}

// "contact_centre refunds"
std::string decided(const TriageRules& rules, const TriageMessage& message) {
  TriageScratch scratch;
  const Decision decision = rules.decide(message, scratch);
  return std::string(name(decision.bucket)) + " " + std::string(rules.nameOf(decision));
}

std::string decided(const std::string& toml, const TriageMessage& message) {
  const absl::StatusOr<TriageRules> rules = compile(toml);
  return rules.ok() ? decided(*rules, message) : rules.status().ToString();
}

const std::string kRule = "[[rule]]\nname = \"r\"\nbucket = \"marketing\"\n";
const std::string kYes = "marketing r", kNo = "count_only default";

// A rule as the naive matcher looks at it.
struct NaiveRule {
  std::vector<std::string> brands, any, all, none;
};

}  // namespace

class TestTriageRules : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void terms_data() {
    QTest::addColumn<QByteArray>("condition");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("matches");
    const auto row = [](const char* condition, const char* text, bool matches) {
      QTest::addRow("%s in %s", condition, text) << QByteArray(condition) << QByteArray(text) << matches;
    };
    row("any = \"refund\"", "I want a REFUND!", true);
    row("any = \"refund\"", "refunds", false);
    row("any = \"refund*\"", "no refunds", true);
    row("any = \"refund*\"", "prerefund", false);
    row("any = \"money back\"", "my money,\u00a0back", true);
    row("any = \"money back\"", "money is back", false);
    row("any = \"can't log*\"", "I can\u2019t LOGIN", true);
    row("any = \"fail\"", "epic #fail", true);
    row("any = \"#fail\"", "epic fail", false);
    row("any = \"#fail\"", "epic #FAIL.", true);
    row("any = \"#fail*\"", "#failing", true);
    row("any = \"epic fail\"", "epic #fail", true);
    row("any = \"delta\"", "@delta hi", false);
    row("any = \"@delta\"", ".@DELTA hi", true);
    row("any = \"to @verizon\"", "I go to @verizon", true);
    row("any = \"😡\"", "no😡😡", true);
    row("any = \"👍\"", "ok 👍🏿", true);
    row("any = \"退款\"", "我要退款吧", true);
    row("any = [\"a\", \"b\"]", "b", true);
    row("all = [\"a\", \"b\"]", "b", false);
    row("all = [\"a\", \"b\"]", "b a", true);
    row("any = \"a\"\nnone = \"b\"", "a b", false);
    row("any = \"a\"\nnone = \"b\"", "a", true);
    row("none = \"b\"", "c", true);
    row("none = \"b\"", "b", false);
    row("all = [\"{product}\", \"{fault}\"]", "the app crashed", true);
    row("all = [\"{product}\", \"{fault}\"]", "the app", false);
    row("any = \"{fault}\"\nall = \"x\"", "x is down", true);
    row("any = \"script\"", "<script>alert(1)</script>", true);
    row("any = \"c\\u0001\"", "c", true);
  }
  void terms() {
    QFETCH(QByteArray, condition);
    QFETCH(QByteArray, text);
    QFETCH(bool, matches);
    const std::string lists =
        "[terms]\nproduct = [\"app\", \"web site\"]\nfault = [\"crash*\", \"is down\"]\n";
    QCOMPARE(decided(kRule + condition.toStdString() + "\n" + lists, {.text = text.toStdString()}),
             matches ? kYes : kNo);
  }

  void whatElseARuleAsks() {
    const auto with = [](const std::string& condition, const TriageMessage& message) {
      return decided(kRule + condition + "\n[authors]\npress = \"press.txt\"", message);
    };
    QCOMPARE(with("", {}), kYes);
    QCOMPARE(with("brand = [\"A\", \"B\"]", {.brand = "B"}), kYes);
    QCOMPARE(with("brand = [\"A\", \"B\"]", {.brand = "b"}), kNo);
    QCOMPARE(with("channel = \"x\"", {.channel = "x"}), kYes);
    QCOMPARE(with("channel = \"x\"", {.channel = "mail"}), kNo);
    QCOMPARE(with("language = \"pt\"", {.language = "pt-BR"}), kYes);
    QCOMPARE(with("language = \"pt-BR\"", {.language = "pt"}), kNo);
    QCOMPARE(with("language = \"pt\"", {.language = "ptx"}), kNo);
    QCOMPARE(with("language = \"pt\"", {}), kNo);
    QCOMPARE(with("language = [\"de\", \"PT\"]", {.language = "pt-br"}), kYes);
    QCOMPARE(with("language = \"pt-br\"", {.language = "PT-BR-x-old"}), kYes);
    QCOMPARE(with("reach_at_least = 100", {.reach = 100}), kYes);
    QCOMPARE(with("reach_at_least = 100", {.reach = 99}), kNo);
    QCOMPARE(with("reach_at_most = 100", {.reach = 101}), kNo);
    QCOMPARE(with("reach_at_most = 100", {}), kNo);
    QCOMPARE(with("sentiment = \"negative\"", {.sentiment = Label::kNegative}), kYes);
    QCOMPARE(with("sentiment = \"negative\"", {.sentiment = Label::kNeutral}), kNo);
    QCOMPARE(with("sentiment = \"negative\"", {}), kNo);
    QCOMPARE(with("sentiment = [\"positive\", \"unclassified\"]", {}), kYes);
    QCOMPARE(with("private = true", {.isPrivate = true}), kYes);
    QCOMPARE(with("private = false", {.isPrivate = true}), kNo);
    QCOMPARE(with("author = \"press\"", {.author = "anna"}), kYes);
    QCOMPARE(with("author = \"press\"", {.author = "@ANNA"}), kYes);
    QCOMPARE(with("author = \"press\"", {.author = "carl"}), kYes);
    QCOMPARE(with("author = \"press\"", {.author = "ben@news.example"}), kYes);
    QCOMPARE(with("author = \"press\"", {.author = "ann"}), kNo);
    QCOMPARE(with("author = \"press\"", {}), kNo);
    QCOMPARE(with("author = [\"press\", \"@Dora\"]", {.author = "dora"}), kYes);
    QCOMPARE(with("author = \"@Dora\"", {.author = "anna"}), kNo);
  }

  void theFirstRuleDecidesElseTheBrandsDefault() {
    const std::string toml = R"(
      name = "airlines"
      default = "marketing"
      [brand.Delta]
      default = "contact_centre"
      [[rule]]
      name = "thanks"
      bucket = "count_only"
      any = "thank*"
      [[rule]]
      name = "united"
      bucket = "contact_centre"
      brand = "United"
      any = ["thank you", "delayed"]
    )";
    QCOMPARE(decided(toml, {.brand = "United", .text = "thank you, delayed"}), "count_only thanks");
    QCOMPARE(decided(toml, {.brand = "United", .text = "delayed"}), "contact_centre united");
    QCOMPARE(decided(toml, {.brand = "Delta", .text = "delayed"}), "contact_centre default");
    QCOMPARE(decided(toml, {.brand = "Virgin", .text = "delayed"}), "marketing default");
    QCOMPARE(decided("", {.text = "x"}), kNo);
  }

  void theVersionIsThatOfTheTextAndItsLists() {
    const auto version = [](const std::string& toml, const std::string& authors) {
      return TriageRules::compile(toml, "folder/t.toml", [&](const std::string&) { return authors; })
          ->version();
    };
    const std::string toml = "[authors]\na = \"a.txt\"";
    QCOMPARE(version(toml, "x"), version(toml, "x"));
    QVERIFY(version(toml, "x") != version(toml, "y"));
    QVERIFY(version(toml, "x") != version(toml + " ", "x"));
    QVERIFY(QString::fromStdString(version(toml, "x")).startsWith("t-"));
    QVERIFY(QString::fromStdString(version("name = \"n\"", "")).startsWith("n-"));
  }

  void whatIsWrongNamesItsLine_data() {
    QTest::addColumn<QByteArray>("toml");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char* name, const std::string& toml, const char* says) {
      QTest::newRow(name) << QByteArray::fromStdString(toml) << QByteArray(says);
    };
    row("TOML", "[[rule]\n", "t.toml:1: ");
    row("key", kRule + "any_off = \"x\"",
        "t.toml:4: rule.any_off: no such key; known here: all, any, author");
    row("slip", kRule + "chanel = \"x\"",
        "t.toml:4: rule.chanel: no such key, did you mean channel? known here");
    row("name", "[[rule]]\nbucket = \"marketing\"", "t.toml:1: rule.name: is missing");
    row("same name", kRule + "any = \"x\"\n" + kRule, "t.toml:6: rule.name: there is another rule \"r\"");
    row("default", "[[rule]]\nname = \"default\"\nbucket = \"marketing\"",
        "t.toml:2: rule.name: is what decides");
    row("no bucket", "[[rule]]\nname = \"r\"", "t.toml:1: rule.bucket: is missing");
    row("bucket", "default = \"pr\"",
        "t.toml:1: default: expected one of \"count_only\", \"marketing\", \"contact_centre\"");
    row("brand", kRule + "brand = \"all\"",
        "t.toml:4: rule.brand: \"all\" is no brand's name; leave brand out");
    row("no word", kRule + "any = [\n\"x\",\n\"?!\"]", "t.toml:6: rule.any: \"?!\": has no word");
    row("sign", kRule + "any = \"a+\"", "\"a+\": only words are looked for, and + is part of none");
    row("star", kRule + "any = \"a*b\"", "t.toml:4: rule.any: \"a*b\": a * may stand at its end only");
    row("lone star", kRule + "any = \"a *\"", "\"a *\": a * follows the letters that a word begins with");
    row("only star", kRule + "any = \"*\"", "\"*\": has no word");
    row("long", kRule + "any = \"" + std::string(201, 'a') + "\"", "is longer than 200 bytes");
    row("hashtag", kRule + "any = \"epic #fail\"", "a hashtag is a term of its own");
    row("no list", kRule + "none = \"{x}\"",
        "t.toml:4: rule.none: there is no list {x} under [terms]; there is none");
    const std::string braces =
        "braces stand around the name of a list, as {outage}, with nothing beside them, and not in a list";
    row("list in a list", kRule + "any = \"{y}\"\n[terms]\ny = [\"a\", \"{x}\"]\nx = \"z\"",
        ("t.toml:6: terms.y: \"{x}\": " + braces).c_str());
    row("list with a word", kRule + "any = \"no {y}\"\n[terms]\ny = \"z\"",
        ("t.toml:4: rule.any: \"no {y}\": " + braces).c_str());
    row("half a list", kRule + "any = \"{y\"\n[terms]\ny = \"z\"",
        ("t.toml:4: rule.any: \"{y\": " + braces).c_str());
    row("no such list", kRule + "none = \"{x}\"\n[terms]\ny = \"z\"", "there are {y}");
    row("list", "[terms]\ny = [\"z\",\n\"\"]", "t.toml:3: terms.y: \"\": has no word");
    row("authors", kRule + "author = \"press\"",
        "t.toml:4: rule.author: there is no list \"press\" under [authors]");
    row("handle", kRule + "author = \"@a b\"", "t.toml:4: rule.author: \"@a b\" is no handle");
    row("file", "[authors]\na = \"none.txt\"", "t.toml:2: authors.a: none.txt: cannot be read");
    row("line", "[authors]\na = \"broken.txt\"",
        "t.toml:2: authors.a: broken.txt:2: \"anna and ben\" is no handle");
    row("sentiment", kRule + "sentiment = \"bad\"", "t.toml:4: rule.sentiment: expected \"negative\"");
    row("language", kRule + "language = [\"de\",\n\"pt_BR\"]",
        "t.toml:5: rule.language: \"pt_BR\" is no BCP 47 tag");
    row("reach", kRule + "reach_at_least = -1", "t.toml:4: rule.reach_at_least: expected a whole number");
    row("reaches", kRule + "reach_at_least = 2\nreach_at_most = 1", "t.toml:5: rule.reach_at_most: is below");
    row("never reached", kRule + "[[rule]]\nname = \"s\"\nbucket = \"marketing\"\nany = \"x\"",
        "t.toml:4: rule: is never reached: the rule \"r\" above it has no condition");
    row("escape", kRule + "any = \"\\u001b[2J\\u202e!*\"", "\"\\u{1b}[2J\\u{202e}!*\": ");
  }
  void whatIsWrongNamesItsLine() {
    QFETCH(QByteArray, toml);
    QFETCH(QByteArray, says);
    const absl::StatusOr<TriageRules> rules = compile(toml.toStdString());
    QVERIFY(absl::IsInvalidArgument(rules.status()));
    const QByteArray said = QByteArray::fromStdString(rules.status().ToString());
    QVERIFY2(said.contains(says), said.constData());
  }

  void inLockstepWithASearchForEachPhrase() {
    size_t matched = 0, decisions = 0;
    for (uint64_t seed = 1; seed <= 40; ++seed) {
      naive::Writer writer(seed);
      std::string toml;
      std::vector<NaiveRule> naive;
      for (size_t i = 0; i < 1 + writer.below(80); ++i) naive.push_back(anyRule(writer, i, toml));
      const absl::StatusOr<TriageRules> rules = compile(toml);
      QVERIFY2(rules.ok(), (rules.status().ToString() + toml).c_str());
      TriageScratch scratch;
      for (int i = 0; i < 150; ++i) {
        const std::string text = writer.text(writer.below(15)),
                          brand(1, static_cast<char>('A' + writer.below(3)));
        const Decision decision = rules->decide({.brand = brand, .text = text}, scratch);
        const int32_t expected = firstOf(naive, brand, naive::read(text));
        matched += expected != Decision::kNoRule;
        ++decisions;
        QVERIFY2(decision.rule == expected,
                 qPrintable(QString("seed %1: rule %2, not %3").arg(seed).arg(decision.rule).arg(expected)));
      }
    }
    QVERIFY(matched > decisions / 5 && matched < decisions);
  }

  void scratchGoesFromRulesToRules() {
    TriageScratch scratch;
    for (const int size : {1, 500, 3, 0, 2'000}) {
      std::string toml = kRule + "any = [\"zz\"";
      for (int i = 0; i < size; ++i) toml += ",\n\"word" + std::to_string(i) + "\"";
      const absl::StatusOr<TriageRules> rules = compile(toml + "]");
      QVERIFY(rules.ok());
      const std::string last = "a word" + std::to_string(size - 1) + " b";
      QCOMPARE(rules->decide({.text = last}, scratch).rule, size > 0 ? 0 : Decision::kNoRule);
      QCOMPARE(rules->decide({.text = "nothing"}, scratch).rule, Decision::kNoRule);
    }
  }

  // A list counts for each rule that names it: a file of a megabyte could else need gigabytes.
  void listsThatAreNamedTooOften() {
    std::string toml = "[terms]\nwords = [";
    for (int i = 0; i < 5'000; ++i) toml += "\"w" + std::to_string(i) + "\",\n";
    toml += "]\n";
    const size_t most = TermReader::kMostUses / 5'000;
    for (size_t i = 0; i < most; ++i)
      toml += "[[rule]]\nname = \"" + std::to_string(i) + "\"\nbucket = \"marketing\"\nany = \"{words}\"\n";
    QVERIFY(compile(toml).ok());
    const absl::Status status =
        compile(toml + "[[rule]]\nname = \"last\"\nbucket = \"marketing\"\nnone = \"{words}\"\n").status();
    const std::string expected = "t.toml:" + std::to_string(5'002 + 4 * most + 4) +
                                 ": rule.none: with this all conditions have more than 4000000 terms";
    QVERIFY2(status.message().find(expected) != std::string::npos, status.ToString().c_str());
  }

  // Phrases that all end everywhere in a megabyte: each is found once, and no more is said.
  void aHostileMegabyte() {
    std::string toml = kRule + "none = [\"never\"", text;
    for (int n = 1; n <= 90; ++n) {
      toml += ",\n\"";
      for (int i = 0; i < n; ++i) toml += "a ";
      toml += "\"";
    }
    while (text.size() < 1'000'000) text += "a ";
    const absl::StatusOr<TriageRules> rules = compile(toml + "]");
    QVERIFY2(rules.ok(), rules.status().ToString().c_str());
    QCOMPARE(decided(*rules, {.text = text}), kNo);
    QCOMPARE(decided(*rules, {.text = std::string(1'000'000, '\xff') + "a"}), kNo);
    QCOMPARE(decided(*rules, {.text = std::string(1'000'000, 'b')}), kYes);
  }

 private:
  static std::vector<std::string> anyTerms(naive::Writer& writer, size_t most) {
    std::vector<std::string> terms;
    while (terms.size() < most) {
      std::string term;
      for (size_t i = 0; i < 1 + writer.below(3); ++i) term += (i ? " " : "") + writer.word();
      if (writer.chance(20)) term += "*";
      if (isGood(term)) terms.push_back(term);
    }
    return terms;
  }
  static bool isGood(const std::string& term) {
    const bool isToml =
        QString::fromStdString(term).toUtf8().toStdString() == term &&
        term.find_first_of("\"\\\n\t\x7f") == std::string::npos &&
        std::all_of(term.begin(), term.end(), [](char c) { return static_cast<unsigned char>(c) >= ' '; });
    return isToml && Term::parse(term).ok();
  }
  static NaiveRule anyRule(naive::Writer& writer, size_t i, std::string& toml) {
    NaiveRule rule;
    toml += "[[rule]]\nname = \"" + std::to_string(i) + "\"\nbucket = \"marketing\"\n";
    const auto list = [&](const char* key, const std::vector<std::string>& values) {
      if (values.empty()) return;
      toml += std::string(key) + " = [";
      for (const std::string& value : values) toml += "\"" + value + "\", ";
      toml += "]\n";
    };
    if (writer.chance(30)) rule.brands = {std::string(1, static_cast<char>('A' + writer.below(3)))};
    rule.any = anyTerms(writer, 1 + writer.below(3));
    if (writer.chance(30)) rule.all = anyTerms(writer, 1 + writer.below(2));
    if (writer.chance(20)) std::swap(rule.any, rule.all);
    if (writer.chance(30)) rule.none = anyTerms(writer, 1 + writer.below(2));
    list("brand", rule.brands);
    list("any", rule.any);
    list("all", rule.all);
    list("none", rule.none);
    return rule;
  }
  static int32_t firstOf(const std::vector<NaiveRule>& rules, const std::string& brand,
                         const naive::Message& message) {
    const auto isThere = [&](const std::string& term) { return naive::contains(message, term); };
    for (size_t i = 0; i < rules.size(); ++i) {
      const NaiveRule& rule = rules[i];
      if ((rule.brands.empty() || rule.brands[0] == brand) &&
          (rule.any.empty() || std::any_of(rule.any.begin(), rule.any.end(), isThere)) &&
          std::all_of(rule.all.begin(), rule.all.end(), isThere) &&
          std::none_of(rule.none.begin(), rule.none.end(), isThere)) {
        return static_cast<int32_t>(i);
      }
    }
    return Decision::kNoRule;
  }
};

QTEST_APPLESS_MAIN(TestTriageRules)
#include "tst_triage_rules.moc"
