import QtQuick
import Watchfloor

// The figure itself. A new value fades in.
Line {
    id: root

    color: Theme.primary
    font.weight: Font.Medium
    onTextChanged: if (!Theme.isStill) fade.restart()
    Component.onCompleted: fade.complete()

    NumberAnimation {
        id: fade

        target: root
        property: "opacity"
        from: 0.3
        to: 1
        duration: 150
    }
}
