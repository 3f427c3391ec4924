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
    property bool isPast: false // it is not known to be the present
    readonly property bool isPlain: isPast || fill.a === 0
    signal tapped

    objectName: "cell." + index
    color: isPast ? Qt.alpha(fill, fill.a * 0.35) : fill
    border.color: isChosen ? Theme.primary : "transparent"
    border.width: isChosen ? Theme.px(2) : 0

    Accessible.role: Accessible.Cell
    Accessible.name: spoken

    Line {
        anchors.horizontalCenter: parent.horizontalCenter
        base: parent.height / Theme.u / 2 + 8
        color: root.isPlain ? Theme.muted : root.ink
        text: root.text
    }

    TapHandler {
        onTapped: root.tapped()
    }
}
