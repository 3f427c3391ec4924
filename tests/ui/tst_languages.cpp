// The wall in each language: numbers and dates are written as there, and where the
// language runs from right to left, so does the wall.
#include <QApplication>
#include <QGlyphRun>
#include <QProcess>
#include <QRegularExpression>
#include <QTextLayout>
#include <QtTest>

#include "ink.h"
#include "models/language.h"
#include "models/names.h"
#include "models/titles.h"
#include "situations.h"

namespace watchfloor {

class LanguagesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void cleanup() { setLanguage("en"); }
  void three();
  void oneMoreByAddingAFile();
  void numbersAndDates();
  void aCountryHasItsDigits();
  void everythingInOneKindOfDigits();
  void namesRunTheirOwnWay();
  void figuresRunAsTheLanguageDoes();
  void widestIsWidest();
  void everythingIsTranslated();
  void mirrored();
  void panelsToo();
};

void LanguagesTest::three() {
  for (const char* language : {"ar", "de", "en"}) {
    QVERIFY(languages().contains(QLatin1String(language)));
    QCOMPARE(setLanguage(QLatin1String(language)), QLatin1String(language));
  }
  QCOMPARE(setLanguage("tlh"), "en");  // not spoken here
  QCOMPARE(labelOf(Subject{Metric::kServiceLevel}), "Service level");
  setLanguage("de");
  QCOMPARE(labelOf(Subject{Metric::kAbandonRate}), "Abbruchquote");
  setLanguage("ar");
  QCOMPARE(QGuiApplication::layoutDirection(), Qt::RightToLeft);
}

// While the program is as it is. What it does not translate is English.
void LanguagesTest::oneMoreByAddingAFile() {
  const QByteArray before = qgetenv("XDG_CONFIG_HOME");
  QTemporaryDir home;
  qputenv("XDG_CONFIG_HOME", home.path().toLocal8Bit());
  const auto restore = qScopeGuard(
      [&before] { before.isNull() ? qunsetenv("XDG_CONFIG_HOME") : qputenv("XDG_CONFIG_HOME", before); });
  const QString folder = home.filePath("watchfloor/translations");
  QVERIFY(QDir().mkpath(folder) && !isLanguage("fr"));
  QFile source(home.filePath("fr.ts"));
  QVERIFY(source.open(QIODevice::WriteOnly));
  source.write(
      "<?xml version=\"1.0\"?><!DOCTYPE TS><TS version=\"2.1\" language=\"fr\"><context>"
      "<name>Subject</name><message><source>Service level</source>"
      "<translation>Niveau de service</translation></message></context></TS>");
  source.close();
  const QString made = folder + "/watchfloor_fr.qm";
  QCOMPARE(QProcess::execute(WATCHFLOOR_LRELEASE, {"-silent", source.fileName(), "-qm", made}), 0);
  QVERIFY(languages().contains("fr") && isLanguage("fr") && isLanguage("fr_CA"));
  QCOMPARE(setLanguage("fr"), "fr");
  QCOMPARE(labelOf(Subject{Metric::kServiceLevel}), "Niveau de service");
  QCOMPARE(labelOf(Subject{Metric::kAbandonRate}), "Abandon rate");
  QCOMPARE(QLocale().language(), QLocale::French);
  // What is no translation is said, and that of the program stands.
  QVERIFY(QFile::copy(source.fileName(), folder + "/watchfloor_de.qm"));
  QTest::ignoreMessage(QtWarningMsg, QRegularExpression("watchfloor_de.qm is no translation: make it"));
  QCOMPARE(setLanguage("de"), "de");
  QCOMPARE(labelOf(Subject{Metric::kAbandonRate}), "Abbruchquote");
}

void LanguagesTest::numbersAndDates() {
  const QTimeZone zone("Europe/Berlin");
  const Time long_ago = *parseTime("2025-03-03T13:31:00Z");
  setLanguage("de");
  QCOMPARE(one(formatCount(1284)), "1.284");
  QCOMPARE(one(formatCount(12'934)), "12,9\u202fk");
  QCOMPARE(one(formatPercent(0.8312)), "83,1\u202f%");
  QCOMPARE(formatDuration(seconds(272)).value, "4:32");
  QCOMPARE(formatDate(long_ago, zone),
           QLocale(QLocale::German).toString(QDate(2025, 3, 3), "ddd d. MMM yyyy") + " 14:31");
  setLanguage("ar");
  QCOMPARE(one(formatPercent(0.8312)), "\u206783.1\u202f%\u2069");
  QCOMPARE(formatDuration(seconds(272)).value, "4:32");
  QCOMPARE(formatClock(long_ago, zone), "14:31");
  setLanguage("en");
  QCOMPARE(one(formatCount(1284)), "1,284");
  QCOMPARE(formatDate(long_ago, zone), "Mon 3 Mar 2025 14:31");
}

void LanguagesTest::aCountryHasItsDigits() {
  QCOMPARE(setLanguage("ar_EG"), "ar");
  const QTimeZone zone("Europe/Berlin");
  QCOMPARE(one(formatPercent(0.8312)), "\u2067٨٣٫١\u202f٪\u2069");
  QCOMPARE(formatDuration(seconds(272)).value, "٤:٣٢");
  QCOMPARE(formatClock(*parseTime("2025-03-03T13:31:05Z"), zone, true), "١٤:٣١:٠٥");
  QCOMPARE(setLanguage("ar"), "ar");
  QCOMPARE(formatDuration(seconds(272)).value, "4:32");
  for (const char* known : {"en", "ar", "ar_EG", "de_AT", "en_GB"}) QVERIFY2(isLanguage(known), known);
  for (const char* unknown : {"tlh", "fr_FR", "ar_XX", "", "ar_EG.UTF-8"})
    QVERIFY2(!isLanguage(unknown), unknown);
}

// Values, texts, axes, the clock, the time bar.
void LanguagesTest::everythingInOneKindOfDigits() {
  setLanguage("ar_EG");
  for (const char* board : {"mission_control", "response", "contact_centre"}) {
    Stage stage({.width = 3840, .height = 2160, .diagonal = 32, .distance = 0.8, .board = board});
    stage.show(busyFrame().build());
    stage.wall().past()->goTo(kAsOf - hours(1));
    stage.view().playback = *stage.playbacks().back();
    stage.show(busyFrame().at(kAsOf - hours(1)).replayed(1).sequence(2).build());
    QVERIFY(stage.item("timeBar")->isVisible());
    std::vector<Ink> inks;
    collect(stage.window()->contentItem(), {}, inks);
    int digits = 0;
    for (const Ink& ink : inks) {
      QVERIFY2(!ink.text.contains(QRegularExpression("[0-9]")), qPrintable(ink.text));
      digits += ink.text.contains(QRegularExpression("[٠-٩]"));
    }
    QVERIFY(digits > 40);
  }
  QFont font(QStringLiteral("Roboto"));
  font.setPixelSize(142);
  const QFontMetricsF metrics(font);
  for (char16_t digit = u'٠'; digit <= u'٩'; ++digit)
    QCOMPARE(metrics.horizontalAdvance(QChar(digit)), metrics.horizontalAdvance(QChar(u'٨')));
}

// The brand stands where reading begins, whatever script it is in.
void LanguagesTest::namesRunTheirOwnWay() {
  QCOMPARE(pairText("Alder", "chat"), "Alder · chat");
  setLanguage("ar");
  QCOMPARE(pairText("Alder", "chat"), "\u200f\u2068Alder\u2069 · \u2068chat\u2069");
  QVERIFY(pairText("Alder", "chat").isRightToLeft());
  Stage stage({.width = 3840, .height = 2160, .diagonal = 32, .distance = 0.8, .board = "response"});
  stage.show(busyFrame().build());
  std::vector<Ink> inks;
  collect(stage.window()->contentItem(), {}, inks);
  QVERIFY(std::ranges::any_of(inks, [](const Ink& ink) { return ink.text == pairText("Alder", "chat"); }));
}

// A unit, and what is written before a number, stand where the reader gets to them, in a line and alone; a
// minus is at the left of its digits everywhere.
void LanguagesTest::figuresRunAsTheLanguageDoes() {
  const auto isBefore = [](const QString& text, QChar a, QChar b) {
    QTextLayout layout(text);
    layout.beginLayout();
    const QTextLine line = layout.createLine();
    layout.endLayout();
    const auto drawnAt = [&](QChar c) {
      const QList<QGlyphRun> runs = line.glyphRuns(static_cast<int>(text.indexOf(c)), 1);
      return runs.isEmpty() ? -1 : runs.first().positions().first().x();
    };
    return drawnAt(a) >= 0 && drawnAt(a) < drawnAt(b);
  };
  const QString line = QStringLiteral("الشعور %1 من الكل");
  const QString percent = one(formatPercent(0.9171)), minus = one(formatSentiment(-0.22));
  setLanguage("ar");
  const QString arabic = one(formatPercent(0.9171)), below = one(formatSentiment(-0.22)),
                large = one(formatCount(-12'900)), about = estimated("61"),
                longer = one(formatDuration(kDay * 40));
  for (const QString& within : {QStringLiteral("%1"), line}) {
    QVERIFY(isBefore(within.arg(arabic), '%', '9'));
    QVERIFY(isBefore(within.arg(below), QChar(u'−'), '2'));
    QVERIFY(isBefore(within.arg(large), QChar(u'−'), '2') && isBefore(within.arg(large), 'k', QChar(u'−')));
    QVERIFY(isBefore(within.arg(about), '6', QChar(u'≈')));
    QVERIFY(isBefore(within.arg(longer), '3', '>'));
  }
  QVERIFY(isBefore(percent, '9', '%') && isBefore(minus, QChar(u'−'), '2'));
}

// In what the language writes, too, no value needs more room than is kept for it.
void LanguagesTest::widestIsWidest() {
  QFont font(QStringLiteral("Roboto"));
  font.setPixelSize(142);
  font.setWeight(QFont::Medium);
  const QFontMetricsF metrics(font);
  for (const char* language : {"de", "ar", "ar_EG"}) {
    setLanguage(QLatin1String(language));
    const auto check = [&](const QString& value, Metric metric) {
      QVERIFY2(metrics.horizontalAdvance(value) <= metrics.horizontalAdvance(widestOf(Subject{metric})),
               qPrintable(value));
    };
    for (int i = 0; i <= 1'000; ++i) {
      check(formatPercent(i / 1'000.0).value, Metric::kServiceLevel);
      check(formatDuration(minutes(6) * i).value, Metric::kHandleTime);
      check(formatCount(i * 9).value, Metric::kOffered);
    }
  }
}

// Titles, too: what stands in the files of the boards that come with the program.
void LanguagesTest::everythingIsTranslated() {
  const auto titlesOf = [](const Board& board) {
    QStringList titles{titleText(board.title)};
    for (const TileSpec& spec : board.tiles) titles << titleText(spec.title);
    return titles;
  };
  for (const std::string& name : kShippedBoards) {
    setLanguage("en");
    const QStringList english = titlesOf(shippedBoard(name));
    setLanguage("ar");
    const QStringList arabic = titlesOf(shippedBoard(name));
    for (qsizetype i = 0; i < english.size(); ++i)
      QVERIFY2(english[i].isEmpty() || english[i] != arabic[i], qPrintable(english[i]));
  }
}

// What stands first stands at the right, within a tile, too; time runs from the left in every language.
void LanguagesTest::mirrored() {
  const auto leftOf = [](const QQuickItem* item) {
    return item->mapRectToScene(item->boundingRect()).left();
  };
  const auto at = [&](const char* language, const std::function<void(Stage&)>& look) {
    setLanguage(QLatin1String(language));
    Stage stage({.width = 3840, .height = 2160, .diagonal = 32, .distance = 0.8, .isDrawn = false});
    stage.show(busyFrame().build());
    look(stage);
  };
  QList<double> first;
  at("en", [&](Stage& stage) {
    QVERIFY(leftOf(stage.tile("volume")) < leftOf(stage.tile("backlog")));
    QVERIFY(leftOf(stage.item("brand")) < leftOf(stage.item("clock")));
    first << leftOf(Stage::find(stage.tile("volume"), "label")) - leftOf(stage.tile("volume"));
  });
  at("ar", [&](Stage& stage) {
    QQuickItem* tile = stage.tile("volume");
    QVERIFY(leftOf(tile) > leftOf(stage.tile("backlog")));
    QVERIFY(leftOf(stage.item("brand")) > leftOf(stage.item("clock")));
    QQuickItem* label = Stage::find(tile, "label");
    const double gap = tile->width() - (leftOf(label) - leftOf(tile)) - label->width();
    QCOMPARE(gap, first.first());
    QVERIFY(leftOf(Stage::find(tile, "value")) > leftOf(Stage::find(tile, "delta")));
    QVERIFY(leftOf(Stage::find(tile, "sign")) < leftOf(label));
    QVERIFY(leftOf(stage.item("cell.0")) > leftOf(stage.item("cell.2")));
  });
}

// Help, palette and the explanation run that way, and say all in the language.
void LanguagesTest::panelsToo() {
  for (const char* language : {"de", "ar"}) {
    setLanguage(QLatin1String(language));
    Stage stage({.isDrawn = false});
    stage.show(busyFrame().build());
    QMetaObject::invokeMethod(Stage::find(stage.tile("service_level"), "figure"), "explain",
                              Q_ARG(bool, true));
    stage.settle();
    for (const char* panel : {"explained", "help"}) {
      QQuickItem* shown = stage.item(panel);
      shown->setVisible(true);
      stage.settle();
      std::vector<Ink> inks;
      collect(shown, {}, inks);
      QVERIFY(inks.size() > 8);
      const QQuickItem* scroll = stage.item("helpScroll");
      const double excess = scroll->property("contentHeight").toDouble() - scroll->height();
      QVERIFY2(excess <= 0, qPrintable(QString::number(excess / stage.viewing().u())));
      const QRectF room = shown->mapRectToScene(shown->boundingRect());
      for (size_t i = 0; i < inks.size(); ++i) {
        QVERIFY2(room.contains(inks[i].area), qPrintable(inks[i].text));
        for (size_t j = 0; j < i; ++j) {
          const QRectF common = inks[i].area & inks[j].area;
          QVERIFY2(common.width() < 1 || common.height() < 1,
                   qPrintable(inks[i].text + " on " + inks[j].text));
        }
      }
    }
  }
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::LanguagesTest)
#include "tst_languages.moc"
