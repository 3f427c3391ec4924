// Texts with places for columns: places, filters, maps, alternatives.
#include "sources/row_text.h"

#include <QtTest>

using namespace watchfloor;

namespace {

const WordMaps kMaps = {{"brand", {{"ACME", "acme"}, {"none", ""}}}};

// With columns a and b.
std::string of(const std::vector<std::string>& texts, const char* a, const char* b = "") {
  absl::StatusOr<RowText> text = RowText::parse(texts, kMaps);
  if (!text.ok()) return std::string(text.status().message());
  if (absl::Status s = text->bind({"a", "b"}); !s.ok()) return std::string(s.message());
  return text->of({a, b});
}

}  // namespace

class TestRowText : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void columnsComeIntoTheirPlaces() {
    QCOMPARE(of({"{a}"}, "x"), std::string("x"));
    QCOMPARE(of({"constant"}, "x"), std::string("constant"));
    QCOMPARE(of({"<{a}-{b}-{a}>"}, "x", "y"), std::string("<x-y-x>"));
    QCOMPARE(of({"{{{a}}}"}, "x"), std::string("{x}"));
    QCOMPARE(of({"{a}"}, "{b}"), std::string("{b}"));  // values are no texts of a profile
    QCOMPARE(of({}, "x"), std::string(""));
  }
  // Looked through to its end from each of its signs this would take hours; the limit is that of the test.
  void aValueOfSignsOnly() {
    const std::string signs(32 << 20, '&');
    QVERIFY(of({"{a|html}"}, signs.c_str()) == signs);
  }
  void filtersChangeValues_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("result");
    QTest::newRow("upper") << "{a|upper}"
                           << "NegäTive"
                           << "NEGäTIVE";
    QTest::newRow("lower") << "{a|lower}"
                           << "ACME"
                           << "acme";
    QTest::newRow("trim") << "{a|trim}"
                          << "  x y\t"
                          << "x y";
    QTest::newRow("one after the other") << "{a|trim|upper|brand}"
                                         << " Acme "
                                         << "acme";
    QTest::newRow("map") << "{a|brand}"
                         << "ACME"
                         << "acme";
    QTest::newRow("map, not listed") << "{a|brand}"
                                     << "bravo"
                                     << "bravo";
    QTest::newRow("map to nothing") << "{a|brand}"
                                    << "none"
                                    << "";
    QTest::newRow("integer") << "{a|integer}"
                             << "8.0"
                             << "8";
    QTest::newRow("integer, as it is") << "{a|integer}"
                                       << "8"
                                       << "8";
    QTest::newRow("integer, empty") << "{a|integer}"
                                    << ""
                                    << "";
    QTest::newRow("integer, a fraction stays") << "{a|integer}"
                                               << "8.05"
                                               << "8.05";
    QTest::newRow("html") << "{a|html}"
                          << "a &amp; b &lt;c&gt; &quot;&#39;&#x1F600;"
                          << "a & b <c> \"'😀";
    QTest::newRow("html, once only") << "{a|html}"
                                     << "&amp;lt;"
                                     << "&lt;";
    QTest::newRow("html, unknown stays") << "{a|html}"
                                         << "&bogus; & &; &#0; &#xD800; &#99999999; AT&T"
                                         << "&bogus; & &; &#0; &#xD800; &#99999999; AT&T";
    QTest::newRow("handle") << "{a|handle}"
                            << "hello @acme_help and @bravo"
                            << "acme_help";
    QTest::newRow("handle, no number") << "{a|handle}"
                                       << "@115712 @ @bravo!"
                                       << "bravo";
    QTest::newRow("handle, none") << "{a|handle}"
                                  << "no name @"
                                  << "";
  }
  void filtersChangeValues() {
    QFETCH(QString, text);
    QFETCH(QString, value);
    QFETCH(QString, result);
    QCOMPARE(QString::fromStdString(of({text.toStdString()}, value.toUtf8().constData())), result);
  }
  void theFirstTextWithAllValuesHolds() {
    const std::vector<std::string> texts = {"{a|brand} {b}", "b {b}", "neither"};
    QCOMPARE(of(texts, "ACME", "1"), std::string("acme 1"));
    QCOMPARE(of(texts, "none", "1"), std::string("b 1"));
    QCOMPARE(of(texts, "", ""), std::string("neither"));
    QCOMPARE(of({"{a}", "b{b}"}, "", ""), std::string("b"));  // the last, when none has
  }
  void whatIsWrongIsSaid_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    QTest::newRow("open") << "{a"
                          << "a { without its }";
    QTest::newRow("closed") << "a}"
                            << "a } without its {";
    QTest::newRow("filter") << "{a|shout}"
                            << "no filter or [map.shout]";
    QTest::newRow("column") << "{c}"
                            << "there is no column \"c\", only a, b";
    QTest::newRow("no name") << "{}"
                             << "there is no column \"\"";
  }
  void whatIsWrongIsSaid() {
    QFETCH(QString, text);
    QFETCH(QString, says);
    const QString said = QString::fromStdString(of({text.toStdString()}, "x"));
    QVERIFY2(said.contains(says), qPrintable(said));
  }
};

QTEST_APPLESS_MAIN(TestRowText)
#include "tst_row_text.moc"
