import QtQuick
import Watchfloor

// Against one window ago: a shape and a number. Its right edge stands still.
Item {
    id: root

    required property string text
    required property string note
    required property int direction
    required property color color
    property real base: 0
    property bool shown: true
    // What it needs, the same for all usual numbers.
    readonly property real room: Math.max(sign.width + Theme.px(6) + Math.max(number.implicitWidth, Theme.px(50)), noteLine.implicitWidth)

    visible: shown && text !== ""

    Glyph {
        id: sign

        anchors.right: number.left
        anchors.rightMargin: Theme.px(6)
        y: Theme.px(root.base - 20)
        width: Theme.px(20)
        height: Theme.px(20)
        shape: root.direction > 0 ? GlyphShape.Up : root.direction < 0 ? GlyphShape.Down : GlyphShape.Level
        color: root.color
    }

    Line {
        id: number

        objectName: "delta"
        anchors.right: parent.right
        base: root.base
        cap: 20
        color: root.color
        text: root.text
    }

    Line {
        id: noteLine

        objectName: "deltaNote"
        anchors.right: parent.right
        base: root.base + 22
        color: Theme.muted
        text: root.note
    }
}
