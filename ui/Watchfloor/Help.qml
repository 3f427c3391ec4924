pragma ComponentBehavior: Bound

import QtQuick
import Watchfloor

// The keys, and why there is no connection when there is none.
Rectangle {
    id: root

    required property WallModel wall
    readonly property list<string> keys: [qsTr("Tab, Shift Tab"), qsTr("← →"), qsTr("↑ ↓"), qsTr("W, Shift W"), qsTr("M"), qsTr("O B C T"), qsTr("A"), qsTr("PgUp, PgDown"), qsTr("D"), qsTr("F, F11"), qsTr("?, F1"), qsTr("Esc"), qsTr("Ctrl Q")]
    readonly property list<string> effects: [qsTr("board"), qsTr("brand"), qsTr("channel"), qsTr("window"), qsTr("figure of the heat map"), qsTr("choose from a list: board, brand, channel, window"), qsTr("all brands, all channels"), qsTr("page, on a small wall"), qsTr("theme: dark, light, high contrast"), qsTr("full screen"), qsTr("this help"), qsTr("close, leave full screen"), qsTr("quit")]

    objectName: "help"
    visible: false
    color: Theme.raised
    radius: Theme.px(4)
    border.color: Theme.axis
    border.width: Math.max(2, Theme.px(1))
    width: Math.min(Theme.px(720), parent?.width ?? 0)
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

            required property string modelData
            required property int index

            y: Theme.px(54 + 34 * index)

            Line {
                x: Theme.px(20)
                base: 22
                color: Theme.primary
                text: entry.modelData
            }

            Line {
                x: Theme.px(170)
                base: 22
                text: root.effects[entry.index]
            }
        }
    }

    Lines {
        id: problem

        x: Theme.px(20)
        y: Theme.px(62 + 34 * root.keys.length)
        width: parent.width - Theme.px(40)
        height: text === "" ? 0 : contentHeight
        color: Theme.primary
        lineHeight: 1
        text: root.wall.problem === "" ? root.wall.definitionText : root.wall.problem + "\n" + root.wall.definitionText
    }
}
