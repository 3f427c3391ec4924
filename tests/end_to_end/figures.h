// What `watchfloorctl measure` says of a recording, and how it is held against figures that are known.
//
//   Check check(measure("bank_calls", {"calls.tsv"}));
//   check.count("all|all|total", "offered", 11);
//   QVERIFY2(check.wrong().isEmpty(), qPrintable(check.wrong()));
#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QStringList>
#include <cmath>

#include "program.h"

namespace watchfloor {

using Cells = QMap<QString, QJsonObject>;  // metrics by "brand|channel|window"

struct Measured {
  Cells cells;
  QJsonObject counters;
};

inline Measured parse(const QByteArray& json) {
  Measured measured;
  const QJsonObject document = QJsonDocument::fromJson(json).object();
  measured.counters = document["counters"].toObject();
  for (const QJsonValue& v : document["cells"].toArray()) {
    const QJsonObject cell = v.toObject();
    measured.cells[cell["brand"].toString() + "|" + cell["channel"].toString() + "|" +
                   cell["window"].toString()] = cell["metrics"].toObject();
  }
  return measured;
}

inline Measured measure(const QString& profile, const QStringList& arguments) {
  const Outcome outcome =
      run("watchfloorctl", QStringList{"measure", "--profile", profile, "--json"} + arguments);
  return outcome.code == 0 ? parse(outcome.out) : Measured{};
}

// Collects what is not as it should be, a line each.
class Check {
 public:
  explicit Check(const Measured& measured) : m_measured(measured) {
    if (measured.cells.isEmpty()) m_wrong << "nothing was measured";
  }
  void count(const QString& cell, const char* metric, int expected, int tolerance = 0) {
    number(cell, metric, m_measured.cells[cell][metric].toInt(-1), expected, tolerance);
  }
  void ratio(const QString& cell, const char* metric, int num, int den) {
    const QJsonObject found = m_measured.cells[cell][metric].toObject();
    number(cell, metric, found["num"].toInt(-1), num, 0);
    number(cell, metric, found["den"].toInt(-1), den, 0);
  }
  void spread(const QString& cell, const char* metric, const char* part, double expected, double tolerance) {
    number(cell, metric, m_measured.cells[cell][metric].toObject()[part].toDouble(-1), expected, tolerance);
  }
  void counter(const char* name, int expected) {
    number("counters", name, m_measured.counters[name].toInt(-1), expected, 0);
  }
  QString wrong() const { return m_wrong.join("\n"); }

 private:
  void number(const QString& cell, const char* metric, double found, double expected, double tolerance) {
    if (!(std::abs(found - expected) <= tolerance)) {
      m_wrong << QString("%1 %2: expected %3, got %4")
                     .arg(cell, metric)
                     .arg(expected, 0, 'f', 3)
                     .arg(found, 0, 'f', 3);
    }
  }
  Measured m_measured;
  QStringList m_wrong;
};

}  // namespace watchfloor
