// The sources that feed the engine, one row each, by name, silent ones first: how long ago each was last
// heard, or its newest event happened, and what of it was not taken. Those that have no room on one line are
// only counted. GUI thread.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <vector>

#include "placed_rows_model.h"
#include "situation.h"

namespace watchfloor {

class SourceModel : public PlacedRowsModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("belongs to the wall")
  Q_PROPERTY(QString moreText READ moreText NOTIFY moreTextChanged)  // "+7"; empty: all are shown
  Q_PROPERTY(double room MEMBER m_room NOTIFY roomChanged)           // on the line, arc minutes

 public:
  enum Role { TextRole = Qt::UserRole, IsSilentRole, ShapeRole };

  // What the sign and the space of a source take of the line, and the number of those that have no room.
  static constexpr double kSign = 42, kMore = 60;

  using PlacedRowsModel::PlacedRowsModel;

  void show(const Situation& situation);

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QHash<int, QByteArray> roleNames() const override;
  QString moreText() const { return m_moreText; }

 Q_SIGNALS:
  void moreTextChanged();
  void roomChanged();

 private:
  struct Row {
    QString text;
    bool isSilent = false;
    bool operator==(const Row&) const = default;
  };
  size_t fitting(const std::vector<Row>& rows) const;

  std::vector<Row> m_rows;
  QString m_moreText;
  double m_room = 1400;
};

}  // namespace watchfloor
