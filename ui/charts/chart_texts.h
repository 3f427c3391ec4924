// The texts along one side of a chart, each where it stands. GUI thread.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QString>
#include <QStringList>
#include <cstdint>
#include <vector>

#include "models/placed_rows_model.h"

namespace watchfloor {

struct ChartText {
  QString text;
  double position = 0;  // along its side, from 0 (left, bottom) to 1 (right, top)
  int64_t number = 0;   // of a time: of all that there ever are
  double end = 0;       // of a name: where its line ends; it may stand elsewhere, to keep apart from others
  int line = 0;         // of a name: its line
  int color = 0;        // of a name: of the palette

  bool operator==(const ChartText&) const = default;
};

// Tells only which texts have changed: a chart is asked for them each second.
class ChartTexts : public PlacedRowsModel {
  Q_OBJECT
  QML_ANONYMOUS

 public:
  using PlacedRowsModel::PlacedRowsModel;

  void show(std::vector<ChartText> texts) { exchange(&m_texts, std::move(texts)); }
  const std::vector<ChartText>& all() const { return m_texts; }
  QStringList texts() const;

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QHash<int, QByteArray> roleNames() const override;

 private:
  std::vector<ChartText> m_texts;
};

}  // namespace watchfloor
