// The sources that feed the engine, one row each, by name: how long ago each was last heard, and what of it
// was not taken. GUI thread.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QAbstractListModel>
#include <vector>

#include "situation.h"

namespace watchfloor {

class SourceModel : public QAbstractListModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("belongs to the wall")

 public:
  enum Role { TextRole = Qt::UserRole, IsSilentRole, ShapeRole };

  // More sources than these have no room on one line; silent ones come first.
  static constexpr size_t kMostSources = 6;

  using QAbstractListModel::QAbstractListModel;

  void show(const Situation& situation);

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QHash<int, QByteArray> roleNames() const override;

 private:
  struct Row {
    QString text;
    bool isSilent = false;
    bool operator==(const Row&) const = default;
  };
  std::vector<Row> m_rows;
};

}  // namespace watchfloor
