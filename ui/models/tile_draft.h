// A number tile under way: whose it is and how it stands is filled in when it is made, what it says by
// whoever knows its metric, and what its state makes of that at the end. A tile is drafted, finished, and
// dropped.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <cstdint>
#include <optional>

#include "boards/board.h"
#include "charts/hour.h"
#include "format.h"
#include "situation.h"
#include "tile.h"

namespace watchfloor {

class TileDraft {
 public:
  // `room`: the width of its texts, in arc minutes. Both outlive it.
  TileDraft(const TileSpec& spec, const Situation& situation, double room);
  // Nothing may be called after it.
  Tile finish();

 protected:
  // The first text that has room, else the last.
  QString fitting(const QStringList& texts) const;
  QString target() const;  // "target ≤ 5 %"; empty without one

  void show(const Shown& shown, const QString& unit = {});
  void showCount(int64_t n, const QString& unit = {}) { show(formatCount(n), unit); }
  void showDelta(double change, const QString& size);
  // Few of them say little.
  void judge(int64_t n, int64_t enough);
  void judgeTarget(std::optional<double> value);

  static QList<double> traceOf(const Hour& hour);
  void draw(int mark, const Hour& hour) { m_tile.mark = mark, m_tile.trace = traceOf(hour); }
  void drawBullet(const Ratio& ratio);

  const TileSpec& m_spec;
  const Situation& m_at;
  const double m_room;
  const Threshold m_threshold;
  const Window m_window;
  Tile m_tile;

 private:
  void clearValue(const QString& instead);
  QString spokenAlarm() const;   // empty: there is none that stands now
  QString spokenChange() const;  // "mean up 0:41"; empty: nobody knows
  void lose();
};

// Apart on one line, where there is no room for a sentence.
QString spaced(QStringList parts);

}  // namespace watchfloor
