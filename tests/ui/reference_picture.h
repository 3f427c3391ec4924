// Holds a picture of the wall against one that somebody has looked at: tests/ui/reference/NAME.png, half or a
// third as large. What the eye would not notice, such as another way to smooth the edges of letters, is no
// difference; a digit is.
//
//   const QString fault = faultAgainstReference("mission_control_dark_1080", stage.grab());
//   QVERIFY2(fault.isEmpty(), qPrintable(fault));
//
// With WATCHFLOOR_ACCEPT_PICTURES=1 the picture becomes the reference: then look at what has changed.
#pragma once

#include <QDir>
#include <QImage>
#include <algorithm>
#include <vector>

#include "lab.h"
#include "paletted.h"

namespace watchfloor {

// As references are kept: 960 × 540 of 1080 lines, 1280 × 720 of 2160.
inline int reductionOf(const QImage& picture) { return picture.height() > 1080 ? 3 : 2; }
inline QImage reduced(const QImage& picture, int by) {
  return picture
      .scaled(picture.width() / by, picture.height() / by, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
      .convertToFormat(QImage::Format_RGB32);
}

struct LabImage {
  using Lab = std::array<float, 3>;
  int width = 0, height = 0;
  std::vector<Lab> pixels;

  explicit LabImage(const QImage& image) : width(image.width()), height(image.height()) {
    pixels.reserve(static_cast<size_t>(width) * static_cast<size_t>(height));
    for (int y = 0; y < height; ++y) {
      const auto* line = reinterpret_cast<const QRgb*>(image.constScanLine(y));
      for (int x = 0; x < width; ++x) pixels.push_back(shown(line[x]));
    }
  }
  const Lab& at(int x, int y) const {
    return pixels[static_cast<size_t>(y) * static_cast<size_t>(width) + static_cast<size_t>(x)];
  }
  // The mean of the pixels around it, as the eye takes them together from afar.
  Lab around(int x, int y) const {
    Lab sum{};
    float n = 0;
    for (int v = std::max(y - 1, 0); v <= std::min(y + 1, height - 1); ++v) {
      for (int u = std::max(x - 1, 0); u <= std::min(x + 1, width - 1); ++u, ++n) {
        for (size_t i = 0; i < 3; ++i) sum[i] += at(u, v)[i];
      }
    }
    for (float& part : sum) part /= n;
    return sum;
  }

 private:
  static Lab shown(QRgb rgb) {
    static const std::array<double, 256> kLinear = [] {
      std::array<double, 256> table{};
      for (size_t i = 0; i < 256; ++i) table[i] = linear(static_cast<double>(i) / 255);
      return table;
    }();
    const auto part = [](int c) { return kLinear[static_cast<size_t>(c)]; };
    const Triple lab = labOf(Triple{part(qRed(rgb)), part(qGreen(rgb)), part(qBlue(rgb))});
    return {static_cast<float>(lab[0]), static_cast<float>(lab[1]), static_cast<float>(lab[2])};
  }
};

struct PictureDifference {
  double worst = 0;  // ΔE, the mean of the square of kSquare pixels where it is largest
  QPoint where;      // its corner
};

// REQUIRES: both of one size, reduced().
inline PictureDifference differenceOf(const QImage& a, const QImage& b) {
  constexpr int kSquare = 4;
  const LabImage first(a), second(b);
  PictureDifference found;
  for (int y = 0; y < first.height; y += kSquare / 2) {
    for (int x = 0; x < first.width; x += kSquare / 2) {
      double sum = 0;
      int n = 0;
      for (int v = y; v < std::min(y + kSquare, first.height); ++v) {
        for (int u = x; u < std::min(x + kSquare, first.width); ++u, ++n) {
          if (a.pixel(u, v) == b.pixel(u, v)) continue;
          const LabImage::Lab p = first.around(u, v), q = second.around(u, v);
          sum += std::hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
        }
      }
      if (sum / n > found.worst) found = {sum / n, {x, y}};
    }
  }
  return found;
}

// ΔE of a square: letters whose edges are smoothed otherwise stay below 1.8, another digit is above 2.7.
inline constexpr double kNoticed = 2.2;

// As it is kept: in few colours, unless the eye might come to see that.
inline QImage kept(const QImage& picture) {
  const QImage few = paletted(picture);
  return differenceOf(few.convertToFormat(picture.format()), picture).worst <= kNoticed / 2 ? few : picture;
}

// Empty: it looks the same. If not, both pictures lie in the folder that the test runs in.
inline QString faultAgainstReference(const QString& name, const QImage& picture) {
  const QString path = QStringLiteral(WATCHFLOOR_SOURCE_DIR "/tests/ui/reference/%1.png").arg(name);
  const QImage now = reduced(picture, reductionOf(picture));
  if (qEnvironmentVariableIsSet("WATCHFLOOR_ACCEPT_PICTURES")) {
    QDir().mkpath(QStringLiteral(WATCHFLOOR_SOURCE_DIR "/tests/ui/reference"));
    const QImage before(path);
    const auto distance = [&now](const QImage& other) {
      return other.size() == now.size() ? differenceOf(other.convertToFormat(now.format()), now).worst : 100;
    };
    const bool isSame = distance(before) <= kNoticed / 2;
    return isSame || kept(now).save(path, "PNG", 0) ? QString() : QStringLiteral("cannot write %1").arg(path);
  }
  const QImage reference = QImage(path).convertToFormat(QImage::Format_RGB32);
  const QString accept = QStringLiteral("; look at it, and accept it with WATCHFLOOR_ACCEPT_PICTURES=1");
  now.save(name + QStringLiteral(".now.png"));
  if (reference.isNull()) return QStringLiteral("%1: there is no reference picture").arg(name) + accept;
  if (reference.size() != now.size())
    return QStringLiteral("%1: the reference picture has another size").arg(name) + accept;
  const PictureDifference difference = differenceOf(reference, now);
  if (difference.worst <= kNoticed) {
    QFile::remove(name + QStringLiteral(".now.png"));
    return {};
  }
  reference.save(name + QStringLiteral(".reference.png"));
  return QStringLiteral("%1 looks different at %2, %3 (ΔE %4): see %1.now.png and %1.reference.png")
             .arg(name)
             .arg(difference.where.x())
             .arg(difference.where.y())
             .arg(difference.worst, 0, 'f', 1) +
         accept;
}

}  // namespace watchfloor
