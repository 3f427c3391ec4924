// What is saved at the wall: in every form the figures that it shows, which are read back, and what was
// drawn.
#include <QApplication>
#include <QFile>
#include <QPainter>
#include <QPdfWriter>
#include <QSignalSpy>
#include <QtTest>

#include "export/export_table.h"
#include "stage.h"

namespace watchfloor {

class WallExportTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void everyFormCarriesItsFigures_data();
  void everyFormCarriesItsFigures();
  void othersBrandsStayHere();
  void changedPixelsAreFound();
  void changedPagesAreFound();
  void damagedFilesAreNoFigures_data();
  void damagedFilesAreNoFigures();
  void whatUnpacksWithoutEndIsRefused();
  void picturesWithoutFigures();
  void failuresAreTold();
  void byKey();
};

namespace {

QByteArray contentOf(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeTo(const QString& path, const QByteArray& bytes) {
  QFile file(path);
  QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

// The wall's figures, saved in that form.
QString saved(Stage& stage, const QString& name) {
  const QString path = stage.exports() + "/" + name;
  const absl::Status status = writeExport(shownBy(stage.wall(), stage.window()->grabWindow()), path);
  if (!status.ok()) qFatal("%s", status.ToString().c_str());
  return path;
}

ExportTable figuresOf(Stage& stage) {
  const WallExport shown = shownBy(stage.wall(), {});
  return exportOf(*shown.frame, shown.selection);
}

QString inWords(const std::vector<ExportDifference>& found) {
  QStringList all;
  for (const ExportDifference& each : found) all << QString::fromStdString(each.what);
  return all.join(", ");
}

}  // namespace

void WallExportTest::everyFormCarriesItsFigures_data() {
  QTest::addColumn<QString>("suffix");
  for (int form = 0; form < kExportForms; ++form) {
    const QString suffix = suffixOf(static_cast<ExportForm>(form));
    QTest::newRow(qPrintable(suffix)) << suffix;
  }
}

void WallExportTest::everyFormCarriesItsFigures() {
  QFETCH(QString, suffix);
  Stage stage({});
  stage.show(busyFrame().build());
  const absl::StatusOr<ExportTable> read = readExport(saved(stage, "wall." + suffix).toStdString());
  QVERIFY2(read.ok(), read.status().ToString().c_str());
  QVERIFY(read->rows.size() > 50);
  QCOMPARE(inWords(differences(*read, figuresOf(stage))), QString());
  QCOMPARE(read->picture.has_value(), suffix == "png" || suffix == "pdf");
}

// Somebody opened it in an editor of pictures, and wrote another figure.
// What is sent to a customer says nothing of others that the board does not show.
void WallExportTest::othersBrandsStayHere() {
  Stage stage({.choice = {.brand = "Alder"}, .board = "one_brand"});
  stage.show(busyFrame().build());
  QVERIFY(stage.wall().situation().view.frame->brands.size() > 1);
  for (const char* name : {"wall.pdf", "wall.png", "wall.json"}) {
    const absl::StatusOr<ExportTable> read = readExport(saved(stage, name).toStdString());
    QVERIFY2(read.ok(), read.status().ToString().c_str());
    QCOMPARE(read->selection().brands, std::vector<std::string>{"Alder"});
  }
}

void WallExportTest::changedPixelsAreFound() {
  Stage stage({});
  stage.show(busyFrame().build());
  const QString path = saved(stage, "wall.png");
  QImage picture(path);
  QCOMPARE(picture.size(), stage.window()->size());
  picture.setPixelColor(40, 50, picture.pixelColor(40, 50) == Qt::red ? Qt::blue : Qt::red);
  QVERIFY(picture.save(path));
  const absl::StatusOr<ExportTable> read = readExport(path.toStdString());
  QVERIFY2(read.ok(), read.status().ToString().c_str());
  QCOMPARE(inWords(differences(*read, figuresOf(stage))), QString("picture"));
}

void WallExportTest::changedPagesAreFound() {
  Stage stage({});
  stage.show(busyFrame().build());
  const QString path = saved(stage, "wall.pdf");
  const QByteArray pdf = contentOf(path);
  QVERIFY(pdf.contains("/Creator"));
  writeTo(path, QByteArray(pdf).replace("/Creator", "/Cr3ator"));
  absl::StatusOr<ExportTable> read = readExport(path.toStdString());
  QVERIFY2(read.ok(), read.status().ToString().c_str());
  QCOMPARE(inWords(differences(*read, figuresOf(stage))), QString("picture"));
  writeTo(path, pdf.left(pdf.lastIndexOf("%watchfloor")));
  read = readExport(path.toStdString());
  QVERIFY2(read.ok(), read.status().ToString().c_str());
  QCOMPARE(inWords(differences(*read, figuresOf(stage))), QString("picture"));
}

void WallExportTest::damagedFilesAreNoFigures_data() {
  QTest::addColumn<QString>("suffix");
  QTest::newRow("png") << "png";
  QTest::newRow("pdf") << "pdf";
}

// Cut off anywhere, or with a byte changed anywhere: read, or refused with a reason; never a crash, and never
// figures that nobody wrote.
void WallExportTest::damagedFilesAreNoFigures() {
  QFETCH(QString, suffix);
  Stage stage({.width = 640, .height = 360});
  stage.show(busyFrame().build());
  const QString path = saved(stage, "wall." + suffix);
  const QByteArray whole = contentOf(path);
  const ExportTable table = figuresOf(stage);
  constexpr int kCuts = 40;
  for (int i = 0; i < kCuts; ++i) {
    const qsizetype at = whole.size() * i / kCuts;
    QByteArray changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 0x55);
    for (const QByteArray& bytes : {whole.left(at), changed}) {
      writeTo(path, bytes);
      const absl::StatusOr<ExportTable> read = readExport(path.toStdString());
      if (!read.ok()) {
        QVERIFY(read.status().message().size() > 20);
      } else {
        QVERIFY2(!differences(*read, table).empty(), qPrintable(QString("at %1").arg(at)));
      }
    }
  }
}

// A hundred kilobytes that say they are eighty megabytes of figures.
void WallExportTest::whatUnpacksWithoutEndIsRefused() {
  const QTemporaryDir folder;
  const QByteArray zeros(80 << 20, '0');
  const QString pdf = folder.filePath("bomb.pdf"), png = folder.filePath("bomb.png");
  {
    QPdfWriter writer(pdf);
    writer.addFileAttachment("figures.json", zeros, "application/json");
    QPainter(&writer).drawText(100, 100, "x");
  }
  QImage picture(16, 16, QImage::Format_RGB888);
  picture.fill(Qt::black);
  picture.setText("watchfloor figures", QString::fromLatin1(zeros));
  QVERIFY(picture.save(png));
  for (const QString& path : {pdf, png}) {
    QVERIFY(QFileInfo(path).size() < 1 << 20);
    const absl::StatusOr<ExportTable> read = readExport(path.toStdString());
    QVERIFY(absl::IsInvalidArgument(read.status()));
    const std::string why(read.status().message());
    QVERIFY2(
        why.find("cannot be unpacked") != std::string::npos || why.find("no figures") != std::string::npos,
        why.c_str());
  }
}

void WallExportTest::picturesWithoutFigures() {
  Stage stage({});
  const QString path = saved(stage, "nothing.png");  // no engine was heard yet
  QCOMPARE(QImage(path).size(), stage.window()->size());
  const absl::StatusOr<ExportTable> read = readExport(path.toStdString());
  QVERIFY(!read.ok());
  QVERIFY2(read.status().message().find("no figures with this picture") != std::string_view::npos,
           read.status().ToString().c_str());
  const absl::Status pdf = writeExport(shownBy(stage.wall(), {}), stage.exports() + "/nothing.pdf");
  QVERIFY2(absl::IsFailedPrecondition(pdf), pdf.ToString().c_str());
  QVERIFY(!QFile::exists(stage.exports() + "/nothing.pdf"));
}

void WallExportTest::failuresAreTold() {
  Stage stage({});
  stage.show(busyFrame().build());
  const WallExport shown = shownBy(stage.wall(), stage.window()->grabWindow());
  QVERIFY(absl::IsInvalidArgument(writeExport(shown, stage.exports() + "/wall.gif")));
  QVERIFY(absl::IsUnavailable(writeExport(shown, stage.exports() + "/no/such/folder/wall.png")));
  writeTo(stage.exports() + "/file", "x");
  Exporter exporter(stage.wall(), stage.exports() + "/file/folder");
  exporter.save(stage.window(), 0);
  QVERIFY2(exporter.told().startsWith("not saved: "), qPrintable(exporter.told()));
  QVERIFY(!exporter.isSaving());
}

// E, a form, Return: a file, and where it is. Again in the same second: another one.
void WallExportTest::byKey() {
  Stage stage({});
  stage.show(busyFrame().build());
  stage.window()->requestActivate();
  QVERIFY(QTest::qWaitForWindowActive(stage.window()));
  QStringList files;
  for (int i = 0; i < 2; ++i) {
    QSignalSpy told(&stage.exporter(), &Exporter::changed);
    QTest::keyClick(stage.window(), Qt::Key_E);
    QVERIFY(stage.item("formChooser")->isVisible());
    for (const char c : std::string("xlsx")) QTest::keyClick(stage.window(), c);
    stage.settle();
    QTest::keyClick(stage.window(), Qt::Key_Return);
    QVERIFY(!stage.item("formChooser")->isVisible());
    QTRY_VERIFY(!stage.exporter().isSaving());
    const QString& text = stage.exporter().told();
    QVERIFY2(text.startsWith("saved: ") && text.endsWith(".xlsx"), qPrintable(text));
    QVERIFY(stage.item("saved")->isVisible());
    files << text.mid(7);
    QVERIFY(readExport(files.back().toStdString()).ok());
  }
  QVERIFY(files[0] != files[1]);
  QTest::keyClick(stage.window(), Qt::Key_Escape);
  QVERIFY(!stage.item("saved")->isVisible());
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::WallExportTest)
#include "tst_wall_export.moc"
