// What strangers write, on a wall: nothing that they write moves, hides or covers anything; in each language
// and room everything can be read.
#include <QApplication>
#include <QtTest>
#include <random>

#include "conversation_desk.h"
#include "conversations/conversation_columns.h"
#include "conversations/conversation_texts.h"
#include "models/language.h"
#include "models/names.h"
#include "models/text_room.h"

namespace watchfloor {

class ConversationTextsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void cleanup() { setLanguage("en"); }
  void quotes();
  void countsWhatIsLeftOut();
  void isolates();
  void columns();
  void anyBytes();
  void hostile_data();
  void hostile();
  void legible_data();
  void legible();
  void pictures();
};

namespace {

std::string times(int n, const std::string& text) {
  std::string all;
  for (int i = 0; i < n; ++i) all += text;
  return all;
}

const std::string kOverride = "\u202egnp.exe\u202c", kZeroWidth = "a\u200b\u2060\ufeffb",
                  kFamily = "\U0001f468\u200d\U0001f469\u200d\U0001f467", kAcute = "\u0301";

}  // namespace

void ConversationTextsTest::quotes() {
  QCOMPARE(quoted("a <b>bold</b> &amp; plain text", 100), "a <b>bold</b> &amp; plain text");
  QCOMPARE(quoted(kOverride, 100), "\\u{202e}gnp.exe\\u{202c}");
  QCOMPARE(quoted(kZeroWidth, 100), "a\\u{200b}\\u{2060}\\u{feff}b");
  QCOMPARE(quoted("line\nline\r\n\ttab\x07", 100), "line line   tab\\u{7}");
  QCOMPARE(quoted("\xff\xc3", 100), "\ufffd\ufffd");
  QCOMPARE(quoted(kFamily, 100), QString::fromStdString(kFamily));  // an emoji is one
  QCOMPARE(quoted("Z" + times(200, kAcute), 100), "Z" + QString(4, QChar(0x301)));
  QVERIFY(quoted(times(1'000, "\U0001f468\u200d"), 10'000).size() < 40);
}

void ConversationTextsTest::countsWhatIsLeftOut() {
  QCOMPARE(quoted("one two three four", 9), "one two … (10 characters more)");
  QCOMPARE(quoted(times(100, "x"), 20), QString(20, 'x') + " … (80 characters more)");
  const QString cut = quoted(times(20, kFamily), 20);  // never within one
  QVERIFY(cut.startsWith(QString::fromStdString(times(2, kFamily)) + " …"));
  QCOMPARE(quoted(times(1 << 20, "w"), 150), QString(150, 'w') + " … (1,048,426 characters more)");
  QCOMPARE(quoted(times(1'000, "й"), 10), QString(10, QChar(u'й')) + " … (990 characters more)");
}

void ConversationTextsTest::isolates() {
  QCOMPARE(isolated("Alder"), "Alder");
  QCOMPARE(isolated("عربي"), "\u2068عربي\u2069");
  setLanguage("ar");
  QCOMPARE(isolated("Alder!"), "\u2068Alder!\u2069");
}

void ConversationTextsTest::columns() {
  const auto wrote = [](Duration after, MessageDirection direction, std::optional<Label> label) {
    ConversationMessage message;
    message.time = kAsOf + after, message.direction = direction;
    if (label) message.sentiment = Sentiment{*label, {}};
    return message;
  };
  const ConversationColumns none = columnsOf({});
  QVERIFY(none.customers.isEmpty());
  const ConversationColumns one =
      columnsOf({wrote(seconds(0), MessageDirection::kInbound, Label::kNegative)});
  QCOMPARE(one.customers[0], 1.0);
  QCOMPARE(one.sentiment[0], -1.0);
  QVERIFY(std::isnan(one.brand[0]) && std::isnan(one.customers[1]));
  const ConversationColumns many = columnsOf({
      wrote(minutes(0), MessageDirection::kInbound, Label::kNegative),
      wrote(minutes(1), MessageDirection::kInbound, Label::kPositive),
      wrote(minutes(12), MessageDirection::kOutbound, Label::kPositive),
      wrote(minutes(24), MessageDirection::kInbound, {}),
  });
  QCOMPARE(many.customers[0], 1.0);
  QCOMPARE(many.customers[1], 1.0);
  QCOMPARE(many.brand[12], -1.0);
  QVERIFY(std::isnan(many.sentiment[12]));  // only customers feel
  QCOMPARE(many.customers[23], 1.0);
}

// What is shown is text that can be seen, whatever was written.
void ConversationTextsTest::anyBytes() {
  std::mt19937 random(7);
  for (int i = 0; i < 2'000; ++i) {
    std::string text(random() % 64, ' ');
    for (char& c : text) c = static_cast<char>(random());
    for (const QChar c : quoted(text, 40))
      QVERIFY(c.category() != QChar::Other_Control &&
              (c.category() != QChar::Other_Format || c == QChar(0x200d)));
  }
}

void ConversationTextsTest::hostile_data() {
  QTest::addColumn<QByteArray>("text");
  const auto row = [](const char* name, const std::string& text) {
    QTest::newRow(name) << QByteArray::fromStdString(text);
  };
  row("markup", "<h1>" + times(50, "<b>big</b><img src=x>") + "</h1>");
  row("overrides", times(200, kOverride));
  row("zero width", times(500, kZeroWidth));
  row("controls", times(100, std::string("\x1b[31m\r\n\t\x00\x07", 9)));
  row("one endless word", times(1 << 20, "W"));
  row("marks", times(40, "Z" + times(60, kAcute)));
  row("emoji", times(400, kFamily));
  row("a chain of emoji", times(400, "\U0001f468\u200d"));
  row("arabic", times(100, "أين حقيبتي؟ "));
  row("wide", times(60, "\ufdfd"));
  row("lines", times(1'000, "\u2028\u2029\n"));
}

// In the text, the names and the id: nothing leaves its place, and nothing is cut.
void ConversationTextsTest::hostile() {
  QFETCH(QByteArray, text);
  const std::string bad = text.toStdString(), name = QString::fromUtf8(text).left(100).toUtf8().toStdString();
  ConversationRig rig(true);
  std::vector<Event> events;
  for (int i = 0; i < 3; ++i) {
    Event event = said(std::to_string(i), kAsOf - minutes(9 - i), name, bad, i > 0 ? "m0" : "");
    event.brand = name, event.channel = name;
    events.push_back(event);
  }
  rig.add(events);
  Desk desk(rig);
  QVERIFY(desk.go(Qt::Key_V));
  QCOMPARE(desk.lines().size(), 1U);
  QVERIFY2(faultIn(desk).isEmpty(), qPrintable(faultIn(desk)));
  QVERIFY(desk.go(Qt::Key_Return));
  QVERIFY2(faultIn(desk).isEmpty(), qPrintable(faultIn(desk)));
  QVERIFY(desk.go(Qt::Key_Return));
  QVERIFY2(faultIn(desk).isEmpty(), qPrintable(faultIn(desk)));
}

void ConversationTextsTest::legible_data() {
  QTest::addColumn<QString>("language");
  QTest::addColumn<double>("diagonal");
  QTest::addColumn<double>("distance");
  for (const char* language : {"en", "de", "ar"}) {
    for (const auto& [diagonal, distance] :
         {std::pair{75.0, 5.0}, {43.0, 3.0}, {43.0, 5.0}, {55.0, 3.0}, {32.0, 0.8}})
      QTest::addRow("%s, %g at %g m", language, diagonal, distance)
          << QString(language) << diagonal << distance;
  }
}

void ConversationTextsTest::legible() {
  QFETCH(QString, language);
  QFETCH(double, diagonal);
  QFETCH(double, distance);
  setLanguage(language);
  ConversationRig rig(true);
  addTalk(rig);
  Stage::Room room{.diagonal = diagonal, .distance = distance};
  if (distance < 1) room.width = 3840, room.height = 2160;
  Desk desk(rig, room);
  const auto look = [&](const char* what) {
    const QString fault = faultIn(desk);
    if (!fault.isEmpty()) qWarning("%s: %s", what, qPrintable(fault));
    return fault.isEmpty();
  };
  desk.stage.wall().chooseWindow(5);  // a day: its heading is the longest
  QVERIFY(desk.goBehind("net_sentiment"));
  QVERIFY(look("behind"));
  desk.press(Qt::Key_Escape);
  QVERIFY(desk.go(Qt::Key_V));
  QVERIFY(look("list"));
  QVERIFY(desk.go(Qt::Key_O));
  QVERIFY(look("newest"));
  QVERIFY(desk.go(Qt::Key_End));
  QVERIFY(look("end"));
  QVERIFY(desk.go(Qt::Key_Home));
  while (desk.browser().current() < 3 && !desk.texts()[desk.browser().current()].contains("Same"))
    desk.press(Qt::Key_Down);
  QVERIFY(desk.go(Qt::Key_Return));
  QVERIFY(look("conversation"));
  desk.press(Qt::Key_M);
  QVERIFY(look("asking"));
  desk.press(Qt::Key_Escape);
  desk.press(Qt::Key_E);
  QTRY_VERIFY_WITH_TIMEOUT(desk.acts().size() == 1, Desk::kPatienceMs);
  QVERIFY(desk.isAnswered());
  QVERIFY(look("acted"));
  QVERIFY(desk.go(Qt::Key_Return));
  QVERIFY(look("author"));
  if (diagonal != 75) return;  // it takes the wall's patience
  rig.stop();
  desk.stage.pass(seconds(31));
  QTRY_VERIFY_WITH_TIMEOUT(!desk.browser().problem().isEmpty(), Desk::kPatienceMs);
  desk.stage.settle();
  QVERIFY(look("gone"));
}

// For people to look at, in the folder that the test runs in.
void ConversationTextsTest::pictures() {
  ConversationRig rig(true);
  addTalk(rig);
  for (const char* language : {"en", "de", "ar"}) {
    setLanguage(QLatin1String(language));
    for (const ThemeName theme : {ThemeName::Dark, ThemeName::Light}) {
      for (const int height : {1080, 2160}) {
        const bool isDesk = height == 2160;
        Desk desk(rig, {.width = height * 16 / 9,
                        .height = height,
                        .diagonal = isDesk ? 32.0 : 75.0,
                        .distance = isDesk ? 0.8 : 5.0,
                        .theme = theme});
        const auto save = [&](const char* what) {
          desk.stage.save(QStringLiteral("conversations_%1_%2_%3_%4")
                              .arg(QLatin1String(what), QLatin1String(language),
                                   QLatin1String(theme == ThemeName::Dark ? "dark" : "light"))
                              .arg(height));
        };
        QVERIFY(desk.openOf("Same here"));
        save("conversation");
        desk.press(Qt::Key_M);
        save("move");
        desk.press(Qt::Key_Escape);
        desk.press(Qt::Key_Home);
        QVERIFY(desk.go(Qt::Key_Return));
        save("author");
        desk.press(Qt::Key_Escape);
        desk.press(Qt::Key_Escape);
        QVERIFY(desk.isAnswered());
        save("list");
        desk.press(Qt::Key_Escape);
        QVERIFY(desk.goBehind("net_sentiment"));
        save("behind");
        const QImage image = desk.stage.grab();
        QCOMPARE(image.size(), QSize(height * 16 / 9, height));
        const QPointF corner = desk.stage.item("conversations")->mapToScene({12, 12});
        QCOMPARE(image.pixelColor(corner.toPoint()), paletteOf(theme).raised);
      }
    }
  }
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::ConversationTextsTest)
#include "tst_conversation_texts.moc"
