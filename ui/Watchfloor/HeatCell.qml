import QtQuick
import Watchfloor

// One brand on one channel.
Rectangle {
    id: root

    required property int index
    required property string brand
    required property string channel
    required property int row
    required property int column
    required property string text
    required property color fill
    required property color ink
    required property bool isChosen
    required property string spoken
    required property bool isPast
    required property bool isUnsure
    property bool isLost: false // so is the engine
    readonly property bool isPlain: isPast || fill.a === 0
    property Explanation explanation: null
    property string tile // the heat map
    signal tapped

    objectName: "cell." + index
    color: isPast ? Qt.alpha(fill, fill.a * 0.35) : fill
    border.color: isChosen ? Theme.primary : isUnsure ? Theme.axis : "transparent"
    border.width: isChosen ? Theme.px(2) : isUnsure ? Math.max(1, Theme.px(1)) : 0

    Accessible.role: Accessible.Cell
    Accessible.name: spoken
    Accessible.onPressAction: tapped()

    Hatch {
        objectName: "hatch"
        anchors.fill: parent
        visible: root.isPast && !root.isLost
    }

    Line {
        anchors.horizontalCenter: parent.horizontalCenter
        base: parent.height / Theme.u / 2 + 8
        color: root.isPlain ? Theme.muted : root.ink
        text: root.text
    }

    TapHandler {
        onTapped: root.tapped()
    }

    Figure {
        explanation: root.explanation
        tile: root.tile
        subject: root.spoken
        brand: root.brand
        channel: root.channel
        isChoosable: true
        onChosen: root.tapped()
    }
}
