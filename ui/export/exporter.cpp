#include "exporter.h"

#include <QDir>
#include <QFile>
#include <algorithm>
#include <utility>

#include "models/titles.h"

namespace watchfloor {

namespace {

bool showsAllBrands(const Board& board) {
  return std::ranges::any_of(board.tiles, [](const TileSpec& tile) {
    const bool hasRows =
        tile.kind == TileKind::Bars || tile.kind == TileKind::Ranking || tile.kind == TileKind::Table;
    return tile.kind == TileKind::HeatMap || (hasRows && tile.rows == RowsOf::Brands);
  });
}

}  // namespace

WallExport shownBy(const WallModel& wall, QImage picture) {
  const Situation& at = wall.situation();
  const bool hasFigures = at.hasPresent() && at.covers(at.choice.window);
  const std::vector<std::string> channels = hasFigures ? at.view.frame->channels : std::vector<std::string>();
  WallExport shown{
      .picture = std::move(picture),
      .title = titleText(wall.scene().board().title),
      .scope = QStringLiteral("%1 · %2 · %3").arg(wall.brandText(), wall.channelText(), wall.windowText()),
      .state = wall.freshnessText(),
      .frame = hasFigures ? at.view.frame : nullptr,
      .selection = {},
      .zone = at.zone};
  const std::vector<Look> looks = wall.scene().looks(at.choice, channels);
  for (const auto& [choice, span] : looks) {
    shown.shown.push_back(choice);
    shown.shown.push_back({choice.brand, choice.channel, Window::kNow});
  }
  shown.selection.windows = selectionFor(looks).windows;
  if (showsAllBrands(wall.scene().board())) return shown;
  for (const Choice& choice : shown.shown) {
    if (choice.isAllBrands()) return shown;
    if (std::ranges::find(shown.selection.brands, choice.brand) == shown.selection.brands.end())
      shown.selection.brands.push_back(choice.brand);
  }
  return shown;
}

Exporter::Exporter(const WallModel& wall, QString folder, QObject* parent)
    : QObject(parent), m_wall(wall), m_folder(std::move(folder)) {
  m_writer.setMaxThreadCount(1);
}

Exporter::~Exporter() { m_writer.waitForDone(); }

QStringList Exporter::forms() {
  return {tr("PDF: picture and figures, to print"), tr("PNG: the picture"),
          tr("XLSX: figures for a spreadsheet"), tr("CSV: figures for a database"),
          tr("JSON: figures for a program")};
}

// "mission_control_2026-03-02T140500Z.pdf", or with "-2" when there is one of that name.
QString Exporter::freePath(ExportForm form) const {
  const Situation& at = m_wall.situation();
  QString moment = QString::fromStdString(
      formatTime(std::chrono::floor<std::chrono::seconds>(at.hasPresent() ? at.view.frame->asOf : at.now)));
  moment.remove(QLatin1Char(':'));
  const QString name =
      QStringLiteral("%1/%2_%3").arg(m_folder, QString::fromStdString(m_wall.scene().board().name), moment);
  QString path = name + QLatin1Char('.') + suffixOf(form);
  for (int n = 2; QFile::exists(path); ++n)
    path = QStringLiteral("%1-%2.%3").arg(name, QString::number(n), suffixOf(form));
  return path;
}

void Exporter::save(QQuickWindow* window, int form) {
  if (m_isSaving || form < 0 || form >= kExportForms) return;
  dismiss();  // it is no part of the picture
  const WallExport shown = shownBy(m_wall, window->grabWindow());
  if (!QDir().mkpath(m_folder))
    return tell(tr("not saved: the folder %1 cannot be made").arg(m_folder), false);
  const QString path = freePath(static_cast<ExportForm>(form));
  tell(tr("saving…"), true);
  m_writer.start([this, shown, path] {
    const absl::Status status = writeExport(shown, path);
    const QString text = status.ok()
                             ? tr("saved: %1").arg(path)
                             : tr("not saved: %1").arg(QString::fromStdString(std::string(status.message())));
    QMetaObject::invokeMethod(
        this, [this, text] { tell(text, false); }, Qt::QueuedConnection);
  });
}

void Exporter::dismiss() {
  if (!m_isSaving) tell({}, false);
}

void Exporter::tell(QString text, bool isSaving) {
  m_told = std::move(text), m_isSaving = isSaving;
  Q_EMIT changed();
}

}  // namespace watchfloor
