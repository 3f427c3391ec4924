// What a wall shows as a file for others: a picture (PNG), pages to print (PDF), or the figures alone (XLSX,
// CSV, JSON). Each form carries the figures as export/export_table.h has them, so that `watchfloorctl verify`
// can work them out again from the records.
//
//   const WallExport shown{.picture = window->grabWindow(), .title = "Mission control", .frame = frame, …};
//   absl::Status status = writeExport(shown, "wall.pdf");
//
// Any thread, but the picture is taken on that of the screen. Cost: a second for a PDF of a large board.
#pragma once

#include <absl/status/statusor.h>

#include <QImage>
#include <QString>
#include <QTimeZone>
#include <optional>
#include <vector>

#include "model/frame.h"
#include "model/selection.h"
#include "models/choice.h"

namespace watchfloor {

enum class ExportForm { Pdf, Png, Xlsx, Csv, Json };
inline constexpr int kExportForms = 5;

QString suffixOf(ExportForm form);                            // "pdf"
std::optional<ExportForm> exportFormOf(const QString& path);  // by its suffix

struct WallExport {
  QImage picture;                  // as the screen shows it
  QString title, scope, state;     // "Mission control", "acme · voice · 15 min", "live · 0 s"
  FramePtr frame;                  // none: a picture without figures
  Selection selection;             // of the figures that go with it; the frame shows it
  std::vector<Choice> shown = {};  // whose figures the pages list
  QTimeZone zone{QTimeZone::utc()};
};

// Whole, or not at all: an older file stays until then. InvalidArgument for a suffix that is none of them;
// FailedPrecondition when there are no figures yet, and nothing else to write; Unavailable when it cannot be
// written, with why.
absl::Status writeExport(const WallExport& shown, const QString& path);

// Pages of A4: the picture, what it is of, and the figures of what is shown. REQUIRES: there is a frame
QByteArray exportPdf(const WallExport& shown);

}  // namespace watchfloor
