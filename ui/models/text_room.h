// How much room texts take, in arc minutes, when their capitals are 16 arc minutes tall: so that what has
// room is shown whole, and what has none is left out and counted, before anything would have to be cut. On
// the safe side: fonts have whole pixels. GUI thread.
#pragma once

#include <QSizeF>
#include <QString>
#include <QStringList>
#include <string>
#include <vector>

namespace watchfloor {

inline constexpr double kLineTall = 24.5;  // from line to line

// A name of so many characters is shown whole wherever it stands, but for wide letters.
inline constexpr int kEveryday = 14;
double everydayWidth();               // of such a name
double widthOf(const QString& text);  // of names and figures: the last 4,096 are remembered
// A name in a row takes at most so many lines.
inline constexpr int kMostNameLines = 4;
// The names as apart() has them, each as long as there is room for it on so many lines.
QStringList apartWithin(const std::vector<std::string>& names, double width, int lines = 1);
// Broken between words, or within one that is too long. Of what people wrote nothing is remembered.
int linesOf(const QString& text, double width);
// As linesOf, of names: the last 4,096 are remembered.
int nameLines(const QString& name, double width);
int mostLines(const QStringList& texts, double width);

// How many columns and rows of a grid have room for their names and figures, and how the names stand.
struct GridRoom {
  qsizetype columns = 0, rows = 0;
  double rowNames = 0;  // width
  int columnLines = 1;
  bool operator==(const GridRoom&) const = default;
};
GridRoom gridRoom(const QStringList& columns, const QStringList& rows, QSizeF room);

}  // namespace watchfloor
