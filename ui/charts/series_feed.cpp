#include "series_feed.h"

#include <QChart>
#include <QImage>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace watchfloor {
namespace {

// Half the length of the dash that a minute alone is drawn as, in minutes.
constexpr double kAlone = 0.3;

void joinAxes(QAbstractSeries* added, QAbstractSeries* like) {
  like->chart()->addSeries(added);
  for (QAbstractAxis* axis : like->attachedAxes()) added->attachAxis(axis);
}

QImage ring(double size, double stroke, const QColor& color) {
  QImage ring(QSize(1, 1) * static_cast<int>(size), QImage::Format_ARGB32_Premultiplied);
  ring.fill(Qt::transparent);
  QPainter painter(&ring);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(color, stroke));
  painter.drawEllipse(QRectF(ring.rect()).adjusted(stroke / 2, stroke / 2, -stroke / 2, -stroke / 2));
  return ring;
}

QList<QList<QPointF>> segmentsOf(const Hour& hour) {
  QList<QList<QPointF>> segments;
  for (size_t i = 0; i < hour.size(); ++i) {
    if (!hour[i]) continue;
    if (i == 0 || !hour[i - 1]) segments.append(QList<QPointF>());
    segments.last().append({static_cast<double>(i), *hour[i]});
  }
  for (QList<QPointF>& segment : segments) {
    if (segment.size() > 1) continue;
    const QPointF at = segment.first();
    segment = {at - QPointF(kAlone, 0), at + QPointF(kAlone, 0)};
  }
  return segments;
}

// The area between two lines; where either has a gap both edges run on one line, so that nothing is filled.
void fill(QAreaSeries* series, const Hour& lower, const Hour& upper) {
  QList<QPointF> low, high;
  const auto add = [&](double x, double a, double b) { low.append({x, a}), high.append({x, b}); };
  const auto isGap = [&](size_t i) { return i >= upper.size() || !lower[i] || !upper[i]; };
  for (size_t i = 0; i < upper.size(); ++i) {
    if (isGap(i)) continue;
    const bool opens = i == 0 || isGap(i - 1), closes = isGap(i + 1);
    const double x = static_cast<double>(i), width = opens && closes ? kAlone : 0;
    if (opens) add(x - width, *lower[i], *lower[i]);
    add(x - width, *lower[i], *upper[i]);
    if (closes) add(x + width, *lower[i], *upper[i]), add(x + width, *lower[i], *lower[i]);
  }
  series->lowerSeries()->replace(low);
  series->upperSeries()->replace(high);
}

}  // namespace

// The series join their chart while the component completes: the first points come right after.
void SeriesFeed::componentComplete() {
  connect(m_chart, &HourChart::changed, this, [this] { feed(); });
  QMetaObject::invokeMethod(
      this, [this] { feed(); }, Qt::QueuedConnection);
}

QXYSeries* LineFeed::segment(size_t index) {
  if (index == 0) return m_series;
  while (static_cast<size_t>(m_more.size()) < index) {
    auto* added = new QLineSeries;
    joinAxes(added, m_series);
    m_more.append(added);
  }
  return m_more[static_cast<qsizetype>(index) - 1];
}

void LineFeed::feed() {
  if (!m_series->chart()) return;
  const auto segments = hasLine(m_line)
                            ? segmentsOf(m_chart->data().lines[static_cast<size_t>(m_line)].values)
                            : QList<QList<QPointF>>();
  const qsizetype count = std::max(segments.size(), m_more.size() + 1);
  for (qsizetype i = 0; i < count; ++i) {
    QXYSeries* shown = segment(static_cast<size_t>(i));
    if (shown != m_series) shown->setPen(m_series->pen());
    shown->replace(segments.value(i));
  }
}

void MarkFeed::feed() {
  if (!m_series->chart()) return;
  QList<QPointF> points;
  const Hour hour = hasLine(m_line) ? m_chart->data().lines[static_cast<size_t>(m_line)].values : Hour();
  for (size_t i = 0; i < hour.size(); ++i) {
    if (hour[i]) points.append({static_cast<double>(i), *hour[i]});
  }
  const double size = std::ceil(m_size);  // whole pixels: it is stamped as it is
  m_series->setLightMarker(ring(size, m_stroke, m_series->color()));
  m_series->setMarkerSize(size);
  m_series->replace(points);
}

void BandFeed::feed() {
  if (!m_series->chart() || !hasLine(m_lower) || !hasLine(m_upper)) return;
  fill(m_series, m_chart->data().lines[static_cast<size_t>(m_lower)].values,
       m_chart->data().lines[static_cast<size_t>(m_upper)].values);
}

QAreaSeries* StackFeed::layer(size_t index) {
  if (index == 0) return m_series;
  while (static_cast<size_t>(m_more.size()) < index) {
    auto* upper = new QLineSeries;
    auto* added = new QAreaSeries(upper, new QLineSeries(upper));
    upper->setParent(added);
    added->setPen(m_series->pen());
    joinAxes(added, m_series);
    m_more.append(added);
  }
  return m_more[static_cast<qsizetype>(index) - 1];
}

void StackFeed::feed() {
  if (!m_series->chart()) return;
  const size_t lines = m_chart->data().lines.size();
  const size_t count = std::max(lines, static_cast<size_t>(m_more.size()) + 1);
  for (size_t i = 0; i < count; ++i) {
    QAreaSeries* area = layer(i);
    area->setOpacity(m_series->opacity());
    if (i < lines) area->setColor(m_colors[m_chart->colorOf(i) % m_colors.size()]);
    const Hour nothing;
    fill(area, i < lines ? m_chart->lowerOf(i) : nothing, i < lines ? m_chart->upperOf(i) : nothing);
  }
}

void ColumnFeed::feed() {
  QList<qreal> above, below;
  if (hasLine(m_line)) {
    for (const auto& value : m_chart->data().lines[static_cast<size_t>(m_line)].values) {
      above << std::max(value.value_or(0), 0.0);
      below << std::min(value.value_or(0), 0.0);
    }
  }
  for (const auto& [set, values] : {std::pair{m_above, above}, std::pair{m_below, below}}) {
    // One by one: a set that is emptied first is drawn anew as a whole.
    const qsizetype kept = std::min<qsizetype>(set->count(), values.size());
    for (qsizetype i = 0; i < kept; ++i) {
      if (set->at(static_cast<int>(i)) != values[i]) set->replace(static_cast<int>(i), values[i]);
    }
    if (set->count() > kept) set->remove(static_cast<int>(kept), static_cast<int>(set->count() - kept));
    if (values.size() > kept) set->append(values.mid(kept));
  }
}

}  // namespace watchfloor
