// Exports through watchfloord and watchfloorctl: each form is worked out again from the records, by the
// engine and from its file; what was changed is found; other programs read them; and the past is shown again.
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>
#include <QtTest>

#include "end_to_end/events.h"
#include "end_to_end/program.h"

using namespace watchfloor;

class TestVerify : public QObject {
  Q_OBJECT

  const Files m_files{};
  const QStringList m_forms = {"csv", "json", "xlsx"};

  // A call that was answered after so many seconds, a minute ago.
  QByteArray call(const QByteArray& id, int wait, const QByteArray& brand = "acme") const {
    return callOf(brand, id, QDateTime::currentDateTimeUtc().addSecs(-60), "ANSWERED", wait);
  }
  void publish(const Daemon& daemon, const QByteArray& lines) const {
    const Outcome outcome = run("watchfloorctl", {"publish", "--engine", daemon.address(), "-"}, lines);
    QVERIFY2(outcome.code == 0, outcome.err);
  }
  QString exported(const Daemon& daemon, const QString& form, const QString& name) const {
    const QString path = m_files.path(name + "." + form);
    QStringList arguments{"snapshot", "--engine", daemon.address(), "--window", "15m,now,today"};
    arguments += form == "xlsx" ? QStringList{"--xlsx", path} : QStringList{"--" + form};
    const Outcome outcome = run("watchfloorctl", arguments);
    if (outcome.code != 0) qWarning("%s", outcome.err.constData());
    if (form != "xlsx") writeTo(path, outcome.out);
    return path;
  }
  static Outcome verify(const QString& file, const QStringList& where) {
    return run("watchfloorctl", QStringList{"verify"} + where + QStringList{file});
  }

 private Q_SLOTS:
  void everyFormIsWorkedOutAgain() {
    const QString store = m_files.path("equal.db");
    const QStringList stopped{"--store", store};
    QStringList files;
    {
      Daemon daemon({"--store", store});
      const QStringList running{"--engine", daemon.address()};
      publish(daemon, call("a", 7) + call("b", 20, "=beta"));
      for (const QString& form : m_forms) files << exported(daemon, form, "equal");
      publish(daemon, call("c", 5));  // later: it is in none of them
      for (const QString& file : files) {
        const Outcome outcome = verify(file, running);
        QVERIFY2(outcome.code == 0 && outcome.out.startsWith("equal: "), outcome.out + outcome.err);
      }
      QCOMPARE(daemon.stop(), 0);
    }
    for (const QString& file : files) {
      const Outcome outcome = verify(file, stopped);
      QVERIFY2(outcome.code == 0 && outcome.out.startsWith("equal: "), outcome.out + outcome.err);
    }
    // The wait of one call, told as another.
    const QByteArray csv = contentOf(files[0]);
    QVERIFY2(csv.contains(",wait_answered_s,7,"), csv);
    writeTo(files[0], QByteArray(csv).replace(",wait_answered_s,7,", ",wait_answered_s,6,"));
    Outcome outcome = verify(files[0], stopped);
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.out.startsWith("differs: ") &&
                 outcome.out.contains("wait_answered_s value: 6 in the file, 7 by the records (+1)"),
             outcome.out);
    const QByteArray json = contentOf(files[1]);
    writeTo(files[1], QByteArray(json).replace("\"offered\": 1,", "\"offered\": 2,"));
    outcome = verify(files[1], stopped);
    QVERIFY2(outcome.code == 1 && outcome.out.contains("offered value: 2 in the file, 1 by the records (-1)"),
             outcome.out);
    writeTo(files[1], QByteArray(json).replace("\"duplicates\": 0", "\"duplicates\": 3"));
    outcome = verify(files[1], stopped);
    QVERIFY2(outcome.code == 1 && outcome.out.contains("counter duplicates: 3 in the file, 0 by the records"),
             outcome.out);
    // The sheet "About", by another program.
    const Outcome changed = runAny("/usr/bin/python3", {"-c",
                                                        "import sys, openpyxl\n"
                                                        "book = openpyxl.load_workbook(sys.argv[1])\n"
                                                        "book.move_sheet('Figures', 1)\n"
                                                        "book['About']['B6'] = '77'\n"
                                                        "book.save(sys.argv[1])\n",
                                                        files[2]});
    QVERIFY2(changed.code == 0, changed.err);
    outcome = verify(files[2], stopped);
    QVERIFY2(outcome.code == 1 && outcome.out.contains("about record position: 77 in the file") &&
                 outcome.out.contains("by what is in it"),
             outcome.out + outcome.err);
  }
  void othersReadThem() {
    Daemon daemon({"--store", m_files.path("others.db")});
    publish(daemon, call("a", 7) + call("b", 20, "=1+1"));
    const QString csv = exported(daemon, "csv", "others"), xlsx = exported(daemon, "xlsx", "others");
    const Outcome asked =
        runAny("sqlite3", {"-cmd", ".import --csv " + csv + " wall", ":memory:",
                           "SELECT value, n, count(DISTINCT checksum) FROM wall WHERE brand = 'acme' AND "
                           "channel = 'voice' AND \"window\" = '15m' AND metric = 'wait_answered_s'"});
    QCOMPARE(asked.out, QByteArray("7|1|1\n"));
    // openpyxl tells a formula (type f) from a text (s), and writes the workbook anew.
    const QString again = m_files.path("again.xlsx");
    const Outcome opened =
        runAny("/usr/bin/python3", {"-c",
                                    "import sys, openpyxl\n"
                                    "book = openpyxl.load_workbook(sys.argv[1])\n"
                                    "for row in book['Figures'].iter_rows():\n"
                                    "    print(','.join(str(cell.value) for cell in row))\n"
                                    "    print(''.join(cell.data_type for cell in row))\n"
                                    "book.save(sys.argv[2])\n",
                                    xlsx, again});
    QVERIFY2(opened.code == 0, opened.err);
    QVERIFY2(opened.out.contains("acme,voice,15m,wait_answered_s,7,"), opened.out);
    QVERIFY2(opened.out.contains("=1+1,"), opened.out);
    for (const QByteArray& line : opened.out.split('\n'))
      QVERIFY2(line.contains(',') || !line.contains('f'), line);
    const Outcome kept = verify(again, {"--engine", daemon.address()});
    QVERIFY2(kept.code == 0 && kept.out.startsWith("equal: "), kept.out + kept.err);
  }
  // It reads the workbook, shows no formula where there is none, and writes it anew with the same figures.
  void anOfficeReadsThem() {
    Daemon daemon({"--store", m_files.path("office.db")});
    publish(daemon, call("a", 7) + call("b", 20, "=1+1"));
    const QString xlsx = exported(daemon, "xlsx", "office"), out = m_files.path("out");
    for (const QString& form : {QString("csv"), QString("xlsx")}) {
      const Outcome opened = runAny("soffice", {"-env:UserInstallation=file://" + m_files.path("profile"),
                                                "--headless", "--convert-to", form, "--outdir", out, xlsx});
      QVERIFY2(opened.code == 0, opened.err);
    }
    const QByteArray csv = contentOf(out + "/office.csv");
    QVERIFY2(csv.contains(",acme,voice,15m,wait_answered_s,7,") && csv.contains(",=1+1,voice,"),
             csv.left(2000));
    const Outcome kept = verify(out + "/office.xlsx", {"--engine", daemon.address()});
    QVERIFY2(kept.code == 0 && kept.out.startsWith("equal: "), kept.out + kept.err);
  }
  void whatCannotBeWorkedOutSaysWhy() {
    QString file;
    {
      Daemon without;
      publish(without, call("a", 7));
      file = exported(without, "csv", "without");
      const Outcome outcome = verify(file, {"--engine", without.address()});
      QCOMPARE(outcome.code, 1);
      QVERIFY2(outcome.out.startsWith("cannot: ") && outcome.out.contains("--store"), outcome.out);
    }
    Daemon other({"--store", m_files.path("other.db")});
    Outcome outcome = verify(file, {"--engine", other.address()});
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.out.startsWith("cannot: ") && outcome.out.contains("nothing is kept of"), outcome.out);
    outcome = verify(file, {"--store", m_files.path("other.db")});  // it is the engine's
    QVERIFY2(outcome.code == 1 && outcome.out.startsWith("cannot: "), outcome.out);
    outcome = verify(m_files.write("none.csv", "a,b\n1,2\n"), {"--engine", other.address()});
    QVERIFY2(outcome.code == 1 && outcome.out.isEmpty() && outcome.err.contains("no export"), outcome.err);
  }
  void aDossierHoldsWhatBelongsTogether() {
    const QString store = m_files.path("dossier.db");
    const auto message = [](const QByteArray& id, const QByteArray& extra) {
      return "{\"source\": \"web\", \"event_id\": \"" + id + "\", \"event_time\": \"" +
             QDateTime::currentDateTimeUtc().toString("yyyy-MM-ddTHH:mm:ss").toUtf8() +
             "Z\", \"brand\": \"acme\", \"channel\": \"web\", \"message\": {\"message_id\": \"" + id +
             "\", \"author_id\": \"u\", \"direction\": \"INBOUND\", \"text\": \"text of " + id + "\"" +
             extra + "}}\n";
    };
    {
      Daemon daemon({"--store", store});
      // A thread told backwards: each link is known only by what comes later.
      QByteArray thread;
      for (int i = 40; i > 0; --i)
        thread +=
            message("t" + QByteArray::number(i), ", \"reply_to\": \"t" + QByteArray::number(i - 1) + "\"");
      // The second belongs to the first only by the third.
      publish(daemon, thread + message("m1", ", \"conversation_id\": \"k1\"") + message("m2", "") +
                          message("m3", ", \"conversation_id\": \"k1\", \"reply_to\": \"m2\"") +
                          message("m4", "") + call("c7", 5) + call("c8", 5) + call("c8", 5, "delta"));
      QCOMPARE(daemon.stop(), 0);
    }
    const auto idsOf = [&](const char* id) {
      const Outcome outcome = run("watchfloorctl", {"dossier", "--store", store, id});
      QStringList ids;
      for (const QByteArray& line : outcome.out.split('\n')) {
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        if (object.contains("event")) ids << object["event"]["event_id"].toString();
        if (object.contains("events")) ids << QString::number(object["events"].toInt());
      }
      return ids.join(" ");
    };
    QCOMPARE(idsOf("m2"), QString("m1 m2 m3 3"));
    QCOMPARE(idsOf("k1"), QString("m1 m2 m3 3"));
    QCOMPARE(idsOf("m4"), QString("m4 1"));
    QVERIFY2(idsOf("t40").endsWith(" t2 t1 40"), qPrintable(idsOf("t40")));
    QCOMPARE(idsOf("t0"), idsOf("t40"));
    QCOMPARE(idsOf("c7"), QString("c7ENQUEUED c7ANSWERED 2"));
    const Outcome both = run("watchfloorctl", {"dossier", "--store", store, "c8"});
    QVERIFY2(both.code == 1 && both.out.isEmpty() && both.err.contains("delta on voice"), both.err);
    const Outcome one = run("watchfloorctl", {"dossier", "--store", store, "--brand", "delta", "c8"});
    QCOMPARE(one.out.count("\"delta\""), 2);
    QCOMPARE(one.out.count("\"acme\""), 0);
    const Outcome none = run("watchfloorctl", {"dossier", "--store", store, "nobody"});
    QVERIFY2(none.code == 1 && none.err.contains("nobody"), none.err);
    const Outcome noFile = run("watchfloorctl", {"dossier", "--store", m_files.path("no.db"), "m1"});
    QVERIFY2(noFile.code == 1 && noFile.err.contains("no such file"), noFile.err);
    QVERIFY(!QFile::exists(m_files.path("no.db")));
  }
  void thePastIsShownAgain() {
    Daemon daemon({"--store", m_files.path("past.db")});
    publish(daemon, call("a", 7));
    const Outcome live = run("watchfloorctl", {"snapshot", "--engine", daemon.address(), "--json"});
    const QString then = QJsonDocument::fromJson(live.out)["as_of"].toString();
    publish(daemon, call("b", 7) + call("c", 7));
    const QStringList where{"--engine", daemon.address(), "--at", then,    "--window",
                            "15m",      "--by",           "none", "--json"};
    const Outcome snapshot = run("watchfloorctl", QStringList{"snapshot"} + where);
    QVERIFY2(snapshot.code == 0, snapshot.err);
    const QJsonValue cell = QJsonDocument::fromJson(snapshot.out)["cells"][0];
    QCOMPARE(cell["metrics"]["offered"].toInt(), 1);
    QCOMPARE(cell["replay_speed"].toDouble(), 1.0);

    const Outcome tail = run("watchfloorctl", QStringList{"tail", "--speed", "60"} + where);
    QVERIFY2(tail.code == 0, tail.err);
    QVERIFY2(tail.err.contains("a replay"), tail.err);
    QVERIFY2(tail.out.contains("\"replay_speed\": 60") && tail.out.contains("\"offered\": 3"), tail.out);
    const Outcome wrong = run("watchfloorctl", {"tail", "--engine", daemon.address(), "--at", "noon"});
    QVERIFY2(wrong.code == 1 && wrong.err.contains("--at"), wrong.err);
  }
};

QTEST_GUILESS_MAIN(TestVerify)
#include "tst_verify.moc"
