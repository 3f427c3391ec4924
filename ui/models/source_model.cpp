#include "source_model.h"

#include <algorithm>

#include "format.h"
#include "tile.h"

namespace watchfloor {

namespace {

constexpr Duration kQuiet = seconds(60);  // a source whose newest event is older says so

std::optional<Duration> quietFor(const SourceHealth& source, const Situation& situation) {
  if (!source.newestEvent) return {};
  const Duration age = situation.view.frame->asOf - *source.newestEvent;
  return age > kQuiet ? std::optional(age) : std::nullopt;
}

}  // namespace

// How many of the rows fit on one line.
size_t SourceModel::fitting(const std::vector<Row>& rows) {
  qsizetype length = 0;
  size_t count = 0;
  for (const Row& row : rows) {
    length += row.text.size() + kSignLength;
    if (count > 0 && length > kLineLength) break;
    ++count;
  }
  return count;
}

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
    if (const auto quiet = quietFor(source, situation); quiet && !source.isSilent && !isPast)
      text += tr(", last event %1 ago").arg(formatSpan(*quiet));
    if (refused > 0) text += tr(", %1 refused").arg(one(formatCount(refused)));
    rows.push_back({text, source.isSilent});
  }
  std::ranges::stable_partition(rows, &Row::isSilent);
  const size_t shown = fitting(rows);
  const QString more = shown < rows.size() ? QStringLiteral("+%1").arg(rows.size() - shown) : QString();
  rows.resize(shown);
  if (more != m_moreText) {
    m_moreText = more;
    Q_EMIT moreTextChanged();
  }
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
