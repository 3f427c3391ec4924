// What is UTF-8 and what is not.
#include "sources/utf8.h"

#include <QtTest>

using namespace watchfloor;

class TestUtf8 : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void cleanTexts() {
    for (const char* text : {"", "plain", "ä", "€", "😀", "\xED\x9F\xBF", "\xEE\x80\x80", "\xF4\x8F\xBF\xBF",
                             "\xC2\x80", "\xE0\xA0\x80", "\xF0\x90\x80\x80"}) {
      QVERIFY2(isCleanText(text), text);
    }
  }
  void otherBytes_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("NUL") << QByteArray("a\0b", 3);
    QTest::newRow("Latin-1") << QByteArray("gr\xFC\xDF");
    QTest::newRow("continuation alone") << QByteArray("\x80");
    QTest::newRow("cut off") << QByteArray("a\xE2\x82");
    QTest::newRow("cut off by a letter") << QByteArray("\xE2\x82z");
    QTest::newRow("overlong, 2") << QByteArray("\xC0\xAF");
    QTest::newRow("overlong, 3") << QByteArray("\xE0\x9F\xBF");
    QTest::newRow("overlong, 4") << QByteArray("\xF0\x8F\xBF\xBF");
    QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80");
    QTest::newRow("above U+10FFFF") << QByteArray("\xF4\x90\x80\x80");
    QTest::newRow("no lead") << QByteArray("\xFF");
  }
  void otherBytes() {
    QFETCH(QByteArray, bytes);
    QVERIFY(!isCleanText({bytes.constData(), static_cast<size_t>(bytes.size())}));
  }
  void agreesWithQt() {  // on every sequence of two bytes, and on three after each lead
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const auto check = [&](const QByteArray& bytes) {
      const QString decoded = decoder.decode(bytes);
      const bool isClean = !decoder.hasError() && !bytes.contains('\0');
      decoder.resetState();
      return isClean == isCleanText({bytes.constData(), static_cast<size_t>(bytes.size())}) &&
             decoded.size() <= bytes.size();
    };
    for (int a = 0; a < 256; ++a) {
      for (int b = 0; b < 256; ++b) {
        QByteArray bytes(1, static_cast<char>(a));
        bytes += static_cast<char>(b);
        QVERIFY2(check(bytes), bytes.toHex().constData());
        bytes += '\x80';
        QVERIFY2(check(bytes), bytes.toHex().constData());
        bytes += '\xBF';
        QVERIFY2(check(bytes), bytes.toHex().constData());
      }
    }
  }
};

QTEST_APPLESS_MAIN(TestUtf8)
#include "tst_utf8.moc"
