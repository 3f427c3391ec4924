#include "wall_export.h"

#include <absl/strings/str_cat.h>

#include <QBuffer>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QTemporaryDir>
#include <array>

#include "export/export_picture.h"
#include "export/export_table.h"

namespace watchfloor {
namespace {

constexpr std::array<const char*, kExportForms> kSuffixes = {"pdf", "png", "xlsx", "csv", "json"};

QByteArray bytesOf(const std::string& text) { return QByteArray::fromStdString(text); }

QByteArray pngOf(const WallExport& shown) {
  QImage picture = shown.picture.convertToFormat(QImage::Format_RGB888);
  if (shown.frame) {
    picture.setText(QLatin1String(kFiguresKey),
                    QString::fromStdString(exportJson(*shown.frame, shown.selection)));
    picture.setText(QLatin1String(kPictureKey), QString::fromStdString(pixelChecksum(
                                                    picture.constBits(), picture.width(), picture.height(),
                                                    static_cast<size_t>(picture.bytesPerLine()))));
  }
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  picture.save(&buffer, "PNG");
  return bytes;
}

// Its writer knows files alone.
absl::StatusOr<QByteArray> xlsxOf(const WallExport& shown) {
  const QTemporaryDir folder;
  const QString path = folder.filePath(QStringLiteral("figures.xlsx"));
  const absl::Status status =
      writeExportXlsx(exportOf(*shown.frame, shown.selection), QFile::encodeName(path).toStdString());
  if (!status.ok()) return status;
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) {
    return absl::UnavailableError(file.errorString().toStdString());
  }
  return file.readAll();
}

absl::StatusOr<QByteArray> contentOf(const WallExport& shown, ExportForm form) {
  if (form == ExportForm::Png) return pngOf(shown);
  if (!shown.frame)
    return absl::FailedPreconditionError("there are no figures yet: try again when the wall is live");
  switch (form) {
    case ExportForm::Pdf:
      return bytesOf(sealedPdf(exportPdf(shown).toStdString()));
    case ExportForm::Xlsx:
      return xlsxOf(shown);
    case ExportForm::Csv:
      return bytesOf(exportCsv(exportOf(*shown.frame, shown.selection)));
    default:
      return bytesOf(exportJson(*shown.frame, shown.selection));
  }
}

}  // namespace

QString suffixOf(ExportForm form) { return QLatin1String(kSuffixes[static_cast<size_t>(form)]); }

std::optional<ExportForm> exportFormOf(const QString& path) {
  const QString suffix = QFileInfo(path).suffix().toLower();
  for (int i = 0; i < kExportForms; ++i) {
    if (suffix == suffixOf(static_cast<ExportForm>(i))) return static_cast<ExportForm>(i);
  }
  return std::nullopt;
}

absl::Status writeExport(const WallExport& shown, const QString& path) {
  const std::optional<ExportForm> form = exportFormOf(path);
  if (!form) {
    return absl::InvalidArgumentError(
        absl::StrCat(path.toStdString(), ": name it .pdf, .png, .xlsx, .csv or .json"));
  }
  const absl::StatusOr<QByteArray> content = contentOf(shown, *form);
  if (!content.ok()) return content.status();
  QSaveFile file(path);
  if (file.open(QIODevice::WriteOnly) && file.write(*content) == content->size() && file.commit())
    return absl::OkStatus();
  return absl::UnavailableError(
      absl::StrCat("cannot write ", path.toStdString(), ": ", file.errorString().toStdString()));
}

}  // namespace watchfloor
