import QtQuick
import Watchfloor

// One brand on one channel.
Rectangle {
    id: root

    required property int index
    required property int row
    required property int column
    required property string text
    required property color fill
    required property color ink
    required property bool isChosen
    required property string spoken
    signal tapped

    objectName: "cell." + index
    color: fill
    border.color: isChosen ? Theme.primary : "transparent"
    border.width: isChosen ? Theme.px(2) : 0

    Accessible.role: Accessible.Cell
    Accessible.name: spoken

    Line {
        anchors.horizontalCenter: parent.horizontalCenter
        base: parent.height / Theme.u / 2 + 8
        color: root.fill.a > 0 ? root.ink : Theme.muted
        text: root.text
    }

    TapHandler {
        onTapped: root.tapped()
    }
}
