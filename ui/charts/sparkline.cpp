#include "sparkline.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>
#include <optional>

namespace watchfloor {
namespace {

// The highest of a trace, rounded up so that the range rarely moves.
double ceilingOf(const QList<double>& trace) {
  double highest = 1;
  for (double value : trace) {
    if (!std::isnan(value)) highest = std::max(highest, value);
  }
  const double power = std::pow(10, std::floor(std::log10(highest)));
  return std::ceil(highest / power * 2) / 2 * power;
}

// Columns show half the scale at least, -0.5 .. 0.5.
double extentOf(const QList<double>& trace) {
  double extent = 0.5;
  for (double value : trace) {
    if (!std::isnan(value)) extent = std::max(extent, std::abs(value));
  }
  return extent;
}

}  // namespace

Sparkline::Sparkline(QQuickItem* parent) : QQuickPaintedItem(parent) {
  setAntialiasing(true);
  connect(this, &Sparkline::changed, this, [this] { update(); });
}

void Sparkline::paint(QPainter* painter) {
  painter->setRenderHint(QPainter::Antialiasing);
  m_hasColumns ? paintColumns(painter) : paintLine(painter);
  if (m_isHatched) paintHatch(painter);
}

void Sparkline::paintLine(QPainter* painter) const {
  const double air = m_stroke * 1.6, ceiling = ceilingOf(m_trace + m_few);
  const double across = width() - 2 * air, tall = height() - 2 * air;
  const double step = m_trace.size() > 1 ? across / static_cast<double>(m_trace.size() - 1) : 0;
  painter->setPen(QPen(m_axisColor, std::max(1.0, m_stroke / 3)));
  painter->drawLine(QPointF(0, height() - air), QPointF(width(), height() - air));
  QPainterPath path;
  std::optional<QPointF> end;
  bool isOpen = false;
  for (qsizetype i = 0; i < m_trace.size(); ++i) {
    if (std::isnan(m_trace[i])) {
      isOpen = false;
      continue;
    }
    const QPointF at(air + static_cast<double>(i) * step, air + tall * (1 - m_trace[i] / ceiling));
    const bool isAlone = !isOpen && (i + 1 == m_trace.size() || std::isnan(m_trace[i + 1]));
    if (isAlone) path.moveTo(at - QPointF(step * 0.3, 0)), path.lineTo(at + QPointF(step * 0.3, 0));
    isOpen ? path.lineTo(at) : path.moveTo(at);
    isOpen = true;
    end = at;
  }
  painter->setPen(QPen(m_fewColor, std::max(1.0, m_stroke / 2)));
  for (qsizetype i = 0; i < m_few.size(); ++i) {
    if (std::isnan(m_few[i])) continue;
    const QPointF at(air + static_cast<double>(i) * step, air + tall * (1 - m_few[i] / ceiling));
    painter->drawEllipse(at, m_stroke * 0.8, m_stroke * 0.8);
  }
  painter->setPen(QPen(m_color, m_stroke, Qt::SolidLine, Qt::FlatCap, Qt::BevelJoin));
  painter->drawPath(path);
  if (!end) return;
  painter->setBrush(m_isHollow ? QBrush(Qt::NoBrush) : QBrush(m_color));
  painter->drawEllipse(*end, m_stroke * 1.1, m_stroke * 1.1);
}

void Sparkline::paintColumns(QPainter* painter) const {
  const double extent = extentOf(m_trace + m_few), zero = height() / 2;
  painter->setPen(QPen(m_axisColor, std::max(1.0, m_stroke / 3)));
  painter->drawLine(QPointF(0, zero), QPointF(width(), zero));
  for (qsizetype i = 0; i < m_trace.size(); ++i)
    paintColumn(painter, i, m_trace[i] / extent, m_trace[i] < 0 ? m_belowColor : m_aboveColor, m_isHollow);
  for (qsizetype i = 0; i < m_few.size(); ++i) paintColumn(painter, i, m_few[i] / extent, m_fewColor, true);
}

// `part`: of half the height, upwards.
void Sparkline::paintColumn(QPainter* painter, qsizetype minute, double part, const QColor& color,
                            bool isHollow) const {
  if (std::isnan(part)) return;
  const double step = width() / static_cast<double>(m_trace.size()), zero = height() / 2;
  painter->setPen(isHollow ? QPen(color, 1) : QPen(Qt::NoPen));
  painter->setBrush(isHollow ? QBrush(Qt::NoBrush) : QBrush(color));
  const double left = (static_cast<double>(minute) + 0.15) * step;
  painter->drawRect(QRectF(left, zero, step * 0.7, -part * zero).normalized());
}

void Sparkline::paintHatch(QPainter* painter) const {
  painter->setPen(QPen(m_axisColor, m_stroke));
  painter->setClipRect(QRectF(0, 0, width(), height()));
  for (double x = -height(); x < width(); x += std::max(m_hatchStep, 2.0)) {
    painter->drawLine(QPointF(x, height()), QPointF(x + height(), 0));
  }
}

}  // namespace watchfloor
