import QtQuick
import Watchfloor

// A measure against a target, between fixed ends.
Item {
    id: root

    required property real measure // 0 .. 1
    required property real target // 0 .. 1; below 0: none
    required property bool isMuted

    Rectangle {
        anchors.fill: parent
        anchors.topMargin: Theme.px(3)
        anchors.bottomMargin: Theme.px(3)
        color: Theme.bandFar

        Rectangle {
            x: Theme.at(0, this)
            width: parent.width * Math.max(root.target, 0)
            height: parent.height
            color: Theme.band
        }
    }

    Rectangle {
        anchors.verticalCenter: parent.verticalCenter
        x: Theme.at(0, this)
        width: parent.width * root.measure
        height: Theme.px(9)
        color: root.isMuted ? "transparent" : Theme.series
        border.color: root.isMuted ? Theme.muted : Theme.series
        border.width: Theme.px(1)
    }

    Rectangle {
        visible: root.target >= 0
        x: Theme.at(parent.width * root.target - width / 2, this)
        width: Theme.px(2.5)
        height: parent.height
        color: root.isMuted ? Theme.muted : Theme.primary
    }
}
