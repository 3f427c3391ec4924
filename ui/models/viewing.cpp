#include "viewing.h"

#include <algorithm>
#include <cmath>

namespace watchfloor {

Viewing::Viewing(double diagonalInches, double distanceMetres, Class chosen, QObject* parent)
    : QObject(parent),
      m_diagonal(std::max(diagonalInches, 5.0)),
      m_distance(std::max(distanceMetres, 0.2)),
      m_class(chosen) {}

void Viewing::setPixels(double width, double height) {
  width = std::max(width, 1.0), height = std::max(height, 1.0);
  if (width == m_width && height == m_height) return;
  m_width = width, m_height = height;
  Q_EMIT changed();
}

double Viewing::roomU() const {
  constexpr double kMetresAnInch = 0.0254, kHalfMinute = M_PI / 180 / 120;
  const double screenHeight = m_diagonal * kMetresAnInch * m_height / std::hypot(m_width, m_height);
  return 2 * m_distance * std::tan(kHalfMinute) * m_height / screenHeight;
}

double Viewing::u() const {
  const double tall = isNear() ? kNearTall : kBoardTall, wide = isNear() ? kNearWide : kBoardWide;
  const double fitting = std::min(m_height / tall, m_width / wide);
  return isNear() ? fitting : std::min(roomU(), fitting);
}

bool Viewing::isNear() const {
  return m_class == Class::Near || (m_class == Class::Automatic && tallMinutes() >= 1100);
}

QString Viewing::warning() const {
  if (smallestText() >= kSmallestText - 0.05) return {};
  return tr("text %1′ at %2 m, under 16′").arg(std::floor(smallestText())).arg(m_distance, 0, 'g', 3);
}

}  // namespace watchfloor
