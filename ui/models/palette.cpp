#include "palette.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace watchfloor {
namespace {

Palette light() {
  Palette p;
  p.ground = "#D9DDE1", p.surface = "#E8EBEE", p.raised = "#F4F6F7";
  p.band = "#CDD3D9", p.bandFar = "#BBC3CB";
  p.primary = "#14181C", p.secondary = "#3C4650", p.muted = "#515C67";
  p.axis = "#7C8791", p.series = "#2B343C", p.reference = "#66727D";
  p.positive = "#3C84C0", p.negative = "#784884";
  p.ink = "#FFFFFF";
  p.alarms = {"transparent", "#780000", "#B42400", "#B47800"};
  p.channels = {"#1F58FD", "#C10AA3", "#07726D", "#2E0707", "#5F5E47",
                "#160593", "#164560", "#0A0E2D", "#363438"};
  p.heat = {"#CFD6E0", "#AEB9CB", "#8796B3", "#5F7299", "#3D5080"};
  return p;
}

// On black, with outlines instead of shades, and every text at 7 : 1.
Palette highContrast() {
  Palette p;
  p.ground = "#000000", p.surface = "#000000", p.raised = "#101418";
  p.outline = "#8B97A3";
  p.band = "#2A323A", p.bandFar = "#46525E";
  p.primary = "#FFFFFF", p.secondary = "#E6EBF0", p.muted = "#BCC7D2";
  p.axis = "#8B97A3", p.series = "#FFFFFF", p.reference = "#9FB2C4";
  p.positive = "#7CC7F0", p.negative = "#BD6BA8";
  p.ink = "#000000";
  return p;
}

double luminance(const QColor& color) {
  const auto linear = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
  return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

QColor mixed(const QColor& a, const QColor& b, double part) {
  const auto mix = [part](double x, double y) { return static_cast<float>(x + (y - x) * part); };
  return QColor::fromRgbF(mix(a.redF(), b.redF()), mix(a.greenF(), b.greenF()), mix(a.blueF(), b.blueF()));
}

}  // namespace

QColor Palette::heatAt(double position) const {
  const double at = std::clamp(position, 0.0, 1.0) * static_cast<double>(heat.size() - 1);
  const auto below = std::min(static_cast<qsizetype>(at), heat.size() - 2);
  return mixed(heat[below], heat[below + 1], at - static_cast<double>(below));
}

QColor Palette::signedAt(double position) const {
  return mixed(bandFar, position < 0 ? negative : positive, std::min(std::abs(position), 1.0));
}

const Palette& paletteOf(ThemeName name) {
  static const std::array<Palette, kThemes> kPalettes = {Palette{}, light(), highContrast()};
  return kPalettes[static_cast<size_t>(name)];
}

QColor inkOn(const QColor& fill) { return luminance(fill) > 0.179 ? QColor(Qt::black) : QColor(Qt::white); }

}  // namespace watchfloor
