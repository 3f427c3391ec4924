import QtQuick
import Watchfloor

// A part of the header that can be touched to choose something else.
Item {
    id: root

    required property string text
    property bool hasDot: false // before it
    property real room: Infinity
    readonly property bool isPointed: hover.hovered && Theme.isPointing
    signal tapped

    implicitWidth: line.x + line.width
    implicitHeight: Theme.px(20) + line.height - line.height / line.lineCount - Theme.px(3)

    Accessible.role: Accessible.Button
    Accessible.name: text

    Line {
        base: 20
        visible: root.hasDot
        text: "·"
    }

    Line {
        id: line

        x: root.hasDot ? Theme.px(12) : 0
        base: 20
        width: Math.min(implicitWidth, root.room - x)
        wrapMode: Text.WrapAtWordBoundaryOrAnywhere
        maximumLineCount: 4
        color: root.isPointed ? Theme.primary : Theme.secondary
        font.underline: root.isPointed
        text: root.text
    }

    HoverHandler {
        id: hover

        margin: Theme.px(5)
        cursorShape: Qt.PointingHandCursor
    }

    TapHandler {
        margin: Theme.px(5)
        onTapped: root.tapped()
    }
}
