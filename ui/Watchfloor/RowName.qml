import QtQuick
import Watchfloor

// What a row is of: whole, on as many lines as it takes.
Line {
    property int lines: 1
    property real room: 0 // for it, arc minutes
    property real pitch: 0 // from line to line, arc minutes
    readonly property bool isWrapped: lines > 1

    width: isWrapped ? Theme.px(room) : undefined
    maximumLineCount: lines
    wrapMode: isWrapped ? Text.WrapAtWordBoundaryOrAnywhere : Text.NoWrap
    lineHeight: isWrapped ? Theme.px(pitch) : 1
    lineHeightMode: isWrapped ? Text.FixedHeight : Text.ProportionalHeight
    horizontalAlignment: Text.AlignLeft
}
