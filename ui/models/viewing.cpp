#include "viewing.h"

#include <algorithm>
#include <cmath>

#include "format.h"
#include "language.h"

namespace watchfloor {
namespace {

// The smallest wall of a class, arc minutes: below, it is drawn smaller and says so.
QSizeF leastOf(WallClass wall) {
  switch (wall) {
    case WallClass::Poster:
      return {420, 240};
    case WallClass::Banner:
      return {560, 320};
    case WallClass::Board:
      return {850, 480};
    case WallClass::Wall:
      return {1240, 700};
    case WallClass::Near:
      break;
  }
  return {Viewing::kNearWide, Viewing::kNearTall};
}

}  // namespace

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
  const QSizeF least = leastOf(static_cast<WallClass>(wallClass()));
  const double fitting = std::min(m_height / least.height(), m_width / least.width());
  return isNear() ? fitting : std::min(roomU(), fitting);
}

int Viewing::wallClass() const {
  if (m_class != Class::Automatic) return static_cast<int>(m_class) - 1;
  return static_cast<int>(classOf({m_width / roomU(), m_height / roomU()}));
}

QString Viewing::warning() const {
  if (smallestText() >= kSmallestText - 0.05) return {};
  return tr("text %1′ at %2 m, under %3′")
      .arg(formatWhole(std::llround(std::floor(smallestText()))),
           displayLocale().toString(m_distance, 'g', 3), formatWhole(16));
}

}  // namespace watchfloor
