#include "format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <array>
#include <cmath>

namespace watchfloor {
namespace {

QString translated(const char* text) { return QCoreApplication::translate("Format", text); }

QString withSign(QString digits, bool isNegative) {
  return isNegative ? QStringLiteral("−") + digits : digits;
}

QString grouped(int64_t n) {
  return n < 1000 ? QString::number(n)
                  : QStringLiteral("%1,%2").arg(n / 1000).arg(n % 1000, 3, 10, QLatin1Char('0'));
}

QDateTime civil(Time time, const QTimeZone& zone) {
  const auto ms = std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch()).count();
  return QDateTime::fromMSecsSinceEpoch(ms, zone);
}

constexpr int64_t kYear = 31'556'952;  // seconds

// `scaled` below 1000, in at most four glyphs: "1.3", "12.9", "128".
QString threeDigits(double scaled) { return QString::number(scaled, 'f', scaled < 99.95 ? 1 : 0); }

}  // namespace

Shown formatCount(int64_t n) {
  static constexpr std::array<std::pair<double, char>, 4> kScales = {
      {{1e3, 'k'}, {1e6, 'M'}, {1e9, 'G'}, {1e12, 'T'}}};
  const double size = std::abs(static_cast<double>(n));
  if (size < 10'000) return {withSign(grouped(std::abs(n)), n < 0), {}};
  size_t scale = 0;
  while (scale + 1 < kScales.size() && size / kScales[scale].first >= 999.5) ++scale;
  return {withSign(threeDigits(size / kScales[scale].first), n < 0),
          QString(QLatin1Char(kScales[scale].second))};
}

Shown formatPercent(std::optional<double> ratio) {
  if (!ratio) return {kNoValue, {}};
  const double percent = std::abs(*ratio) * 100;
  return {withSign(threeDigits(percent), *ratio < 0), QStringLiteral("%")};
}

Shown formatSentiment(std::optional<double> value) {
  if (!value) return {kNoValue, {}};
  const long long rounded = std::llround(*value * 100);
  return {withSign(QString::number(std::llabs(rounded)), rounded < 0), {}};
}

Shown formatDuration(std::optional<Duration> duration) {
  if (!duration) return {kNoValue, {}};
  const int64_t total = std::chrono::round<seconds>(std::chrono::abs(*duration)).count();
  const bool isNegative = *duration < Duration::zero() && total > 0;
  const auto pair = [&](int64_t large, int64_t small) {
    return withSign(QStringLiteral("%1:%2").arg(large).arg(small, 2, 10, QLatin1Char('0')), isNegative);
  };
  if (total < 3600) return {pair(total / 60, total % 60), translated("min")};
  if (total < 100 * 3600) return {pair(total / 3600, total / 60 % 60), translated("h")};
  if (total > 30 * 86400) return {QStringLiteral("> 30"), translated("d")};
  return {withSign(QString::number(static_cast<double>(total) / 86400, 'f', 1), isNegative), translated("d")};
}

QString formatSpan(Duration span) {
  const int64_t total = std::max<int64_t>(0, std::chrono::floor<seconds>(span).count());
  if (total < 60) return one({QString::number(total), translated("s")});
  if (total < 3600) return one({QString::number(total / 60), translated("min")});
  if (total < 48 * 3600) return one({QString::number(total / 3600), translated("h")});
  if (total < 2 * kYear) return one({QString::number(total / 86400), translated("d")});
  return one({QString::number(total / kYear), translated("y")});
}

QString formatWait(Duration wait) {
  const Shown shown = formatDuration(std::chrono::floor<seconds>(std::max(wait, Duration::zero())));
  return wait < hours(1) ? shown.value : one(shown);
}

QString formatClock(Time time, const QTimeZone& zone, bool hasSeconds) {
  return civil(time, zone).toString(hasSeconds ? QStringLiteral("HH:mm:ss") : QStringLiteral("HH:mm"));
}

QString formatMoment(Time time, Time from, const QTimeZone& zone) {
  const QDateTime at = civil(time, zone);
  const qint64 days = at.date().daysTo(civil(from, zone).date());
  return at.toString(days == 0              ? QStringLiteral("HH:mm")
                     : days > 0 && days < 7 ? QStringLiteral("ddd HH:mm")
                     : std::abs(days) < 183 ? QStringLiteral("d MMM HH:mm")
                                            : QStringLiteral("d MMM yyyy"));
}

QString formatDate(Time time, const QTimeZone& zone) {
  return civil(time, zone).toString(QStringLiteral("ddd d MMM yyyy HH:mm"));
}

QString one(const Shown& shown) {
  return shown.unit.isEmpty() ? shown.value : shown.value + kUnitSpace + shown.unit;
}

QString windowText(Window window) {
  switch (window) {
    case Window::kToday:
      return translated("today");
    case Window::kTotal:
      return translated("total");
    case Window::kNow:
      return translated("now");
    case Window::k24h:
      return one({QStringLiteral("24"), translated("h")});
    default:
      return one(
          {QString::number(std::chrono::floor<minutes>(*lengthOf(window)).count()), translated("min")});
  }
}

}  // namespace watchfloor
