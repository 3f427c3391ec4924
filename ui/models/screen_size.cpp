#include "screen_size.h"

#include <QGuiApplication>
#include <QScreen>
#include <algorithm>
#include <array>
#include <cmath>

#include "screen_seat.h"

namespace watchfloor {
namespace {

constexpr double kMillimetresAnInch = 25.4;
constexpr double kLeast = 5, kMost = 200;  // inches
constexpr double kLeeway = 0.1;            // of the shape: pixels need not be quite square

// Televisions write the shape of their picture where the size belongs.
bool isShapeOnly(QSizeF size) {
  constexpr std::array<std::array<double, 2>, 4> kShapes{{{160, 90}, {160, 100}, {16, 9}, {16, 10}}};
  return std::ranges::any_of(kShapes, [&](const auto& shape) {
    return std::abs(size.width() - shape[0]) < 0.5 && std::abs(size.height() - shape[1]) < 0.5;
  });
}

// A display server that was told nothing makes a size up from 96 dots an inch.
bool isMadeUp(double millimetres, int pixels) {
  return std::abs(pixels * kMillimetresAnInch / millimetres - 96) < 0.5;
}

}  // namespace

std::optional<double> believedDiagonal(QSizeF millimetres, QSize pixels) {
  const double width = millimetres.width(), height = millimetres.height();
  if (!(width > 0 && height > 0) || pixels.isEmpty() || isShapeOnly(millimetres)) return {};
  const double shape = width / height * pixels.height() / pixels.width();
  const double diagonal = std::hypot(width, height) / kMillimetresAnInch;
  if (std::abs(shape - 1) > kLeeway || !(diagonal >= kLeast && diagonal <= kMost)) return {};
  if (isMadeUp(width, pixels.width()) && isMadeUp(height, pixels.height())) return {};
  return std::round(diagonal * 10) / 10;
}

std::optional<double> diagonalOf(const QString& wanted) {
  const QString platform = QGuiApplication::platformName();
  if (platform == QLatin1String("offscreen") || platform == QLatin1String("minimal")) return {};
  const QScreen* screen = wanted.isEmpty() ? QGuiApplication::primaryScreen() : screenNamed(wanted);
  return screen ? believedDiagonal(screen->physicalSize(), screen->size()) : std::nullopt;
}

}  // namespace watchfloor
