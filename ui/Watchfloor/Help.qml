pragma ComponentBehavior: Bound

import QtQuick
import Watchfloor

// The keys, and why there is no connection when there is none.
Rectangle {
    id: root

    required property WallModel wall
    readonly property var keys: [[qsTr("← →"), qsTr("brand")], [qsTr("↑ ↓"), qsTr("channel")], [qsTr("W, Shift W"), qsTr("window")], [qsTr("M"), qsTr("figure of the heat map")], [qsTr("B C T"), qsTr("choose from a list: brand, channel, window")], [qsTr("A"), qsTr("all brands, all channels")], [qsTr("F, F11"), qsTr("full screen")], [qsTr("?, F1"), qsTr("this help")], [qsTr("Esc"), qsTr("close, leave full screen")], [qsTr("Ctrl Q"), qsTr("quit")]]

    objectName: "help"
    visible: false
    color: Theme.raised
    radius: Theme.px(4)
    border.color: Theme.axis
    border.width: Math.max(2, Theme.px(1))
    width: Theme.px(660)
    height: problem.y + Math.max(Theme.px(10), problem.height + Theme.px(16))

    MouseArea {
        anchors.fill: parent
        onClicked: root.visible = false
    }

    Line {
        x: Theme.px(20)
        base: 38
        cap: 20
        color: Theme.primary
        text: qsTr("Keys")
    }

    Repeater {
        model: root.keys

        Item {
            id: entry

            required property var modelData
            required property int index

            y: Theme.px(54 + 34 * index)

            Line {
                x: Theme.px(20)
                base: 22
                color: Theme.primary
                text: entry.modelData[0]
            }

            Line {
                x: Theme.px(170)
                base: 22
                text: entry.modelData[1]
            }
        }
    }

    Text {
        id: problem

        x: Theme.px(20)
        y: Theme.px(62 + 34 * root.keys.length)
        width: parent.width - Theme.px(40)
        height: text === "" ? 0 : contentHeight
        color: Theme.primary
        font.family: Theme.family
        font.pixelSize: Theme.em(16)
        wrapMode: Text.Wrap
        text: root.wall.problem
    }
}
