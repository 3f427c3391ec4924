// How large a screen is by its own word, as its system hands it on, where that can be believed.
//
//   diagonalOf("HDMI-1")                           // 54.6
//   believedDiagonal({1210, 680}, {3840, 2160})    // 54.6
//   believedDiagonal({160, 90}, {1920, 1080})      // none: a television that tells its shape, not its size
//
// GUI thread, but for believedDiagonal(), a pure function.
#pragma once

#include <QSize>
#include <QSizeF>
#include <QString>
#include <optional>

namespace watchfloor {

// Inches, to a tenth.
std::optional<double> believedDiagonal(QSizeF millimetres, QSize pixels);

// Of a screen by name or number; empty: of the first. None where there is no such screen, or nothing but a
// picture of one.
std::optional<double> diagonalOf(const QString& wanted);

}  // namespace watchfloor
