// A list whose rows are told apart by their place: whoever looks at it learns which rows have changed, and
// how many there are more or fewer at the end.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QAbstractListModel>
#include <algorithm>
#include <utility>
#include <vector>

namespace watchfloor {

class PlacedRowsModel : public QAbstractListModel {
  Q_OBJECT
  QML_ANONYMOUS

 public:
  using QAbstractListModel::QAbstractListModel;

 protected:
  // `rows` in place of what is held.
  template <class Row>
  void exchange(std::vector<Row>* held, std::vector<Row> rows) {
    const size_t had = held->size(), kept = std::min(had, rows.size());
    if (kept < had) {
      beginRemoveRows({}, static_cast<int>(kept), static_cast<int>(had) - 1);
      held->resize(kept);
      endRemoveRows();
    }
    for (size_t i = 0; i < kept; ++i) {
      if (rows[i] == (*held)[i]) continue;
      (*held)[i] = std::move(rows[i]);
      Q_EMIT dataChanged(index(static_cast<int>(i)), index(static_cast<int>(i)));
    }
    if (kept == rows.size()) return;
    beginInsertRows({}, static_cast<int>(kept), static_cast<int>(rows.size()) - 1);
    for (size_t i = kept; i < rows.size(); ++i) held->push_back(std::move(rows[i]));
    endInsertRows();
  }
};

}  // namespace watchfloor
