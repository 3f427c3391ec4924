import QtQuick

// What the wall can do: by a key, and by its name in the palette; the help lists both.
Shortcut {
    property string text
    property string keys // as the help writes them
    property Command counterpart: null // the other way: the help tells both together
    property bool isCounterpart: false

    autoRepeat: false // a key that is held would flash the wall; but steps in time go on
}
