#include "format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <array>
#include <cmath>

#include "language.h"

namespace watchfloor {
namespace {

struct Say {
  Q_DECLARE_TR_FUNCTIONS(Format)
};

constexpr QChar kMinus(0x2212), kLeftToRightIsolate(0x2066), kRightToLeftIsolate(0x2067), kPopIsolate(0x2069);

bool isRightToLeft() { return displayLocale().textDirection() == Qt::RightToLeft; }

QString withSign(const QString& digits, bool isNegative) { return isNegative ? kMinus + digits : digits; }

// In the digits and with the separators of the language.
QString whole(int64_t n) { return displayLocale().toString(static_cast<qlonglong>(n)); }
QString decimal(double value, int decimals) { return displayLocale().toString(value, 'f', decimals); }
QString twoDigits(int64_t n) {
  const QString digits = whole(n);
  return n < 10 ? whole(0) + digits : digits;
}

QDateTime civil(Time time, const QTimeZone& zone) {
  const auto ms = std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch()).count();
  return QDateTime::fromMSecsSinceEpoch(ms, zone);
}

constexpr int64_t kYear = 31'556'952;  // seconds

// `scaled` below 1000, in at most four glyphs: "1.3", "12.9", "128".
QString threeDigits(double scaled) { return decimal(scaled, scaled < 99.95 ? 1 : 0); }

}  // namespace

Shown formatCount(int64_t n) {
  static constexpr std::array<std::pair<double, char>, 4> kScales = {
      {{1e3, 'k'}, {1e6, 'M'}, {1e9, 'G'}, {1e12, 'T'}}};
  const double size = std::abs(static_cast<double>(n));
  if (size < 10'000) return {withSign(whole(std::abs(n)), n < 0), {}};
  size_t scale = 0;
  while (scale + 1 < kScales.size() && size / kScales[scale].first >= 999.5) ++scale;
  return {withSign(threeDigits(size / kScales[scale].first), n < 0),
          QString(QLatin1Char(kScales[scale].second))};
}

Shown formatPercent(std::optional<double> ratio) {
  if (!ratio) return {kNoValue, {}};
  const double percent = std::abs(*ratio) * 100;
  return {withSign(threeDigits(percent), *ratio < 0), percentSign()};
}

Shown formatSentiment(std::optional<double> value) {
  if (!value) return {kNoValue, {}};
  const long long rounded = std::llround(*value * 100);
  return {withSign(whole(std::llabs(rounded)), rounded < 0), {}};
}

Shown formatDuration(std::optional<Duration> duration) {
  if (!duration) return {kNoValue, {}};
  const int64_t total = std::chrono::round<seconds>(std::chrono::abs(*duration)).count();
  const bool isNegative = *duration < Duration::zero() && total > 0;
  const auto pair = [&](int64_t large, int64_t small) {
    return withSign(QStringLiteral("%1:%2").arg(whole(large), twoDigits(small)), isNegative);
  };
  if (total < 3600) return {pair(total / 60, total % 60), Say::tr("min")};
  if (total < 100 * 3600) return {pair(total / 3600, total / 60 % 60), Say::tr("h")};
  if (total > 30 * 86400) return {running(QStringLiteral("> %1").arg(whole(30))), Say::tr("d")};
  return {withSign(decimal(static_cast<double>(total) / 86400, 1), isNegative), Say::tr("d")};
}

QString formatWhole(int64_t n) { return whole(n); }

QString formatNumber(int64_t number) {
  QLocale locale = displayLocale();
  locale.setNumberOptions(locale.numberOptions() | QLocale::OmitGroupSeparator);
  return locale.toString(static_cast<qlonglong>(number));
}

QString formatSpan(Duration span) {
  const int64_t total = std::max<int64_t>(0, std::chrono::floor<seconds>(span).count());
  if (total < 60) return one({whole(total), Say::tr("s")});
  if (total < 3600) return one({whole(total / 60), Say::tr("min")});
  if (total < 48 * 3600) return one({whole(total / 3600), Say::tr("h")});
  if (total < 2 * kYear) return one({whole(total / 86400), Say::tr("d")});
  return one({whole(total / kYear), Say::tr("y")});
}

QString formatWait(Duration wait) {
  const Shown shown = formatDuration(std::chrono::floor<seconds>(std::max(wait, Duration::zero())));
  return wait < hours(1) ? shown.value : one(shown);
}

QString formatClock(Time time, const QTimeZone& zone, bool hasSeconds) {
  return displayLocale().toString(civil(time, zone),
                                  hasSeconds ? QStringLiteral("HH:mm:ss") : QStringLiteral("HH:mm"));
}

qint64 civilMinute(Time time, const QTimeZone& zone) {
  const QDateTime at = civil(time, zone);
  return at.date().toJulianDay() * 24 * 60 + at.time().hour() * 60 + at.time().minute();
}

namespace {

// What names a moment shortly; long ago to the day, or to the minute.
QString momentFormat(qint64 days, bool isToTheMinute) {
  if (days == 0) return QStringLiteral("HH:mm");
  if (days > 0 && days < 7) return Say::tr("ddd HH:mm", "a date of the last week");
  if (std::abs(days) < 183) return Say::tr("d MMM HH:mm", "a date of the last months");
  return isToTheMinute ? Say::tr("d MMM yyyy HH:mm", "a minute of long ago")
                       : Say::tr("d MMM yyyy", "a date of long ago");
}

QString momentText(Time time, Time from, const QTimeZone& zone, bool isToTheMinute) {
  const QDateTime at = civil(time, zone);
  return displayLocale().toString(at,
                                  momentFormat(at.date().daysTo(civil(from, zone).date()), isToTheMinute));
}

}  // namespace

QString formatMoment(Time time, Time from, const QTimeZone& zone) {
  return momentText(time, from, zone, false);
}

QString formatMinute(Time time, Time from, const QTimeZone& zone) {
  return momentText(time, from, zone, true);
}

QString formatDate(Time time, const QTimeZone& zone) {
  return displayLocale().toString(civil(time, zone), Say::tr("ddd d MMM yyyy HH:mm", "a date in full"));
}

QString formatSecond(Time time, const QTimeZone& zone) {
  return displayLocale().toString(civil(time, zone),
                                  Say::tr("ddd d MMM HH:mm:ss", "a second of the last weeks"));
}

QString formatDay(Time time, const QTimeZone& zone) {
  return displayLocale().toString(civil(time, zone), Say::tr("ddd d", "a day of the last weeks"));
}

QString one(const Shown& shown) {
  const bool isSigned = isRightToLeft() && shown.value.startsWith(kMinus);
  const QString value = isSigned ? kLeftToRightIsolate + shown.value + kPopIsolate : shown.value;
  return shown.unit.isEmpty() ? value : running(value + kUnitSpace + shown.unit);
}

QString running(const QString& text) {
  return isRightToLeft() ? kRightToLeftIsolate + text + kPopIsolate : text;
}

QString estimated(const QString& number) { return running(QStringLiteral("≈") + kUnitSpace + number); }

QString percentSign() {
  for (const QChar c : displayLocale().percent()) {
    if (c.category() != QChar::Other_Format) return c;  // not a mark of direction
  }
  return QStringLiteral("%");
}

QString windowText(Window window) {
  switch (window) {
    case Window::kToday:
      return Say::tr("today");
    case Window::kTotal:
      return Say::tr("total");
    case Window::kNow:
      return Say::tr("now");
    case Window::k24h:
      return one({whole(24), Say::tr("h")});
    default:
      return one({whole(std::chrono::floor<minutes>(*lengthOf(window)).count()), Say::tr("min")});
  }
}

}  // namespace watchfloor
