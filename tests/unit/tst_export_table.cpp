// Exports: what is written as CSV, JSON and XLSX is read back as it was; whatever is changed in one is found;
// what names hold is never a formula; files that are none, or were made to deceive, are refused in words.
#include <xlsxwriter.h>

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>
#include <cmath>
#include <random>

#include "export/csv_text.h"
#include "export/export_table.h"

using namespace watchfloor;

namespace {

const std::vector<std::string> kHostile = {
    "a;=1+1;'-b;\t=c", "=HYPERLINK(\"http://x\")", "+1", "-1", "@SUM(A1)", "'quoted", "a,\"b\"", "two\nlines",
    "<b>&amp;</b>", "\xC3\xBC", "'", "\tx",
    // What XML cannot hold, and what looks like its escape.
    "a\rb\r\n", "\x01\x1f\x7f", "\xEF\xBF\xBE\xEF\xBF\xBF", "_x0041_ _x000D _x005F_x0041_ __x000d__",
    std::string("nul\0", 4), " x ", "&#65;&lt;"};

Frame frameOf(const std::vector<std::string>& brands) {
  Frame frame;
  frame.asOf = *parseTime("2026-03-02T10:05:00.25Z");
  frame.zone = "Europe/Berlin";
  frame.definitions = kDefinitions;
  frame.definitionId = "5b1d";
  frame.position = 123'456'789;
  frame.watermark = *parseTime("2026-03-02T10:04:59Z");
  frame.counters = {.duplicates = 21,
                    .lateDropped = 32,
                    .futureRejected = 43,
                    .clockSkew = 54,
                    .rejected = 65,
                    .startUnknown = 76,
                    .lost = 87,
                    .forgotten = 98};
  for (const std::string& brand : brands) {
    frame.cells.push_back(
        {brand,
         "voice",
         Window::k15m,
         true,
         {{Metric::kOffered, Count{12, false}, -3},
          {Metric::kDistinctAuthors, Count{70'000, true}, {}},
          {Metric::kAbandonRate, Ratio{1, 3, 2}, 0.1},
          {Metric::kOccupancy, Ratio{1'000'001, 3'000'000, 0}, {}},
          {Metric::kHandleTime, Spread{3, Duration(10'000'001), seconds(4), {seconds(1)}, true}, 1.0 / 3}}});
    frame.cells.push_back({brand,
                           "voice",
                           Window::kNow,
                           false,
                           {{Metric::kWaiting, Count{2, false}, {}},
                            {Metric::kLongestWaiting, Age{*parseTime("2026-03-02T10:04:00.123456Z")}, {}}}});
  }
  return frame;
}

}  // namespace

class TestExportTable : public QObject {
  Q_OBJECT

  QTemporaryDir m_folder;

  std::string write(const std::string& text) const {
    const QString path = m_folder.filePath("export");
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), static_cast<qint64>(text.size())) < 0) {
      qFatal("no file");
    }
    return path.toStdString();
  }
  // As that form has it.
  std::string write(const Frame& frame, const QString& form) const {
    if (form == "csv") return write(exportCsv(exportOf(frame, {})));
    if (form == "json") return write(exportJson(frame, {}));
    const std::string path = m_folder.filePath("export.xlsx").toStdString();
    if (!writeExportXlsx(exportOf(frame, {}), path).ok()) qFatal("no workbook");
    return path;
  }
  static void addForms() {
    QTest::addColumn<QString>("form");
    for (const char* form : {"csv", "json", "xlsx"}) QTest::newRow(form) << form;
  }
  static QString lines(const std::vector<ExportDifference>& found) {
    QStringList all;
    for (const ExportDifference& d : found)
      all << QString::fromStdString(d.what + ": " + d.told + ", " + d.workedOut);
    return all.join("; ");
  }

 private Q_SLOTS:
  void whatIsWrittenIsReadBack_data() { addForms(); }
  void whatIsWrittenIsReadBack() {
    QFETCH(QString, form);
    const Frame frame = frameOf({"acme", "beta"});
    const ExportTable table = exportOf(frame, {});
    QCOMPARE(table.figures, table.rows.size());
    QVERIFY(table.rows.size() > 60);
    const absl::StatusOr<ExportTable> read = readExport(write(frame, form));
    QVERIFY2(read.ok(), read.status().ToString().c_str());
    QVERIFY(read->rows == table.rows);
    QCOMPARE(read->asOf, table.asOf);
    QCOMPARE(read->zone, table.zone);
    QCOMPARE(read->definitions, table.definitions);
    QCOMPARE(read->definitionId, table.definitionId);
    QCOMPARE(read->position, table.position);
    QCOMPARE(read->figures, table.figures);
    QCOMPARE(read->checksum, table.checksum);
    QCOMPARE(read->workedOutChecksum(), table.checksum);
    QVERIFY(differences(*read, table).empty());
    const Selection selection = read->selection();
    QCOMPARE(selection.brands, (std::vector<std::string>{"acme", "beta"}));
    QCOMPARE(selection.windows, (std::vector<Window>{Window::k15m, Window::kNow}));
  }
  void namesComeBackAsTheyWere_data() { addForms(); }
  void namesComeBackAsTheyWere() {
    QFETCH(QString, form);
    for (const std::string& name : kHostile) {
      const Frame frame = frameOf({name});
      const absl::StatusOr<ExportTable> read = readExport(write(frame, form));
      QVERIFY2(read.ok(), (name + ": " + read.status().ToString()).c_str());
      QVERIFY2(differences(*read, exportOf(frame, {})).empty(), name.c_str());
    }
  }
  void noNameIsAFormula() {
    for (const std::string& name : kHostile) {
      std::string field;
      csv::appendName(field, name);
      const char first = field[field.front() == '"' ? 1 : 0];
      QVERIFY2(QString("=+-@\t\r").indexOf(first) < 0, field.c_str());
    }
    std::string plain;
    csv::appendName(plain, "acme");
    QCOMPARE(plain, std::string("acme"));
  }
  void aWorkbookHoldsNoFormula() {
    const QString path = m_folder.filePath("formulas.xlsx");
    QVERIFY(writeExportXlsx(exportOf(frameOf(kHostile), {}), path.toStdString()).ok());
    const absl::StatusOr<ExportTable> read = readExport(path.toStdString());
    QVERIFY(read.ok());
    QCOMPARE(read->rows.front().brand, kHostile.front());
  }

  // Every digit of every number of a CSV, one after the other.
  void oneDigitChangedIsFound() {
    const ExportTable table = exportOf(frameOf({"acme"}), {});
    const std::string text = exportCsv(table);
    int tried = 0;
    for (size_t i = text.find('\n'); i < text.size(); ++i) {
      if (text[i] < '0' || text[i] > '9') continue;
      std::string changed = text;
      changed[i] = text[i] == '9' ? '8' : static_cast<char>(text[i] + 1);
      const absl::StatusOr<ExportTable> read = readExport(write(changed));
      ++tried;
      if (!read.ok()) continue;  // two rows say different moments, or a metric is none
      QVERIFY2(!differences(*read, table).empty(), changed.substr(0, i + 1).c_str());
    }
    QVERIFY(tried > 1'000);
  }
  // So it is in JSON, counters and all; but that a replay says how fast it was shown.
  void oneDigitChangedInJsonIsFound() {
    const Frame frame = frameOf({"acme"});
    const ExportTable table = exportOf(frame, {});
    const std::string text = exportJson(frame, {});
    QVERIFY(differences(*readExport(write(text)), table).empty());
    int tried = 0, counters = 0;
    for (size_t i = 0; i < text.size(); ++i) {
      if (text[i] < '0' || text[i] > '9') continue;
      const size_t before = text.find_last_not_of("0123456789.", i);
      if (i - before > 17 || text[before] == 'p') continue;  // behind the 15 that count; "p50"
      std::string changed = text;
      changed[i] = text[i] == '9' ? '8' : static_cast<char>(text[i] + 1);
      const absl::StatusOr<ExportTable> read = readExport(write(changed));
      ++tried;
      if (!read.ok()) continue;  // two moments, or no window
      const std::vector<ExportDifference> found = differences(*read, table);
      QVERIFY2(!found.empty(), changed.substr(std::max<size_t>(i, 80) - 80, 81).c_str());
      counters += found.front().what.starts_with("counter ") ? 1 : 0;
    }
    QVERIFY2(tried > 200, QByteArray::number(tried));
    QVERIFY(counters >= 16);
    const std::string without =
        text.substr(0, text.find(", \"forgotten\": 98")) + text.substr(text.find(", \"forgotten\": 98") + 17);
    QCOMPARE(lines(differences(*readExport(write(without)), table)), QString("counter forgotten: , 98"));
  }
  void theSheetAboutIsComparedToo() {
    const ExportTable table = exportOf(frameOf({"acme"}), {});
    ExportTable read = *readExport(write(frameOf({"acme"}), "xlsx"));
    QCOMPARE(read.about.size(), 9u);  // and how it is verified
    QVERIFY(differences(read, table).empty());
    for (const auto& [what, value] : table.aboutItself()) {
      ExportTable changed = read;
      changed.about[what] += "1";
      QCOMPARE(lines(differences(changed, table)),
               QString::fromStdString("about " + what + ": " + value + "1, " + value));
    }
  }
  // A spreadsheet may put another sheet before it.
  void theSheetIsFoundByItsName() {
    const QString path = m_folder.filePath("sheets.xlsx");
    lxw_workbook* const book = workbook_new(path.toUtf8().constData());
    lxw_worksheet* const notes = workbook_add_worksheet(book, "Notes & <more>");
    lxw_worksheet* const figures = workbook_add_worksheet(book, "Figures");
    worksheet_write_string(notes, 0, 0, "at", nullptr);
    const std::vector<QByteArray> rows = [](const QByteArray& csv) {
      const QList<QByteArray> list = csv.split('\n');
      return std::vector<QByteArray>(list.begin(), list.end());
    }(QByteArray::fromStdString(exportCsv(exportOf(frameOf({"acme"}), {}))).replace("\r", ""));
    for (size_t row = 0; row < rows.size(); ++row) {
      const QList<QByteArray> fields = rows[row].split(',');
      for (qsizetype column = 0; column < fields.size(); ++column)
        worksheet_write_string(figures, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column),
                               fields[column].constData(), nullptr);
    }
    QCOMPARE(workbook_close(book), LXW_NO_ERROR);
    const absl::StatusOr<ExportTable> read = readExport(path.toStdString());
    QVERIFY2(read.ok(), read.status().ToString().c_str());
    QVERIFY(differences(*read, exportOf(frameOf({"acme"}), {})).empty());
  }
  void whatDiffersIsSaidAndByHowMuch() {
    const ExportTable table = exportOf(frameOf({"acme"}), {});
    ExportTable told = table;
    told.rows.front().numbers.front() = 13;
    std::vector<ExportDifference> found = differences(told, table);
    QCOMPARE(found.size(), 2u);
    QCOMPARE(found[0].what, std::string("acme × voice · 15m offered value"));
    QCOMPARE(found[0].told, std::string("13"));
    QCOMPARE(found[0].workedOut, std::string("12"));
    QCOMPARE(found[0].by, std::optional(-1.0));
    QCOMPARE(found[1].what, std::string("checksum"));

    told = table;
    told.checksum.back() = told.checksum.back() == '0' ? '1' : '0';
    QCOMPARE(lines(differences(told, table)).section(':', 0, 0), QString("checksum"));
    told = table;
    told.rows.erase(told.rows.begin());  // and its cell has others
    QVERIFY2(lines(differences(told, table)).contains("offered: not there, there"),
             qPrintable(lines(differences(told, table))));
    told = table;
    std::erase_if(told.rows, [](const ExportRow& row) { return row.window == "now"; });  // a cell
    told.checksum = told.workedOutChecksum();
    QCOMPARE(lines(differences(told, table)).section(':', 0, 0), QString("figures"));
    told = table;
    told.zone = "UTC";
    QVERIFY(lines(differences(told, table)).contains("zone: UTC, Europe/Berlin"));
  }

  void filesThatAreNoneAreRefused_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("words");
    const QByteArray csv = QByteArray::fromStdString(exportCsv(exportOf(frameOf({"acme"}), {})));
    const QByteArray head = csv.left(csv.indexOf('\n') + 1);
    const QByteArray json = QByteArray::fromStdString(exportJson(frameOf({"acme"}), {}));
    QTest::newRow("empty") << QByteArray() << "nothing in it";
    QTest::newRow("another table") << QByteArray("a,b\n1,2\n") << "no column";
    QTest::newRow("no row") << head << "no figure";
    QTest::newRow("a short row") << head + "2026-03-02T10:05:00Z,acme\n"
                                 << "2 fields";
    QTest::newRow("no number") << QByteArray(csv).replace(",offered,12,", ",offered,twelve,")
                               << "column value";
    QTest::newRow("no metric") << QByteArray(csv).replace(",offered,", ",offred,") << "column metric";
    QTest::newRow("no finite number")
        << QByteArray(csv).replace(",offered,12,", ",offered,inf,") << "column value";
    QTest::newRow("two moments") << csv + QByteArray(csv).mid(head.size()).replace("10:05:00", "10:06:00")
                                 << "another moment";
    QTest::newRow("broken JSON") << json.left(json.size() / 2) << "no JSON";
    QTest::newRow("other JSON") << QByteArray("{\"a\": 1}") << "no export";
    QTest::newRow("deep JSON") << QByteArray("{\"a\": ") + QByteArray(5'000, '[') << "no JSON";
    QTest::newRow("a moment in JSON")
        << QByteArray(json).replace("\"at\": \"2026", "\"at\": \"2025") << "another moment";
    QTest::newRow("a broken workbook") << QByteArray("PK\x03\x04 and no more") << "no workbook";
  }
  void filesThatAreNoneAreRefused() {
    QFETCH(QByteArray, content);
    QFETCH(QString, words);
    const absl::StatusOr<ExportTable> read = readExport(write(content.toStdString()));
    QVERIFY(absl::IsInvalidArgument(read.status()));
    QVERIFY2(QString::fromStdString(read.status().ToString()).contains(words),
             read.status().ToString().c_str());
  }
  void anyBytes_data() { addForms(); }
  void anyBytes() {
    QFETCH(QString, form);
    QFile file(QString::fromStdString(write(frameOf({"acme"}), form)));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const std::string right = file.readAll().toStdString();
    std::mt19937 random(1);
    for (int i = 0; i < 400; ++i) {
      std::string bytes = right;
      for (unsigned k = 1 + random() % 8; k > 0; --k)
        bytes[random() % bytes.size()] = static_cast<char>(random());
      if (random() % 4 == 0) bytes.resize(random() % bytes.size());
      const absl::StatusOr<ExportTable> read = readExport(write(bytes));
      if (read.ok()) QVERIFY(read->workedOutChecksum().size() == 32);
    }
  }
};

QTEST_APPLESS_MAIN(TestExportTable)
#include "tst_export_table.moc"
