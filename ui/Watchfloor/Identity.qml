import QtQuick
import Watchfloor

// Somebody elsewhere asks which wall this is: its name, to be read from afar.
Rectangle {
    id: root

    required property string text
    readonly property real room: 0.8 * (parent?.width ?? 0)

    objectName: "identity"
    visible: text !== ""
    width: name.width + Theme.px(60)
    height: name.height + Theme.px(60)
    radius: Theme.px(4)
    color: Theme.raised
    border.color: Theme.primary
    border.width: Theme.px(3)

    Text {
        id: name

        anchors.centerIn: parent
        width: Math.min(implicitWidth, root.room)
        horizontalAlignment: Text.AlignHCenter
        color: Theme.primary
        font.family: Theme.family
        font.weight: Font.Medium
        font.pixelSize: Theme.em(60)
        textFormat: Text.PlainText
        wrapMode: Text.WrapAtWordBoundaryOrAnywhere
        maximumLineCount: 2
        text: root.text
    }
}
