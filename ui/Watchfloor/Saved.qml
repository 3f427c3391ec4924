import QtQuick
import Watchfloor

// Where what somebody saved is, or why it could not be saved: over the foot of the wall, for a while.
Rectangle {
    id: root

    required property Exporter exporter
    readonly property real room: 0.9 * (parent?.width ?? 0)

    objectName: "saved"
    visible: exporter.told !== ""
    width: text.width + Theme.px(32)
    height: text.height + Theme.px(24)
    radius: Theme.px(4)
    color: Theme.raised
    border.color: Theme.axis
    border.width: Math.max(2, Theme.px(1))

    Accessible.role: Accessible.AlertMessage
    Accessible.name: exporter.told

    Timer {
        interval: 15000
        running: root.visible && !root.exporter.isSaving
        onTriggered: root.exporter.dismiss()
    }

    Lines {
        id: text

        objectName: "savedText"
        anchors.centerIn: parent
        width: Math.min(implicitWidth, root.room)
        color: Theme.primary
        text: root.exporter.told
    }

    MouseArea {
        anchors.fill: parent
        onClicked: root.exporter.dismiss()
    }
}
