// A wall on paper.
#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QPainter>
#include <QPdfWriter>
#include <QTextDocument>
#include <algorithm>

#include "export/export_picture.h"
#include "export/frame_writer.h"
#include "models/format.h"
#include "models/language.h"
#include "models/names.h"
#include "models/subject.h"
#include "wall_export.h"

namespace watchfloor {
namespace {

constexpr int kDotsPerInch = 300;
constexpr double kMarginMm = 12;
constexpr qsizetype kMostRows = 2'000;

class Say {
  Q_DECLARE_TR_FUNCTIONS(WallExport)
};

QString escaped(const std::string& text) { return QString::fromStdString(text).toHtmlEscaped(); }
// A number runs from left to right, whatever stands around it.
QString isolated(const QString& text) { return QChar(0x2066) + text + QChar(0x2069); }
QString cell(const QString& text, const char* more = "") {
  return QStringLiteral("<td %1>%2</td>").arg(QLatin1String(more), text);
}

// What a value is of.
QString partsText(Metric metric, const Figure& figure) {
  if (const auto* ratio = std::get_if<Ratio>(&figure)) {
    if (metric == Metric::kOccupancy) {
      return Say::tr("%1 of %2")
          .arg(one(formatDuration(Duration(ratio->num))), one(formatDuration(Duration(ratio->den))));
    }
    const QString num = formatWhole(ratio->num).replace(QLatin1Char('-'), QChar(0x2212));
    const QString parts = Say::tr("%1 of %2").arg(isolated(num), formatWhole(ratio->den));
    return ratio->excluded == 0 ? parts : Say::tr("%1, without %2").arg(parts, formatWhole(ratio->excluded));
  }
  const auto* spread = std::get_if<Spread>(&figure);
  if (!spread || spread->n == 0) return {};
  const Duration mean(static_cast<int64_t>(spread->mean().value_or(0) * 1e6));
  return Say::tr("n %1, mean %2, p90 %3, max %4")
      .arg(formatWhole(spread->n), one(formatDuration(mean)), one(formatDuration(spread->quantile(90))),
           one(formatDuration(spread->max)));
}

// A row of each figure of some cells that is not zero, as the wall writes it.
class FigureRows final : public FrameWriter {
 public:
  using FrameWriter::FrameWriter;

  const QStringList& rows() const { return m_rows; }
  std::string text() const override { return m_rows.join(QString()).toStdString(); }

 private:
  void addCell(const Frame& frame, const FrameCell& of) override {
    for (const Metric metric : metricsOf(of)) {
      const Figure figure = of.figure(metric);
      if (figure == zeroOf(metric)) continue;
      const auto* count = std::get_if<Count>(&figure);
      const QString value = one(readingOf(of, {metric}, frame.asOf).shown);
      QStringList cells{
          cell(labelOf({metric}), "width=\"30%\""),
          cell((count && count->isEstimated ? QStringLiteral("≈") : QString()) + isolated(value),
               "width=\"14%\" align=\"right\""),
          cell(partsText(metric, figure), "style=\"padding-left:24px; padding-right:24px\"")};
      if (QGuiApplication::isRightToLeft())
        std::ranges::reverse(cells);  // tables are not mirrored by themselves
      m_rows << QStringLiteral("<tr>%1</tr>").arg(cells.join(QString()));
    }
  }

  QStringList m_rows;
};

// What the table says of itself, in the wall's language.
QString wordOf(const std::string& name) {
  if (name == "windows") return Say::tr("windows");
  if (name == "zone of \"today\"") return Say::tr("zone of \"today\"");
  if (name == "definitions") return Say::tr("definitions");
  if (name == "configuration") return Say::tr("configuration");
  if (name == "record position") return Say::tr("record position");
  if (name == "figures") return Say::tr("figures in the file that goes with it");
  if (name == "checksum") return Say::tr("checksum");
  return QString::fromStdString(name);
}

// In three columns, to stand under the picture.
QString factsOf(const WallExport& shown) {
  constexpr int kColumns = 3;
  const ExportTable table = exportOf(*shown.frame, shown.selection);
  QStringList facts{Say::tr("as of <b>%1</b>, %2, %3")
                        .arg(formatDate(table.asOf, shown.zone), QString::fromLatin1(shown.zone.id()),
                             QString::fromStdString(formatTime(table.asOf)))};
  for (const auto& [what, is] : table.aboutItself()) {
    if (what != "as of")
      facts << QStringLiteral("%1: %2").arg(wordOf(what).toHtmlEscaped(), isolated(escaped(is)));
  }
  QString rows;
  const qsizetype inEach = (facts.size() + kColumns - 1) / kColumns;
  for (qsizetype row = 0; row < inEach; ++row) {
    rows += QStringLiteral("<tr>");
    for (qsizetype i = row; i < facts.size(); i += inEach) rows += cell(facts[i]);
    rows += QStringLiteral("</tr>");
  }
  return QStringLiteral("<table cellpadding=\"2\" width=\"100%\">%1</table>").arg(rows);
}

// A table of each cell that is shown.
QString figuresOf(const WallExport& shown) {
  QString html;
  qsizetype listed = 0;
  std::vector<Choice> done;
  for (const Choice& choice : shown.shown) {
    if (std::ranges::find(done, choice) != done.end()) continue;
    done.push_back(choice);
    FigureRows of({.brands = {choice.brand}, .channels = {choice.channel}, .windows = {choice.window}});
    of.add(*shown.frame);
    const qsizetype n = of.rows().size(), fits = std::min(n, kMostRows - listed);
    listed += fits;
    if (fits == 0) continue;
    html +=
        QStringLiteral(
            "<table cellpadding=\"1\" width=\"100%\"><thead><tr><th align=\"%5\" "
            "colspan=\"3\">%1 · %2 · %3</th></tr></thead>%4</table><p></p>")
            .arg(
                choice.isAllBrands() ? allBrandsText(&*shown.frame) : shortened(choice.brand).toHtmlEscaped(),
                choice.isAllChannels() ? Say::tr("all channels") : shortened(choice.channel).toHtmlEscaped(),
                isolated(windowText(choice.window)), of.rows().mid(0, fits).join(QString()),
                QGuiApplication::isRightToLeft() ? QStringLiteral("right") : QStringLiteral("left"));
  }
  html +=
      QStringLiteral("<p>%1</p>")
          .arg(Say::tr(
              "Listed are the figures of the tiles that are not zero; the file that goes with it has all."));
  return html;
}

// Pages with room for a line below each.
class Paper {
 public:
  explicit Paper(QPdfWriter& writer) : m_writer(writer), m_painter(&writer) {
    m_painter.setRenderHint(QPainter::LosslessImageRendering);
    m_painter.setFont(font(kSmall));
    m_line = m_painter.fontMetrics().height();
  }

  void addPicture(const WallExport& shown) {
    QTextDocument title, facts;
    fill(title, kLarge,
         QStringLiteral("%1 <span style=\"font-size:10pt\">&nbsp; %2 · %3</span>")
             .arg(shown.title.toHtmlEscaped(), shown.scope.toHtmlEscaped(), shown.state.toHtmlEscaped()));
    fill(facts, kSmall, factsOf(shown));
    draw(title, 0);
    const double top = title.size().height() + m_line / 2, bottom = height() - facts.size().height();
    const QSizeF size =
        QSizeF(shown.picture.size()).scaled(m_writer.width(), bottom - top - m_line / 2, Qt::KeepAspectRatio);
    m_painter.drawImage(QRectF(QPointF((m_writer.width() - size.width()) / 2, top), size), shown.picture);
    draw(facts, bottom);
    endPage();
  }

  // In two columns.
  void addPages(const QString& html) {
    QTextDocument columns;
    fill(columns, kSmall, html);
    const double gap = 2 * m_line, width = (m_writer.width() - gap) / 2;
    columns.setPageSize(QSizeF(width, height()));
    const int n = columns.pageCount();
    for (int column = 0; column < n; ++column) {
      const bool isFirst = column % 2 == 0;
      if (isFirst) m_writer.newPage();
      m_painter.save();
      m_painter.translate((isFirst != isRightToLeft()) ? 0 : width + gap, -column * height());
      columns.drawContents(&m_painter, QRectF(0, column * height(), width, height()));
      m_painter.restore();
      if (!isFirst || column + 1 == n) endPage();
    }
  }

 private:
  static constexpr double kSmall = 8, kLarge = 16;  // points

  static bool isRightToLeft() { return QGuiApplication::isRightToLeft(); }
  static QFont font(double points) {
    QFont font(QStringLiteral("Roboto"));
    font.setPointSizeF(points);
    return font;
  }
  double height() const { return m_writer.height() - 2.0 * m_line; }

  void fill(QTextDocument& document, double points, const QString& html) const {
    document.documentLayout()->setPaintDevice(&m_writer);
    document.setDocumentMargin(0);
    document.setDefaultFont(font(points));
    QTextOption option = document.defaultTextOption();
    option.setTextDirection(isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    document.setDefaultTextOption(option);
    document.setHtml(html);
    document.setTextWidth(m_writer.width());
  }
  void draw(QTextDocument& document, double y) {
    m_painter.save();
    m_painter.translate(0, y);
    document.drawContents(&m_painter);
    m_painter.restore();
  }
  void endPage() {
    m_painter.drawText(QRectF(0, m_writer.height() - m_line, m_writer.width(), m_line), Qt::AlignHCenter,
                       displayLocale().toString(++m_page));
  }

  QPdfWriter& m_writer;
  QPainter m_painter;
  double m_line = 0;
  int m_page = 0;
};

}  // namespace

QByteArray exportPdf(const WallExport& shown) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  QPdfWriter writer(&buffer);
  writer.setTitle(shown.title);
  writer.setCreator(QStringLiteral("Watchfloor"));
  writer.setResolution(kDotsPerInch);
  writer.setPageLayout(QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Landscape,
                                   QMarginsF(kMarginMm, kMarginMm, kMarginMm, kMarginMm),
                                   QPageLayout::Millimeter));
  writer.addFileAttachment(QLatin1String(kFiguresFile),
                           QByteArray::fromStdString(exportJson(*shown.frame, shown.selection)),
                           QStringLiteral("application/json"));
  {
    Paper paper(writer);
    paper.addPicture(shown);
    paper.addPages(figuresOf(shown));
  }  // the last page is whole when nobody paints any more
  return bytes;
}

}  // namespace watchfloor
