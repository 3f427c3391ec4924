import QtQuick

// What the wall can do: by a key, and by its name in the palette; the help lists both.
Shortcut {
    property string text
    property string keys // as the help writes them
    property bool isCounterpart: false // of the one before it in the list: the help tells them together
}
