// Every theme: can colours that mean something be told apart, by everybody, and texts be read? CIEDE2000
// (Sharma, Wu, Dalal 2005) under normal vision and as protanopes, deuteranopes and tritanopes see (Machado,
// Oliveira, Fernandes 2009, severity 1).
#include <QtTest>
#include <algorithm>
#include <array>
#include <cmath>

#include "lab.h"
#include "models/palette.h"

namespace watchfloor {
namespace {

constexpr double kLeast = 12;
constexpr std::array<Matrix, 4> kVisions = {
    {{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
     {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
     {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
     {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}}}};

double degreesOf(double b, double a) {
  const double angle = std::atan2(b, a) * 180 / M_PI;
  return angle < 0 ? angle + 360 : angle;
}
double cosOf(double degrees) { return std::cos(degrees * M_PI / 180); }
double sinOf(double degrees) { return std::sin(degrees * M_PI / 180); }

double difference(const Triple& one, const Triple& two) {
  const auto seventh = [](double c) {
    return std::sqrt(std::pow(c, 7) / (std::pow(c, 7) + std::pow(25, 7)));
  };
  const double g = 1 + 0.5 * (1 - seventh((std::hypot(one[1], one[2]) + std::hypot(two[1], two[2])) / 2));
  const double c1 = std::hypot(one[1] * g, one[2]), c2 = std::hypot(two[1] * g, two[2]);
  const double h1 = degreesOf(one[2], one[1] * g), h2 = degreesOf(two[2], two[1] * g);
  const bool isRound = std::abs(h1 - h2) > 180;
  const double turn = h2 - h1 + (isRound ? (h2 < h1 ? 360 : -360) : 0);
  const double l = (one[0] + two[0]) / 2, c = (c1 + c2) / 2;
  const double h = c1 * c2 == 0 ? h1 + h2 : (h1 + h2) / 2 + (isRound ? (h1 + h2 < 360 ? 180 : -180) : 0);
  const double t =
      1 - 0.17 * cosOf(h - 30) + 0.24 * cosOf(2 * h) + 0.32 * cosOf(3 * h + 6) - 0.2 * cosOf(4 * h - 63);
  const double dl =
      (two[0] - one[0]) / (1 + 0.015 * std::pow(l - 50, 2) / std::sqrt(20 + std::pow(l - 50, 2)));
  const double dc = (c2 - c1) / (1 + 0.045 * c);
  const double dh = 2 * std::sqrt(c1 * c2) * sinOf(turn / 2) / (1 + 0.015 * c * t);
  const double twist = -sinOf(60 * std::exp(-std::pow((h - 275) / 25, 2))) * 2 * seventh(c);
  return std::sqrt(dl * dl + dc * dc + dh * dh + twist * dc * dh);
}

// Of the four ways to see them, the one that tells them apart least.
double difference(const QColor& a, const QColor& b) {
  double least = 100;
  for (const Matrix& vision : kVisions) {
    const auto seen = [&](const QColor& color) {
      Triple rgb = times(vision, linear(color));
      for (double& part : rgb) part = std::clamp(part, 0.0, 1.0);
      return labOf(rgb);
    };
    least = std::min(least, difference(seen(a), seen(b)));
  }
  return least;
}

double contrast(const QColor& a, const QColor& b) {
  const auto luminance = [](const QColor& color) {
    const Triple rgb = linear(color);
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2] + 0.05;
  };
  return std::max(luminance(a), luminance(b)) / std::min(luminance(a), luminance(b));
}

}  // namespace

class ColoursTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void formula();
  void alarmsAndSentiments_data() { themes(); }
  void alarmsAndSentiments();
  void channels_data() { themes(); }
  void channels();
  void heat_data() { themes(); }
  void heat();
  void contrasts_data() { themes(); }
  void contrasts();
  void statesDifferInGrey_data() { themes(); }
  void statesDifferInGrey();

 private:
  static void themes();
  static const Palette& palette();
  static QList<QColor> alarms() { return palette().alarms.mid(1); }
  static void apart(const QList<QColor>& some, const QList<QColor>& others);
};

void ColoursTest::themes() {
  QTest::addColumn<int>("theme");
  QTest::newRow("dark") << static_cast<int>(ThemeName::Dark);
  QTest::newRow("light") << static_cast<int>(ThemeName::Light);
  QTest::newRow("high contrast") << static_cast<int>(ThemeName::HighContrast);
}

const Palette& ColoursTest::palette() {
  QFETCH(int, theme);
  return paletteOf(static_cast<ThemeName>(theme));
}

void ColoursTest::apart(const QList<QColor>& some, const QList<QColor>& others) {
  for (const QColor& a : some) {
    for (const QColor& b : others) {
      if (&some == &others && a == b) continue;
      QVERIFY2(difference(a, b) >= kLeast,
               qPrintable(
                   QStringLiteral("%1 and %2: %3").arg(a.name(), b.name()).arg(difference(a, b), 0, 'f', 1)));
    }
  }
}

// From the test data of the paper.
void ColoursTest::formula() {
  const auto check = [](const Triple& a, const Triple& b, double expected) {
    QVERIFY(std::abs(difference(a, b) - expected) < 1e-4);
    QVERIFY(std::abs(difference(b, a) - expected) < 1e-4);
  };
  check({50, 2.6772, -79.7751}, {50, 0, -82.7485}, 2.0425);
  check({50, 0, 0}, {50, -1, 2}, 2.3669);
  check({50, 2.5, 0}, {50, 0, -2.5}, 4.3065);
  check({50, 2.5, 0}, {73, 25, -18}, 27.1492);
  check({60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}, 1.2644);
  check({22.7233, 20.0904, -46.6940}, {23.0331, 14.9730, -42.5619}, 2.0373);
  check({90.8027, -2.0831, 1.4410}, {91.1528, -1.6435, 0.0447}, 1.4441);
}

void ColoursTest::alarmsAndSentiments() {
  QCOMPARE(alarms().size(), 3);
  const QList<QColor> meanings = alarms() + QList<QColor>{palette().positive, palette().negative};
  apart(meanings, meanings);
}

// At most eight and "other".
void ColoursTest::channels() {
  QCOMPARE(palette().channels.size(), 9);
  apart(palette().channels, palette().channels);
  apart(palette().channels, alarms());
}

void ColoursTest::heat() {
  QList<QColor> heat;
  for (int i = 0; i <= 50; ++i) heat << palette().heatAt(i / 50.0);
  apart(heat, alarms());
  apart({heat.first()}, {heat.last()});
  QList<QColor> signs;
  for (int i = -10; i <= 10; ++i) signs << palette().signedAt(i / 10.0);
  apart(signs, alarms());
  apart({signs.first()}, {signs.last(), signs[10]});
  apart({signs.last()}, {signs[10]});
  heat += signs;
  for (const QColor& fill : heat) QVERIFY2(contrast(inkOn(fill), fill) >= 4.5, qPrintable(fill.name()));
}

// Values and labels at 7 : 1, other texts at 4.5, marks at 3; of high contrast every text at 7.
void ColoursTest::contrasts() {
  const Palette& p = palette();
  const auto check = [](const char* what, const QColor& color, const QColor& ground, double least) {
    QVERIFY2(contrast(color, ground) >= least, qPrintable(QStringLiteral("%1 on %2: %3")
                                                              .arg(QLatin1String(what), ground.name())
                                                              .arg(contrast(color, ground))));
  };
  const bool isHigh = p == paletteOf(ThemeName::HighContrast);
  // The header stands on the ground, tiles on the surface, alarms and lists on what is raised.
  for (const QColor& ground : {p.ground, p.surface, p.raised}) {
    check("primary", p.primary, ground, 7);
    check("secondary", p.secondary, ground, 7);
    check("muted", p.muted, ground, isHigh ? 7 : 4.5);
  }
  check("an option", p.primary, p.bandFar, isHigh ? 7 : 4.5);
  for (const QColor& channel : p.channels) check("a channel", channel, p.surface, 4.5);
  for (const QColor& mark : {p.series, p.positive, p.negative}) check("a mark", mark, p.surface, 3);
  check("axis", p.axis, p.surface, 2.9);
  check("reference", p.reference, p.surface, 3);
  for (const QColor& alarm : alarms()) {
    check("an alarm", alarm, p.surface, 3);
    check("its number", p.ink, alarm, isHigh ? 4.5 : 3);
  }
}

// What is not the present is darker than what is, without any colour; so are the three kinds of text.
void ColoursTest::statesDifferInGrey() {
  const Palette& p = palette();
  QVERIFY(contrast(p.primary, p.muted) >= 1.5);
  QVERIFY(contrast(p.primary, p.surface) > contrast(p.secondary, p.surface));
  QVERIFY(contrast(p.secondary, p.surface) > contrast(p.muted, p.surface));
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::ColoursTest)
#include "tst_colours.moc"
