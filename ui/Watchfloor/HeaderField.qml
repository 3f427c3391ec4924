import QtQuick
import Watchfloor

// A part of the header that can be touched to choose something else.
Item {
    id: root

    required property string text
    property bool hasDot: false // before it
    property real room: Infinity
    readonly property bool isPointed: (hover.hovered && Theme.isPointing) || (activeFocus && Theme.isAttended)
    signal tapped

    implicitWidth: line.start + line.width
    implicitHeight: Theme.px(20) + line.height - line.height / line.lineCount - Theme.px(3)

    activeFocusOnTab: true
    Keys.onReturnPressed: tapped()
    Keys.onEnterPressed: tapped()
    Keys.onSpacePressed: tapped()

    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.onPressAction: tapped()

    Line {
        x: Theme.at(0, this)
        base: 20
        visible: root.hasDot
        text: "·"
    }

    Line {
        id: line

        readonly property real start: root.hasDot ? Theme.px(12) : 0

        x: Theme.at(start, this)
        base: 20
        width: Math.min(implicitWidth, root.room - start)
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
