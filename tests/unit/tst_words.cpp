// Words of a text: by example, in lock-step with a naive reading, and where somebody means harm.
#include <QtTest>
#include <chrono>

#include "listen/words.h"
#include "naive_words.h"

using namespace watchfloor;

namespace {

QByteArray streamOf(std::string_view text) {
  Words words;
  words.read(text);
  return {words.stream().data(), static_cast<qsizetype>(words.stream().size())};
}

std::string repeated(std::string_view part, size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += part;
  return text;
}

}  // namespace

class TestWords : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void examples_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("stream");
    const auto row = [](const char* name, const char* text, const char* stream) {
      QTest::newRow(name) << QByteArray(text) << QByteArray(stream);
    };
    row("nothing", "", " ");
    row("case", "My REFUND", " my refund ");
    row("case beyond ASCII", "STRASSE Straße ΟΔΌΣ", " strasse strasse οδόσ ");
    row("white space", "a\u00a0b\u2003c\u3000d\te\u2028f\u0085g", " a b c d e f g ");
    row("zero width", "re\u200bf\u200du\u2060n\ufeffd re\u00adfund", " refund refund ");
    row("right to left", "\u202erefund\u202c \u2066now\u2069", " refund now ");
    row("compatible forms", "𝐫𝐞𝐟𝐮𝐧𝐝 ｒｅｆｕｎｄ ﬁne", " refund refund fine ");
    row("composed and not", "caf\u00e9 cafe\u0301 cafe\u200b\u0301", " caf\u00e9 caf\u00e9 caf\u00e9 ");
    row("apostrophes", "can't can\u2019t delta's", " can t can t delta s ");
    row("signs", "thanks,delta.now!refund_me", " thanks delta now refund me ");
    row("markup", "<script>alert('refund')</script>", " script alert refund script ");
    row("trade marks", "Delta\u2122 Delta\u00ae", " delta delta ");
    row("hashtag", "#FlightDelay, flight", " flightdelay flight \x01 #flightdelay ");
    row("hashtag with a line", "#refund_now", " refund now \x01 #refund_now ");
    row("hashtags in a row", "#a#b", " a b \x01 #a #b ");
    row("full-width hashtag", "\uff03fail", " fail \x01 #fail ");
    row("no hashtags", "#1 # c# a#b http://x/#y", " 1 c a b http x y ");
    row("handle", "@Delta .@delta_air: hi", " @delta @delta_air hi ");
    row("handle before an emoji", "@Delta😡 @acme👍🏽#fail", " @delta 😡 @acme 👍 fail \x01 #fail ");
    row("handle before ideographs", "@acme退款", " @acme 退 款 ");
    row("ideographs are no handle", "@退款", " 退 款 ");
    row("handle behind an emoji or ideographs", "😡@Delta 请@acme", " 😡 @delta 请 @acme ");
    row("hashtag before an emoji", "#fail😂 #ok❤\ufe0f#b", " fail 😂 ok ❤ b \x01 #fail #ok #b ");
    row("hashtag with ideographs", "#退款 #acme退款吧", " 退 款 acme 退 款 吧 \x01 #退款 #acme退款吧 ");
    row("hashtag behind ideographs", "款#fail", " 款 fail \x01 #fail ");
    row("an emoji is no hashtag", "#😂 #1😂", " 😂 1 😂 ");
    row("mail address", "me@delta.com", " me delta com ");
    row("ideographs", "退款吧", " 退 款 吧 ");
    row("Thai", "ขอบคุณ", " ข อ บ คุ ณ ");
    row("emoji", "ok👍🏽👨\u200d👩\u200d👧❤\ufe0f", " ok 👍 👨 👩 👧 ❤ ");
    row("no UTF-8",
        "re\xff"
        "fund \xc3 a\xed\xa0\x80z",
        " re fund a z ");
    row("marks on nothing", "\u0308 \u203e a\u0308", " \u00e4 ");
    row("controls", "a\x01 b\x1b[31mc", " a b 31mc ");
  }
  void examples() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, stream);
    QCOMPARE(streamOf(text.toStdString()), stream);
  }

  void whatStandsBetween() {
    Words words;
    words.read("well-known can't. stop  now , x a@b.c @me's www.x.de http://y #tag");
    const auto gap = [&](size_t i) { return words.words()[i].gap; };
    QCOMPARE(gap(1), Word::Gap::kHyphen);
    QCOMPARE(gap(2), Word::Gap::kSpace);
    QCOMPARE(gap(3), Word::Gap::kApostrophe);
    QCOMPARE(gap(4), Word::Gap::kOther);
    QCOMPARE(gap(5), Word::Gap::kSpace);
    QCOMPARE(gap(6), Word::Gap::kOther);
    std::string addresses;
    for (const Word& word : words.words()) {
      if (word.isOfAddress) addresses += std::string(words.text(word)) + " ";
    }
    QCOMPARE(addresses, std::string("a b c s www x de http y "));
    QVERIFY(words.words().back().isInTag && !words.words().front().isInTag);
    QCOMPARE(words.hashtags().size(), size_t{1});
    QCOMPARE(std::string(words.text(words.hashtags()[0])), std::string("#tag"));
  }

  void inLockstep() {
    naive::Writer writer(1);
    Words words;
    for (int i = 0; i < 20'000; ++i) {
      const std::string text = writer.text(1 + writer.below(12));
      words.read(text);
      const std::string expected = naive::stream(naive::read(text));
      if (std::string(words.stream()) != expected) {
        QFAIL(qPrintable(QString("%1: \"%2\" gives \"%3\", not \"%4\"")
                             .arg(i)
                             .arg(QString::fromLatin1(QByteArray::fromStdString(text).toPercentEncoding(" ")),
                                  QString::fromStdString(std::string(words.stream())),
                                  QString::fromStdString(expected))));
      }
      for (const Word& word : words.words())
        QVERIFY(word.begin < word.end && words.stream()[word.end] == ' ' &&
                word.head == headOf(words.text(word)));
    }
  }

  void aMegabyteOfAnything_data() {
    QTest::addColumn<QByteArray>("part");
    for (const char* part :
         {"a", "a ", "A\u0300\u0316", "\u0300\u0316", "\ufdfa", "👨\u200d", "\u200b", "\xff", "#", "#a", "@",
          "@a", "退", "\u202e", "<b>", "://", "\u1100\u1161", "\u0344", "www."}) {
      QTest::newRow(QByteArray(part).toPercentEncoding().constData()) << QByteArray(part);
    }
  }
  // A heap of marks that is put in order pairwise would take hours; the limit is that of the test.
  void aMegabyteOfAnything() {
    QFETCH(QByteArray, part);
    const std::string text = repeated(part.toStdString(), Words::kMostRead + 10);
    Words words;
    words.read(text);
    QVERIFY(words.stream().size() <= 12 * Words::kMostRead);
    QVERIFY(
        QString::fromUtf8(words.stream().data(), static_cast<qsizetype>(words.stream().size())).toUtf8() ==
        QByteArray(words.stream().data(), static_cast<qsizetype>(words.stream().size())));
  }
};

QTEST_APPLESS_MAIN(TestWords)
#include "tst_words.moc"
