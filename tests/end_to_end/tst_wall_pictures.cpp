// Pictures of a wall, by watchfloorctl, of a real engine: worked out again from its records, and opened by
// other programs.
#include <QDateTime>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include "events.h"
#include "program.h"

using namespace watchfloor;

class WallPicturesTest : public QObject {
  Q_OBJECT

  const Files m_files{};

  static void publish(const Daemon& engine, const QByteArray& lines) {
    const Outcome outcome = run("watchfloorctl", {"publish", "--engine", engine.address(), "-"}, lines);
    QVERIFY2(outcome.code == 0, outcome.err);
  }
  // Where there may be no screen.
  static Outcome picture(const Daemon& engine, const QStringList& arguments) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    return run("watchfloorctl", QStringList{"snapshot", "--engine", engine.address()} + arguments);
  }
  static Outcome verified(const Daemon& engine, const QString& file) {
    return run("watchfloorctl", {"verify", "--engine", engine.address(), file});
  }

 private Q_SLOTS:
  void picturesAreWorkedOutAgain() {
    Daemon engine({"--store", m_files.path("pictures.db")});
    const QDateTime began = QDateTime::currentDateTimeUtc().addSecs(-60);
    publish(engine, callOf("acme", "a", began, "ANSWERED", 7) + callOf("beta", "b", began, "ABANDONED", 9));
    const QString pdf = m_files.path("wall.pdf"), png = m_files.path("wall.png");
    Outcome outcome = picture(engine, {"--pdf", pdf});
    QVERIFY2(outcome.code == 0, outcome.err);
    outcome =
        picture(engine, {"--png", png, "--board", "contact_centre", "--brand", "acme", "--window", "5m"});
    QVERIFY2(outcome.code == 0, outcome.err);
    publish(engine, callOf("acme", "c", began, "ANSWERED", 5));  // later: it is in neither
    for (const QString& file : {pdf, png}) {
      outcome = verified(engine, file);
      QVERIFY2(outcome.code == 0 && outcome.out.startsWith("equal: "), outcome.out + outcome.err);
    }
    othersOpen(pdf);
    // A byte within, changed.
    QFile file(png);
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(file.size() / 2) && file.write("x") == 1);
    file.close();
    outcome = verified(engine, png);
    QVERIFY2(outcome.code == 1 && (outcome.err.contains("damaged") || outcome.out.startsWith("differs")),
             outcome.out + outcome.err);
  }
  void ofAMomentOfThePast() {
    Daemon engine({"--store", m_files.path("past.db")});
    publish(engine, callOf("acme", "a", QDateTime::currentDateTimeUtc().addSecs(-60), "ANSWERED", 7));
    const Outcome live = run("watchfloorctl", {"snapshot", "--engine", engine.address(), "--json"});
    const QString then = QJsonDocument::fromJson(live.out)["as_of"].toString();
    const QString pdf = m_files.path("then.pdf");
    Outcome outcome = picture(engine, {"--pdf", pdf, "--at", then});
    QVERIFY2(outcome.code == 0, outcome.err);
    outcome = verified(engine, pdf);
    QVERIFY2(outcome.code == 0 && outcome.out.contains("as of " + then.toUtf8()), outcome.out + outcome.err);
    // Not of the present in its place.
    const QString before = m_files.path("before.pdf");
    outcome = picture(engine, {"--pdf", before, "--at", "2020-01-01T00:00Z"});
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains("not written: "), outcome.err);
    QVERIFY(!QFile::exists(before));
  }
  void whatIsAskedForMustFit() {
    const Daemon engine;
    const QString png = m_files.path("two.png");
    Outcome outcome = picture(engine, {"--png", png, "--brand", "acme,beta"});
    QVERIFY2(outcome.code == 1 && outcome.err.contains("name one with --brand"), outcome.err);
    outcome = picture(engine, {"--png", m_files.path("wall.pdf")});
    QVERIFY2(outcome.code == 2 && outcome.err.contains("name it .png"), outcome.err);
    outcome = picture(engine, {"--png", m_files.path("no/folder.png")});
    QVERIFY2(outcome.code == 1 && outcome.err.contains("cannot write"), outcome.err);
  }

 private:
  // poppler's programs: what is printed, what is drawn, and the figures that go with it.
  void othersOpen(const QString& pdf) const {
    const Outcome text = runAny("pdftotext", {"-layout", pdf, "-"});
    QVERIFY2(text.out.contains("Mission control") && text.out.contains("record position") &&
                 text.out.contains("Wait answered"),
             text.out + text.err);
    const QString page = m_files.path("page");
    const Outcome drawn = runAny("pdftoppm", {"-r", "60", "-singlefile", "-gray", pdf, page});
    QVERIFY2(drawn.code == 0, drawn.err);
    const QByteArray grey = contentOf(page + ".pgm");
    const auto dark =
        std::count_if(grey.begin(), grey.end(), [](char c) { return static_cast<unsigned char>(c) < 64; });
    QVERIFY2(dark > grey.size() / 3 && dark < grey.size() * 9 / 10, qPrintable(QString::number(dark)));
    const QString figures = m_files.path("figures.json");
    const Outcome taken = runAny("pdfdetach", {"-save", "1", "-o", figures, pdf});
    QVERIFY2(taken.code == 0, taken.err);
    const QString checksum = QJsonDocument::fromJson(contentOf(figures))["export"]["checksum"].toString();
    QCOMPARE(checksum.size(), 32);
    QVERIFY(text.out.contains(checksum.toUtf8()));
  }
};

QTEST_GUILESS_MAIN(WallPicturesTest)
#include "tst_wall_pictures.moc"
