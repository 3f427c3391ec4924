// Strict TOML: types, ranges and unknown keys, each with its line.
#include "toml/toml_file.h"

#include <QtTest>

using namespace watchfloor;

namespace {

TomlFile parsed(const char* text) {
  absl::StatusOr<TomlFile> file = TomlFile::parse(text, "x.toml");
  if (!file.ok()) qFatal("%s", file.status().ToString().c_str());
  return *std::move(file);
}

QString said(const TomlFile& file) { return QString::fromStdString(std::string(file.status().message())); }

}  // namespace

class TestTomlFile : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void readsEveryType() {
    TomlFile file = parsed(R"(
      text = "hello"
      flag = true
      integer = 7
      number = 0.5
      whole = 2
      duration = "1.5s"
      several = ["a", "b"]
      single = "c"
      word = "second"
      [inner]
      text = "deep"
      [[row]]
      text = "1"
      [[row]]
      text = "2"
    )");
    TomlSection root = file.root();
    std::string text;
    bool flag = false;
    int64_t integer = 0;
    double number = 0, whole = 0;
    Duration duration{};
    std::vector<std::string> several, single;
    enum class Word { kFirst, kSecond } word = Word::kFirst;
    root.text("text", text);
    root.flag("flag", flag);
    root.integer("integer", integer, 0, 10);
    root.number("number", number, 0, 1);
    root.number("whole", whole, 0, 10);
    root.duration("duration", duration, Duration{0});
    root.texts("several", several);
    root.texts("single", single);
    root.word("word", std::array<std::string_view, 2>{"first", "second"}, word);
    QCOMPARE(text, std::string("hello"));
    QVERIFY(flag);
    QCOMPARE(integer, 7);
    QCOMPARE(number, 0.5);
    QCOMPARE(whole, 2.0);
    QVERIFY(duration == std::chrono::milliseconds(1500));
    QVERIFY((several == std::vector<std::string>{"a", "b"}));
    QVERIFY((single == std::vector<std::string>{"c"}));
    QVERIFY(word == Word::kSecond);
    root.section("inner")->text("text", text);
    QCOMPARE(text, std::string("deep"));
    std::string rows;
    for (TomlSection& row : root.sections("row")) {
      row.text("text", text);
      rows += text;
    }
    QCOMPARE(rows, std::string("12"));
    QVERIFY2(file.status().ok(), qPrintable(said(file)));
  }

  void whatIsAbsentStays() {
    TomlFile file = parsed("");
    TomlSection root = file.root();
    std::string text = "as it was";
    root.text("text", text);
    QCOMPARE(text, std::string("as it was"));
    QVERIFY(!root.section("inner"));
    QVERIFY(root.sections("row").empty());
    QVERIFY(file.status().ok());
  }

  void wrongTypesNameTheirLine_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    QTest::newRow("text") << "\ntext = 5"
                          << "x.toml:2: text: expected a text";
    QTest::newRow("flag") << "flag = \"yes\""
                          << "x.toml:1: flag: expected true or false";
    QTest::newRow("integer, a text") << "integer = \"7\""
                                     << "x.toml:1: integer: expected a whole number from 0 to 10";
    QTest::newRow("integer, a fraction") << "integer = 7.5"
                                         << "integer: expected a whole number";
    QTest::newRow("integer, too large") << "integer = 11"
                                        << "integer: expected a whole number from 0 to 10";
    QTest::newRow("number, not a number") << "number = nan"
                                          << "number: expected a number from 0 to 1";
    QTest::newRow("number, too small") << "number = -1"
                                       << "number: expected a number from 0 to 1";
    QTest::newRow("duration, a number") << "duration = 5"
                                        << "duration: expected a duration in quotes";
    QTest::newRow("duration, no unit") << "duration = \"5\""
                                       << "duration: expected a duration in quotes";
    QTest::newRow("duration, too short") << "duration = \"0s\""
                                         << "duration: must be at least 1 s";
    QTest::newRow("texts, a number") << "several = 5"
                                     << "several: expected a text in quotes, or a list";
    QTest::newRow("texts, mixed") << "several = [\"a\", 5]"
                                  << "several: expected texts in quotes";
    QTest::newRow("texts, none") << "several = []"
                                 << "several: expected texts in quotes";
    QTest::newRow("word") << "word = \"third\""
                          << "word: expected one of \"first\", \"second\"";
    QTest::newRow("section") << "inner = 5"
                             << "inner: expected a section [inner]";
    QTest::newRow("sections") << "[row]"
                              << "row: expected sections [[row]]";
    QTest::newRow("unknown") << "[inner]\ntxt = 1"
                             << "x.toml:2: inner.txt: no such key, did you mean text? known here: text";
    QTest::newRow("unknown section") << "[outer]\ntext = \"a\""
                                     << "x.toml:1: outer: no such key";
    QTest::newRow("unknown in a row") << "[[row]]\n[[row]]\nx = 1"
                                      << "x.toml:3: row.x: no such key; known here: text";
  }
  void wrongTypesNameTheirLine() {
    QFETCH(QString, text);
    QFETCH(QString, says);
    TomlFile file = parsed(text.toUtf8().constData());
    TomlSection root = file.root();
    std::string read = "as it was";
    bool flag = false;
    int64_t integer = 5;
    double number = 0.5;
    Duration duration = seconds(5);
    std::vector<std::string> several;
    int word = 7;
    root.text("text", read);
    root.flag("flag", flag);
    root.integer("integer", integer, 0, 10);
    root.number("number", number, 0, 1);
    root.duration("duration", duration, seconds(1));
    root.texts("several", several);
    root.word("word", std::array<std::string_view, 2>{"first", "second"}, word);
    if (auto inner = root.section("inner")) inner->text("text", read);
    for (TomlSection& row : root.sections("row")) row.text("text", read);
    QVERIFY2(said(file).contains(says), qPrintable(said(file)));
    QCOMPARE(said(file).count('\n'), 0);  // nothing else is wrong
    QCOMPARE(read, std::string("as it was"));
    QVERIFY(!flag && integer == 5 && number == 0.5 && duration == seconds(5) && word == 7);
  }

  void allThatIsWrongIsSaidInOrder() {
    TomlFile file = parsed("b = 1\na = 2\nc = 3");
    TomlSection root = file.root();
    std::string text;
    root.text("c", text);
    root.text("b", text);
    QCOMPARE(said(file),
             "x.toml:1: b: expected a text in quotes\n"
             "x.toml:2: a: no such key; known here: b, c\n"
             "x.toml:3: c: expected a text in quotes");
  }

  void brokenTomlNamesItsLine() {
    const absl::StatusOr<TomlFile> file = TomlFile::parse("a = 1\nb = [", "x.toml");
    QVERIFY(absl::IsInvalidArgument(file.status()));
    QVERIFY(QString::fromStdString(file.status().ToString()).contains("x.toml:2: "));
    QVERIFY(!TomlFile::parse("a = 1\na = 2", "x.toml").ok());
    QVERIFY(!TomlFile::parse(std::string_view("a = \"\xff\"", 7), "x.toml").ok());
  }

  void hostileTextIsRefused() {
    std::string deep = "ok = 1\n";
    for (int i = 0; i < 50'000; ++i) deep += "a.";
    const absl::Status status = TomlFile::parse(deep + "b = 1\n", "x.toml").status();
    QCOMPARE(QString::fromStdString(std::string(status.message())),
             "x.toml:2: a line of more than 4000 bytes");
    std::string longest;
    for (int i = 0; i < 1'995; ++i) longest += "a.";
    QVERIFY(TomlFile::parse(longest + "b = 1\n", "x.toml").ok());
    const absl::Status endless = TomlFile::read("/dev/zero").status();
    QCOMPARE(QString::fromStdString(std::string(endless.message())), "/dev/zero: is larger than 1 MiB");
  }

  void aFileThatIsNotThereIsNamed() {
    const absl::StatusOr<TomlFile> file = TomlFile::read("/nowhere/x.toml");
    QVERIFY(absl::IsNotFound(file.status()));
    QVERIFY(QString::fromStdString(file.status().ToString()).contains("/nowhere/x.toml"));
  }
};

QTEST_APPLESS_MAIN(TestTomlFile)
#include "tst_toml_file.moc"
