// What is abnormal, in words, the worst first: what the alarm band shows. Only what the frame and the
// connection themselves show; rules are another matter. A pure function.
#pragma once

#include <QString>
#include <QStringList>
#include <string>
#include <vector>

#include "rotation.h"
#include "situation.h"
#include "tile.h"

namespace watchfloor {

struct Notice {
  int level = 0;  // 1 .. 3: the worst is 1
  QString text;
  QString key;              // what it is about; stays the same while the text counts
  QStringList briefs = {};  // the same in fewer and fewer words, for narrow walls
  CallKind kind = CallKind::Alarm;
  std::string about = {};  // the metric, brand or source
  bool operator==(const Notice&) const = default;
};

// So begin the keys of trends.
inline const QString kTrendKey = QStringLiteral("trend.");

std::vector<Notice> noticesOf(const Situation& situation, const std::vector<Tile>& tiles);

}  // namespace watchfloor
