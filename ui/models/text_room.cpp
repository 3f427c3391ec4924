#include "text_room.h"

#include <QCache>
#include <QFont>
#include <QTextLayout>
#include <algorithm>
#include <cmath>

#include "names.h"

namespace watchfloor {
namespace {

constexpr double kSmallest = 16, kCapOfEm = 0.711;
constexpr double kSafe = 1.06;
constexpr double kScale = 10;  // layout pixels an arc minute
constexpr qsizetype kRemembered = 4096;

// Of a grid: between texts, and between a column's names.
constexpr double kAir = 16, kColumnAir = 12, kRowAir = 4;
constexpr double kLeastColumn = 84;  // "59:59 min"
constexpr int kMostColumnLines = 4;

QFont font() {
  QFont font(QStringLiteral("Roboto"));
  font.setPixelSize(static_cast<int>(std::lround(kSmallest / kCapOfEm * kScale)));
  return font;
}

void breakLines(QTextLayout& layout, double width) {
  QTextOption option;
  option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
  layout.setTextOption(option);
  layout.beginLayout();
  for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine())
    line.setLineWidth(width * kScale / kSafe);
  layout.endLayout();
}

}  // namespace

// Most texts are asked for each second, and have not changed.
double widthOf(const QString& text) {
  constexpr double kEndless = 1e5;
  static QCache<QString, double> known(kRemembered);
  if (const double* width = known.object(text)) return *width;
  QTextLayout layout(text, font());
  breakLines(layout, kEndless);
  const double width = layout.lineCount() > 0 ? layout.lineAt(0).naturalTextWidth() / kScale * kSafe : 0;
  known.insert(text, new double(width));
  return width;
}

double everydayWidth() { return widthOf(QString(kEveryday, QLatin1Char('n'))); }

QStringList apartWithin(const std::vector<std::string>& names, double width, int lines) {
  QStringList texts = apart(names);
  for (int length = kLongest; length > 6;) {
    const auto isTooWide = [&](const QString& text) { return nameLines(text, width) > lines; };
    if (std::ranges::none_of(texts, isTooWide)) break;
    const QStringList shorter = apart(names, --length);
    for (qsizetype i = 0; i < texts.size(); ++i) {
      if (isTooWide(texts[i])) texts[i] = shorter[i];
    }
  }
  return texts;
}

int linesOf(const QString& text, double width) {
  QTextLayout layout(text, font());
  breakLines(layout, width);
  return std::max(layout.lineCount(), 1);
}

int nameLines(const QString& name, double width) {
  if (widthOf(name) <= width) return 1;
  static QCache<std::pair<QString, double>, int> known(kRemembered);
  const std::pair key(name, width);
  if (const int* lines = known.object(key)) return *lines;
  const int lines = std::max(linesOf(name, width), 2);
  known.insert(key, new int(lines));
  return lines;
}

int mostLines(const QStringList& texts, double width) {
  int most = 1;
  for (const QString& text : texts) most = std::max(most, nameLines(text, width));
  return most;
}

// Of some widths of the rows' names, the one that leaves room for most figures.
GridRoom gridRoom(const QStringList& columns, const QStringList& rows, QSizeF room) {
  double widest = 0;
  for (const QString& name : rows) widest = std::max(widest, widthOf(name) + 1);
  GridRoom best;
  for (const double width : {320.0, 280.0, 240.0, 200.0, 160.0, 120.0}) {
    GridRoom grid;
    grid.rowNames = std::min(width, widest);
    grid.columns = columns.size();
    const auto across = [&] {
      return (room.width() - grid.rowNames - kAir) / static_cast<double>(grid.columns);
    };
    const auto lines = [&] { return mostLines(columns, across() - kColumnAir); };
    while (grid.columns > 1 && (across() < kLeastColumn || lines() > kMostColumnLines)) --grid.columns;
    grid.columnLines = grid.columns > 0 ? lines() : 1;
    const double tall = mostLines(rows, grid.rowNames) * kLineTall + kRowAir;
    const auto fitting = static_cast<qsizetype>((room.height() - grid.columnLines * kLineTall) / tall);
    grid.rows = std::clamp<qsizetype>(fitting, std::min<qsizetype>(rows.size(), 1), rows.size());
    if (grid.columns * grid.rows > best.columns * best.rows) best = grid;
  }
  return best;
}

}  // namespace watchfloor
