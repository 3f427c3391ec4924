import QtQuick
import Watchfloor

// The figure itself. A new value fades in. With a unit after it, it ends where its widest value would, so that
// neither the unit nor the decimals move.
Line {
    id: root

    property string unit
    property string widest

    width: Math.max(implicitWidth, unit === "" ? 0 : room.advanceWidth)
    horizontalAlignment: unit === "" ? Text.AlignLeft : Text.AlignRight
    color: Theme.primary
    font.weight: Font.Medium
    onTextChanged: if (!Theme.isStill) fade.restart()
    Component.onCompleted: fade.complete()

    TextMetrics {
        id: room

        font: root.font
        text: root.widest
    }

    NumberAnimation {
        id: fade

        target: root
        property: "opacity"
        from: 0.3
        to: 1
        duration: 150
    }
}
