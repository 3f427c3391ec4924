// Colours as they look: CIELAB, in which distances are about as large as they are seen.
#pragma once

#include <QColor>
#include <array>
#include <cmath>

namespace watchfloor {

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

inline Triple times(const Matrix& m, const Triple& v) {
  Triple out{};
  for (size_t i = 0; i < 3; ++i) out[i] = m[i][0] * v[0] + m[i][1] * v[1] + m[i][2] * v[2];
  return out;
}

// Of sRGB, 0 .. 1.
inline double linear(double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); }
inline Triple linear(const QColor& color) {
  return {linear(color.redF()), linear(color.greenF()), linear(color.blueF())};
}

// CIELAB (D65) of linear RGB.
inline Triple labOf(const Triple& rgb) {
  constexpr Matrix kXyz = {{{0.4124564, 0.3575761, 0.1804375},
                            {0.2126729, 0.7151522, 0.0721750},
                            {0.0193339, 0.1191920, 0.9503041}}};
  const Triple xyz = times(kXyz, rgb), white = {0.95047, 1, 1.08883};
  const auto f = [&](size_t i) {
    const double t = xyz[i] / white[i];
    return t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116;
  };
  return {116 * f(1) - 16, 500 * (f(0) - f(1)), 200 * (f(1) - f(2))};
}

}  // namespace watchfloor
