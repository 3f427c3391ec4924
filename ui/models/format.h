// Numbers and times as they stand on a wall: at most five glyphs, true minus, a narrow space before a unit.
//
//   formatCount(12'934)            -> {"12.9", "k"}      one("12.9", "k") -> "12.9 k"
//   formatDuration(seconds(272))   -> {"4:32", "min"}
//   formatPercent(0.8312)          -> {"83.1", "%"}
//
// Pure functions; any thread. No value is never written as a number: it is kNoValue.
#pragma once

#include <QString>
#include <QTimeZone>
#include <optional>

#include "model/metric.h"
#include "model/time.h"

namespace watchfloor {

inline const QString kNoValue = QStringLiteral("—");
inline const QString kNotConnected = QStringLiteral("–");
inline const QString kNotYet = QStringLiteral("···");
// Between a value and its unit: narrow, and no line ends there.
inline constexpr QChar kUnitSpace(0x202f);

struct Shown {
  QString value, unit;
  bool operator==(const Shown&) const = default;
};

// "1,284", "12.9 k", "128 k", "1.3 M".
Shown formatCount(int64_t n);
// 0 .. 1 as per cent, always one decimal, in four glyphs at most: "9.9", "83.1", "100".
Shown formatPercent(std::optional<double> ratio);
// -1 .. 1 as a whole number -100 .. 100.
Shown formatSentiment(std::optional<double> value);
// "4:32 min" below an hour, "1:05 h" below a hundred, "4.2 d" above; "> 30 d" over thirty days.
Shown formatDuration(std::optional<Duration> duration);

// "1,284", whole, however long: what is counted in passing.
QString formatWhole(int64_t n);
// "4711": by which something is called.
QString formatNumber(int64_t number);

// How long something has lasted, roughly: "14 s", "2 min", "3 h", "2 d", "27 y".
QString formatSpan(Duration span);
// How long, ticking: "0:42", "4:32", "1:05 h", "4.2 d".
QString formatWait(Duration wait);
// "14:31" or "14:31:07" by the clocks of a zone.
QString formatClock(Time time, const QTimeZone& zone, bool hasSeconds = false);

// Minutes since the midnight of a day long ago, by the same clocks.
qint64 civilMinute(Time time, const QTimeZone& zone);

// A moment of the past as seen from another: "14:31", on another day "Tue 14:31", a week or more ago "3 Mar
// 14:31", half a year or more "3 Mar 1999".
QString formatMoment(Time time, Time from, const QTimeZone& zone);
// The same to the minute, however long ago: "3 Mar 1999 14:31".
QString formatMinute(Time time, Time from, const QTimeZone& zone);
// "Wed 3 Mar 1999 14:31", whenever that was.
QString formatDate(Time time, const QTimeZone& zone);
// "Wed 3 Mar 14:31:07", and "Wed 3": of the last weeks.
QString formatSecond(Time time, const QTimeZone& zone);
QString formatDay(Time time, const QTimeZone& zone);

// "12.9 k": the value and its unit as one text. It runs as the language does, alone and amid others; a sign
// stays at the left of its digits.
QString one(const Shown& shown);
// Digits and signs, which have no direction of their own, run as the language does: "≈ 61", "3.3 ×".
QString running(const QString& text);
// "≈ 1,284".
QString estimated(const QString& number);
// "%", "٪": that of the language's digits.
QString percentSign();

// "15 min", "today", "now".
QString windowText(Window window);

}  // namespace watchfloor
