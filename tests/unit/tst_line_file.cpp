// Lines of whole files, and of files that are still being written to.
#include "sources/line_file.h"

#include <sys/stat.h>

#include <QTemporaryDir>
#include <QtTest>

#include "reading.h"

using namespace watchfloor;

namespace {

// All lines that are there, as "number:text".
QStringList linesOf(LineFile& file) {
  QStringList lines;
  while (true) {
    absl::StatusOr<std::optional<Line>> line = file.next();
    if (!line.ok()) qFatal("%s", line.status().ToString().c_str());
    if (!*line) return lines;
    const QByteArray text((*line)->text.data(), static_cast<qsizetype>((*line)->text.size()));
    lines << QString("%1:%2")
                 .arg((*line)->number)
                 .arg((*line)->isTooLong ? "TOO LONG" : QString::fromLatin1(text));
  }
}

}  // namespace

class TestLineFile : public QObject {
  Q_OBJECT

  QTemporaryDir m_folder;
  QString m_path = m_folder.filePath("log");

  LineFile open(LineFile::Mode mode) const {
    absl::StatusOr<LineFile> file = LineFile::open(m_path.toStdString(), mode);
    if (!file.ok()) qFatal("%s", file.status().ToString().c_str());
    return *std::move(file);
  }
  void write(std::string_view text) const { writeFile(m_path, text); }
  void append(std::string_view text) const { writeFile(m_path, text, QIODevice::Append); }

 private Q_SLOTS:
  void init() { QFile::remove(m_path); }

  void wholeFiles_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("empty") << QByteArray() << QStringList{};
    QTest::newRow("one") << QByteArray("a\n") << QStringList{"1:a"};
    QTest::newRow("the last has no end") << QByteArray("a\nb") << QStringList{"1:a", "2:b"};
    QTest::newRow("CRLF") << QByteArray("a\r\nb\r\n") << QStringList{"1:a", "2:b"};
    QTest::newRow("empty lines count") << QByteArray("\n\r\na\n") << QStringList{"1:", "2:", "3:a"};
    QTest::newRow("byte order mark") << QByteArray(
                                            "\xEF\xBB\xBF"
                                            "a\n\xEF\xBB\xBF"
                                            "b\n")
                                     << QStringList{"1:a", QString::fromLatin1("2:\xEF\xBB\xBF"
                                                                               "b")};
  }
  void wholeFiles() {
    QFETCH(QByteArray, text);
    QFETCH(QStringList, lines);
    write(text.toStdString());
    LineFile file = open(LineFile::Mode::kWhole);
    QCOMPARE(linesOf(file), lines);
    QCOMPARE(file.bytesRead(), text.size());
    QCOMPARE(file.bytesTotal(), text.size());
  }

  void aLongLineCostsOnlyItself() {
    const std::string ten(10 << 20, 'x');  // MiB
    const std::string most(LineFile::kLongest, 'y');
    write("a\n" + ten + "\n" + most + "\nb\n" + ten);
    LineFile file = open(LineFile::Mode::kWhole);
    const QStringList lines = linesOf(file);
    QCOMPARE(lines.size(), 5);
    QCOMPARE(lines[1], QString("2:TOO LONG"));
    QCOMPARE(lines[2].size(), static_cast<qsizetype>(2 + LineFile::kLongest));
    QCOMPARE(lines[3], QString("4:b"));
    QCOMPARE(lines[4], QString("5:TOO LONG"));
  }

  void aPipePausesAndWhatWasReadIsGivenToTheEnd() {
    QCOMPARE(mkfifo(qPrintable(m_path), 0600), 0);
    LineFile file = open(LineFile::Mode::kWhole);  // before anybody writes
    QCOMPARE(linesOf(file), QStringList{});
    QVERIFY(file.isPaused());
    QFile pipe(m_path);
    QVERIFY(pipe.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    pipe.write("a\nb\nc\nhalf");
    QCOMPARE((*file.next())->number, 1);
    file.stop();
    pipe.write(" a line\n");
    QCOMPARE(linesOf(file), (QStringList{"2:b", "3:c"}));
    QVERIFY(!file.isPaused());
  }

  void whatIsNoFileIsNamed() {
    QVERIFY(absl::IsNotFound(LineFile::open("/nowhere/log", LineFile::Mode::kWhole).status()));
    const absl::Status folder =
        LineFile::open(m_folder.path().toStdString(), LineFile::Mode::kWhole).status();
    QVERIFY(absl::IsInvalidArgument(folder));
    QVERIFY(QString::fromStdString(folder.ToString()).contains(m_folder.path()));
  }

  void anUnfinishedLineWaits() {
    write("a\nb");
    LineFile file = open(LineFile::Mode::kFollow);
    QCOMPARE(linesOf(file), QStringList{"1:a"});
    QCOMPARE(linesOf(file), QStringList{});
    append("c");
    QCOMPARE(linesOf(file), QStringList{});
    append("d\r");
    QCOMPARE(linesOf(file), QStringList{});
    append("\ne\n");
    QCOMPARE(linesOf(file), (QStringList{"2:bcd", "3:e"}));
  }

  void aRotatedFileIsReadToItsEnd() {
    write("a\n");
    LineFile file = open(LineFile::Mode::kFollow);
    QCOMPARE(linesOf(file), QStringList{"1:a"});
    append("b\nrest");
    QVERIFY(QFile::rename(m_path, m_path + ".1"));
    QCOMPARE(linesOf(file), QStringList{"2:b"});  // the new one is not there yet
    writeFile(m_path + ".1", " of b\nc", QIODevice::Append);
    write("d\n");
    QCOMPARE(linesOf(file), (QStringList{"3:rest of b", "4:c", "1:d"}));
    append("e\n");
    QCOMPARE(linesOf(file), QStringList{"2:e"});
    QFile::remove(m_path + ".1");
  }

  void aTruncatedFileIsReadFromItsBeginning() {
    write("first\nsecond\nunfini");
    LineFile file = open(LineFile::Mode::kFollow);
    QCOMPARE(linesOf(file), (QStringList{"1:first", "2:second"}));
    writeFile(m_path, "x\n", QIODevice::WriteOnly | QIODevice::Truncate);
    QCOMPARE(linesOf(file), QStringList{"1:x"});
  }

  void aFileThatWasRewrittenAndGrewIsNoticed() {
    write("one\ntwo\n");
    LineFile file = open(LineFile::Mode::kFollow);
    QCOMPARE(linesOf(file).size(), 2);
    writeFile(m_path, "three\nfour\nfive\n", QIODevice::WriteOnly | QIODevice::Truncate);
    QCOMPARE(linesOf(file), (QStringList{"1:three", "2:four", "3:five"}));
  }
};

QTEST_APPLESS_MAIN(TestLineFile)
#include "tst_line_file.moc"
