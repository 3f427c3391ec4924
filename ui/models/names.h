// Names of brands, channels and sources that are longer than anybody can read: a wall shows others whole, and
// of all what moves or turns a line as model/shown_text.h has it. Pure functions; any thread.
//
//   apart({"Brand number 01 of the list", "Brand number 02 of the list"}, 16)
//       -> {"…01 of the list", "…02 of the list"}
#pragma once

#include <QString>
#include <QStringList>
#include <string>
#include <vector>

#include "model/frame.h"

namespace watchfloor {

// Characters, as people count them.
inline constexpr int kLongest = 48;

// A name in at most so many characters; of a longer one the beginning and the end, "Northwin…Germany".
QString shortened(const std::string& name, int length = kLongest);

// Each of the names in at most so many characters, no two of them alike: of those whose beginning and end are
// the same, what they begin with is cut, too. O(characters).
QStringList apart(const std::vector<std::string>& names, int length = kLongest);

// What may run in another direction than the wall does so within its own bounds, and turns no line around.
QString isolated(const QString& text);
inline constexpr QChar kRightToLeft(0x200f);  // so a line of isolated names runs

// Brands that are watched, but not served, bear a quiet mark: "Owlwave ◊"; read out they are competitors.
QString marked(const QString& brand);
QString spokenCompetitor();  // "competitor"
// Of all brands together: "All brands"; "Our brands", where others are watched only. `frame` may be null.
QString allBrandsText(const Frame* frame);

// "Alder · chat": brand and channel, the brand where reading begins.
QString pairText(const QString& brand, const QString& channel);

}  // namespace watchfloor
