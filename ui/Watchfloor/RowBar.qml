pragma ComponentBehavior: Bound

import QtQuick
import Watchfloor

// A bar of one part from the left; or negative, neutral and positive side by side, the signs told by place as well.
Item {
    id: root

    required property list<real> parts
    required property bool isDistribution
    required property bool isMuted
    readonly property list<color> colors: isDistribution ? [Theme.negative, Theme.bandFar, Theme.positive] : [Theme.series]

    Rectangle {
        anchors.fill: parent
        color: Theme.band
    }

    Row {
        height: parent.height

        Repeater {
            model: root.parts

            Rectangle {
                required property real modelData
                required property int index

                objectName: "part"
                width: Math.round(root.width * modelData)
                height: parent?.height ?? 0
                color: root.isMuted ? "transparent" : root.colors[index]
                border.color: Theme.muted
                border.width: root.isMuted && width > 0 ? Math.max(1, Theme.px(1)) : 0
            }
        }
    }
}
