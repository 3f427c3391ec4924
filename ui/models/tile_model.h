// The board's figures, one row a tile, always in the same order: positions never change with values. The
// roles are the properties of Tile. What changed is told role by role; rows are never reset while the wall
// runs. GUI thread.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QAbstractListModel>
#include <vector>

#include "tile.h"

namespace watchfloor {

class TileModel : public QAbstractListModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("belongs to the wall")

 public:
  using QAbstractListModel::QAbstractListModel;

  // Costs a comparison of every role; a different number of tiles resets the model. Their news are the row's
  // own: kept while it shows the same.
  void show(std::vector<Tile> tiles);
  // The alarm of what it shows is new; whether there is such a row.
  bool tellNews(const QString& scope);
  const std::vector<Tile>& tiles() const { return m_tiles; }

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QHash<int, QByteArray> roleNames() const override;

 private:
  std::vector<Tile> m_tiles;
};

}  // namespace watchfloor
