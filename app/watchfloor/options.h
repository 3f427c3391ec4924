// What the command line asks of the wall.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "models/choice.h"
#include "models/palette.h"
#include "models/panel_care.h"
#include "models/rotation.h"
#include "models/situation.h"
#include "models/subject.h"
#include "models/viewing.h"
#include "wall_config.h"

namespace watchfloor {

struct Options {
  std::string engine;  // host:port; empty: one inside
  bool isDemo = false;
  uint64_t seed = 1;
  double rate = 1;
  std::string actor;        // who acts on conversations at this wall; empty: nobody
  bool isUnmasked = false;  // names and texts are asked for; whether they are told the engine decides
  Choice choice;
  bool hasChannel = false, hasWindow = false;  // asked for: the board's own do not hold
  BoardTargets targets;
  std::string board = "mission_control";  // a name or a path
  bool isBoardKept = false;               // it was shown when the wall last ran
  std::optional<Time> at;                 // a moment of the past that is shown first
  ThemeName theme = ThemeName::Dark;
  bool hasTheme = false;                     // asked for: what was kept does not hold
  ThemeName writtenTheme = ThemeName::Dark;  // in the configuration: only another is kept
  Rotation::Plan rotation;
  std::optional<bool> isPinned;             // by hand when the wall last ran; none: as the rotation says
  bool isResting = false;                   // was told so when it last ran
  std::map<std::string, Subject> heatMaps;  // what those of the first board show, by tile
  std::string name;                         // by which others tell it what to show
  std::string state;                        // a file that keeps what is shown; empty: none
  std::string language;                     // "de"; empty: the system's
  std::string zone;                         // IANA; empty: the system's
  Viewing::Class viewing = Viewing::Class::Automatic;
  std::optional<double> diagonal, distance;  // inches, metres; none: see placeOf()
  std::optional<double> measured;            // inches, as the screen says that the wall fills
  int width = 1920, height = 1080;
  bool isFullScreen = false;
  std::string screen;                 // a name or a number; empty: wherever the desktop puts it
  std::vector<WindowConfig> windows;  // none: a single one, as all the rest says
  bool listsScreens = false;          // instead of showing anything
  PanelCare care;
  bool isStill = false;
  std::string exports;               // a folder of what is saved at the wall; empty: among the documents
  std::string snapshot;              // a file of any form of export; empty: none
  std::optional<double> printEvery;  // seconds
  std::optional<double> seconds;     // then it ends

  // A single picture, and no window that anybody waits for.
  bool isSnapshotOnly() const { return !snapshot.empty() && !printEvery && !seconds; }
};

// Of a screen and its farthest reader, inches and metres. A size that nobody said is what was measured. What
// is not known is that of a room, 75 inches at 5 m, where the class is a room's, or what is said is as large
// or as far as a room's smallest screen and nearest reader (43 inches, 3 m); else that of a desk, 24 inches
// at 0.7 m.
struct Place {
  double diagonal, distance;
  bool isRoom;
};
Place placeOf(const Options& options);

// Beside the state file: what was shown last.
inline std::string keptViewOf(const Options& options) { return options.state + ".frame"; }

// Those of one of several windows: what its configuration says in place of what is said for all, and what was
// kept of it in place of both; but of its screen, its readers and its theme the command line decides. Files
// have its name before their ending: "view.north.toml".
Options optionsOf(const Options& all, const WindowConfig& window);

// Nothing more to do: --help, --version, --boards or --check-board was asked for and done, or the command
// line is wrong; `exitCode` says which.
std::optional<Options> parseOptions(int argc, char** argv, int* exitCode);

}  // namespace watchfloor
