#include "clock_tile.h"

#include <QCoreApplication>

#include "format.h"
#include "titles.h"

namespace watchfloor {

Tile clockTile(const TileSpec& spec, const Situation& at) {
  const QTimeZone zone = spec.zone.empty() ? at.zone : QTimeZone(QByteArray::fromStdString(spec.zone));
  Tile tile;
  tile.key = QString::fromStdString(spec.key);
  tile.label = spec.title.empty() ? QCoreApplication::translate("Board", "Clock") : titleText(spec.title);
  tile.value = formatClock(at.now, zone);
  tile.widest = QStringLiteral("88:88");
  tile.support = formatDate(at.now, zone).section(QLatin1Char(' '), 0, 2);  // without year and time
  tile.basis = QString::fromUtf8(zone.id());
  tile.condition = TileState::Live, tile.shape = GlyphShape::Dot;
  tile.isKnown = true;
  tile.spoken = QStringLiteral("%1, %2, %3").arg(tile.label, tile.value, tile.support);
  return tile;
}

}  // namespace watchfloor
