#include "source_model.h"

#include <algorithm>

#include "format.h"
#include "tile.h"

namespace watchfloor {

void SourceModel::show(const Situation& situation) {
  if (!situation.hasFrame()) return;
  const bool isPast = situation.freshness >= Freshness::kStale;
  std::vector<Row> rows;
  for (const SourceHealth& source : situation.view.frame->sources) {
    const QString name = shortened(source.name);
    const int64_t refused = source.rejected + source.lateDropped + source.futureRejected;
    QString text = source.isSilent ? silentText(source, situation)
                   : isPast        ? tr("%1 was live").arg(name)
                                   : tr("%1 live").arg(name);
    if (refused > 0) text += tr(", %1 refused").arg(one(formatCount(refused)));
    rows.push_back({text, source.isSilent});
  }
  std::ranges::stable_partition(rows, &Row::isSilent);
  if (rows.size() > kMostSources) rows.resize(kMostSources);
  if (rows.size() != m_rows.size()) {
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
    return;
  }
  for (size_t i = 0; i < rows.size(); ++i) {
    if (rows[i] == m_rows[i]) continue;
    m_rows[i] = std::move(rows[i]);
    Q_EMIT dataChanged(index(static_cast<int>(i)), index(static_cast<int>(i)));
  }
}

int SourceModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant SourceModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const Row& row = m_rows[static_cast<size_t>(index.row())];
  switch (role) {
    case TextRole:
      return row.text;
    case IsSilentRole:
      return row.isSilent;
    case ShapeRole:
      return static_cast<int>(row.isSilent ? GlyphShape::Slashed : GlyphShape::Dot);
    default:
      return {};
  }
}

QHash<int, QByteArray> SourceModel::roleNames() const {
  return {{TextRole, "text"}, {IsSilentRole, "isSilent"}, {ShapeRole, "shape"}};
}

}  // namespace watchfloor
