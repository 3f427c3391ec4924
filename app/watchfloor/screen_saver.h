// Keeps the screen on while this program runs, where the desktop offers it: org.freedesktop.ScreenSaver on
// the session's bus, which GNOME, KDE, Xfce and others have. It ends with the program.
#pragma once

namespace watchfloor {

// Asks, without waiting for an answer. Without a bus, or without a screen saver, nothing happens.
void keepScreenOn();

}  // namespace watchfloor
