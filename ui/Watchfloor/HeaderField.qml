import QtQuick
import Watchfloor

// A part of the header that can be touched to choose something else.
Item {
    id: root

    required property string text
    signal tapped

    implicitWidth: line.width
    implicitHeight: Theme.px(27)

    Accessible.role: Accessible.Button
    Accessible.name: text

    Line {
        id: line

        base: 20
        color: hover.hovered ? Theme.primary : Theme.secondary
        font.underline: hover.hovered
        text: root.text
    }

    HoverHandler {
        id: hover

        cursorShape: Qt.PointingHandCursor
    }

    TapHandler {
        onTapped: root.tapped()
    }
}
