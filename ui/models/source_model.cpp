#include "source_model.h"

#include <algorithm>

#include "condition.h"
#include "format.h"
#include "text_room.h"

namespace watchfloor {
namespace {

constexpr Duration kQuiet = seconds(60);  // a source whose newest event is older says so

std::optional<Duration> quietFor(const SourceHealth& source, const Situation& situation) {
  if (!source.newestEvent) return {};
  const Duration age = situation.view.frame->asOf - *source.newestEvent;
  return age > kQuiet ? std::optional(age) : std::nullopt;
}

// How a source is that is not silent.
QString stateText(const QString& name, const SourceHealth& source, const Situation& at) {
  if (at.isReplay()) {
    return source.newestEvent
               ? SourceModel::tr("%1 up to %2").arg(name, formatMoment(*source.newestEvent, at.now, at.zone))
               : name;
  }
  if (at.freshness >= Freshness::kStale) return SourceModel::tr("%1 was live").arg(name);
  const std::optional<Duration> quiet = quietFor(source, at);
  return quiet ? SourceModel::tr("%1 live, last event %2 ago").arg(name, formatSpan(*quiet))
               : SourceModel::tr("%1 live").arg(name);
}

}  // namespace

// How many of the rows fit on one line.
size_t SourceModel::fitting(const std::vector<Row>& rows) const {
  double length = kMore;
  size_t count = 0;
  for (const Row& row : rows) {
    length += widthOf(row.text) + kSign;
    if (count > 0 && length > m_room) break;
    ++count;
  }
  return count;
}

void SourceModel::show(const Situation& situation) {
  if (!situation.hasFrame()) return;
  const Frame& frame = *situation.view.frame;
  const QStringList names = sourceNames(frame);
  std::vector<Row> rows;
  for (size_t i = 0; i < frame.sources.size(); ++i) {
    const SourceHealth& source = frame.sources[i];
    const int64_t refused = source.rejected + source.lateDropped + source.futureRejected;
    QString text = source.isSilent ? silentText(source, situation)
                                   : stateText(names[static_cast<qsizetype>(i)], source, situation);
    if (refused > 0) text += tr(", %1 refused").arg(one(formatCount(refused)));
    rows.push_back({text, source.isSilent});
  }
  std::ranges::stable_partition(rows, &Row::isSilent);
  const size_t shown = fitting(rows);
  const QString more = shown < rows.size()
                           ? QStringLiteral("+%1").arg(formatWhole(static_cast<int64_t>(rows.size() - shown)))
                           : QString();
  rows.resize(shown);
  if (more != m_moreText) {
    m_moreText = more;
    Q_EMIT moreTextChanged();
  }
  exchange(&m_rows, std::move(rows));
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
