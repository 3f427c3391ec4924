// Compares what the engine publishes with what the reference computes, both as JSON in the shape of
// `measure`.
#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>
#include <cmath>

#include "export/frame_json.h"
#include "model/frame.h"

namespace watchfloor {

inline QJsonObject jsonOf(const Frame& frame) {
  FrameJson writer{Selection{}};
  writer.add(frame);
  return QJsonDocument::fromJson(QByteArray::fromStdString(writer.text())).object();
}

// Whether two figures agree: exactly, but for 1e-6 in numbers and 1 % in quantiles, which come from a sketch.
inline bool agree(const QJsonValue& expected, const QJsonValue& found, const QString& key) {
  if (expected.isObject()) {
    const QJsonObject e = expected.toObject(), f = found.toObject();
    for (auto it = e.begin(); it != e.end(); ++it) {
      if (!agree(it.value(), f.value(it.key()), it.key())) return false;
    }
    return found.isObject();
  }
  if (expected.isNull()) return found.isNull() || found.isUndefined();
  if (!expected.isDouble()) return expected == found;
  if (!found.isDouble()) return false;
  const double e = expected.toDouble(), f = found.toDouble();
  const bool isQuantile = key == "p50" || key == "p90" || key == "p95" || key == "p99";
  return std::abs(e - f) <= (isQuantile ? 0.010001 * std::abs(e) + 1e-6 : 1e-6 * std::max(1.0, std::abs(e)));
}

// Each difference in a line. `where` goes before it.
inline QStringList differences(const QJsonObject& expected, const QJsonObject& found, const QString& where) {
  QStringList lines;
  for (auto it = expected.begin(); it != expected.end(); ++it) {
    const QJsonValue f = found.value(it.key());
    if (agree(it.value(), f, it.key())) continue;
    const auto text = [](const QJsonValue& v) {
      return QString::fromUtf8(QJsonDocument(QJsonArray{v}).toJson(QJsonDocument::Compact));
    };
    lines << QString("%1 %2: expected %3, got %4").arg(where, it.key(), text(it.value()), text(f));
  }
  return lines;
}

inline QString keyOf(const QJsonObject& cell) {
  return cell["brand"].toString() + "|" + cell["channel"].toString() + "|" + cell["window"].toString();
}

}  // namespace watchfloor
