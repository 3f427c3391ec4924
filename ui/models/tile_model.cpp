#include "tile_model.h"

#include <QMetaProperty>
#include <algorithm>
#include <bit>

namespace watchfloor {
namespace {

const QMetaObject& meta() { return Tile::staticMetaObject; }
int roleOf(int property) { return Qt::UserRole + property; }

// Gaps are NaN, which is not even equal to itself.
bool isSame(const QVariant& a, const QVariant& b) {
  if (a.metaType() != QMetaType::fromType<QList<double>>()) return a == b;
  const auto bits = [](double x, double y) { return std::bit_cast<int64_t>(x) == std::bit_cast<int64_t>(y); };
  return std::ranges::equal(a.value<QList<double>>(), b.value<QList<double>>(), bits);
}

}  // namespace

void TileModel::show(std::vector<Tile> tiles) {
  if (tiles.size() != m_tiles.size()) {
    beginResetModel();
    m_tiles = std::move(tiles);
    endResetModel();
    return;
  }
  for (size_t row = 0; row < tiles.size(); ++row) {
    tiles[row].news = tiles[row].scope == m_tiles[row].scope ? m_tiles[row].news : 0;
    QList<int> changed;
    for (int i = 0; i < meta().propertyCount(); ++i) {
      const QMetaProperty property = meta().property(i);
      if (!isSame(property.readOnGadget(&m_tiles[row]), property.readOnGadget(&tiles[row])))
        changed << roleOf(i);
    }
    m_tiles[row] = std::move(tiles[row]);
    const QModelIndex at = index(static_cast<int>(row));
    if (!changed.isEmpty()) Q_EMIT dataChanged(at, at, changed);
  }
}

bool TileModel::tellNews(const QString& scope) {
  static const int kRole = roleOf(meta().indexOfProperty("news"));
  bool isHere = false;
  for (size_t row = 0; row < m_tiles.size(); ++row) {
    if (m_tiles[row].scope != scope) continue;
    isHere = true;
    ++m_tiles[row].news;
    const QModelIndex at = index(static_cast<int>(row));
    Q_EMIT dataChanged(at, at, {kRole});
  }
  return isHere;
}

int TileModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_tiles.size());
}

QVariant TileModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const int property = role - Qt::UserRole;
  if (property < 0 || property >= meta().propertyCount()) return {};
  return meta().property(property).readOnGadget(&m_tiles[static_cast<size_t>(index.row())]);
}

QHash<int, QByteArray> TileModel::roleNames() const {
  QHash<int, QByteArray> names;
  for (int i = 0; i < meta().propertyCount(); ++i) names.insert(roleOf(i), meta().property(i).name());
  return names;
}

}  // namespace watchfloor
