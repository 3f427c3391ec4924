// Texts as they may be printed.
#include <QtTest>

#include "model/shown_text.h"

using namespace watchfloor;

class TestShownText : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void examples_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("shown");
    const auto row = [](const char* name, const QByteArray& text, const char* shown) {
      QTest::newRow(name) << text << QByteArray(shown);
    };
    row("nothing", "", "");
    row("plain", "Blue Jay, caf\u00e9, 退款, ขอบคุณ", "Blue Jay, caf\u00e9, 退款, ขอบคุณ");
    row("emoji", "👨\u200d👩\u200d👧 ❤\ufe0f", "👨\u200d👩\u200d👧 ❤\ufe0f");
    row("white space", "a\nb\r\tc", "a b  c");
    row("controls", "\x1b[2J\x07\x7f", "\\u{1b}[2J\\u{7}\\u{7f}");
    row("controls beyond ASCII", "\u009b31m\u0085", "\\u{9b}31m\\u{85}");
    row("nul", QByteArray("a\0b", 3), "a\\u{0}b");
    row("directions", "\u202enow\u2066\u200f", "\\u{202e}now\\u{2066}\\u{200f}");
    row("what cannot be seen", "re\u200bfund\u00ad\ufeff", "re\\u{200b}fund\\u{ad}\\u{feff}");
    row("line separators", "a\u2028b\u2029", "a\\u{2028}b\\u{2029}");
    row("no UTF-8", "a\xff\xc3", "a\ufffd\ufffd");
  }
  void examples() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, shown);
    QCOMPARE(QByteArray::fromStdString(shownText(text.toStdString())), shown);
  }
  void aLongOneIsCut() { QCOMPARE(shownText("one two three", 7), std::string("one two…")); }
};

QTEST_APPLESS_MAIN(TestShownText)
#include "tst_shown_text.moc"
